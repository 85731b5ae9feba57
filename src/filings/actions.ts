import { whoActs, type Acting } from '../accounts/acting.ts';
import { write, type Doing } from '../db/write.ts';
import type { Reader, Tx } from '../db/store.ts';
import { findDeputyOfPerson, findRosterEntryById } from '../deputies/store.ts';
import { listClosings } from '../notices/closings.ts';
import { found, NotFound, Refused } from '../refusals.ts';
import { gradesFor } from '../schemes/grades.ts';
import { findSchemeInForce } from '../schemes/store.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { columnsOf, contentOf, demandDutyDay, recordedContent, type FilingInput } from './content.ts';
import { checkFilingStep, mayEnterFilings, type FilingAction, type FilingStanding } from './rules.ts';
import { addFiling, periodOf } from './steps.ts';
import { findFiling, updateFiling, type Filing } from './store.ts';

export type { FilingInput } from './content.ts';

/** Enters a filing (履职登记) on a deputy's behalf; it waits for review at once. Gives its code. */
export async function createFiling(doing: Doing, input: FilingInput): Promise<string> {
  return write(doing, async (tx) => {
    const acting = await whoActs(tx, doing.actor);
    if (!mayEnterFilings(acting.roles)) throw new Refused('filing-role');
    const { id: termId } = await getCurrentTerm(tx);
    const deputy = found(await findRosterEntryById(tx, termId, input.deputy));
    demandDutyDay(deputy, input.occurredOn, doing.at);
    const { code } = await addFiling(tx, {
      termId,
      ...columnsOf(input),
      source: 'staff',
      state: 'submitted',
      enteredBy: doing.actor.accountId,
      submittedAt: doing.at,
    });
    const after = { deputy: deputy.certificateNumber, ...contentOf(input), state: 'submitted' };
    tx.record({ kind: 'filing.created', subject: ['filing', code], after });
    return code;
  });
}

/**
 * Hands a filing in, for the first time or again after it was returned; with `input`, as it reads now. Its deputy does
 * so, or staff for whoever cannot.
 */
export async function submitFiling(doing: Doing, code: string, input?: FilingInput): Promise<void> {
  await write(doing, async (tx) => {
    const { filing, deputy } = await takeStep(tx, doing, code, 'submit');
    const day = input?.occurredOn ?? filing.occurredOn;
    demandDutyDay(deputy, day, doing.at);
    const changed = input ? { ...columnsOf({ ...input, deputy: filing.deputyId }), ...periodOf(day) } : {};
    await updateFiling(tx, filing.id, { ...changed, state: 'submitted', submittedAt: doing.at, reason: '' });
    const before = { state: filing.state, ...(input ? recordedContent(filing) : {}) };
    const after = { state: 'submitted', ...(input ? contentOf(input) : {}) };
    tx.record({ kind: 'filing.submitted', subject: ['filing', code], before, after });
  });
}

export async function confirmFiling(doing: Doing, code: string): Promise<void> {
  await write(doing, (tx) => confirm(tx, doing, code));
}

/** Confirms several at once, exactly as one by one; when one is refused, none is confirmed. */
export async function confirmFilings(doing: Doing, codes: readonly string[]): Promise<void> {
  await write(doing, async (tx) => {
    for (const code of new Set(codes)) await confirm(tx, doing, code);
  });
}

async function confirm(tx: Tx, doing: Doing, code: string): Promise<void> {
  const { filing, deputy } = await takeStep(tx, doing, code, 'confirm');
  demandDutyDay(deputy, filing.occurredOn, doing.at);
  const confirmed = { state: 'confirmed', confirmedAt: doing.at, confirmedBy: doing.actor.accountId };
  await updateFiling(tx, filing.id, confirmed);
  const change = { before: { state: filing.state }, after: { state: 'confirmed' } };
  tx.record({ kind: 'filing.confirmed', subject: ['filing', code], ...change });
}

export async function returnFiling(doing: Doing, code: string, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { filing } = await takeStep(tx, doing, code, 'return', reason);
    await updateFiling(tx, filing.id, { state: 'returned', reason });
    const change = { before: { state: filing.state }, after: { state: 'returned' }, reason };
    tx.record({ kind: 'filing.returned', subject: ['filing', code], ...change });
  });
}

/** Takes a confirmed filing out of the count; it stays readable, with the reason. */
export async function voidFiling(doing: Doing, code: string, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { filing } = await takeStep(tx, doing, code, 'void', reason);
    await updateFiling(tx, filing.id, { state: 'voided', reason });
    const change = { before: { state: filing.state }, after: { state: 'voided' }, reason };
    tx.record({ kind: 'filing.voided', subject: ['filing', code], ...change });
  });
}

/** Gives a filing the grade (等次) that its item of the scheme in force asks for. */
export async function gradeFiling(doing: Doing, code: string, grade: string): Promise<void> {
  await write(doing, async (tx) => {
    const { filing, deputy } = await takeStep(tx, doing, code, 'grade');
    const scheme = await findSchemeInForce(tx, filing.year);
    const grades = scheme ? gradesFor(scheme.body, filing.kind, deputy.category?.name ?? null) : [];
    if (grades.length === 0) throw new Refused('filing-not-graded');
    if (!grades.includes(grade)) throw new Refused('filing-grade-unknown', { grade });
    await updateFiling(tx, filing.id, { grade });
    const change = { before: { grade: filing.grade }, after: { grade } };
    tx.record({ kind: 'filing.graded', subject: ['filing', code], ...change });
  });
}

/** The filing and its deputy, once the table lets the actor take the step. */
async function takeStep(tx: Tx, doing: Doing, code: string, action: FilingAction, reason = '') {
  const { id: termId } = await getCurrentTerm(tx);
  const acting = await whoActs(tx, doing.actor);
  const filing = await getFor(tx, termId, acting, code);
  const check = checkFilingStep(acting, await standingOf(tx, filing), action, reason);
  if (!check.ok) throw new Refused(check.reason, { code });
  return { filing, deputy: found(await findRosterEntryById(tx, termId, filing.deputyId)) };
}

/** A deputy finds their own drafts too; the desk finds what has reached it. */
async function getFor(tx: Tx, termId: number, acting: Acting, code: string): Promise<Filing> {
  const own = acting.personId === null ? undefined : await findFilingOf(tx, termId, acting.personId, code);
  if (own) return own;
  if (!mayEnterFilings(acting.roles)) throw new NotFound();
  return found(await findFiling(tx, { termId }, code));
}

async function findFilingOf(
  tx: Tx,
  termId: number,
  personId: number,
  code: string,
): Promise<Filing | undefined> {
  const deputy = await findDeputyOfPerson(tx, termId, personId);
  return deputy && findFiling(tx, { termId, deputyId: deputy.id }, code);
}

/** What the rules need to know about a filing as it stands. */
export async function standingOf(reader: Reader, filing: Filing): Promise<FilingStanding> {
  const closings = await listClosings(reader);
  const quarterClosed = closings.some(({ quarter }) => quarter === filing.quarter);
  const { state, grade, source, deputy } = filing;
  return { state, grade, source, personId: deputy.personId, quarterClosed };
}
