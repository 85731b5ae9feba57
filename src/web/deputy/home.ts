import type { FastifyReply, FastifyRequest } from 'fastify';
import { FILING_STATE_LABELS } from '../../filings/labels.ts';
import { FILING_STATES } from '../../filings/rules.ts';
import { countFilingStates, listFilings } from '../../filings/store.ts';
import { computePoints, explainPoints } from '../../points/compute.ts';
import type { Explanation } from '../../points/explain.ts';
import type { Fact } from '../../points/facts.ts';
import { termFacts } from '../../points/kept.ts';
import { loadSources, wordsOf } from '../../points/sources.ts';
import { getSettings } from '../../settings/store.ts';
import { DEPUTY } from '../access.ts';
import { page } from '../page.ts';
import { askedPoints, type AskedPoints } from '../points-question.ts';
import { get, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { archiveFigures, ownPage } from './archive.ts';
import { ownBeside } from './beside.ts';
import { listDue } from './due.ts';
import { filingRow } from './filing-words.ts';
import { ownDeputy, type OwnDeputy } from './own.ts';

export const homeRoutes: readonly Route[] = [
  get('/', DEPUTY, showHome),
  get('/points', DEPUTY, showOwnPoints),
];

/** How many lines of points stand on the first page. */
const LATEST = 5;

async function showHome(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const { read } = request.register.store;
  const scope = { termId: own.term.id, deputyId: own.entry.id };
  const asked = await askedPoints(request);
  const [due, points, filings, counts, archive] = await Promise.all([
    listDue(request, own),
    pointsModel(request, own, asked),
    listFilings(read, scope, {}, { limit: 5, offset: 0 }),
    countFilingStates(read, scope),
    archiveFigures(request, own, asked.year),
  ]);
  return page(reply, 'deputy/home/show', {
    entry: own.entry,
    asked,
    due,
    ...points,
    latest: points.explanation ? latestLines(points.explanation) : [],
    archive,
    filings: filings.map(filingRow),
    counts: FILING_STATES.map((state) => ({
      state,
      label: FILING_STATE_LABELS[state],
      count: counts.get(state) ?? 0,
    })).filter(({ count }) => count > 0),
  });
}

/** The last points that were given or taken, and what for. */
function latestLines({ sections }: Explanation) {
  return sections
    .flatMap(({ items }) => items.flatMap(({ lines }) => lines))
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
    .slice(0, LATEST);
}

async function showOwnPoints(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const asked = await askedPoints(request);
  const model = await pointsModel(request, own, asked);
  return page(reply, 'deputy/points/show', { entry: own.entry, asked, ...model });
}

/** The deputy's own points and how they came about; nobody else's. */
async function pointsModel(request: FastifyRequest, { entry, term }: OwnDeputy, asked: AskedPoints) {
  const { store } = request.register;
  const { year, asOf } = asked;
  const known = await termFacts(store, term.id);
  const computed = await computePoints(store.read, { termId: term.id, year, asOf, known });
  const points = computed?.result.find(({ deputy }) => deputy === entry.certificateNumber) ?? null;
  const sources = await loadSources(store.read, term.id);
  const words = {
    what: (fact: Fact) => wordsOf(sources, fact).what,
    href: (fact: Fact) => ownPage(fact.source),
  };
  const { publicRanking } = await getSettings(store.read);
  const replies = computed && points ? await ownBeside(request, { entry, term }, computed) : null;
  return {
    replies,
    points,
    scheme: computed?.scheme ?? null,
    ranked: publicRanking ? (computed?.result.length ?? 0) : 0,
    explanation: computed && points ? explainPoints(computed, points, words, asked.quarter) : null,
    quarterAddress: (quarter: string) =>
      HELPERS.address('/my/points', { year, 'as-of': asked.typedAsOf, quarter }),
  };
}
