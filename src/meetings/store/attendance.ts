import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { activity, attendance, deputy, sitting } from '../../db/schema/index.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { AttendanceState, Mark, RecordedMark } from '../rules.ts';

/** Where attendance is taken: a half-day sitting or an activity, by row id. */
export interface MeetingRef {
  readonly type: 'sitting' | 'activity';
  readonly id: number;
}

const meetingColumn = ({ type }: Pick<MeetingRef, 'type'>) =>
  type === 'sitting' ? attendance.sittingId : attendance.activityId;

/** Marks of several meetings of one type, by meeting and deputy. */
export async function listMarks(
  reader: Reader,
  type: MeetingRef['type'],
  ids: readonly number[],
): Promise<Map<number, Map<number, RecordedMark>>> {
  const column = meetingColumn({ type });
  const rows = await reader
    .select()
    .from(attendance)
    .where(inArray(column, [...ids]))
    .orderBy(asc(attendance.id));
  const marks = new Map(ids.map((id) => [id, new Map<number, RecordedMark>()]));
  for (const { sittingId, activityId, deputyId, state, reason, approver, recordedAt } of rows) {
    const mark = { state: state as AttendanceState, reason, approver, recordedAt };
    marks.get((type === 'sitting' ? sittingId : activityId) ?? 0)?.set(deputyId, mark);
  }
  return marks;
}

/** Marks of one meeting by deputy. */
export async function listMarksOf(
  reader: Reader,
  { type, id }: MeetingRef,
): Promise<Map<number, RecordedMark>> {
  return (await listMarks(reader, type, [id])).get(id) ?? new Map<number, RecordedMark>();
}

export async function insertMarks(
  tx: Tx,
  { type, id }: MeetingRef,
  marks: readonly (Mark & { deputyId: number })[],
  recordedAt: number,
): Promise<void> {
  if (marks.length === 0) return;
  const meeting = type === 'sitting' ? { sittingId: id } : { activityId: id };
  const rows = marks.map(({ deputyId, state, reason, approver }) => ({
    ...meeting,
    deputyId,
    state,
    reason,
    approver,
    recordedAt,
  }));
  await tx.insert(attendance).values(rows);
}

export async function updateMark(
  tx: Tx,
  meeting: MeetingRef,
  deputyId: number,
  { state, reason, approver }: Mark,
  recordedAt: number,
): Promise<void> {
  await tx
    .update(attendance)
    .set({ state, reason, approver, recordedAt })
    .where(and(eq(meetingColumn(meeting), meeting.id), eq(attendance.deputyId, deputyId)));
}

/** Notes when the sheet was first saved. */
export async function setRollTaken(tx: Tx, { type, id }: MeetingRef, at: number): Promise<void> {
  if (type === 'sitting') await tx.update(sitting).set({ rollTakenAt: at }).where(eq(sitting.id, id));
  else await tx.update(activity).set({ rollTakenAt: at }).where(eq(activity.id, id));
}

/** Who approved leave last, for the sheet to propose; empty when nobody did. */
export async function findLastApprover(reader: Reader, termId: number): Promise<string> {
  const [row] = await reader
    .select({ approver: attendance.approver })
    .from(attendance)
    .innerJoin(deputy, eq(deputy.id, attendance.deputyId))
    .where(and(eq(deputy.termId, termId), eq(attendance.state, 'leave'), ne(attendance.approver, '')))
    .orderBy(desc(attendance.recordedAt), desc(attendance.id))
    .limit(1);
  return row?.approver ?? '';
}
