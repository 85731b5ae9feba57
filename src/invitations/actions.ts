import type { Reader, Tx } from '../db/store.ts';
import { write, type Doing } from '../db/write.ts';
import { isInOffice } from '../deputies/rules.ts';
import { listRoster, type RosterEntry } from '../deputies/store.ts';
import { leaveSubject, withdrawAsked } from '../leave/steps.ts';
import { listLeaveOf } from '../leave/store.ts';
import { chineseDate, shanghaiDay } from '../lib/dates.ts';
import { getAttendee } from '../meetings/attendee.ts';
import { getCurrentActivity } from '../meetings/actions.ts';
import { whoIsDue } from '../meetings/rules.ts';
import { invite, uninvite } from '../meetings/steps.ts';
import { findActivity, listInvitees, type Activity } from '../meetings/store.ts';
import { found, NotFound, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import {
  answerOf,
  lastDayToSignUp,
  refuseCancelling,
  refuseComing,
  refusePublishing,
  refuseSignUp,
  type AnsweringFacts,
  type AnsweringRefusal,
} from './rules.ts';
import { tellInvited } from './steps.ts';
import {
  countSignedUp,
  findInvitation,
  insertInvitation,
  listReplies,
  putReply,
  updateInvitation,
  type InvitationFields,
} from './store.ts';

/** Publishes an activity to its invitees (活动通知) and tells each of them. */
export async function publishInvitation(
  doing: Doing,
  activityId: number,
  fields: InvitationFields,
): Promise<void> {
  await write(doing, async (tx) => {
    const activity = await getCurrentActivity(tx, activityId);
    if (await findInvitation(tx, activityId)) throw new Refused('invitation-published');
    const due = await demandPublishing(tx, doing, activity, fields, null);
    await insertInvitation(tx, { ...fields, activityId, publishedAt: doing.at });
    tx.record({ kind: 'invitation.published', subject: ['activity', activity.code], after: fields });
    await tellInvited(tx, doing.at, activity, due);
  });
}

/** Changes a published invitation; everybody invited is told anew, unless only the places differ. */
export async function changeInvitation(
  doing: Doing,
  activityId: number,
  fields: InvitationFields,
): Promise<void> {
  await write(doing, async (tx) => {
    const activity = await getCurrentActivity(tx, activityId);
    const before = found(await findInvitation(tx, activityId));
    const due = await demandPublishing(tx, doing, activity, fields, before.answerBy);
    await updateInvitation(tx, activityId, fields);
    tx.record({ kind: 'invitation.changed', subject: ['activity', activity.code], before, after: fields });
    const { time, words, answerBy } = before;
    if (time !== fields.time || words !== fields.words || answerBy !== fields.answerBy)
      await tellInvited(tx, doing.at, activity, due);
  });
}

/** Gives everybody whom it is for. */
async function demandPublishing(
  tx: Tx,
  { at }: Doing,
  activity: Activity,
  { answerBy, places }: InvitationFields,
  before: string | null,
): Promise<RosterEntry[]> {
  const { id, termId, heldOn } = activity;
  const [roster, invitees, taken] = await Promise.all([
    listRoster(tx, termId),
    listInvitees(tx, [id]),
    countSignedUp(tx, id),
  ]);
  const due = whoIsDue(heldOn, new Set(invitees.map((row) => row.deputyId)), roster);
  const asked = { today: shanghaiDay(at), invited: due.length, before };
  const reason = refusePublishing({ heldOn, answerBy, places, taken }, asked);
  if (reason !== null) throw new Refused(reason, { heldOn: chineseDate(heldOn), taken });
  return due;
}

/** A published activity with who answers and where they stand. */
interface Answering {
  activity: Activity;
  entry: RosterEntry;
  facts: AnsweringFacts;
}

/** An activity that was not published, or is none of the deputy's business, is not there. */
async function loadAnswering(reader: Reader, doing: Doing, code: string): Promise<Answering> {
  const { entry } = await getAttendee(reader, doing.actor);
  const { id: termId } = await getCurrentTerm(reader);
  const activity = found(await findActivity(reader, termId, code));
  const invitation = found(await findInvitation(reader, activity.id));
  const [invitees, replies, leave, taken] = await Promise.all([
    listInvitees(reader, [activity.id]),
    listReplies(reader, [activity.id]),
    listLeaveOf(reader, { type: 'activity', id: activity.id }),
    countSignedUp(reader, activity.id),
  ]);
  const isInvited = invitees.some((row) => row.deputyId === entry.id);
  if (!isInvited && invitation.places === null) throw new NotFound();
  const reply = replies.find((row) => row.deputyId === entry.id) ?? null;
  const facts: AnsweringFacts = {
    today: shanghaiDay(doing.at),
    heldOn: activity.heldOn,
    answerBy: invitation.answerBy,
    places: invitation.places,
    taken,
    rollTaken: activity.rollTakenAt !== null,
    isInOffice: isInOffice(entry.mandate, activity.heldOn),
    isInvited,
    isSignedUp: reply?.answer === 'signed_up',
    answer: answerOf({ reply, leave: leave.get(entry.id) ?? null }),
  };
  return { activity, entry, facts };
}

function demand(reason: AnsweringRefusal | null, { facts }: Answering): void {
  if (reason !== null) throw new Refused(reason, { lastDay: chineseDate(lastDayToSignUp(facts)) });
}

/** An invitee comes (参加); leave that was asked for and not decided is taken back with it. */
export async function acceptInvitation(doing: Doing, code: string): Promise<void> {
  await write(doing, async (tx) => {
    const answering = await loadAnswering(tx, doing, code);
    const { activity, entry, facts } = answering;
    demand(refuseComing(facts), answering);
    await takeLeaveBack(tx, doing, answering);
    const answer = facts.isSignedUp ? 'signed_up' : 'coming';
    await putReply(tx, { activityId: activity.id, deputyId: entry.id, answer, answeredAt: doing.at });
    tx.record({
      kind: 'invitation.answered',
      subject: ['activity', code],
      after: { deputy: entry.certificateNumber, answer },
    });
  });
}

async function takeLeaveBack(tx: Tx, { at }: Doing, { activity, entry }: Answering): Promise<void> {
  const request = await withdrawAsked(tx, { type: 'activity', id: activity.id }, entry.id, at);
  if (!request) return;
  const before = { deputy: entry.certificateNumber };
  tx.record({ kind: 'leave.withdrawn', subject: leaveSubject(request), before });
}

/** A deputy who was not invited takes one of the places (报名) and is an invitee from then on. */
export async function signUp(doing: Doing, code: string): Promise<void> {
  await write(doing, async (tx) => {
    const answering = await loadAnswering(tx, doing, code);
    const { activity, entry, facts } = answering;
    demand(refuseSignUp(facts), answering);
    const place = { activityId: activity.id, deputyId: entry.id };
    await putReply(tx, { ...place, answer: 'signed_up', answeredAt: doing.at });
    await invite(tx, activity.id, [entry.id]);
    tx.record({
      kind: 'invitation.signed-up',
      subject: ['activity', code],
      after: { deputy: entry.certificateNumber },
    });
  });
}

/** Takes an own sign-up back: the place is free again, and the deputy is no invitee any more. */
export async function cancelSignUp(doing: Doing, code: string): Promise<void> {
  await write(doing, async (tx) => {
    const answering = await loadAnswering(tx, doing, code);
    const { activity, entry, facts } = answering;
    demand(refuseCancelling(facts), answering);
    await takeLeaveBack(tx, doing, answering);
    const place = { activityId: activity.id, deputyId: entry.id };
    await putReply(tx, { ...place, answer: 'cancelled', answeredAt: doing.at });
    await uninvite(tx, activity.id, [entry.id]);
    tx.record({
      kind: 'invitation.sign-up-cancelled',
      subject: ['activity', code],
      before: { deputy: entry.certificateNumber },
    });
  });
}
