import type { Reader } from '../db/store.ts';
import { listRoster, type RosterEntry } from '../deputies/store.ts';
import type { Day, Half } from '../lib/dates.ts';
import { listClosings } from '../notices/closings.ts';
import type { Closing } from '../points/records.ts';
import { sittingKey } from '../points/sources.ts';
import { found } from '../refusals.ts';
import { tally, whoIsDue, type RecordedMark, type Tally } from './rules.ts';
import {
  findActivityById,
  findSitting,
  listInvitees,
  listMarks,
  listMarksOf,
  listSpeeches,
  type Activity,
  type MeetingRef,
  type Sitting,
} from './store.ts';

/** A half-day sitting or an activity, as far as attendance is concerned. */
export interface Meeting {
  readonly ref: MeetingRef;
  readonly termId: number;
  /** Natural key, the subject of the trail's entries: an activity's code, or session, day and half. */
  readonly key: string;
  /** Of the activity, or of the congress session. */
  readonly title: string;
  readonly heldOn: Day;
  readonly half: Half | null;
  readonly place: string;
  readonly rollTakenAt: number | null;
}

export function meetingOfSitting(sitting: Sitting): Meeting {
  const { id, termId, session: title, heldOn, half, rollTakenAt } = sitting;
  const key = sittingKey(title, heldOn, half);
  return { ref: { type: 'sitting', id }, termId, key, title, heldOn, half, place: '', rollTakenAt };
}

export function meetingOfActivity(activity: Activity): Meeting {
  const { id, termId, code: key, title, heldOn, place, rollTakenAt } = activity;
  return { ref: { type: 'activity', id }, termId, key, title, heldOn, half: null, place, rollTakenAt };
}

export async function getMeeting(reader: Reader, { type, id }: MeetingRef): Promise<Meeting> {
  return type === 'sitting'
    ? meetingOfSitting(found(await findSitting(reader, id)))
    : meetingOfActivity(found(await findActivityById(reader, id)));
}

/** A meeting with everybody due, their marks, and what decides about changing them. */
export interface Roll {
  readonly meeting: Meeting;
  readonly due: readonly RosterEntry[];
  /** Also of who is not due any more, such as a deputy suspended later with effect from before. */
  readonly marks: ReadonlyMap<number, RecordedMark>;
  readonly speakers: ReadonlySet<number>;
  readonly closings: readonly Closing[];
  /** Deputies of the term who have a mark but are not due: they count nowhere. */
  readonly notDue: readonly RosterEntry[];
}

export async function loadRoll(reader: Reader, ref: MeetingRef): Promise<Roll> {
  const meeting = await getMeeting(reader, ref);
  const [roster, invited, marks, speakers, closings] = await Promise.all([
    listRoster(reader, meeting.termId),
    invitedTo(reader, ref),
    listMarksOf(reader, ref),
    speakersAt(reader, ref),
    listClosings(reader),
  ]);
  const due = whoIsDue(meeting.heldOn, invited, roster);
  const dueIds = new Set(due.map((entry) => entry.id));
  const notDue = roster.filter((entry) => marks.has(entry.id) && !dueIds.has(entry.id));
  return { meeting, due, marks, speakers, closings, notDue };
}

async function invitedTo(reader: Reader, { type, id }: MeetingRef): Promise<ReadonlySet<number> | null> {
  if (type === 'sitting') return null;
  return new Set((await listInvitees(reader, [id])).map((row) => row.deputyId));
}

async function speakersAt(reader: Reader, { type, id }: MeetingRef): Promise<ReadonlySet<number>> {
  if (type === 'activity') return new Set();
  return new Set((await listSpeeches(reader, id)).map((row) => row.deputyId));
}

export function tallyOf({ due, marks }: Pick<Roll, 'due' | 'marks'>): Tally {
  return tally(
    due.map((entry) => entry.id),
    marks,
  );
}

/** 应到 and 实到 of every sitting, by its id. */
export async function tallySittings(
  reader: Reader,
  termId: number,
  sittings: readonly Sitting[],
): Promise<Map<number, Tally>> {
  const ids = sittings.map((sitting) => sitting.id);
  const [roster, marks] = await Promise.all([listRoster(reader, termId), listMarks(reader, 'sitting', ids)]);
  return new Map(
    sittings.map(({ id, heldOn }) => {
      const due = whoIsDue(heldOn, null, roster);
      return [id, tallyOf({ due, marks: marks.get(id) ?? new Map<number, RecordedMark>() })];
    }),
  );
}

/** 应到 and 实到 of every activity, by its id. */
export async function tallyActivities(
  reader: Reader,
  termId: number,
  activities: readonly Activity[],
): Promise<Map<number, Tally>> {
  const ids = activities.map((activity) => activity.id);
  const [roster, marks, invitees] = await Promise.all([
    listRoster(reader, termId),
    listMarks(reader, 'activity', ids),
    listInvitees(reader, ids),
  ]);
  return new Map(
    activities.map(({ id, heldOn }) => {
      const invited = new Set(invitees.filter((row) => row.activityId === id).map((row) => row.deputyId));
      const due = whoIsDue(heldOn, invited, roster);
      return [id, tallyOf({ due, marks: marks.get(id) ?? new Map<number, RecordedMark>() })];
    }),
  );
}
