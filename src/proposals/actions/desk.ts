import type { Tx } from '../../db/store.ts';
import { write, type Doing } from '../../db/write.ts';
import { shanghaiDay, type Day } from '../../lib/dates.ts';
import { found, Refused } from '../../refusals.ts';
import { findUnit } from '../../units/store.ts';
import {
  findProposal,
  insertFollowUp,
  insertHandling,
  insertHandlingUnit,
  insertUrging,
  deleteHandlingUnits,
  updateHandling,
  updateProposal,
  type Proposal,
} from '../store.ts';
import { takeStep, tellChange } from './taking.ts';

/** Registers a proposal (登记) under its number within the year; from now on it counts and is public. */
export async function registerProposal(doing: Doing, number: string, registered: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, step } = await takeStep(tx, doing, number, 'register');
    if (await findProposal(tx, proposal.termId, registered))
      throw new Refused('proposal-number-taken', { number: registered });
    await updateProposal(tx, proposal.id, { number: registered, state: step.to, registeredAt: doing.at });
    tx.record({
      kind: 'proposal.registered',
      subject: ['proposal', registered],
      before: { number, state: proposal.state },
      after: { number: registered, state: step.to, title: proposal.title },
    });
    await tellChange(tx, doing.at, { ...proposal, number: registered }, 'registered');
  });
}

/** Back to its signers, with what has to be put right; whoever has agreed has agreed to the text as it stands. */
export async function returnProposal(doing: Doing, number: string, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, step } = await takeStep(tx, doing, number, 'return', reason);
    await updateProposal(tx, proposal.id, { state: step.to, stateReason: reason });
    record(tx, 'proposal.returned', proposal, { state: step.to }, reason);
    await tellChange(tx, doing.at, proposal, 'returned', { reason });
  });
}

/** The presidium decides about a motion: on the agenda, or handled as a suggestion (组织法 art. 22). */
export async function decideMotion(
  doing: Doing,
  number: string,
  decision: 'agenda' | 'turned',
  reason: string,
): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal } = await takeStep(tx, doing, number, 'decide', reason);
    const turned = decision === 'turned' ? { kind: 'suggestion', wasMotion: true } : {};
    const decided = { decision, decidedOn: shanghaiDay(doing.at), decisionReason: reason };
    await updateProposal(tx, proposal.id, { ...decided, ...turned });
    record(tx, 'proposal.decided', proposal, { decision }, reason);
    await tellChange(tx, doing.at, proposal, decision, { reason });
  });
}

/** Merges it into another on the same matter (并案): both are kept, the other one is handled. */
export async function mergeProposal(
  doing: Doing,
  number: string,
  into: string,
  reason: string,
): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, step } = await takeStep(tx, doing, number, 'merge', reason);
    const main = await findProposal(tx, proposal.termId, into);
    if (!main || main.id === proposal.id || main.registeredAt === null || main.mergedInto !== null)
      throw new Refused('proposal-merge-unknown', { number: into });
    await updateProposal(tx, proposal.id, { state: step.to, mergedInto: main.id, stateReason: reason });
    record(tx, 'proposal.merged', proposal, { state: step.to, into }, reason);
    await tellChange(tx, doing.at, proposal, 'merged', { reason });
    await tellChange(tx, doing.at, main, 'merged-with');
  });
}

/** Takes it from the public register with a reason, or, with an empty one, puts it back. */
export async function withholdProposal(doing: Doing, number: string, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal } = await takeStep(tx, doing, number, 'withhold');
    if (proposal.withheldReason === reason) throw new Refused('proposal-unchanged');
    await updateProposal(tx, proposal.id, { withheldReason: reason });
    tx.record({
      kind: 'proposal.withheld',
      subject: ['proposal', number],
      before: { withheldReason: proposal.withheldReason },
      after: { withheldReason: reason },
    });
    await tellChange(tx, doing.at, proposal, reason === '' ? 'published' : 'withheld', { reason });
  });
}

/** 重点督办: a presidium member sees to it; an empty name ends it. */
export async function overseeProposal(doing: Doing, number: string, overseer: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, round } = await takeStep(tx, doing, number, 'oversee');
    if (proposal.overseer === overseer) throw new Refused('proposal-unchanged');
    await updateProposal(tx, proposal.id, { overseer });
    tx.record({
      kind: 'proposal.overseen',
      subject: ['proposal', number],
      before: { overseer: proposal.overseer },
      after: { overseer },
    });
    await tellChange(tx, doing.at, proposal, 'overseen', { units: round?.units ?? [] });
  });
}

export interface Assignment {
  leadUnitId: number;
  coUnitIds: readonly number[];
  /** 交办日期; the clock starts on it. */
  assignedOn: Day;
  /** 涉及面广或者办理难度大 */
  complex: boolean;
}

