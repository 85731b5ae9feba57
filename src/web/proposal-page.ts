import type { FastifyRequest } from 'fastify';
import { listAttachments, type Attachment } from '../attachments/store.ts';
import { auditLabel } from '../audit/labels.ts';
import { listAudit } from '../audit/store.ts';
import type { Reader } from '../db/store.ts';
import { shanghaiDay, type Day } from '../lib/dates.ts';
import { partsIn, maySee, standingOf } from '../proposals/actions/taking.ts';
import {
  ANSWER_CLASS_LABELS,
  dueText,
  PAPER_LABELS,
  PROPOSAL_KIND_LABELS,
  PROPOSAL_STATE_LABELS,
  PROPOSAL_STATE_TONES,
  PROPOSAL_STEP_LABELS,
  SATISFACTION_LABELS,
  SIGNATURE_LABELS,
  timingText,
  timingTone,
} from '../proposals/labels.ts';
import { papersOf } from '../proposals/papers.ts';
import { proposalStepsOf, type ProposalAction, type ProposalPart } from '../proposals/procedure.ts';
import { dueOf, timingOn, type AnswerMonths } from '../proposals/rules.ts';
import {
  findProposal,
  findProposalById,
  listMerged,
  listPapers,
  type Proposal,
  type Round,
} from '../proposals/store.ts';
import { found, NotFound } from '../refusals.ts';
import { getCurrentTerm, getSettings } from '../settings/store.ts';
import { evidenceLines } from './evidence.ts';
import { param } from './routes.ts';

/** A proposal as somebody with a part in it sees it, and what they can do from where they look. */
export interface SeenProposal {
  proposal: Proposal;
  parts: readonly ProposalPart[];
  steps: readonly ProposalAction[];
}

/** The proposal of the address, for whoever has one of these parts in it; for others there is none. */
export async function seenProposal(
  request: FastifyRequest,
  from: readonly ProposalPart[],
  read: Reader = request.register.store.read,
): Promise<SeenProposal> {
  const { viewer } = request;
  const term = await getCurrentTerm(read);
  const proposal = found(await findProposal(read, term.id, param(request, 'number')));
  const who = await partsIn(read, viewer ?? { roles: [], personId: null, unitId: null }, proposal);
  const parts = who.parts.filter((part) => from.includes(part));
  if (!maySee(parts, proposal)) throw new NotFound();
  return { proposal, parts, steps: proposalStepsOf(parts, await standingOf(read, proposal, who)) };
}

/** Everything that the page of a proposal shows, in words. `base`: such as /desk/proposals. */
export async function proposalModel(
  request: FastifyRequest,
  { proposal, parts, steps }: SeenProposal,
  base: string,
) {
  const { store, clock } = request.register;
  const { read } = store;
  const today = shanghaiDay(clock());
  const [settings, papers, attachments, merged, main, history] = await Promise.all([
    getSettings(read),
    listPapers(read, proposal),
    listAttachments(read, proposal.id),
    listMerged(read, proposal.id),
    proposal.mergedInto === null ? undefined : findProposalById(read, proposal.mergedInto),
    historyOf(read, proposal.number),
  ]);
  const filesOf = (handlingId: number | null) =>
    attachmentLines(attachments, handlingId, `${base}/${encodeURIComponent(proposal.number)}`);
  return {
    proposal: headOf(proposal),
    attachments: filesOf(null),
    parts,
    steps: steps.map((action) => [action, PROPOSAL_STEP_LABELS[action]] as const),
    rounds: proposal.rounds.map((round) => ({
      ...roundInWords(round, proposal.complex, settings, today),
      attachments: filesOf(round.id),
      extensions: papers.extensions.filter((one) => one.handlingId === round.id),
      urgings: papers.urgings.filter((one) => one.handlingId === round.id),
    })),
    papers: papersOf(
      proposal,
      papers.urgings.some((one) => one.handlingId === proposal.rounds.at(-1)?.id),
    ).map((paper) => [paper, PAPER_LABELS[paper]] as const),
    followUps: papers.followUps,
    merged: merged.map(({ number, title }) => ({ number, title })),
    mergedInto: main ? { number: main.number, title: main.title } : null,
    history,
  };
}

/** The files of a proposal itself, or of one round's answer; `at`: the proposal's address. */
export function attachmentLines(rows: readonly Attachment[], handlingId: number | null, at: string) {
  return evidenceLines(
    rows.filter((row) => row.handlingId === handlingId),
    `${at}/attachments`,
  );
}

function headOf(proposal: Proposal) {
  const { kind, state, signers } = proposal;
  return {
    ...proposal,
    kindLabel: PROPOSAL_KIND_LABELS[kind],
    stateLabel: PROPOSAL_STATE_LABELS[state],
    tone: PROPOSAL_STATE_TONES[state],
    isMotion: kind === 'motion',
    lead: signers.find((signer) => signer.lead) ?? null,
    cosigners: signers
      .filter((signer) => !signer.lead)
      .map((signer) => ({ ...signer, stateLabel: SIGNATURE_LABELS[signer.state] })),
  };
}

/** A round in words, with its last day and how that is reckoned. */
export function roundInWords(round: Round, complex: boolean, months: AnswerMonths, today: Day) {
  const due = dueOf(round, complex, months);
  const timing = timingOn(round, due, today);
  return {
    ...round,
    due: due ? dueText(due) : '',
    timing: { text: timingText(timing), tone: timingTone(timing) },
    classLabel: round.answerClass ? ANSWER_CLASS_LABELS[round.answerClass] : '',
    attitudeLabel: round.attitude ? SATISFACTION_LABELS[round.attitude] : '',
    resultLabel: round.result ? SATISFACTION_LABELS[round.result] : '',
  };
}

const WHOLE = { limit: 200, offset: 0 };

/** What was done and by whom, the earliest first; also under the draft's number. */
async function historyOf(reader: Reader, number: string) {
  const own = await listAudit(reader, { subject: ['proposal', number] }, WHOLE);
  const registered = own.find(({ kind }) => kind === 'proposal.registered');
  const draft = (registered?.before as { number?: string } | null | undefined)?.number;
  const earlier = draft === undefined ? [] : await listAudit(reader, { subject: ['proposal', draft] }, WHOLE);
  return [...own, ...earlier]
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ at, kind, actorName, reason }) => ({ at, actorName, reason, what: auditLabel(kind) }));
}
