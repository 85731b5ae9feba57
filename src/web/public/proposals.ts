import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Day } from '../../lib/dates.ts';
import {
  findPublicProposal,
  lastAnswer,
  listPublicProposals,
  PUBLIC_STATES,
  unitsOf,
  type PublicProposal,
  type PublicRound,
} from '../../proposals/public.ts';
import {
  ANSWER_CLASS_LABELS,
  dueText,
  PROPOSAL_KIND_LABELS,
  PROPOSAL_STATE_LABELS,
  SATISFACTION_LABELS,
  timingText,
} from '../../proposals/labels.ts';
import { dueOf, timingOn, type AnswerMonths } from '../../proposals/rules.ts';
import { found } from '../../refusals.ts';
import { getSettings } from '../../settings/store.ts';
import { publicPage } from '../page.ts';
import { paginate } from '../paging.ts';
import { param, publicGet, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { chosen, searched, shown, yearsOf } from './shown.ts';

export const proposalRoutes: readonly Route[] = [
  publicGet('/proposals', showProposals),
  publicGet('/proposals/:number', showProposal),
];

/** Beside the single states: everything that has an answer. */
export const STATE_FILTERS = [...PUBLIC_STATES, 'has-answer'] as const;

async function showProposals(request: FastifyRequest, reply: FastifyReply) {
  const { read, term, today } = await shown(request);
  const proposals = await listPublicProposals(read, term);
  const years = yearsOf(term, today);
  const units = [...new Set(proposals.flatMap(unitsOf))].toSorted();
  const filter = {
    year: chosen(request, 'year', years.map(String)),
    kind: chosen(request, 'kind', ['motion', 'suggestion']),
    state: chosen(request, 'state', STATE_FILTERS),
    unit: chosen(request, 'unit', units),
    q: searched(request),
  };
  const listed = proposals.filter((proposal) => isListed(proposal, filter));
  const address = (page: number) => HELPERS.address('/proposals', { ...filter, page });
  const { rows, pager } = paginate(listed, query(request, 'page'), address);
  return publicPage(reply, 'public/proposals/index', {
    filter,
    years,
    units,
    pager,
    total: listed.length,
    rows: rows.map((proposal) => ({
      ...proposal,
      units: unitsOf(proposal),
      answer: lastAnswer(proposal) ?? null,
    })),
    kindLabels: PROPOSAL_KIND_LABELS,
    stateLabels: PROPOSAL_STATE_LABELS,
    classLabels: ANSWER_CLASS_LABELS,
  });
}

interface Filter {
  year: string;
  kind: string;
  state: string;
  unit: string;
  q: string;
}

function isListed(proposal: PublicProposal, { year, kind, state, unit, q }: Filter): boolean {
  return (
    (year === '' || String(proposal.year) === year) &&
    (kind === '' || proposal.kind === kind) &&
    isInState(proposal, state) &&
    (unit === '' || unitsOf(proposal).includes(unit)) &&
    isAbout(proposal, q)
  );
}

function isInState(proposal: PublicProposal, state: string): boolean {
  if (state === 'has-answer') return lastAnswer(proposal) !== undefined;
  return state === '' || proposal.state === state;
}

/** Whether a proposal's number, title or text holds the words. */
export function isAbout({ number, title, cause, basis, content }: PublicProposal, q: string): boolean {
  const words = q.toLowerCase();
  return [number, title, cause, basis, content].some((text) => text.toLowerCase().includes(words));
}

async function showProposal(request: FastifyRequest, reply: FastifyReply) {
  const { read, term, today } = await shown(request);
  const months = await getSettings(read);
  const proposal = found(await findPublicProposal(read, term, param(request, 'number')));
  return publicPage(reply, 'public/proposals/show', {
    proposal,
    due: proposal.rounds.map((round) => dueWords(round, proposal.complex, months, today)),
    kindLabels: PROPOSAL_KIND_LABELS,
    stateLabels: PROPOSAL_STATE_LABELS,
    classLabels: ANSWER_CLASS_LABELS,
    satisfaction: SATISFACTION_LABELS,
  });
}

/** By when a round has to be answered, how that is reckoned, and where it stands today. */
function dueWords(round: PublicRound, complex: boolean, months: AnswerMonths, today: Day) {
  const due = dueOf(round, complex, months);
  return due && { text: dueText(due), timing: timingText(timingOn(round, due, today)) };
}
