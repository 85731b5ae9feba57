/**
 * Steps for writes of other nouns, the importer and the demo. They refuse to touch what a published notice rests on,
 * but record nothing in the trail: whoever opened the write records what it did as a whole.
 */
import type { Tx } from '../db/store.ts';
import type { ActivityKind } from '../duties/rules.ts';
import type { Day, Half } from '../lib/dates.ts';
import { listClosings } from '../notices/closings.ts';
import { Refused } from '../refusals.ts';
import { getMeeting } from './meetings.ts';
import type { MarkChange } from './roll.ts';
import { isFrozen, isSameMark, tidyMark, type AttendanceState } from './rules.ts';
import {
  deleteInvitees,
  findCongressSessionByTitle,
  insertActivity,
  insertCongressSession,
  insertInvitees,
  insertMarks,
  insertSitting,
  listMarksOf,
  setRollTaken,
  updateMark,
  type AgendaItem,
  type MeetingRef,
} from './store.ts';

/** The congress session of that title, set up as a regular one where there is none; gives its id. */
export async function ensureCongressSession(tx: Tx, termId: number, title: string): Promise<number> {
  const known = await findCongressSessionByTitle(tx, termId, title);
  return known?.id ?? insertCongressSession(tx, { termId, title, regular: true });
}

/** A half-day that the session does not have yet (see `findSittingAt`); gives its id. */
export async function addSitting(
  tx: Tx,
  sitting: { congressSessionId: number; heldOn: Day; half: Half; agenda?: AgendaItem[] },
): Promise<number> {
  const { congressSessionId, heldOn, half, agenda = [] } = sitting;
  return insertSitting(tx, congressSessionId, { heldOn, half, agenda });
}

/** What is left out stays blank. */
export interface NewActivity {
  termId: number;
  /** Unique in the term, see `findActivity`. */
  code: string;
  kind: ActivityKind;
  title: string;
  heldOn: Day;
  place?: string;
  organiser?: string;
  summary?: string;
  /** Fen. */
  costCents?: number | null;
}

/** Gives the new activity's id. */
export async function addActivity(tx: Tx, activity: NewActivity): Promise<number> {
  return insertActivity(tx, { place: '', organiser: '', summary: '', costCents: null, ...activity });
}

/** Who is invited already stays so. */
export async function invite(tx: Tx, activityId: number, deputyIds: readonly number[]): Promise<void> {
  await insertInvitees(tx, activityId, deputyIds);
}

/** Takes invitations back, of deputies without attendance. */
export async function uninvite(tx: Tx, activityId: number, deputyIds: readonly number[]): Promise<void> {
  await deleteInvitees(tx, activityId, deputyIds);
}

/** A line of attendance as a file has it: leave without reason or approver is taken as it stands. */
export interface PutMark {
  deputyId: number;
  state: AttendanceState;
  reason?: string;
  approver?: string;
}

/**
 * Sets these marks and no others; whoever is marked at an activity counts as invited. Gives what changed, for the
 * trail. Refused: a changed mark that stands in a published notice.
 */
export async function putAttendance(
  tx: Tx,
  meeting: MeetingRef,
  marks: readonly PutMark[],
  at: number,
): Promise<MarkChange[]> {
  const [{ heldOn, key }, known, closings] = await Promise.all([
    getMeeting(tx, meeting),
    listMarksOf(tx, meeting),
    listClosings(tx),
  ]);
  const changes = marks.flatMap(({ deputyId, state, reason = '', approver = '' }): MarkChange[] => {
    const before = known.get(deputyId) ?? null;
    const after = tidyMark({ state, reason, approver });
    if (before && isSameMark(before, after)) return [];
    if (before && isFrozen(heldOn, before.recordedAt, closings))
      throw new Refused('attendance-closed', { meeting: key });
    return [{ deputyId, before, after }];
  });
  await writeMarks(tx, meeting, changes, at);
  return changes;
}

/** Writes what a plan decided and notes when the sheet was first saved. */
export async function writeMarks(
  tx: Tx,
  meeting: MeetingRef,
  changes: readonly MarkChange[],
  at: number,
): Promise<void> {
  const { rollTakenAt } = await getMeeting(tx, meeting);
  if (meeting.type === 'activity') {
    await invite(
      tx,
      meeting.id,
      changes.map((change) => change.deputyId),
    );
  }
  const fresh = changes.filter((change) => change.before === null);
  await insertMarks(
    tx,
    meeting,
    fresh.map(({ deputyId, after }) => ({ deputyId, ...after })),
    at,
  );
  for (const { deputyId, before, after } of changes)
    if (before) await updateMark(tx, meeting, deputyId, after, at);
  if (rollTakenAt === null) await setRollTaken(tx, meeting, at);
}
