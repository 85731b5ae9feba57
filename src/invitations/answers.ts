import type { Reader } from '../db/store.ts';
import { listRoster, type RosterEntry } from '../deputies/store.ts';
import { listLeaveOf, type LeaveRequest } from '../leave/store.ts';
import { whoIsDue } from '../meetings/rules.ts';
import { listInvitees, type Activity } from '../meetings/store.ts';
import { answerOf, type Answer } from './rules.ts';
import { listReplies, type Reply } from './store.ts';

/** An invitee who is due, with what they answered. */
export interface InviteeAnswer {
  entry: RosterEntry;
  answer: Answer;
  reply: Reply | null;
  leave: LeaveRequest | null;
}

/** The answers of everybody due at an activity, in the order of the roster. */
export async function loadAnswers(reader: Reader, activity: Activity): Promise<InviteeAnswer[]> {
  const { id, termId, heldOn } = activity;
  const [roster, invitees, replies, leave] = await Promise.all([
    listRoster(reader, termId),
    listInvitees(reader, [id]),
    listReplies(reader, [id]),
    listLeaveOf(reader, { type: 'activity', id }),
  ]);
  const invited = new Set(invitees.map((row) => row.deputyId));
  const replyOf = new Map(replies.map((row) => [row.deputyId, row]));
  return whoIsDue(heldOn, invited, roster).map((entry) => {
    const facts = { reply: replyOf.get(entry.id) ?? null, leave: leave.get(entry.id) ?? null };
    return { entry, answer: answerOf(facts), ...facts };
  });
}

/** How many of the due gave each answer. */
export function countAnswers(rows: readonly { answer: Answer }[]): (wanted: readonly Answer[]) => number {
  return (wanted) => rows.filter(({ answer }) => wanted.includes(answer)).length;
}
