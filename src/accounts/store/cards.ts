import { and, eq, isNull, lt } from 'drizzle-orm';
import { account, accountCard } from '../../db/schema/index.ts';
import type { Queries, Reader, Tx } from '../../db/store.ts';
import type { Account } from '../store.ts';

export type Card = typeof accountCard.$inferSelect;

/** The card with this code, whatever became of it, and the account it is for. */
export async function findCard(
  reader: Reader,
  codeHash: string,
): Promise<{ card: Card; account: Account } | undefined> {
  const [row] = await reader
    .select({ card: accountCard, account })
    .from(accountCard)
    .innerJoin(account, eq(account.id, accountCard.accountId))
    .where(eq(accountCard.codeHash, codeHash));
  return row;
}

/** The account's card that is neither spent nor replaced; there is one at most. */
export async function findOpenCard(reader: Reader, accountId: number): Promise<Card | undefined> {
  const [row] = await reader
    .select()
    .from(accountCard)
    .where(and(eq(accountCard.accountId, accountId), isNull(accountCard.endedAt)));
  return row;
}

export async function insertCard(
  tx: Tx,
  row: { accountId: number; codeHash: string; issuedAt: number; isReset: boolean },
): Promise<void> {
  await tx.insert(accountCard).values(row);
}

/** Notes that the code was sent in for the first time. */
export async function touchCard(tx: Tx, id: number, firstUsedAt: number): Promise<void> {
  await tx.update(accountCard).set({ firstUsedAt }).where(eq(accountCard.id, id));
}

/** Ends every card of the account: it was spent, or another one takes its place. */
export async function putCardsAway(tx: Tx, accountId: number, endedAt: number): Promise<void> {
  await tx
    .update(accountCard)
    .set({ endedAt })
    .where(and(eq(accountCard.accountId, accountId), isNull(accountCard.endedAt)));
}

/** Cards issued before: they were used or ran out long ago. */
export async function deleteOldCards(queries: Queries, issuedBefore: number): Promise<void> {
  await queries.delete(accountCard).where(lt(accountCard.issuedAt, issuedBefore));
}
