import type { FastifyReply, FastifyRequest } from 'fastify';
import { listCategories } from '../../categories/store.ts';
import { rosterOrderNote } from '../../deputies/labels.ts';
import { findRosterEntry } from '../../deputies/store.ts';
import { listGroups } from '../../groups/store.ts';
import { computePoints, explainPoints, type ComputedPoints } from '../../points/compute.ts';
import { termFacts } from '../../points/kept.ts';
import { loadDeskLinks } from '../../points/links.ts';
import { rankedDeputies, RANKING_ORDERS, type RankedDeputy } from '../../points/ranking.ts';
import { loadSources, wordsOf } from '../../points/sources.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { statementsOf } from '../../statements/shown.ts';
import { CLERK } from '../access.ts';
import { page } from '../page.ts';
import { besideOnDesk } from './statement-links.ts';
import { askedPoints, type AskedPoints } from '../points-question.ts';
import { get, param, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';

export const pointsRoutes: readonly Route[] = [
  get('/points', CLERK, showPoints),
  get('/points/:certificate', CLERK, showDeputyPoints),
];

async function showPoints(request: FastifyRequest, reply: FastifyReply) {
  const { store } = request.server;
  const asked = await askedPoints(request);
  const term = await getCurrentTerm(store.read);
  const [computed, settings, groups, categories] = await Promise.all([
    computeAsked(request, asked, term.id),
    getSettings(store.read),
    listGroups(store.read, term.id),
    listCategories(store.read),
  ]);
  const group = query(request, 'group');
  const category = query(request, 'category');
  const order = RANKING_ORDERS.find((one) => one === query(request, 'order')) ?? 'rank';
  const everybody = computed ? rankedDeputies(computed, order, settings.nameOrder) : [];
  const shown = everybody.filter(
    ({ entry }) =>
      isIn(entry.group, group) && (isIn(entry.category, category) || isIn(entry.subcategory, category)),
  );
  const typed = { year: String(asked.year), 'as-of': asked.typedAsOf, group, category, order };
  return page(reply, 'staff/points/index', {
    asked,
    order,
    groups,
    categories,
    form: { values: typed, errors: asked.asOfError ? { 'as-of': asked.asOfError } : {} },
    scheme: computed?.scheme ?? null,
    quarters: computed?.result[0]?.quarters.map((entry) => entry.quarter) ?? [],
    rows: shown.map(rowOf),
    total: everybody.length,
    isFiltered: group !== '' || category !== '',
    orderNote: rosterOrderNote('name', settings.nameOrder),
    deputyAddress: (certificate: string, quarter = '') => pointsAddress(certificate, asked, quarter),
  });
}

function isIn(place: { id: number } | null, chosen: string): boolean {
  return chosen === '' || String(place?.id ?? '') === chosen;
}

function rowOf({ entry, points }: RankedDeputy) {
  const { certificateNumber, name, district, group } = entry;
  const { rank, quarters, totalHundredths } = points;
  return { certificateNumber, name, district, group, rank, quarters, totalHundredths };
}

/** A deputy's points on the desk, as of the same day, of one quarter or of the year. */
function pointsAddress(certificate: string, { year, typedAsOf }: AskedPoints, quarter: string): string {
  const path = `/desk/points/${encodeURIComponent(certificate)}`;
  return HELPERS.address(path, { year, 'as-of': typedAsOf, quarter });
}

async function computeAsked(
  { server: { store } }: FastifyRequest,
  { year, asOf }: AskedPoints,
  termId: number,
): Promise<ComputedPoints | null> {
  return computePoints(store.read, { termId, year, asOf, known: await termFacts(store, termId) });
}

async function showDeputyPoints(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.server.store;
  const asked = await askedPoints(request);
  const term = await getCurrentTerm(read);
  const entry = found(await findRosterEntry(read, term.id, param(request, 'certificate')));
  const computed = await computeAsked(request, asked, term.id);
  const points = computed?.result.find(({ deputy }) => deputy === entry.certificateNumber) ?? null;
  const [sources, links] = await Promise.all([loadSources(read, term.id), loadDeskLinks(read, term.id)]);
  const words = {
    what: (fact: Parameters<typeof wordsOf>[1]) => wordsOf(sources, fact).what,
    href: (fact: Parameters<typeof wordsOf>[1]) => links(fact.source),
  };
  const statements = await statementsOf(read, term.id, entry.id);
  return page(reply, 'staff/points/show', {
    statements: computed && points ? besideOnDesk(entry, computed, statements) : null,
    entry,
    asked,
    points,
    scheme: computed?.scheme ?? null,
    ranked: computed?.result.length ?? 0,
    explanation: computed && points ? explainPoints(computed, points, words, asked.quarter) : null,
    quarterAddress: (quarter: string) => pointsAddress(entry.certificateNumber, asked, quarter),
    listAddress: HELPERS.address('/desk/points', { year: asked.year, 'as-of': asked.typedAsOf }),
  });
}
