import { whoActs } from '../accounts/acting.ts';
import type { Tx } from '../db/store.ts';
import { write, type Doing } from '../db/write.ts';
import { isInOffice } from '../deputies/rules.ts';
import type { RosterEntry } from '../deputies/store.ts';
import { findInvitation } from '../invitations/store.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { getAttendee } from '../meetings/attendee.ts';
import { getMeeting, type Meeting } from '../meetings/meetings.ts';
import { listInvitees, type MeetingRef } from '../meetings/store.ts';
import { tell } from '../messages/steps.ts';
import { found, NotFound, Refused } from '../refusals.ts';
import { leaveMeeting } from './labels.ts';
import { checkLeaveStep, refuseAsking, type LeaveAction, type LeaveDecision } from './rules.ts';
import { leaveSubject } from './steps.ts';
import { insertLeave, listLeaveByIds, listLeaveOf, updateLeave, type LeaveRequest } from './store.ts';

/**
 * A deputy asks for leave (请假) from one or several meetings for one reason (代表法 art. 13); all of them or none.
 * Refused for a meeting that is over, is none of theirs, or from which leave is asked or granted already.
 */
export async function askLeave(doing: Doing, refs: readonly MeetingRef[], reason: string): Promise<number[]> {
  return write(doing, async (tx) => {
    const { entry } = await getAttendee(tx, doing.actor);
    const ids: number[] = [];
    for (const ref of refs) {
      const meeting = await getMeeting(tx, ref);
      await demandAsking(tx, doing, meeting, entry);
      ids.push(await insertLeave(tx, { meeting: ref, deputyId: entry.id, reason, askedAt: doing.at }));
      tx.record({
        kind: 'leave.asked',
        subject: [ref.type, meeting.key],
        after: { deputy: entry.certificateNumber, reason },
      });
    }
    return ids;
  });
}

async function demandAsking(tx: Tx, { at }: Doing, meeting: Meeting, entry: RosterEntry): Promise<void> {
  const { ref, heldOn, rollTakenAt } = meeting;
  const reason = refuseAsking({
    today: shanghaiDay(at),
    heldOn,
    rollTaken: rollTakenAt !== null,
    isDue: isInOffice(entry.mandate, heldOn) && (await isCalled(tx, ref, entry.id)),
    earlier: (await listLeaveOf(tx, ref)).get(entry.id)?.state ?? null,
  });
  if (reason !== null) throw new Refused(reason, { meeting: leaveMeeting(meeting) });
}

/** Everybody is called to a sitting; of an activity deputies know once it was published, and the invited are called. */
async function isCalled(tx: Tx, { type, id }: MeetingRef, deputyId: number): Promise<boolean> {
  if (type === 'sitting') return true;
  if (!(await findInvitation(tx, id))) throw new NotFound();
  return (await listInvitees(tx, [id])).some((row) => row.deputyId === deputyId);
}

/** Takes an own request back that is not decided yet. */
export async function withdrawLeave(doing: Doing, id: number): Promise<void> {
  await write(doing, async (tx) => {
    const [request] = await listLeaveByIds(tx, [id]);
    await takeStep(tx, doing, found(request), 'withdraw', '');
    tx.record({
      kind: 'leave.withdrawn',
      subject: leaveSubject(found(request)),
      before: { deputy: found(request).deputy.certificateNumber },
    });
  });
}

/** Decides on one request or several alike, once and for all; when one is refused, none is decided. */
export async function decideLeave(
  doing: Doing,
  ids: readonly number[],
  action: LeaveDecision,
  note = '',
): Promise<number> {
  return write(doing, async (tx) => {
    const requests = await listLeaveByIds(tx, ids);
    if (requests.length === 0 || requests.length < new Set(ids).size) throw new NotFound();
    for (const request of requests) await decide(tx, doing, request, action, note);
    return requests.length;
  });
}

async function decide(
  tx: Tx,
  doing: Doing,
  request: LeaveRequest,
  action: LeaveDecision,
  note: string,
): Promise<void> {
  const kept = action === 'refuse' ? note : '';
  await takeStep(tx, doing, request, action, kept);
  const { deputy, title, heldOn, reason } = request;
  const subject = leaveSubject(request);
  tx.record({
    kind: action === 'approve' ? 'leave.approved' : 'leave.refused',
    subject,
    after: { deputy: deputy.certificateNumber, reason },
    ...(kept === '' ? {} : { reason: kept }),
  });
  await tell(tx, doing.at, [{ personId: deputy.personId }], {
    kind: action === 'approve' ? 'leave-approved' : 'leave-refused',
    subject,
    detail: { title, day: heldOn, reason: kept },
  });
}

async function takeStep(
  tx: Tx,
  doing: Doing,
  request: LeaveRequest,
  action: LeaveAction,
  note: string,
): Promise<void> {
  const standing = { state: request.state, personId: request.deputy.personId };
  const check = checkLeaveStep(await whoActs(tx, doing.actor), standing, action, note);
  // Another deputy's request is nobody's business: it is not there.
  if (!check.ok && check.reason === 'leave-not-own') throw new NotFound();
  if (!check.ok) throw new Refused(check.reason, { meeting: leaveMeeting(request) });
  const decidedBy = action === 'withdraw' ? null : doing.actor.accountId;
  await updateLeave(tx, request.id, { state: check.step.to, decidedAt: doing.at, decidedBy, note });
}
