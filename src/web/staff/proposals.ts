import type { FastifyReply, FastifyRequest } from 'fastify';
import { inStrokeOrder } from '../../deputies/order.ts';
import { listRoster } from '../../deputies/store.ts';
import type { Reader } from '../../db/store.ts';
import { shanghaiDay, type Day } from '../../lib/dates.ts';
import {
  PROPOSAL_KIND_LABELS,
  PROPOSAL_STATE_LABELS,
  PROPOSAL_STATE_TONES,
  PROPOSAL_TIMING_LABELS,
} from '../../proposals/labels.ts';
import {
  PROPOSAL_KINDS,
  dueOf,
  PROPOSAL_STATES,
  timingOn,
  type AnswerMonths,
  type ProposalKind,
  type ProposalState,
} from '../../proposals/rules.ts';
import {
  countProposals,
  countProposalStates,
  listProposals,
  listWaitingExtensions,
  type Proposal,
  type ProposalFilter,
} from '../../proposals/store.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { listUnits } from '../../units/store.ts';
import { CLERK } from '../access.ts';
import { emptyForm } from '../form.ts';
import { listPage } from '../list-page.ts';
import { page } from '../page.ts';
import { proposalStepRoutes } from '../proposal-steps.ts';
import { roundInWords } from '../proposal-page.ts';
import { get, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';

export const proposalRoutes: readonly Route[] = [
  get('/proposals', CLERK, showProposals),
  ...proposalStepRoutes({
    base: '/desk/proposals',
    views: { show: 'staff/proposals/show', step: 'staff/proposals/step' },
    access: CLERK,
    parts: ['desk', 'presidium'],
  }),
];

/** States that the desk sees: a draft has not reached it. */
const DESK_STATES = PROPOSAL_STATES.filter((state) => state !== 'draft');

/** The filters as they stand in the address; what is unknown counts as not given. */
interface Typed {
  kind: string;
  state: string;
  unit: string;
  deputy: string;
  year: string;
  timing: string;
  q: string;
}

/** What waits, beyond the state. The first four are sought among what is in hand. */
const TIMINGS = ['overdue', 'due-soon', 'extension', 'refused', 'follow-up', 'overseen'] as const;

function typedFilter(request: FastifyRequest): Typed {
  const oneOf = (name: string, codes: readonly string[]) =>
    codes.includes(query(request, name)) ? query(request, name) : '';
  const unit = query(request, 'unit');
  return {
    kind: oneOf('kind', PROPOSAL_KINDS),
    state: oneOf('state', DESK_STATES),
    unit: /^\d{1,12}$/.test(unit) ? unit : '',
    deputy: query(request, 'deputy').slice(0, 20),
    year: /^20\d\d$/.test(query(request, 'year')) ? query(request, 'year') : '',
    timing: oneOf('timing', TIMINGS),
    q: query(request, 'q').slice(0, 100),
  };
}

function filterOf({ kind, state, unit, deputy, year, timing, q }: Typed): ProposalFilter {
  return {
    handedIn: true,
    year: year === '' ? undefined : Number(year),
    only: timing === 'follow-up' || timing === 'overseen' ? timing : undefined,
    kind: kind as ProposalKind,
    state: state as ProposalState,
    unitId: unit === '' ? undefined : Number(unit),
    deputy,
    text: q,
  };
}

async function showProposals(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const { read } = store;
  const term = await getCurrentTerm(read);
  const typed = typedFilter(request);
  const filter = filterOf(typed);
  const [matching, counts, choices, settings] = await Promise.all([
    countProposals(read, term.id, filter),
    countProposalStates(read, term.id),
    loadChoices(read, term.id),
    getSettings(read),
  ]);
  const address = (number: number) =>
    HELPERS.address('/desk/proposals', { ...typed, page: number === 1 ? '' : number });
  const waiting = await listInHand(read, term.id, typed, shanghaiDay(clock()));
  const total = waiting?.length ?? matching;
  const { pager, ...cut } = listPage(total, query(request, 'page'), address);
  const rows = waiting
    ? waiting.slice(cut.offset, cut.offset + cut.limit)
    : await listProposals(read, term.id, filter, cut);
  return page(reply, 'staff/proposals/index', {
    form: emptyForm({ ...typed }),
    rows: rows.map((row) => ({ ...headOf(row), ...lastRound(row, settings, shanghaiDay(clock())) })),
    term,
    matching: total,
    pager,
    choices,
    figures: DESK_STATES.map((state) => ({
      state,
      label: PROPOSAL_STATE_LABELS[state],
      count: counts.get(state) ?? 0,
    })).filter(({ count }) => count > 0),
    total: DESK_STATES.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0),
    isFiltered: Object.values(typed).some((value) => value !== ''),
  });
}

const ALL = { limit: 10_000, offset: 0 };

/** Of what is in hand, what waits for something that no column tells; null where that was not asked for. */
async function listInHand(
  reader: Reader,
  termId: number,
  typed: Typed,
  today: Day,
): Promise<Proposal[] | null> {
  const { timing } = typed;
  if (timing === '' || timing === 'follow-up' || timing === 'overseen') return null;
  const [proposals, settings, extensions] = await Promise.all([
    listProposals(reader, termId, { ...filterOf(typed), state: 'assigned' }, ALL),
    getSettings(reader),
    listWaitingExtensions(reader, termId),
  ]);
  return proposals.filter((proposal) => {
    const last = proposal.rounds.at(-1);
    if (timing === 'extension') return extensions.includes(proposal.id);
    if (timing === 'refused') return last?.units.some(({ refusedAt }) => refusedAt !== null) ?? false;
    return last && timingOn(last, dueOf(last, proposal.complex, settings), today).code === timing;
  });
}

async function loadChoices(reader: Reader, termId: number) {
  const [roster, units, { nameOrder }] = await Promise.all([
    listRoster(reader, termId),
    listUnits(reader),
    getSettings(reader),
  ]);
  return {
    deputies: inStrokeOrder(roster, nameOrder).map((row) => [row.certificateNumber, row.name]),
    units: units.map((unit) => [unit.id, unit.name]),
    states: DESK_STATES.map((state) => [state, PROPOSAL_STATE_LABELS[state]]),
    timings: TIMINGS.map((code) => [code, PROPOSAL_TIMING_LABELS[code]]),
    kinds: PROPOSAL_KINDS.map((kind) => [kind, PROPOSAL_KIND_LABELS[kind]]),
  };
}

function headOf(proposal: Proposal) {
  const { number, kind, title, filedOn, state, signers } = proposal;
  return {
    number,
    title,
    filedOn,
    kind: PROPOSAL_KIND_LABELS[kind],
    state: PROPOSAL_STATE_LABELS[state],
    tone: PROPOSAL_STATE_TONES[state],
    lead: signers.find((signer) => signer.lead) ?? null,
    cosigners: signers.filter((signer) => !signer.lead),
  };
}

function lastRound({ rounds, complex }: Proposal, months: AnswerMonths, today: Day) {
  const last = rounds.at(-1);
  if (!last) return { units: '', timing: null };
  const { units, timing } = roundInWords(last, complex, months, today);
  return { units: units.map((unit) => unit.name).join('、'), timing };
}
