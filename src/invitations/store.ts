import { and, asc, count, desc, eq, inArray } from 'drizzle-orm';
import { activity, invitation, reply } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import type { ReplyKind } from './rules.ts';

/** Invitation (活动通知) of an activity. */
export type Invitation = typeof invitation.$inferSelect;

export interface InvitationFields {
  /** Such as 上午9:00. */
  time: string;
  words: string;
  answerBy: Day | null;
  places: number | null;
}

export interface Reply {
  activityId: number;
  deputyId: number;
  answer: ReplyKind;
  answeredAt: number;
}

export async function findInvitation(reader: Reader, activityId: number): Promise<Invitation | undefined> {
  const [row] = await reader.select().from(invitation).where(eq(invitation.activityId, activityId));
  return row;
}

/** Published invitations of a term with the day of their activity, the newest first. */
export async function listInvitations(
  reader: Reader,
  termId: number,
): Promise<(Invitation & { heldOn: Day })[]> {
  const rows = await reader
    .select({ invitation, heldOn: activity.heldOn })
    .from(invitation)
    .innerJoin(activity, eq(activity.id, invitation.activityId))
    .where(eq(activity.termId, termId))
    .orderBy(desc(activity.heldOn), desc(activity.code));
  return rows.map(({ invitation: row, heldOn }) => ({ ...row, heldOn }));
}

export async function insertInvitation(
  tx: Tx,
  row: InvitationFields & { activityId: number; publishedAt: number },
): Promise<void> {
  await tx.insert(invitation).values(row);
}

export async function updateInvitation(tx: Tx, activityId: number, fields: InvitationFields): Promise<void> {
  await tx.update(invitation).set(fields).where(eq(invitation.activityId, activityId));
}

function typed(row: typeof reply.$inferSelect): Reply {
  return { ...row, answer: row.answer as ReplyKind };
}

/** Of several activities, those taken back too. */
export async function listReplies(reader: Reader, activityIds: readonly number[]): Promise<Reply[]> {
  const rows = await reader
    .select()
    .from(reply)
    .where(inArray(reply.activityId, [...activityIds]))
    .orderBy(asc(reply.activityId), asc(reply.answeredAt), asc(reply.deputyId));
  return rows.map(typed);
}

/** How many of an activity's places (名额) are taken. */
export async function countSignedUp(reader: Reader, activityId: number): Promise<number> {
  const [row] = await reader
    .select({ count: count() })
    .from(reply)
    .where(and(eq(reply.activityId, activityId), eq(reply.answer, 'signed_up')));
  return row?.count ?? 0;
}

/** A deputy's answer in the place of the one before. */
export async function putReply(tx: Tx, row: Reply): Promise<void> {
  const { answer, answeredAt } = row;
  await tx
    .insert(reply)
    .values(row)
    .onConflictDoUpdate({ target: [reply.activityId, reply.deputyId], set: { answer, answeredAt } });
}

/** For whoever is taken off the list of invitees. */
export async function deleteReplies(tx: Tx, activityId: number, deputyIds: readonly number[]): Promise<void> {
  await tx
    .delete(reply)
    .where(and(eq(reply.activityId, activityId), inArray(reply.deputyId, [...deputyIds])));
}
