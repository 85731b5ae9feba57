import { isInOffice } from '../deputies/rules.ts';
import type { Day } from '../lib/dates.ts';
import { compareCodePoints } from './order.ts';
import {
  type AttendanceRow,
  type AttendanceState,
  type RegisterRows,
  type SittingRow,
} from './register-rows.ts';

/** A meeting at which the deputy was due: invited, and in office on that day. */
export interface DueMeeting {
  readonly type: 'sitting' | 'activity';
  /** The sitting's key or the activity's code. */
  readonly key: string;
  readonly day: Day;
  /** Null where attendance was not recorded, which is not the same as absent. */
  readonly state: AttendanceState | null;
}

/** Attendance in numbers; all but `due` add up to `due`. */
export interface Dues {
  readonly due: number;
  readonly present: number;
  readonly late: number;
  readonly leftEarly: number;
  readonly leave: number;
  readonly absent: number;
  readonly unrecorded: number;
}

/** Two congress sessions missed without approval end a mandate (代表法 art. 62 (3)); the register only raises the alarm. */
export const ABSENCES_THAT_ALARM = 2;

/** A congress session missed entirely without approved leave. */
export interface MissedSession {
  readonly session: string;
  /** Its last day at which the deputy was due. */
  readonly day: Day;
  readonly sittings: readonly string[];
}

/**
 * The meetings behind every rate of attendance, both days included. A deputy is due at every sitting, and at the
 * activities it was invited to or has an attendance row of; never before election, in a suspension or after the mandate.
 */
export function dueMeetings(rows: RegisterRows, deputy: string, from: Day, to: Day): readonly DueMeeting[] {
  const within = (day: Day): boolean => from <= day && day <= to;
  const activities = rows.activities
    .filter(({ heldOn }) => within(heldOn))
    .map(({ code, heldOn, invited, attendance }) => ({
      key: code,
      day: heldOn,
      invited,
      state: stateOf(attendance, deputy),
    }))
    .filter(({ invited, state }) => state !== null || invited.includes(deputy))
    .map(({ key, day, state }): DueMeeting => ({ type: 'activity', key, day, state }));
  const sittings = rows.sittings
    .filter(({ heldOn }) => within(heldOn))
    .map(({ key, heldOn, attendance }): DueMeeting => ({
      type: 'sitting',
      key,
      day: heldOn,
      state: stateOf(attendance, deputy),
    }));
  const inOffice = officeOf(rows, deputy);
  return [...sittings, ...activities].filter(({ day }) => inOffice(day));
}

function stateOf(attendance: readonly AttendanceRow[], deputy: string): AttendanceState | null {
  return attendance.find((row) => row.deputy === deputy)?.state ?? null;
}

function officeOf(rows: RegisterRows, deputy: string): (day: Day) => boolean {
  const mandate = rows.deputies.find(({ certificateNumber }) => certificateNumber === deputy)?.mandate;
  return (day) => mandate !== undefined && isInOffice(mandate, day);
}

/** Attendance of a deputy from one day to another, both included. */
export function duesOf(
  rows: RegisterRows,
  deputy: string,
  from: Day,
  to: Day,
): { readonly sittings: Dues; readonly activities: Dues } {
  const meetings = dueMeetings(rows, deputy, from, to);
  return {
    sittings: count(meetings.filter(({ type }) => type === 'sitting')),
    activities: count(meetings.filter(({ type }) => type === 'activity')),
  };
}

function count(meetings: readonly DueMeeting[]): Dues {
  const of = (state: AttendanceState | null): number =>
    meetings.filter((meeting) => meeting.state === state).length;
  return {
    due: meetings.length,
    present: of('present'),
    late: of('late'),
    leftEarly: of('left_early'),
    leave: of('leave'),
    absent: of('absent'),
    unrecorded: of(null),
  };
}

/**
 * The congress sessions that the deputy missed entirely without approved leave: absent at every sitting at which it was
 * due. Leave at any of them, or a sitting not yet recorded, keeps the session out; activities never count.
 */
export function unapprovedAbsences(rows: RegisterRows, deputy: string): readonly MissedSession[] {
  const inOffice = officeOf(rows, deputy);
  const sessions = new Map<string, SittingRow[]>();
  for (const sitting of rows.sittings.filter(({ heldOn }) => inOffice(heldOn))) {
    sessions.set(sitting.session, [...(sessions.get(sitting.session) ?? []), sitting]);
  }
  return [...sessions]
    .filter(([, sittings]) => sittings.every(({ attendance }) => stateOf(attendance, deputy) === 'absent'))
    .map(([session, sittings]) => ({
      session,
      day: sittings.reduce((last, { heldOn }) => (heldOn > last ? heldOn : last), ''),
      sittings: sittings.map(({ key }) => key),
    }))
    .sort((a, b) => compareCodePoints(a.day, b.day) || compareCodePoints(a.session, b.session));
}
