import { and, asc, desc, eq, gte, isNotNull, isNull, lt, type SQL } from 'drizzle-orm';
import { message } from '../db/schema/index.ts';
import type { Queries, Reader, Tx } from '../db/store.ts';
import type { Recipient } from './rules.ts';

export type Message = typeof message.$inferSelect;

export async function insertMessage(tx: Tx, row: typeof message.$inferInsert): Promise<void> {
  await tx.insert(message).values(row);
}

/** What the recipient was sent since then: unread first, then the newest. */
export async function listMessages(
  reader: Reader,
  recipient: Recipient,
  since: number,
  page: { limit: number; offset: number },
): Promise<Message[]> {
  return reader
    .select()
    .from(message)
    .where(and(isTo(recipient), gte(message.sentAt, since)))
    .orderBy(asc(isNotNull(message.readAt)), desc(message.sentAt), desc(message.id))
    .limit(page.limit)
    .offset(page.offset);
}

export async function countMessages(reader: Reader, recipient: Recipient, since: number): Promise<number> {
  return reader.$count(message, and(isTo(recipient), gte(message.sentAt, since)));
}

/** One look into the index of recipients: it stands on every page of theirs. */
export async function countUnread(reader: Reader, recipient: Recipient, since: number): Promise<number> {
  return reader.$count(message, and(isTo(recipient), isNull(message.readAt), gte(message.sentAt, since)));
}

/** The recipient's own message; another's is not there. */
export async function findMessage(
  reader: Reader,
  recipient: Recipient,
  id: number,
): Promise<Message | undefined> {
  const [row] = await reader
    .select()
    .from(message)
    .where(and(eq(message.id, id), isTo(recipient)));
  return row;
}

/** Marks one message of the recipient as read, or all of them; what was read before keeps its time. */
export async function touchMessages(
  queries: Queries,
  recipient: Recipient,
  readAt: number,
  id?: number,
): Promise<void> {
  const which = id === undefined ? undefined : eq(message.id, id);
  await queries
    .update(message)
    .set({ readAt })
    .where(and(isTo(recipient), isNull(message.readAt), which));
}

export async function deleteMessages(
  queries: Queries,
  recipient: Recipient,
  sentBefore: number,
): Promise<void> {
  await queries.delete(message).where(and(isTo(recipient), lt(message.sentAt, sentBefore)));
}

function isTo(recipient: Recipient): SQL {
  return 'personId' in recipient
    ? eq(message.personId, recipient.personId)
    : eq(message.unitId, recipient.unitId);
}
