import type { Queries, Tx } from '../db/store.ts';
import type { Role } from './rules.ts';
import { deleteAllSessions, deleteOld, insertAccount } from './store.ts';
import { deleteOldCards } from './store/cards.ts';
import { deleteOldDevices } from './store/known-devices.ts';

/** The account of the person who sets the register up, with a password of their own. Records nothing. */
export async function addFirstAccount(
  tx: Tx,
  account: { login: string; name: string; passwordHash: string; createdAt: number },
  roles: readonly Role[],
): Promise<void> {
  await insertAccount(tx, account, roles);
}

/** Signs everybody out, as after a restore. Records nothing. */
export async function endAllSessions(tx: Tx): Promise<void> {
  await deleteAllSessions(tx);
}

/** Sessions that are over, answers of forms that nobody sends again, cards that ran out, browsers long unused: no part of the register. */
export async function forgetOldAccess(
  queries: Queries,
  before: { sessionsSeen: number; formKeys: number; cardsIssued: number; devicesSeen: number },
): Promise<void> {
  await deleteOld(queries, before);
  await deleteOldCards(queries, before.cardsIssued);
  await deleteOldDevices(queries, before.devicesSeen);
}
