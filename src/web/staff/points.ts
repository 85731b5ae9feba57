import type { FastifyReply, FastifyRequest } from 'fastify';
import { listCategories } from '../../categories/store.ts';
import { rosterOrderNote } from '../../deputies/labels.ts';
import { findRosterEntry } from '../../deputies/store.ts';
import { listGroups } from '../../groups/store.ts';
import { parseHundredths } from '../../lib/hundredths.ts';
import type { NameOrder } from '../../lib/names.ts';
import { computePoints, explainPoints, type ComputedPoints } from '../../points/compute.ts';
import { termFacts } from '../../points/kept.ts';
import { loadDeskLinks } from '../../points/links.ts';
import {
  rankedDeputies,
  rankWithinCategories,
  RANKING_ORDERS,
  type RankedDeputy,
} from '../../points/ranking.ts';
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
  const { store } = request.register;
  const asked = await askedPoints(request);
  const term = await getCurrentTerm(store.read);
  const [computed, settings, groups, categories] = await Promise.all([
    computeAsked(request, asked, term.id),
    getSettings(store.read),
    listGroups(store.read, term.id),
    listCategories(store.read),
  ]);
  const filter = filterOf(request);
  const order = RANKING_ORDERS.find((one) => one === query(request, 'order')) ?? 'rank';
  const everybody = computed ? rankedDeputies(computed, order, settings.nameOrder) : [];
  const shown = everybody.filter((one) => isShown(one, filter));
  const { group, category, from, below } = filter;
  const typed = { year: String(asked.year), 'as-of': asked.typedAsOf, group, category, order };
  return page(reply, 'staff/points/index', {
    asked,
    order,
    groups,
    categories,
    form: { values: typed, errors: asked.asOfError ? { 'as-of': asked.asOfError } : {} },
    scheme: computed?.scheme ?? null,
    quarters: computed?.result[0]?.quarters.map((entry) => entry.quarter) ?? [],
    rows: shown.map((one) => ({ ...rowOf(one), place: String(one.points.rank) })),
    lists:
      computed && order === 'category' ? categoryLists(computed, everybody, filter, settings.nameOrder) : [],
    total: everybody.length,
    isFiltered: group !== '' || category !== '' || from !== null || below !== null,
    range: { from, below },
    orderNote: rosterOrderNote('name', settings.nameOrder),
    deputyAddress: (certificate: string, quarter = '') => pointsAddress(certificate, asked, quarter),
    pictureAddress: HELPERS.address('/desk/points/picture', { year: asked.year, 'as-of': asked.typedAsOf }),
    rangeless: HELPERS.address('/desk/points', { ...typed }),
  });
}

/** Which deputies are asked for; totals from `from` on and below `below`, in hundredths, are a bin of the picture. */
interface PointsFilter {
  group: string;
  category: string;
  from: number | null;
  below: number | null;
}

function filterOf(request: FastifyRequest): PointsFilter {
  return {
    group: query(request, 'group'),
    category: query(request, 'category'),
    from: parseHundredths(query(request, 'from')),
    below: parseHundredths(query(request, 'below')),
  };
}

function isShown({ entry, points }: RankedDeputy, { group, category, from, below }: PointsFilter): boolean {
  return (
    isIn(entry.group, group) &&
    (isIn(entry.category, category) || isIn(entry.subcategory, category)) &&
    (from === null || points.totalHundredths >= from) &&
    (below === null || points.totalHundredths < below)
  );
}

function isIn(place: { id: number } | null, chosen: string): boolean {
  return chosen === '' || String(place?.id ?? '') === chosen;
}

/** One list for each category as it counts in the computation; the ranks are those among all of the category. */
function categoryLists(
  { input }: ComputedPoints,
  everybody: readonly RankedDeputy[],
  filter: PointsFilter,
  nameOrder: NameOrder,
) {
  const categories = new Map(input.deputies.map(({ id, category = null }) => [id, category]));
  const lists = rankWithinCategories(
    everybody,
    ({ points }) => ({ category: categories.get(points.deputy) ?? null, total: points.totalHundredths }),
    nameOrder,
  );
  return lists
    .map(({ category, members }) => ({
      category,
      n: members.length,
      rows: members
        .filter(({ one }) => isShown(one, filter))
        .map(({ one, rank }) => ({ ...rowOf(one), place: `${rank}/${members.length}` })),
    }))
    .filter(({ rows }) => rows.length > 0);
}

function rowOf({ entry, points }: RankedDeputy) {
  const { certificateNumber, name, district, group } = entry;
  const { quarters, totalHundredths } = points;
  return { certificateNumber, name, district, group, quarters, totalHundredths };
}

/** A deputy's points on the desk, as of the same day, of one quarter or of the year. */
function pointsAddress(certificate: string, { year, typedAsOf }: AskedPoints, quarter: string): string {
  const path = `/desk/points/${encodeURIComponent(certificate)}`;
  return HELPERS.address(path, { year, 'as-of': typedAsOf, quarter });
}

export async function computeAsked(
  { register: { store } }: FastifyRequest,
  { year, asOf }: AskedPoints,
  termId: number,
): Promise<ComputedPoints | null> {
  return computePoints(store.read, { termId, year, asOf, known: await termFacts(store, termId) });
}

async function showDeputyPoints(request: FastifyRequest, reply: FastifyReply) {
  const { read } = request.register.store;
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
