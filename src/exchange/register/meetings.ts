import { asc, eq } from 'drizzle-orm';
import {
  activity,
  attendance,
  congressSession,
  deputy,
  invitee,
  sitting,
  speech,
} from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { ActivityKind } from '../../duties/rules.ts';
import type { Half } from '../../lib/dates.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { AttendanceState } from '../../meetings/rules.ts';
import { byCode } from './order.ts';
import type { HeldActivity, HeldMark, HeldSession, HeldSitting, HeldSpeech } from './shapes.ts';

interface Marks {
  bySitting: Map<number | null, HeldMark[]>;
  byActivity: Map<number | null, HeldMark[]>;
}

/** Marks by meeting; deputies by certificate number, in its order. */
async function loadMarks(reader: Reader, termId: number): Promise<Marks> {
  const rows = await reader
    .select({
      sittingId: attendance.sittingId,
      activityId: attendance.activityId,
      deputy: deputy.certificateNumber,
      state: attendance.state,
      reason: attendance.reason,
      approver: attendance.approver,
      recordedAt: attendance.recordedAt,
    })
    .from(attendance)
    .innerJoin(deputy, eq(deputy.id, attendance.deputyId))
    .where(eq(deputy.termId, termId))
    .orderBy(asc(attendance.id));
  const marks = byCode(rows, (row) => row.deputy).map(({ sittingId, activityId, state, ...rest }) => ({
    sittingId,
    activityId,
    mark: { ...rest, state: state as AttendanceState },
  }));
  const plain = (groups: Map<number | null, { mark: HeldMark }[]>) =>
    new Map([...groups].map(([id, group]) => [id, group.map(({ mark }) => mark)]));
  return {
    bySitting: plain(groupBy(marks, (row) => row.sittingId)),
    byActivity: plain(groupBy(marks, (row) => row.activityId)),
  };
}

async function loadSpeeches(reader: Reader, termId: number): Promise<Map<number, HeldSpeech[]>> {
  const rows = await reader
    .select({
      sittingId: speech.sittingId,
      deputy: deputy.certificateNumber,
      topic: speech.topic,
      recordedAt: speech.recordedAt,
    })
    .from(speech)
    .innerJoin(deputy, eq(deputy.id, speech.deputyId))
    .where(eq(deputy.termId, termId))
    .orderBy(asc(speech.id));
  const groups = groupBy(rows, (row) => row.sittingId);
  return new Map([...groups].map(([id, group]) => [id, group.map(withoutSitting)]));
}

function withoutSitting({ deputy: certificate, topic, recordedAt }: HeldSpeech): HeldSpeech {
  return { deputy: certificate, topic, recordedAt };
}

/** Sessions in the order in which they were set up, their sittings by day. */
export async function loadSessions(reader: Reader, termId: number): Promise<HeldSession[]> {
  const [sessions, sittings, marks, speeches] = await Promise.all([
    reader
      .select()
      .from(congressSession)
      .where(eq(congressSession.termId, termId))
      .orderBy(asc(congressSession.id)),
    reader.select().from(sitting).orderBy(asc(sitting.heldOn), asc(sitting.half), asc(sitting.id)),
    loadMarks(reader, termId),
    loadSpeeches(reader, termId),
  ]);
  const sittingsOf = groupBy(sittings, (row) => row.congressSessionId);
  return sessions.map(({ id, title, regular }) => ({
    title,
    regular,
    sittings: (sittingsOf.get(id) ?? []).map((row): HeldSitting => ({
      heldOn: row.heldOn,
      half: row.half as Half,
      agenda: row.agenda,
      rollTakenAt: row.rollTakenAt,
      marks: marks.bySitting.get(row.id) ?? [],
      speeches: speeches.get(row.id) ?? [],
    })),
  }));
}

export async function loadActivities(reader: Reader, termId: number): Promise<HeldActivity[]> {
  const [activities, invitees, marks] = await Promise.all([
    reader.select().from(activity).where(eq(activity.termId, termId)).orderBy(asc(activity.id)),
    reader
      .select({ activityId: invitee.activityId, deputy: deputy.certificateNumber })
      .from(invitee)
      .innerJoin(deputy, eq(deputy.id, invitee.deputyId))
      .where(eq(deputy.termId, termId))
      .orderBy(asc(invitee.deputyId)),
    loadMarks(reader, termId),
  ]);
  const invitedTo = groupBy(
    byCode(invitees, (row) => row.deputy),
    (row) => row.activityId,
  );
  return byCode(activities, (row) => row.code).map(({ id, kind, ...row }) => ({
    code: row.code,
    kind: kind as ActivityKind,
    title: row.title,
    heldOn: row.heldOn,
    place: row.place,
    organiser: row.organiser,
    summary: row.summary,
    costCents: row.costCents,
    rollTakenAt: row.rollTakenAt,
    invitees: (invitedTo.get(id) ?? []).map((one) => one.deputy),
    marks: marks.byActivity.get(id) ?? [],
  }));
}
