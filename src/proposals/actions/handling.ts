import { attachTo } from '../../attachments/steps.ts';
import { write, type Doing } from '../../db/write.ts';
import type { PreparedFile } from '../../evidence/intake.ts';
import { shanghaiDay, type Day } from '../../lib/dates.ts';
import { found, NotFound, Refused } from '../../refusals.ts';
import { getSettings } from '../../settings/store.ts';
import { whoActs } from '../../accounts/acting.ts';
import { dueOf, monthsFor, type AnswerClass } from '../rules.ts';
import {
  findExtension,
  insertExtension,
  updateExtension,
  updateHandling,
  updateHandlingUnit,
  updateProposal,
  type Round,
} from '../store.ts';
import { takeStep, tellChange } from './taking.ts';

/** A unit signs for it (签收). */
export async function signForProposal(doing: Doing, number: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, round, who } = await takeStep(tx, doing, number, 'sign-for');
    const unit = unitOf(round, who.unitId);
    if (unit.signedForAt !== null) throw new Refused('proposal-signed-for-already');
    await updateHandlingUnit(tx, found(round).id, unit.id, { signedForAt: doing.at });
    tx.record({ kind: 'proposal.signed-for', subject: ['proposal', number], after: { unit: unit.name } });
    await tellChange(tx, doing.at, proposal, 'signed-for');
  });
}

/** The lead unit hands it back as not its business; the desk assigns it anew. */
export async function refuseProposal(doing: Doing, number: string, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, round, who } = await takeStep(tx, doing, number, 'refuse', reason);
    const unit = unitOf(round, who.unitId);
    const refused = { refusedAt: doing.at, refusedReason: reason };
    await updateHandlingUnit(tx, found(round).id, unit.id, refused);
    tx.record({
      kind: 'proposal.refused',
      subject: ['proposal', number],
      after: { unit: unit.name },
      reason,
    });
    await tellChange(tx, doing.at, proposal, 'refused', { reason });
  });
}

/** The lead unit asks for more time (延期); one request waits at a time. */
export async function askExtension(doing: Doing, number: string, until: Day, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, round, who } = await takeStep(tx, doing, number, 'extend', reason);
    const unit = unitOf(round, who.unitId);
    const { id } = found(round);
    const due = dueOf(found(round), proposal.complex, await getSettings(tx));
    if (until <= shanghaiDay(doing.at) || (due && until <= due.dueOn))
      throw new Refused('extension-not-later', { day: due?.dueOn ?? shanghaiDay(doing.at) });
    if (await findExtension(tx, id, 'asked')) throw new Refused('extension-waits');
    await insertExtension(tx, {
      handlingId: id,
      unitId: unit.id,
      until,
      reason,
      askedAt: doing.at,
      state: 'asked',
    });
    tx.record({
      kind: 'proposal.extension-asked',
      subject: ['proposal', number],
      after: { unit: unit.name, until },
      reason,
    });
    await tellChange(tx, doing.at, proposal, 'extension-asked', { reason });
  });
}

/** The presidium grants the request that waits, or refuses it and says why. */
export async function decideExtension(
  doing: Doing,
  number: string,
  granted: boolean,
  note: string,
): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, round } = await takeStep(tx, doing, number, 'decide-extension');
    const { id, units } = found(round);
    const waiting = await findExtension(tx, id, 'asked');
    if (!waiting) throw new Refused('extension-none');
    if (!granted && note === '') throw new Refused('proposal-reason-missing', { number });
    const decided = { decidedAt: doing.at, decidedBy: doing.actor.accountId, note };
    await updateExtension(tx, waiting.id, { ...decided, state: granted ? 'granted' : 'refused' });
    if (granted) await updateHandling(tx, id, { extendedTo: waiting.until });
    tx.record({
      kind: 'proposal.extension-decided',
      subject: ['proposal', number],
      after: { granted, until: waiting.until },
      reason: note,
    });
    const change = granted ? 'extension-granted' : 'extension-refused';
    await tellChange(tx, doing.at, proposal, change, { units, reason: note });
  });
}

/** What a co-handling unit gives to the answer. */
export async function contribute(doing: Doing, number: string, contribution: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, round, who } = await takeStep(tx, doing, number, 'contribute');
    const unit = unitOf(round, who.unitId);
    await updateHandlingUnit(tx, found(round).id, unit.id, { contribution, contributedAt: doing.at });
    tx.record({
      kind: 'proposal.contributed',
      subject: ['proposal', number],
      before: { contribution: unit.contribution },
      after: { unit: unit.name, contribution },
    });
    const lead = found(round).units.filter((one) => one.lead);
    await tellChange(tx, doing.at, proposal, 'contributed', { units: lead });
  });
}

export interface Answer {
  answeredOn: Day;
  answerClass: AnswerClass;
  answer: string;
  /** 文号 of the reply letter; may be empty. */
  documentNumber: string;
  /** By when it is carried out; of class B only. */
  promisedOn: Day | null;
  /** Why it cannot be solved, or is kept for reference; of classes C and D. */
  classReason: string;
  contactName: string;
  contactPhone: string;
}

/** The answer (答复) of the lead unit, or of the desk for a unit that sent it on paper. */
export async function answerProposal(
  doing: Doing,
  number: string,
  answer: Answer,
  files: readonly PreparedFile[] = [],
): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, step, round } = await takeStep(tx, doing, number, 'answer');
    const { id, round: nth, assignedOn, units } = found(round);
    demandAnswer(answer, assignedOn, shanghaiDay(doing.at));
    const months = monthsFor(nth, proposal.complex, await getSettings(tx));
    await updateHandling(tx, id, { ...answer, months, recordedAt: doing.at });
    await updateProposal(tx, proposal.id, { state: step.to, carriedOutOn: null });
    tx.record({
      kind: 'proposal.answered',
      subject: ['proposal', number],
      before: { state: proposal.state },
      after: { state: step.to, ...answer },
    });
    const owner = { proposalId: proposal.id, handlingId: id, number };
    await attachTo(tx, owner, { files, at: doing.at, by: doing.actor.accountId });
    await tellChange(tx, doing.at, proposal, 'answered', { units });
  });
}

function demandAnswer(
  { answeredOn, answerClass, promisedOn, classReason }: Answer,
  assignedOn: Day | null,
  today: Day,
): void {
  if (answeredOn > today) throw new Refused('answered-ahead');
  if (assignedOn !== null && answeredOn < assignedOn)
    throw new Refused('answered-before-assigned', { day: assignedOn });
  if (answerClass === 'B' && promisedOn === null) throw new Refused('answer-promise-missing');
  if (promisedOn !== null && promisedOn <= answeredOn) throw new Refused('answer-promise-past');
  if ((answerClass === 'C' || answerClass === 'D') && classReason === '')
    throw new Refused('answer-reason-missing');
}

function unitOf(round: Round | undefined, unitId: number | null): Round['units'][number] {
  return found(round?.units.find(({ id }) => id === unitId));
}

/** The unit that acts, for pages and letters; nobody else's. */
export async function actingUnit(doing: Doing): Promise<number> {
  const { unitId } = await whoActs(doing.store.read, doing.actor);
  if (unitId === null) throw new NotFound();
  return unitId;
}
