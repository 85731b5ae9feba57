import { keepHouse, write, type Doing } from '../db/write.ts';
import type { Store } from '../db/store.ts';
import { found, Refused } from '../refusals.ts';
import { checkPassword, hashPassword, randomCode } from './passwords.ts';
import type { Role, Viewer } from './rules.ts';
import {
  deleteSessions,
  findAccount,
  findAccountByLogin,
  insertAccount,
  listAccounts,
  putRoles,
  rolesOf,
  updateAccount,
  viewerOf,
} from './store.ts';

/** Checks name and password, and records the outcome. Unknown name and wrong password cannot be told apart. */
export async function signIn(doing: Doing, login: string, password: string): Promise<Viewer | null> {
  const account = await findAccountByLogin(doing.store.read, login);
  const right = await checkPassword(account?.passwordHash, password);
  const admitted = right && account !== undefined && account.disabledAt === null;
  const actor = admitted ? { ...doing.actor, accountId: account.id, name: account.name } : doing.actor;
  await write({ ...doing, actor, once: undefined }, async (tx) => {
    tx.record({ kind: admitted ? 'session.opened' : 'session.refused', subject: ['account', login] });
  });
  return admitted ? viewerOf(account, await rolesOf(doing.store.read, account.id)) : null;
}

export async function recordSignOut(doing: Doing, login: string): Promise<void> {
  await write(doing, async (tx) => tx.record({ kind: 'session.closed', subject: ['account', login] }));
}

export interface NewAccount {
  login: string;
  name: string;
  roles: readonly Role[];
  personId?: number | null;
  unitId?: number | null;
}

/** Makes an account with a one-time code that must be replaced at the first sign-in; gives the code. */
export async function createAccount(
  doing: Doing,
  account: NewAccount,
): Promise<{ id: number; code: string }> {
  const code = randomCode();
  const passwordHash = await hashPassword(code);
  return write(doing, async (tx) => {
    if (await findAccountByLogin(tx, account.login))
      throw new Refused('login-taken', { login: account.login });
    const { roles, ...row } = account;
    const id = await insertAccount(
      tx,
      { ...row, passwordHash, mustChangePassword: true, createdAt: doing.at },
      roles,
    );
    tx.record({
      kind: 'account.created',
      subject: ['account', account.login],
      after: { name: account.name, roles },
    });
    return { id, code };
  });
}

/** Replaces a forgotten password by a one-time code and ends every session of the account. */
export async function resetPassword(doing: Doing, id: number): Promise<string> {
  const code = randomCode();
  const passwordHash = await hashPassword(code);
  return write(doing, async (tx) => {
    const account = found(await findAccount(tx, id));
    await updateAccount(tx, id, { passwordHash, mustChangePassword: true });
    await deleteSessions(tx, id);
    tx.record({ kind: 'account.password-reset', subject: ['account', account.login] });
    return code;
  });
}

/** The person's own new password; their other sessions end. False when the present password is wrong. */
export async function changePassword(
  doing: Doing,
  id: number,
  current: string,
  password: string,
  keep: string,
): Promise<boolean> {
  const account = found(await findAccount(doing.store.read, id));
  if (!(await checkPassword(account.passwordHash, current))) return false;
  await setPassword(doing, id, password, keep);
  return true;
}

export async function setPassword(doing: Doing, id: number, password: string, keep = ''): Promise<void> {
  const passwordHash = await hashPassword(password);
  await write(doing, async (tx) => {
    const account = found(await findAccount(tx, id));
    await updateAccount(tx, id, { passwordHash, mustChangePassword: false });
    await deleteSessions(tx, id, keep);
    tx.record({ kind: 'account.password-set', subject: ['account', account.login] });
  });
}

export async function changeRoles(doing: Doing, id: number, roles: readonly Role[]): Promise<void> {
  await write(doing, async (tx) => {
    const account = found(await findAccount(tx, id));
    const before = await rolesOf(tx, id);
    await putRoles(tx, id, roles);
    if (!(await hasAdmin(tx))) throw new Refused('last-admin');
    await deleteSessions(tx, id);
    tx.record({
      kind: 'account.changed',
      subject: ['account', account.login],
      before: { roles: before },
      after: { roles },
    });
  });
}

export async function setDisabled(doing: Doing, id: number, disabled: boolean): Promise<void> {
  if (disabled && id === doing.actor.accountId) throw new Refused('own-account');
  await write(doing, async (tx) => {
    const account = found(await findAccount(tx, id));
    await updateAccount(tx, id, { disabledAt: disabled ? doing.at : null });
    if (!(await hasAdmin(tx))) throw new Refused('last-admin');
    await deleteSessions(tx, id);
    tx.record({
      kind: disabled ? 'account.disabled' : 'account.enabled',
      subject: ['account', account.login],
    });
  });
}

async function hasAdmin(reader: Parameters<typeof listAccounts>[0]): Promise<boolean> {
  const accounts = await listAccounts(reader);
  return accounts.some((account) => account.disabledAt === null && account.roles.includes('admin'));
}

/** Ends every other session of the account. */
export async function closeOtherSessions(store: Store, accountId: number, keep: string): Promise<void> {
  await keepHouse(store, (queries) => deleteSessions(queries, accountId, keep));
}
