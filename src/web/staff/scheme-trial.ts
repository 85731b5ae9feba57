import type { FastifyReply, FastifyRequest } from 'fastify';
import { listCategories } from '../../categories/store.ts';
import { nameOrderNote } from '../../deputies/labels.ts';
import { findRosterEntry, type RosterEntry } from '../../deputies/store.ts';
import { listGroups } from '../../groups/store.ts';
import { shanghaiDay, yearOf } from '../../lib/dates.ts';
import { compareByStrokes, type NameOrder } from '../../lib/names.ts';
import { computePoints, explainPoints, type ComputedPoints } from '../../points/compute.ts';
import type { Fact } from '../../points/facts.ts';
import { termFacts } from '../../points/kept.ts';
import { loadDeskLinks } from '../../points/links.ts';
import { loadSources, wordsOf } from '../../points/sources.ts';
import {
  causeLabel,
  causesText,
  placesLabel,
  signedPoints,
  trialSectionLabel,
} from '../../points/trial-labels.ts';
import { summariseTrial, trialSections } from '../../points/trial-summary.ts';
import { asOfYear, compareTrial, type TrialRow } from '../../points/trial.ts';
import { found } from '../../refusals.ts';
import { SCHEME_STATE_LABELS, SCHEME_STATE_TONES } from '../../schemes/labels.ts';
import { findScheme, findSchemeInForce, listSchemeYears, type SchemeRow } from '../../schemes/store.ts';
import { getCurrentTerm, getSettings, type Term } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { page } from '../page.ts';
import { askedPoints, type AskedPoints } from '../points-question.ts';
import { get, idParam, param, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';

/** Trial run (试算) of a scheme on a year's records: computed when it is looked at, kept nowhere. */
export const schemeTrialRoutes: readonly Route[] = [
  get('/schemes/:id/trial', CLERK, showTrial),
  get('/schemes/:id/trial/:certificate', CLERK, showDeputyTrial),
];

const ORDERS = ['move', 'rank', 'name'] as const;
type TrialOrder = (typeof ORDERS)[number];

interface Trial {
  term: Term;
  asked: AskedPoints;
  tried: SchemeRow;
  /** Null where the year has no scheme in force. */
  inForce: SchemeRow | null;
  before: ComputedPoints | null;
  after: ComputedPoints;
  rows: TrialRow[];
}

/** Both schemes on everything that the register holds today, published or not: so that only the schemes differ. */
async function runTrial(request: FastifyRequest): Promise<Trial> {
  const { store } = request.register;
  const tried = found(await findScheme(store.read, idParam(request)));
  const term = await getCurrentTerm(store.read);
  const asked = await askedPoints(request, await yearsToTry(request, term, tried));
  const { year, asOf } = asked;
  const known = await termFacts(store, term.id);
  const inForce = (await findSchemeInForce(store.read, year)) ?? null;
  const compute = async (scheme: SchemeRow) =>
    found(await computePoints(store.read, { termId: term.id, year, asOf, scheme, known, anew: true }));
  const after = await compute(asOfYear(tried, year));
  const before = inForce && (await compute(inForce));
  const rows = compareTrial(before && sideOf(before), sideOf(after));
  return { term, asked, tried, inForce, before, after, rows };
}

const sideOf = ({ scheme, result }: ComputedPoints) => ({ scheme: scheme.body, result });

/** Every year of the term that has begun; by default the newest with a scheme to compare with. */
async function yearsToTry({ register: { store, clock } }: FastifyRequest, term: Term, tried: SchemeRow) {
  const last = yearOf(shanghaiDay(clock()));
  const first = Math.min(last, yearOf(term.startOn));
  const years = Array.from({ length: last - first + 1 }, (_, index) => last - index);
  const compared = (await listSchemeYears(store.read)).filter((year) => years.includes(year));
  const year = compared.includes(tried.year) ? tried.year : (compared.at(-1) ?? last);
  return { years, year };
}

async function showTrial(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const trial = await runTrial(request);
  const [settings, groups, categories] = await Promise.all([
    getSettings(read),
    listGroups(read, trial.term.id),
    listCategories(read),
  ]);
  const group = query(request, 'group');
  const category = query(request, 'category');
  const order = ORDERS.find((one) => one === query(request, 'order')) ?? (trial.before ? 'move' : 'rank');
  const all = rowsWithEntries(trial, order, settings.nameOrder);
  const shown = all.filter(
    ({ entry }) =>
      isIn(entry.group, group) && (isIn(entry.category, category) || isIn(entry.subcategory, category)),
  );
  const rows = shown.map(({ row }) => row);
  const { asked } = trial;
  const values = { year: String(asked.year), 'as-of': asked.typedAsOf, group, category, order };
  return page(reply, 'staff/scheme-trial/index', {
    ...headOf(trial),
    groups,
    categories,
    form: { values, errors: asked.asOfError ? { 'as-of': asked.asOfError } : {} },
    order,
    orderNote: nameOrderNote(settings.nameOrder),
    quarters: trial.after.result[0]?.quarters.map(({ quarter }) => quarter) ?? [],
    rows: shown.map(({ entry, row }) => ({ ...rowModel(row), name: entry.name, group: entry.group })),
    total: all.length,
    summary: summaryModel(rows, trial),
    sections: trialSections(rows, trial.before?.scheme.body ?? null, trial.after.scheme.body).map((one) => ({
      ...one,
      label: trialSectionLabel(one),
    })),
    signed: signedPoints,
  });
}

function isIn(place: { id: number } | null, chosen: string): boolean {
  return chosen === '' || String(place?.id ?? '') === chosen;
}

interface Entered {
  entry: RosterEntry;
  row: TrialRow;
}

function rowsWithEntries({ after, rows }: Trial, order: TrialOrder, nameOrder: NameOrder): Entered[] {
  const entries = new Map(after.roster.map((entry) => [entry.certificateNumber, entry]));
  const byName = compareByStrokes(nameOrder);
  const compare: Readonly<Record<TrialOrder, (a: TrialRow, b: TrialRow) => number>> = {
    move: (a, b) =>
      distance(b.places) - distance(a.places) || distance(b.changeHundredths) - distance(a.changeHundredths),
    rank: (a, b) => a.after.rank - b.after.rank,
    name: () => 0,
  };
  return rows
    .flatMap((row) => {
      const entry = entries.get(row.deputy);
      return entry ? [{ entry, row }] : [];
    })
    .toSorted((a, b) => compare[order](a.row, b.row) || byName(a.entry.name, b.entry.name));
}

const distance = (moved: number | null): number => Math.abs(moved ?? 0);

function headOf({ asked, tried, inForce }: Trial) {
  const { id, title, year, version, state } = tried;
  return {
    asked,
    tried: { id, title, year, version, state: SCHEME_STATE_LABELS[state], tone: SCHEME_STATE_TONES[state] },
    inForce: inForce && { id: inForce.id, title: inForce.title, version: inForce.version },
    deputyAddress: (certificate: string) => trialAddress(tried, asked, `/${encodeURIComponent(certificate)}`),
    listAddress: trialAddress(tried, asked, ''),
  };
}

function trialAddress({ id }: SchemeRow, { year, typedAsOf }: AskedPoints, rest: string): string {
  return HELPERS.address(`/desk/schemes/${id}/trial${rest}`, { year, 'as-of': typedAsOf });
}

/** A row with its words; what does not compare is null. */
function rowModel(row: TrialRow) {
  const { deputy, before, after, changeHundredths, places } = row;
  return {
    deputy,
    before,
    after,
    quarters: after.quarters.map(({ quarter, pointsHundredths }) => ({
      quarter,
      after: pointsHundredths,
      before: before?.quarters.find((one) => one.quarter === quarter)?.pointsHundredths ?? null,
    })),
    change: changeHundredths === null ? null : signedPoints(changeHundredths),
    places,
    placesLabel: placesLabel(places ?? 0),
    causes: causesText(row),
  };
}

function summaryModel(rows: readonly TrialRow[], { after }: Trial) {
  const summary = summariseTrial(rows);
  if (summary === null) return null;
  const names = new Map(after.roster.map(({ certificateNumber, name }) => [certificateNumber, name]));
  const named = (row: TrialRow | null) =>
    row && {
      deputy: row.deputy,
      name: names.get(row.deputy) ?? '',
      change: signedPoints(row.changeHundredths ?? 0),
    };
  return {
    ...summary,
    median: signedPoints(summary.medianHundredths),
    most: named(summary.most),
    least: named(summary.least),
  };
}

async function showDeputyTrial(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
  const trial = await runTrial(request);
  const { term, before, after, rows } = trial;
  const entry = found(await findRosterEntry(read, term.id, param(request, 'certificate')));
  const row = rows.find(({ deputy }) => deputy === entry.certificateNumber) ?? null;
  const [sources, links] = await Promise.all([loadSources(read, term.id), loadDeskLinks(read, term.id)]);
  const words = {
    what: (fact: Fact) => wordsOf(sources, fact).what,
    href: (fact: Fact) => links(fact.source),
  };
  return page(reply, 'staff/scheme-trial/show', {
    ...headOf(trial),
    entry,
    row: row && rowModel(row),
    ranked: after.result.length,
    causes: (row?.causes ?? []).map((cause) => ({ ...cause, label: causeLabel(cause) })),
    signed: signedPoints,
    after: row && explainPoints(after, row.after, words),
    before: row?.before && before ? explainPoints(before, row.before, words) : null,
  });
}
