import { and, asc, count, desc, eq, inArray, or, sql } from 'drizzle-orm';
import {
  account,
  activity,
  congressSession,
  deputy,
  leaveRequest,
  person,
  sitting,
} from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import type { Day, Half } from '../lib/dates.ts';
import type { MeetingRef } from '../meetings/store.ts';
import { found } from '../refusals.ts';
import type { LeaveState } from './rules.ts';

/** A request for leave (请假) with whose it is and from what. Holds personal data: reasons are often illnesses. */
export interface LeaveRequest {
  id: number;
  state: LeaveState;
  reason: string;
  askedAt: number;
  decidedAt: number | null;
  /** Name of who decided; empty where no account did. */
  decider: string;
  /** Why it was refused. */
  note: string;
  deputy: { id: number; certificateNumber: string; name: string; personId: number };
  meeting: MeetingRef;
  /** Of the activity; null for a sitting. */
  code: string | null;
  /** Of the activity, or of the congress session. */
  title: string;
  heldOn: Day;
  half: Half | null;
}

export interface LeaveFilter {
  termId: number;
  state?: LeaveState | undefined;
  deputyId?: number | undefined;
  meeting?: MeetingRef | undefined;
}

const columns = {
  request: leaveRequest,
  decider: account.name,
  deputy: {
    id: deputy.id,
    certificateNumber: deputy.certificateNumber,
    name: person.name,
    personId: deputy.personId,
  },
  activity: { code: activity.code, title: activity.title, heldOn: activity.heldOn },
  sitting: { title: congressSession.title, heldOn: sitting.heldOn, half: sitting.half },
};

function select(reader: Reader) {
  return reader
    .select(columns)
    .from(leaveRequest)
    .innerJoin(deputy, eq(deputy.id, leaveRequest.deputyId))
    .innerJoin(person, eq(person.id, deputy.personId))
    .leftJoin(account, eq(account.id, leaveRequest.decidedBy))
    .leftJoin(activity, eq(activity.id, leaveRequest.activityId))
    .leftJoin(sitting, eq(sitting.id, leaveRequest.sittingId))
    .leftJoin(congressSession, eq(congressSession.id, sitting.congressSessionId));
}

type Joined = Awaited<ReturnType<typeof select>>[number];

function read({ request, decider, deputy: who, activity: at, sitting: half }: Joined): LeaveRequest {
  const { id, state, reason, askedAt, decidedAt, note, activityId, sittingId } = request;
  const meeting = at ?? half;
  return {
    id,
    reason,
    askedAt,
    decidedAt,
    note,
    deputy: who,
    state: state as LeaveState,
    decider: decider ?? '',
    meeting: at
      ? {
          type: 'activity',
          id: found(activityId),
        }
      : {
          type: 'sitting',
          id: found(sittingId),
        },
    code: at?.code ?? null,
    title: meeting?.title ?? '',
    heldOn: meeting?.heldOn ?? '',
    half: (half?.half ?? null) as Half | null,
  };
}

function matching({ termId, state, deputyId, meeting }: LeaveFilter) {
  return and(
    eq(deputy.termId, termId),
    state && eq(leaveRequest.state, state),
    deputyId === undefined ? undefined : eq(leaveRequest.deputyId, deputyId),
    meeting && ofMeeting(meeting),
  );
}

function ofMeeting({ type, id }: MeetingRef) {
  return eq(type === 'sitting' ? leaveRequest.sittingId : leaveRequest.activityId, id);
}

const isOpen = eq(leaveRequest.state, 'asked');

/** What waits for a decision first, the nearest meeting before the others; then the newest. */
export async function listLeave(
  reader: Reader,
  filter: LeaveFilter,
  page: { limit: number; offset: number } = { limit: 10_000, offset: 0 },
): Promise<LeaveRequest[]> {
  const rows = await select(reader)
    .where(matching(filter))
    .orderBy(
      asc(sql`case when ${isOpen} then 0 else 1 end`),
      asc(sql`case when ${isOpen} then coalesce(${activity.heldOn}, ${sitting.heldOn}) end`),
      desc(leaveRequest.id),
    )
    .limit(page.limit)
    .offset(page.offset);
  return rows.map(read);
}

export async function countLeave(reader: Reader, filter: LeaveFilter): Promise<number> {
  const [row] = await reader
    .select({ count: count() })
    .from(leaveRequest)
    .innerJoin(deputy, eq(deputy.id, leaveRequest.deputyId))
    .where(matching(filter));
  return row?.count ?? 0;
}

export async function listLeaveByIds(reader: Reader, ids: readonly number[]): Promise<LeaveRequest[]> {
  const rows = await select(reader)
    .where(inArray(leaveRequest.id, [...ids]))
    .orderBy(asc(leaveRequest.id));
  return rows.map(read);
}

/** The newest request of each deputy for a meeting, withdrawn ones left out, by the deputy's row id. */
export async function listLeaveOf(reader: Reader, meeting: MeetingRef): Promise<Map<number, LeaveRequest>> {
  const counts = or(isOpen, eq(leaveRequest.state, 'approved'), eq(leaveRequest.state, 'refused'));
  const rows = await select(reader)
    .where(and(ofMeeting(meeting), counts))
    .orderBy(asc(leaveRequest.id));
  return new Map(rows.map(read).map((request) => [request.deputy.id, request]));
}

export async function insertLeave(
  tx: Tx,
  { meeting, ...row }: { meeting: MeetingRef; deputyId: number; reason: string; askedAt: number },
): Promise<number> {
  const at = meeting.type === 'sitting' ? { sittingId: meeting.id } : { activityId: meeting.id };
  const [made] = await tx
    .insert(leaveRequest)
    .values({ ...row, ...at, state: 'asked' })
    .returning({ id: leaveRequest.id });
  return found(made).id;
}

export async function updateLeave(
  tx: Tx,
  id: number,
  change: { state: LeaveState; decidedAt: number; decidedBy: number | null; note: string },
): Promise<void> {
  await tx.update(leaveRequest).set(change).where(eq(leaveRequest.id, id));
}
