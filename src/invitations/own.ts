import type { Reader } from '../db/store.ts';
import { isInOffice } from '../deputies/rules.ts';
import type { RosterEntry } from '../deputies/store.ts';
import { listLeave, type LeaveRequest } from '../leave/store.ts';
import type { Day } from '../lib/dates.ts';
import { listActivities, listInvitees, type Activity } from '../meetings/store.ts';
import {
  answerOf,
  lastDayToSignUp,
  placesLeft,
  refuseCancelling,
  refuseComing,
  refuseSignUp,
  type Answer,
  type AnsweringFacts,
} from './rules.ts';
import { listInvitations, listReplies, type Invitation } from './store.ts';

/** An invitation as one deputy sees it: with their own answer, and what they can still say. */
export interface OwnInvitation {
  activity: Activity;
  invitation: Invitation;
  isInvited: boolean;
  isSignedUp: boolean;
  answer: Answer;
  /** The newest own request for leave that was not withdrawn. */
  leave: LeaveRequest | null;
  taken: number;
  left: number;
  lastDay: Day;
  isOver: boolean;
  may: { come: boolean; askLeave: boolean; signUp: boolean; cancel: boolean };
  /** Invited, ahead, and nothing said yet. */
  isUnanswered: boolean;
}

/** Published invitations that concern a deputy: theirs, and those with places for others. The newest first. */
export async function listOwnInvitations(
  reader: Reader,
  entry: RosterEntry,
  termId: number,
  today: Day,
): Promise<OwnInvitation[]> {
  const published = await listInvitations(reader, termId);
  const ids = published.map((row) => row.activityId);
  const [activities, invitees, replies, requests] = await Promise.all([
    listActivities(reader, termId),
    listInvitees(reader, ids),
    listReplies(reader, ids),
    listLeave(reader, { termId, deputyId: entry.id }),
  ]);
  const activityOf = new Map(activities.map((row) => [row.id, row]));
  return published.flatMap(({ heldOn: _day, ...invitation }) => {
    const { activityId: id } = invitation;
    const activity = activityOf.get(id);
    const isInvited = invitees.some((row) => row.activityId === id && row.deputyId === entry.id);
    if (!activity || !(isInvited || invitation.places !== null)) return [];
    const there = replies.filter((row) => row.activityId === id);
    const reply = there.find((row) => row.deputyId === entry.id) ?? null;
    const leave = newestFor(requests, id);
    const known: Known = {
      activity,
      invitation,
      isInvited,
      leave,
      isSignedUp: reply?.answer === 'signed_up',
      answer: answerOf({ reply, leave }),
      taken: there.filter((row) => row.answer === 'signed_up').length,
    };
    return [ownInvitation(known, isInOffice(entry.mandate, activity.heldOn), today)];
  });
}

/** The newest request for leave from an activity that was not withdrawn. */
function newestFor(requests: readonly LeaveRequest[], activityId: number): LeaveRequest | null {
  const counting = requests.filter(
    ({ meeting, state }) => meeting.type === 'activity' && meeting.id === activityId && state !== 'withdrawn',
  );
  return counting.toSorted((a, b) => b.id - a.id)[0] ?? null;
}

type Known = Omit<OwnInvitation, 'left' | 'lastDay' | 'isOver' | 'may' | 'isUnanswered'>;

function ownInvitation(known: Known, inOffice: boolean, today: Day): OwnInvitation {
  const { activity, invitation, isInvited, isSignedUp, answer, taken } = known;
  const facts: AnsweringFacts = {
    today,
    heldOn: activity.heldOn,
    answerBy: invitation.answerBy,
    places: invitation.places,
    taken,
    rollTaken: activity.rollTakenAt !== null,
    isInOffice: inOffice,
    isInvited,
    isSignedUp,
    answer,
  };
  const isOpen = refuseComing({ ...facts, answer: 'none' }) === null;
  return {
    ...known,
    left: placesLeft(facts),
    lastDay: lastDayToSignUp(facts),
    isOver: activity.heldOn < today,
    may: {
      come: answer !== 'coming' && answer !== 'signed_up' && refuseComing(facts) === null,
      askLeave: isOpen && answer !== 'leave_asked' && answer !== 'leave_approved',
      signUp: refuseSignUp(facts) === null,
      cancel: refuseCancelling(facts) === null,
    },
    isUnanswered: isOpen && answer === 'none',
  };
}
