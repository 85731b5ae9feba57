import { write, type Doing } from '../../db/write.ts';
import type { Tx } from '../../db/store.ts';
import { found, Refused } from '../../refusals.ts';
import { checkPassword, hashPassword, isOutdated } from '../passwords.ts';
import type { Viewer } from '../rules.ts';
import { rolesToday } from '../standing.ts';
import {
  findAccount,
  findAccountByLogin,
  putConfirmed,
  rolesOf,
  updateAccount,
  viewerOf,
  type Account,
} from '../store.ts';
import { isShutOut } from '../usage.ts';

/**
 * Checks name and password, and records the outcome. Unknown name, wrong password, disabled account and one whose first
 * password is still to be set cannot be told apart. An unknown name is not recorded: it may be a password that slipped
 * into the wrong field. Who has the right password is told why they may not come in all the same.
 */
export async function signIn(doing: Doing, login: string, password: string): Promise<Viewer | null> {
  const { read } = doing.store;
  const account = await findAccountByLogin(read, login);
  const right = await checkPassword(account?.passwordHash, password);
  if (!right || account === undefined || account.disabledAt !== null) {
    await recordSession(doing, 'session.refused', account?.login ?? '');
    return null;
  }
  const roles = await rolesOf(read, account.id);
  const today = await rolesToday(read, { personId: account.personId, roles }, doing.at);
  const refusal = await refuseSignIn(doing, account, today.length < roles.length && today.length === 0);
  if (refusal !== null) {
    await recordSession(doing, 'session.refused', login, refusal);
    throw new Refused(refusal);
  }
  const actor = { ...doing.actor, accountId: account.id, name: account.name };
  const fresh = isOutdated(account.passwordHash ?? '') ? await hashPassword(password) : null;
  await recordSession({ ...doing, actor }, 'session.opened', login, '', (tx) =>
    renewHash(tx, account, fresh),
  );
  return viewerOf(account, today);
}

async function refuseSignIn(doing: Doing, account: Account, isMandateOver: boolean): Promise<string | null> {
  if (isMandateOver) return 'mandate-over';
  return (await isShutOut(doing.store.read, account, doing.at)) ? 'account-unused' : null;
}

/** The same password under today's parameters, unless it was changed meanwhile. */
async function renewHash(tx: Tx, { id, passwordHash }: Account, fresh: string | null): Promise<void> {
  const now = fresh === null ? undefined : await findAccount(tx, id);
  if (fresh !== null && now?.passwordHash === passwordHash)
    await updateAccount(tx, id, { passwordHash: fresh });
}

async function recordSession(
  doing: Doing,
  kind: 'session.opened' | 'session.refused',
  login: string,
  reason = '',
  more: (tx: Tx) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await write({ ...doing, once: undefined }, async (tx) => {
    await more(tx);
    tx.record({ kind, subject: ['account', login], reason });
  });
}

/**
 * The password given once more in a session (再次输入密码), by which its owner confirms what they are about to do. False
 * when it is wrong.
 */
export async function confirmSession(
  doing: Doing,
  { hash, viewer }: { hash: string; viewer: Viewer },
  password: string,
): Promise<boolean> {
  const account = found(await findAccount(doing.store.read, viewer.accountId));
  const right = await checkPassword(account.passwordHash, password);
  await write({ ...doing, once: undefined }, async (tx) => {
    if (right) await putConfirmed(tx, hash, doing.at);
    tx.record({ kind: right ? 'session.confirmed' : 'session.refused', subject: ['account', account.login] });
  });
  return right;
}

export async function recordSignOut(doing: Doing, login: string): Promise<void> {
  await write(doing, async (tx) => tx.record({ kind: 'session.closed', subject: ['account', login] }));
}
