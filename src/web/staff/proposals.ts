import type { FastifyReply, FastifyRequest } from 'fastify';
import { inStrokeOrder } from '../../deputies/order.ts';
import { listRoster } from '../../deputies/store.ts';
import type { Reader } from '../../db/store.ts';
import { shanghaiDay, type Day } from '../../lib/dates.ts';
import {
  ANSWER_CLASS_LABELS,
  dueText,
  PROPOSAL_KIND_LABELS,
  PROPOSAL_STATE_LABELS,
  PROPOSAL_STATE_TONES,
  SATISFACTION_LABELS,
  TIMING_TONES,
  timingText,
} from '../../proposals/labels.ts';
import {
  dueOf,
  PROPOSAL_KINDS,
  PROPOSAL_STATES,
  timingOn,
  type AnswerMonths,
  type ProposalKind,
  type ProposalState,
} from '../../proposals/rules.ts';
import {
  countProposals,
  countProposalStates,
  findProposal,
  listProposals,
  type Proposal,
  type ProposalFilter,
  type Round,
} from '../../proposals/store.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { listUnits } from '../../units/store.ts';
import { CLERK } from '../access.ts';
import { emptyForm } from '../form.ts';
import { listPage } from '../list-page.ts';
import { page } from '../page.ts';
import { get, param, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';

export const proposalRoutes: readonly Route[] = [
  get('/proposals', CLERK, showProposals),
  get('/proposals/:number', CLERK, showProposal),
];

/** States that the desk sees: a draft has not reached it. */
const DESK_STATES = PROPOSAL_STATES.filter((state) => state !== 'draft');

/** The filters as they stand in the address; what is unknown counts as not given. */
interface Typed {
  kind: string;
  state: string;
  unit: string;
  deputy: string;
  q: string;
}

function typedFilter(request: FastifyRequest): Typed {
  const oneOf = (name: string, codes: readonly string[]) =>
    codes.includes(query(request, name)) ? query(request, name) : '';
  const unit = query(request, 'unit');
  return {
    kind: oneOf('kind', PROPOSAL_KINDS),
    state: oneOf('state', DESK_STATES),
    unit: /^\d{1,12}$/.test(unit) ? unit : '',
    deputy: query(request, 'deputy').slice(0, 20),
    q: query(request, 'q').slice(0, 100),
  };
}

function filterOf({ kind, state, unit, deputy, q }: Typed): ProposalFilter {
  return {
    kind: kind as ProposalKind,
    state: state as ProposalState,
    unitId: unit === '' ? undefined : Number(unit),
    deputy,
    text: q,
  };
}

async function showProposals(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.server;
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
  const { pager, ...cut } = listPage(matching, query(request, 'page'), address);
  const rows = await listProposals(read, term.id, filter, cut);
  return page(reply, 'staff/proposals/index', {
    form: emptyForm({ ...typed }),
    rows: rows.map((row) => ({ ...headOf(row), ...lastRound(row, settings, shanghaiDay(clock())) })),
    term,
    matching,
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
  const { units, timing } = roundOf(last, complex, months, today);
  return { units: units.map((unit) => unit.name).join('、'), timing };
}

/** A round in words, with its last day and how that is reckoned. */
function roundOf(round: Round, complex: boolean, months: AnswerMonths, today: Day) {
  const due = dueOf(round, complex, months);
  const timing = timingOn(round, due, today);
  return {
    ...round,
    due: due ? dueText(due) : '',
    timing: { text: timingText(timing), tone: TIMING_TONES[timing.code] },
    answerClass: round.answerClass ? ANSWER_CLASS_LABELS[round.answerClass] : '',
    attitude: round.attitude ? SATISFACTION_LABELS[round.attitude] : '',
    result: round.result ? SATISFACTION_LABELS[round.result] : '',
  };
}

async function showProposal(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.server;
  const term = await getCurrentTerm(store.read);
  const proposal = found(await findProposal(store.read, term.id, param(request, 'number')));
  if (proposal.state === 'draft') return found(undefined);
  const settings = await getSettings(store.read);
  const { cause, basis, content, complex, rounds } = proposal;
  return page(reply, 'staff/proposals/show', {
    proposal: { ...headOf(proposal), cause, basis, content, complex, isMotion: proposal.kind === 'motion' },
    rounds: rounds.map((round) => roundOf(round, complex, settings, shanghaiDay(clock()))),
  });
}
