import type { FastifyReply, FastifyRequest } from 'fastify';
import { kindLabel, kindUnit } from '../../duties/labels.ts';
import { FILING_STATE_LABELS, FILING_STATE_TONES } from '../../filings/labels.ts';
import { countFilings, countFilingStates, listFilings, type Filing } from '../../filings/store.ts';
import { FILING_STATES, type FilingState } from '../../filings/rules.ts';
import { computePoints, explainPoints } from '../../points/compute.ts';
import type { Fact } from '../../points/facts.ts';
import { termFacts } from '../../points/kept.ts';
import { loadSources, wordsOf } from '../../points/sources.ts';
import { getSettings } from '../../settings/store.ts';
import { DEPUTY } from '../access.ts';
import { listPage } from '../list-page.ts';
import { page } from '../page.ts';
import { askedPoints, type AskedPoints } from '../points-question.ts';
import { get, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { ownBeside } from './beside.ts';
import { ownDeputy, type OwnDeputy } from './own.ts';

export const homeRoutes: readonly Route[] = [
  get('/', DEPUTY, showHome),
  get('/points', DEPUTY, showOwnPoints),
  get('/filings', DEPUTY, showOwnFilings),
];

async function showHome(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const { read } = request.server.store;
  const scope = { termId: own.term.id, deputyId: own.entry.id };
  const asked = await askedPoints(request);
  const [points, filings, counts] = await Promise.all([
    pointsModel(request, own, asked),
    listFilings(read, scope, {}, { limit: 5, offset: 0 }),
    countFilingStates(read, scope),
  ]);
  return page(reply, 'deputy/home/show', {
    entry: own.entry,
    asked,
    ...points,
    filings: filings.map(filingRow),
    counts: FILING_STATES.map((state) => ({
      state,
      label: FILING_STATE_LABELS[state],
      count: counts.get(state) ?? 0,
    })).filter(({ count }) => count > 0),
  });
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
  const { store } = request.server;
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

/** Where a deputy can open what a fact came from: activities and proposals are public, filings their own. */
function ownPage({ type, key }: Fact['source']): string | null {
  if (type === 'activity') return `/activities/${encodeURIComponent(key)}`;
  if (type === 'proposal') return `/proposals/${encodeURIComponent(key)}`;
  return type === 'filing' ? `${HELPERS.address('/my/filings', { q: key })}` : null;
}

async function showOwnFilings(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const { read } = request.server.store;
  const scope = { termId: own.term.id, deputyId: own.entry.id };
  const state = FILING_STATES.find((one) => one === query(request, 'state'));
  const filter = { state, text: query(request, 'q').slice(0, 100) };
  const matching = await countFilings(read, scope, filter);
  const address = (number: number) =>
    HELPERS.address('/my/filings', { state: state ?? '', q: filter.text, page: number === 1 ? '' : number });
  const { pager, ...cut } = listPage(matching, query(request, 'page'), address);
  return page(reply, 'deputy/filings/index', {
    matching,
    pager,
    filter,
    stateLabel: state ? FILING_STATE_LABELS[state] : '',
    filings: (await listFilings(read, scope, filter, cut)).map(filingRow),
  });
}

function filingRow({ code, kind, state, occurredOn, content, quantityHundredths, reason }: Filing) {
  const showsReason: readonly FilingState[] = ['returned', 'voided'];
  return {
    code,
    occurredOn,
    content,
    kind: kindLabel(kind),
    quantity: `${HELPERS.points(quantityHundredths)} ${kindUnit(kind)}`,
    state: FILING_STATE_LABELS[state],
    tone: FILING_STATE_TONES[state],
    reason: showsReason.includes(state) ? reason : '',
  };
}
