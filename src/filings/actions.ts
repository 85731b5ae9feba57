import { whoActs } from '../accounts/acting.ts';
import { write, type Doing } from '../db/write.ts';
import type { Tx } from '../db/store.ts';
import { findRosterEntryById } from '../deputies/store.ts';
import type { PreparedFile } from '../evidence/intake.ts';
import { attach } from '../evidence/steps.ts';
import { tell } from '../messages/steps.ts';
import { found, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { columnsOf, contentOf, demandDutyDay, recordedContent, type FilingInput } from './content.ts';
import { demandsOf } from './demands.ts';
import { reachFiling, standingOf } from './reach.ts';
import { checkFilingStep, mayEnterFilings, type FilingAction } from './rules.ts';
import { addFiling, periodOf } from './steps.ts';
import { updateFiling, type Filing } from './store.ts';

export type { FilingInput } from './content.ts';

/** Enters a filing (履职登记) on a deputy's behalf, with evidence; it waits for review at once. Gives its code. */
export async function createFiling(
  doing: Doing,
  input: FilingInput,
  files: readonly PreparedFile[] = [],
): Promise<string> {
  return write(doing, async (tx) => {
    const acting = await whoActs(tx, doing.actor);
    if (!mayEnterFilings(acting.roles)) throw new Refused('filing-role');
    const { id: termId } = await getCurrentTerm(tx);
    const deputy = found(await findRosterEntryById(tx, termId, input.deputy));
    demandDutyDay(deputy, input.occurredOn, doing.at);
    const { id, code } = await addFiling(tx, {
      termId,
      ...columnsOf(input),
      source: 'staff',
      state: 'submitted',
      enteredBy: doing.actor.accountId,
      submittedAt: doing.at,
    });
    const after = { deputy: deputy.certificateNumber, ...contentOf(input), state: 'submitted' };
    tx.record({ kind: 'filing.created', subject: ['filing', code], after });
    await attach(tx, { filingId: id, files, at: doing.at, by: doing.actor.accountId });
    return code;
  });
}

/**
 * Hands a filing in, for the first time or again after it was returned; with `input`, as it reads now, and with more
 * evidence. Its deputy does so, or staff for whoever cannot.
 */
export async function submitFiling(
  doing: Doing,
  code: string,
  input?: FilingInput,
  files: readonly PreparedFile[] = [],
): Promise<void> {
  await write(doing, async (tx) => {
    const { filing, deputy } = await takeStep(tx, doing, code, 'submit');
    const day = input?.occurredOn ?? filing.occurredOn;
    demandDutyDay(deputy, day, doing.at);
    const changed = input ? { ...columnsOf({ ...input, deputy: filing.deputyId }), ...periodOf(day) } : {};
    await updateFiling(tx, filing.id, { ...changed, state: 'submitted', submittedAt: doing.at, reason: '' });
    const before = { state: filing.state, ...(input ? recordedContent(filing) : {}) };
    const after = { state: 'submitted', ...(input ? contentOf(input) : {}) };
    tx.record({ kind: 'filing.submitted', subject: ['filing', code], before, after });
    await attach(tx, { filingId: filing.id, files, at: doing.at, by: doing.actor.accountId });
  });
}

/** Confirms a filing; with `grade`, gives it this grade (等次) first, in the same write. */
export async function confirmFiling(doing: Doing, code: string, grade = ''): Promise<void> {
  await write(doing, async (tx) => {
    if (grade !== '') await giveGrade(tx, doing, code, grade);
    await confirm(tx, doing, code);
  });
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
  await tellDeputy(tx, doing, filing, 'confirmed');
}

export async function returnFiling(doing: Doing, code: string, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { filing } = await takeStep(tx, doing, code, 'return', reason);
    await updateFiling(tx, filing.id, { state: 'returned', reason });
    const change = { before: { state: filing.state }, after: { state: 'returned' }, reason };
    tx.record({ kind: 'filing.returned', subject: ['filing', code], ...change });
    await tellDeputy(tx, doing, filing, 'returned', reason);
  });
}

/**
 * Takes a confirmed filing out of the count; it stays readable, with the reason. In a closed quarter too: what was
 * published stays as it is until it is corrected (src/notices/correction).
 */
export async function voidFiling(doing: Doing, code: string, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { filing } = await takeStep(tx, doing, code, 'void', reason);
    await updateFiling(tx, filing.id, { state: 'voided', reason });
    const change = { before: { state: filing.state }, after: { state: 'voided' }, reason };
    tx.record({ kind: 'filing.voided', subject: ['filing', code], ...change });
    await tellDeputy(tx, doing, filing, 'voided', reason);
  });
}

/** Gives a filing the grade (等次) that its item of the scheme in force asks for. */
export async function gradeFiling(doing: Doing, code: string, grade: string): Promise<void> {
  await write(doing, (tx) => giveGrade(tx, doing, code, grade));
}

async function giveGrade(tx: Tx, doing: Doing, code: string, grade: string): Promise<void> {
  const { filing } = await takeStep(tx, doing, code, 'grade');
  const { grades } = await demandsOf(tx, filing);
  if (grades.length === 0) throw new Refused('filing-not-graded');
  if (!grades.includes(grade)) throw new Refused('filing-grade-unknown', { grade });
  await updateFiling(tx, filing.id, { grade });
  const change = { before: { grade: filing.grade }, after: { grade } };
  tx.record({ kind: 'filing.graded', subject: ['filing', code], ...change });
}

/** The filing and its deputy, once the table lets the actor take the step. */
async function takeStep(tx: Tx, doing: Doing, code: string, action: FilingAction, reason = '') {
  const { acting, filing } = await reachFiling(tx, doing.actor, code);
  const check = checkFilingStep(acting, await standingOf(tx, filing), action, reason);
  if (!check.ok) throw new Refused(check.reason, { code });
  return { filing, deputy: found(await findRosterEntryById(tx, filing.termId, filing.deputyId)) };
}

/** Tells the deputy what became of their filing. */
async function tellDeputy(
  tx: Tx,
  doing: Doing,
  { code, kind, occurredOn, deputy }: Filing,
  became: 'confirmed' | 'returned' | 'voided',
  reason = '',
): Promise<void> {
  await tell(tx, doing.at, [{ personId: deputy.personId }], {
    kind: `filing-${became}`,
    subject: ['filing', code],
    detail: { kind, occurredOn, reason },
  });
}
