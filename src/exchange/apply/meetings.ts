import { groupBy } from '../../lib/group-by.ts';
import {
  addActivity,
  addSitting,
  ensureCongressSession,
  putAttendance,
  type PutMark,
} from '../../meetings/steps.ts';
import { findActivityById, findSittingAt, updateActivity, type MeetingRef } from '../../meetings/store.ts';
import { found } from '../../refusals.ts';
import type { PlannedAs } from '../plan.ts';
import type { RegisterFile } from '../register-file.ts';
import type { CellsOf } from '../templates.ts';
import { allRows, idOf, type Applying } from './applying.ts';

type SessionCells = CellsOf<'sessions'>;

/** Sessions are set up in the order of their first day, half-days as they occur; the marks make the roll. */
export async function applySessions(applying: Applying, table: PlannedAs<'sessions'>): Promise<void> {
  const { tx, termId } = applying;
  const rows = allRows(table).map((row) => row.values);
  const inOrder = rows.toSorted((a, b) => (whenOf(a) < whenOf(b) ? -1 : whenOf(a) > whenOf(b) ? 1 : 0));
  for (const [session, own] of groupBy(inOrder, (row) => row.session)) {
    const sessionId = await ensureCongressSession(tx, termId, session);
    for (const half of groupBy(own, whenOf).values()) {
      const [first] = half;
      if (first !== undefined) await applySitting(applying, sessionId, first, half);
    }
  }
}

const whenOf = ({ heldOn, half }: SessionCells): string => `${heldOn} ${half}`;

async function applySitting(
  applying: Applying,
  congressSessionId: number,
  { session, heldOn, half }: SessionCells,
  rows: readonly SessionCells[],
): Promise<void> {
  const known = await findSittingAt(applying.tx, congressSessionId, heldOn, half);
  const id = known?.id ?? (await addSitting(applying.tx, { congressSessionId, heldOn, half }));
  const papers = applying.rest?.sessions
    .find((one) => one.title === session)
    ?.sittings.find((one) => one.heldOn === heldOn && one.half === half);
  await applyMarks(applying, { type: 'sitting', id }, rows, papers?.recorded);
}

export async function applyActivities(
  { tx, termId, activities }: Applying,
  { add, update }: PlannedAs<'activities'>,
): Promise<void> {
  for (const { values } of add) activities.set(values.code, await addActivity(tx, { ...values, termId }));
  for (const { values } of update) {
    const id = idOf(activities, values.code);
    const { costCents } = found(await findActivityById(tx, id));
    const { code: _, ...fields } = values;
    await updateActivity(tx, id, { ...fields, costCents });
  }
}

export async function applyAttendance(applying: Applying, table: PlannedAs<'attendance'>): Promise<void> {
  const rows = allRows(table).map((row) => row.values);
  for (const [code, own] of groupBy(rows, (row) => row.activity)) {
    const papers = applying.rest?.activities.find((one) => one.code === code);
    const id = idOf(applying.activities, code);
    await applyMarks(applying, { type: 'activity', id }, own, papers?.recorded);
  }
}

type Recorded = RegisterFile['activities'][number]['recorded'];
type MarkCells = Pick<SessionCells, 'deputy' | 'state' | 'reason' | 'approver'>;

/** An export tells when each mark was recorded; what people bring in files is recorded now. */
async function applyMarks(
  { tx, at, deputies }: Applying,
  meeting: MeetingRef,
  rows: readonly MarkCells[],
  recorded: Recorded = [],
): Promise<void> {
  const times = new Map(recorded.flatMap((group) => group.deputies.map((one) => [one, group.at] as const)));
  const marks = rows.map(({ deputy, state, reason, approver }) => ({
    at: times.get(deputy) ?? at,
    mark: { deputyId: idOf(deputies, deputy), state, reason, approver } satisfies PutMark,
  }));
  for (const [recordedAt, group] of groupBy(marks, (one) => one.at))
    await putAttendance(
      tx,
      meeting,
      group.map(({ mark }) => mark),
      recordedAt,
    );
}
