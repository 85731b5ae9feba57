import type { Tx } from '../db/store.ts';
import type { Role } from './rules.ts';
import { deleteAllSessions, insertAccount } from './store.ts';

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