/** Hands it to the units (交办): one leads, others help. */
export async function assignProposal(doing: Doing, number: string, input: Assignment): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, step } = await takeStep(tx, doing, number, 'assign');
    demandAssignmentDay(proposal, input.assignedOn, doing.at);
    const round = proposal.rounds.length + 1;
    const handlingId = await insertHandling(tx, {
      proposalId: proposal.id,
      round,
      assignedOn: input.assignedOn,
      recordedAt: doing.at,
    });
    const units = await putUnits(tx, handlingId, input);
    await updateProposal(tx, proposal.id, { state: step.to, complex: input.complex });
    record(tx, 'proposal.assigned', proposal, { state: step.to, ...assignmentOf(input, units) });
    await tellChange(tx, doing.at, proposal, 'assigned', { units });
  });
}

/** Other units, after one handed it back or because it was wrongly assigned: the clock starts anew. */
export async function reassignProposal(
  doing: Doing,
  number: string,
  input: Assignment,
  reason: string,
): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, round } = await takeStep(tx, doing, number, 'reassign', reason);
    const { id } = found(round);
    demandAssignmentDay(proposal, input.assignedOn, doing.at);
    await deleteHandlingUnits(tx, id);
    const units = await putUnits(tx, id, input);
    await updateHandling(tx, id, { assignedOn: input.assignedOn, extendedTo: null });
    await updateProposal(tx, proposal.id, { complex: input.complex });
    tx.record({
      kind: 'proposal.assigned',
      subject: ['proposal', number],
      before: { units: round?.units.map((unit) => unit.name), assignedOn: round?.assignedOn },
      after: assignmentOf(input, units),
      reason,
    });
    await tellChange(tx, doing.at, proposal, 'reassigned', { units, reason });
  });
}

function demandAssignmentDay({ filedOn, rounds }: Proposal, day: Day, at: number): void {
  const earliest = rounds.at(-1)?.round === 2 ? (rounds[0]?.answeredOn ?? filedOn) : filedOn;
  if (day < earliest) throw new Refused('assigned-before-filed', { day: earliest });
  if (day > shanghaiDay(at)) throw new Refused('assigned-ahead');
}

async function putUnits(tx: Tx, handlingId: number, { leadUnitId, coUnitIds }: Assignment) {
  const ids = [leadUnitId, ...coUnitIds.filter((id) => id !== leadUnitId)];
  const units = [];
  for (const [position, unitId] of [...new Set(ids)].entries()) {
    units.push(found(await findUnit(tx, unitId)));
    await insertHandlingUnit(tx, { handlingId, unitId, lead: unitId === leadUnitId, position });
  }
  return units;
}

function assignmentOf({ assignedOn, complex }: Assignment, units: readonly { name: string }[]) {
  return { assignedOn, complex, units: units.map((unit) => unit.name) };
}

/** Urging letter (督办函). */
export async function urgeUnit(
  doing: Doing,
  number: string,
  letter: { number: string; words: string },
): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, round } = await takeStep(tx, doing, number, 'urge');
    const { id, units } = found(round);
    const sentOn = shanghaiDay(doing.at);
    await insertUrging(tx, { handlingId: id, ...letter, sentOn, recordedAt: doing.at });
    tx.record({ kind: 'proposal.urged', subject: ['proposal', number], after: { ...letter, sentOn } });
    await tellChange(tx, doing.at, proposal, 'urged', { units: units.filter((unit) => unit.lead) });
  });
}

/** Done with (办结); a motion that went on the agenda is closed with what the congress decided. */
export async function closeProposal(doing: Doing, number: string, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, step } = await takeStep(tx, doing, number, 'close', reason);
    await updateProposal(tx, proposal.id, { state: step.to, stateReason: reason });
    record(tx, 'proposal.closed', proposal, { state: step.to }, reason);
    await tellChange(tx, doing.at, proposal, 'closed');
  });
}

/** How a class B answer is being carried out; with `carriedOutOn` it leaves the follow-up list. */
export async function noteFollowUp(
  doing: Doing,
  number: string,
  { words, carriedOut }: { words: string; carriedOut: boolean },
): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal } = await takeStep(tx, doing, number, 'follow-up');
    const notedOn = shanghaiDay(doing.at);
    await insertFollowUp(tx, { proposalId: proposal.id, notedOn, words, recordedAt: doing.at });
    if (carriedOut) await updateProposal(tx, proposal.id, { carriedOutOn: notedOn });
    tx.record({ kind: 'proposal.followed-up', subject: ['proposal', number], after: { words, carriedOut } });
    await tellChange(tx, doing.at, proposal, carriedOut ? 'carried-out' : 'followed-up');
  });
}

type Kind = Parameters<Tx['record']>[0]['kind'];

function record(tx: Tx, kind: Kind, proposal: Proposal, after: object, reason = ''): void {
  const before = { state: proposal.state };
  tx.record({ kind, subject: ['proposal', proposal.number], before, after, ...(reason ? { reason } : {}) });
}
