import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ANSWER_CLASS_LABELS,
  PROPOSAL_KIND_LABELS,
  PROPOSAL_STATE_LABELS,
  SATISFACTION_LABELS,
} from '../../proposals/labels.ts';
import { PUBLIC_ONLY } from '../../proposals/public-filter.ts';
import { CLASS_NAMES, HAS_ANSWER_LABEL, PUBLIC_ONLY_LABELS } from '../../proposals/public-labels.ts';
import {
  countPublicProposals,
  countWithheld,
  isWithheld,
  lastAnswer,
  listPublicEntries,
  PUBLIC_STATES,
  unitsOf,
  type PublicEntry,
  type PublicFilter,
} from '../../proposals/public.ts';
import { ANSWER_CLASSES, PROPOSAL_KINDS, SATISFACTIONS } from '../../proposals/rules.ts';
import { getSettings } from '../../settings/store.ts';
import { listUnits } from '../../units/store.ts';
import { listPage } from '../list-page.ts';
import { publicPage } from '../page.ts';
import { limited, publicGet, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { keptCount } from './kept-counts.ts';
import { showProposal } from './proposal.ts';
import { showProposalUnits } from './proposal-units.ts';
import { chosen, searched, shown, yearsOf } from './shown.ts';

export const proposalRoutes: readonly Route[] = [
  limited(publicGet('/proposals', showProposals), 'search'),
  publicGet('/proposals/units', showProposalUnits),
  publicGet('/proposals/:number', showProposal),
];

/** Beside the single states: everything that has an answer. */
export const STATE_FILTERS = [...PUBLIC_STATES, 'has-answer'] as const;

/** The filters as they stand in the address; what is unknown counts as not given. */
function typedFilter(request: FastifyRequest, years: readonly number[], units: readonly string[]) {
  return {
    year: chosen(request, 'year', years.map(String)),
    kind: chosen(request, 'kind', PROPOSAL_KINDS),
    state: chosen(request, 'state', STATE_FILTERS),
    unit: chosen(request, 'unit', units),
    /** How statistics count: what a unit leads, or everything that was not merged into another. */
    part: chosen(request, 'part', ['lead', 'own']),
    class: chosen(request, 'class', ANSWER_CLASSES),
    attitude: chosen(request, 'attitude', SATISFACTIONS),
    result: chosen(request, 'result', SATISFACTIONS),
    only: chosen(request, 'only', PUBLIC_ONLY),
    q: searched(request),
  };
}

type Typed = ReturnType<typeof typedFilter>;

function filterOf(typed: Typed): PublicFilter {
  return {
    year: typed.year === '' ? undefined : Number(typed.year),
    kind: typed.kind || undefined,
    state: typed.state || undefined,
    unit: typed.unit,
    unitLeads: typed.part === 'lead',
    unmerged: typed.part !== '',
    answerClass: typed.class || undefined,
    attitude: typed.attitude || undefined,
    result: typed.result || undefined,
    only: typed.only || undefined,
    text: typed.q,
  };
}

async function showProposals(request: FastifyRequest, reply: FastifyReply) {
  const { store, read, term, today } = await shown(request);
  const [months, units] = await Promise.all([getSettings(read), listUnits(read)]);
  const years = yearsOf(term, today);
  const typed = typedFilter(
    request,
    years,
    units.map(({ name }) => name),
  );
  const filter = filterOf(typed);
  const reckoning = { today, months };
  const isFiltered = Object.entries(typed).some(([name, value]) => name !== 'year' && value !== '');
  const key = JSON.stringify([term.id, today, typed]);
  const [total, withheld] = await Promise.all([
    keptCount(store, key, () => countPublicProposals(read, term, filter, reckoning)),
    isFiltered ? 0 : keptCount(store, `withheld ${key}`, () => countWithheld(read, term, filter.year)),
  ]);
  const { pager, ...cut } = listPage(total, query(request, 'page'), (page) =>
    HELPERS.address('/proposals', { ...typed, page: page === 1 ? '' : page }),
  );
  const entries = await listPublicEntries(read, term, filter, reckoning, cut);
  return publicPage(reply, 'public/proposals/index', {
    filter: typed,
    isFiltered: isFiltered || typed.year !== '',
    years,
    pager,
    total,
    withheld,
    choices: choicesOf(units.map(({ name }) => name)),
    rows: entries.map(rowOf),
    kindLabels: PROPOSAL_KIND_LABELS,
    stateLabels: PROPOSAL_STATE_LABELS,
    classNames: CLASS_NAMES,
  });
}

/** What each select of the form offers, by the filter's name. */
function choicesOf(units: readonly string[]) {
  return {
    kind: Object.entries(PROPOSAL_KIND_LABELS),
    state: [
      ...PUBLIC_STATES.map((state) => [state, PROPOSAL_STATE_LABELS[state]]),
      ['has-answer', HAS_ANSWER_LABEL],
    ],
    unit: units.map((name) => [name, name]),
    class: Object.entries(ANSWER_CLASS_LABELS),
    satisfaction: Object.entries(SATISFACTION_LABELS),
    only: Object.entries(PUBLIC_ONLY_LABELS),
  };
}

function rowOf(entry: PublicEntry) {
  if (isWithheld(entry)) return { withheld: true as const, ...entry };
  const { number, kind, title, filedOn, state, lead, cosigners, overseer, isMerged } = entry;
  return {
    withheld: false as const,
    number,
    kind,
    title,
    filedOn,
    state,
    lead,
    signers: cosigners.length + 1,
    isOverseen: overseer !== '',
    isMerged,
    units: unitsOf(entry),
    answerClass: lastAnswer(entry)?.answerClass ?? null,
  };
}
