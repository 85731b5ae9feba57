import { isInOffice, type Mandate } from '../deputies/rules.ts';
import { quarterOf, shanghaiDay, type Day } from '../lib/dates.ts';
import type { Closing } from '../points/records.ts';

/**
 * The five states of attendance (出勤), in the order of the keys 1–5. `there`: counts as present (实到), as domain.md
 * has it: 出席, 迟到, 早退. `explained`: needs a reason and who approved it, since a deputy may stay away only on leave
 * that was granted (代表法 art. 13).
 */
export const ATTENDANCE_STATES = [
  { state: 'present', there: true, explained: false },
  { state: 'late', there: true, explained: false },
  { state: 'left_early', there: true, explained: false },
  { state: 'leave', there: false, explained: true },
  { state: 'absent', there: false, explained: false },
] as const;
export type AttendanceState = (typeof ATTENDANCE_STATES)[number]['state'];

const THERE: ReadonlySet<string> = new Set(
  ATTENDANCE_STATES.filter((row) => row.there).map((row) => row.state),
);
const EXPLAINED: ReadonlySet<string> = new Set(
  ATTENDANCE_STATES.filter((row) => row.explained).map((row) => row.state),
);
const STATES: ReadonlySet<string> = new Set(ATTENDANCE_STATES.map((row) => row.state));

export const isAttendanceState = (text: string): text is AttendanceState => STATES.has(text);
export const wasThere = (state: AttendanceState): boolean => THERE.has(state);
export const needsExplanation = (state: AttendanceState): boolean => EXPLAINED.has(state);

/** One deputy's line of an attendance sheet. */
export interface Mark {
  readonly state: AttendanceState;
  readonly reason: string;
  readonly approver: string;
}

export interface RecordedMark extends Mark {
  /** Epoch milliseconds. */
  readonly recordedAt: number;
}

export const PRESENT: Mark = { state: 'present', reason: '', approver: '' };

/** Who was there from beginning to end has nothing to explain, and only leave is approved. */
export function tidyMark({ state, reason, approver }: Mark): Mark {
  if (state === 'present') return PRESENT;
  return { state, reason, approver: needsExplanation(state) ? approver : '' };
}

export function isSameMark(a: Mark, b: Mark): boolean {
  return a.state === b.state && a.reason === b.reason && a.approver === b.approver;
}

/**
 * Whose attendance counts (应到): the invited who hold the mandate on that day and are not suspended; `invited` is
 * null for a sitting, at which every deputy of the term is due.
 */
export function whoIsDue<T extends { readonly id: number; readonly mandate: Mandate }>(
  day: Day,
  invited: ReadonlySet<number> | null,
  deputies: readonly T[],
): T[] {
  return deputies.filter(
    (deputy) => (invited === null || invited.has(deputy.id)) && isInOffice(deputy.mandate, day),
  );
}

/** Attendance of one meeting in numbers; all but `due` add up to `due`. */
export interface Tally {
  readonly due: number;
  readonly present: number;
  readonly late: number;
  readonly leftEarly: number;
  readonly leave: number;
  readonly absent: number;
  readonly unrecorded: number;
}

/** Counts the due; marks of others are left out. */
export function tally(
  due: readonly number[],
  marks: ReadonlyMap<number, { readonly state: AttendanceState }>,
): Tally {
  const of = (state: AttendanceState | undefined): number =>
    due.filter((id) => marks.get(id)?.state === state).length;
  return {
    due: due.length,
    present: of('present'),
    late: of('late'),
    leftEarly: of('left_early'),
    leave: of('leave'),
    absent: of('absent'),
    unrecorded: of(undefined),
  };
}

/** 实到: who was there, late and early leavers with them. */
export function attended({ present, late, leftEarly }: Tally): number {
  return present + late + leftEarly;
}

/**
 * Whether what was recorded then about that day stands in a published notice. A late entry (补登), recorded after its
 * quarter was closed, counts in the quarter of its recording (points.md, "Record") and is open until that is closed.
 */
export function isFrozen(day: Day, recordedAt: number, closings: readonly Closing[]): boolean {
  const closed = (quarter: string) => closings.find((closing) => closing.quarter === quarter)?.closedAt;
  const own = closed(quarterOf(day));
  if (own === undefined) return false;
  if (recordedAt <= own) return true;
  const later = closed(quarterOf(shanghaiDay(recordedAt)));
  return later !== undefined && recordedAt <= later;
}

export function isClosed(day: Day, closings: readonly Closing[]): boolean {
  return closings.some(({ quarter }) => quarter === quarterOf(day));
}

export type MarkRefusal =
  | 'not-due'
  | 'quarter-closed'
  | 'has-spoken'
  | 'leave-reason-missing'
  | 'leave-approver-missing';

export interface MarkFacts {
  readonly heldOn: Day;
  readonly isDue: boolean;
  /** A speech of the deputy is noted at this sitting. */
  readonly hasSpoken: boolean;
  readonly before: RecordedMark | null;
  readonly after: Mark;
  readonly closings: readonly Closing[];
}

/** Why this mark cannot be set, or null. A first mark after the close is a late entry (补登) and passes. */
export function refuseMark(facts: MarkFacts): MarkRefusal | null {
  const { heldOn, isDue, hasSpoken, before, after, closings } = facts;
  if (!isDue) return 'not-due';
  if (before && isFrozen(heldOn, before.recordedAt, closings)) return 'quarter-closed';
  if (hasSpoken && !wasThere(after.state)) return 'has-spoken';
  if (needsExplanation(after.state) && after.reason === '') return 'leave-reason-missing';
  if (needsExplanation(after.state) && after.approver === '') return 'leave-approver-missing';
  return null;
}

/** Whether a meeting may become another one in the eyes of the points: another day, half or kind. */
export function mayBeMoved(from: Day, to: Day, rollTaken: boolean, closings: readonly Closing[]): boolean {
  return !rollTaken || !(isClosed(from, closings) || isClosed(to, closings));
}

/** The next code of a year's activities, such as 2026-H012; codes of another form are left alone. */
export function nextActivityCode(year: number, codes: readonly string[]): string {
  const form = new RegExp(`^${year}-H(\\d{3,6})$`);
  const last = Math.max(0, ...codes.map((code) => Number(form.exec(code)?.[1] ?? 0)));
  return `${year}-H${String(last + 1).padStart(3, '0')}`;
}
