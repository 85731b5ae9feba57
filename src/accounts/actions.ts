import { findLastEntry } from '../audit/store.ts';
import { keepHouse, write, type Doing } from '../db/write.ts';
import type { Reader, Store, Tx } from '../db/store.ts';
import { found, Refused } from '../refusals.ts';
import { checkPassword, hashPassword, randomCode } from './passwords.ts';
import { codeExpiresAt, type Role, type Viewer } from './rules.ts';
import {
  deleteSessions,
  findAccount,
  findAccountByLogin,
  findAccountOfPerson,
  insertAccount,
  listAccounts,
  putRoles,
  rolesOf,
  updateAccount,
  viewerOf,
  type Account,
} from './store.ts';

/**
 * Checks name and password, and records the outcome. Unknown name, wrong password and disabled account cannot be
 * told apart; a right one-time code that is too old is refused as such. An unknown name is not recorded: it may be a
 * password that slipped into the wrong field.
 */
export async function signIn(doing: Doing, login: string, password: string): Promise<Viewer | null> {
  const account = await findAccountByLogin(doing.store.read, login);
  const right = await checkPassword(account?.passwordHash, password);
  if (!right || account === undefined || account.disabledAt !== null) {
    await recordSession(doing, 'session.refused', account?.login ?? '');
    return null;
  }
  if (account.mustChangePassword && (await codeExpiry(doing.store.read, account)) < doing.at) {
    await recordSession(doing, 'session.refused', login);
    throw new Refused('code-expired');
  }
  const actor = { ...doing.actor, accountId: account.id, name: account.name };
  await recordSession({ ...doing, actor }, 'session.opened', login);
  return viewerOf(account, await rolesOf(doing.store.read, account.id));
}

async function recordSession(doing: Doing, kind: 'session.opened' | 'session.refused', login: string) {
  await write({ ...doing, once: undefined }, async (tx) => tx.record({ kind, subject: ['account', login] }));
}

/** When the account's one-time code ends; when it was given is in the trail. */
export async function codeExpiry(reader: Reader, account: Account): Promise<number> {
  const subject = ['account', account.login] as const;
  const reset = await findLastEntry(reader, 'account.password-reset', subject);
  return reset ? codeExpiresAt('reset', reset.at) : codeExpiresAt('new', account.createdAt);
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

/**
 * Makes an account with a one-time code that must be replaced at the first sign-in. The code is given once and never
 * stored: a second submission of the same form gets the same id and an empty code.
 */
export async function createAccount(
  doing: Doing,
  account: NewAccount,
): Promise<{ id: number; code: string }> {
  const code = randomCode();
  const passwordHash = await hashPassword(code);
  let given = '';
  const id = await write(doing, async (tx) => {
    if (await findAccountByLogin(tx, account.login))
      throw new Refused('login-taken', { login: account.login });
    await demandFreePerson(tx, account.personId ?? null);
    const { roles, ...row } = account;
    const made = { ...row, passwordHash, mustChangePassword: true, createdAt: doing.at };
    const newId = await insertAccount(tx, made, roles);
    tx.record({
      kind: 'account.created',
      subject: ['account', account.login],
      after: { name: account.name, roles },
    });
    given = code;
    return newId;
  });
  return { id, code: given };
}

/**
 * Replaces a forgotten password by a one-time code and ends every session of the account. The code is never stored:
 * a second submission of the same form gets an empty one.
 */
export async function resetPassword(doing: Doing, id: number): Promise<string> {
  if (id === doing.actor.accountId) throw new Refused('own-password');
  const code = randomCode();
  const passwordHash = await hashPassword(code);
  let given = '';
  await write(doing, async (tx) => {
    const account = found(await findAccount(tx, id));
    await updateAccount(tx, id, { passwordHash, mustChangePassword: true });
    await deleteSessions(tx, id);
    tx.record({ kind: 'account.password-reset', subject: ['account', account.login] });
    given = code;
  });
  return given;
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

export interface AccountChange {
  name: string;
  roles: readonly Role[];
  personId: number | null;
  unitId: number | null;
}

/** New name, roles and links; the sessions end, so that the next request sees the new rights. */
export async function changeAccount(doing: Doing, id: number, change: AccountChange): Promise<void> {
  await write(doing, async (tx) => {
    const { login, name, personId, unitId } = found(await findAccount(tx, id));
    const before = { name, roles: await rolesOf(tx, id), personId, unitId };
    await demandFreePerson(tx, change.personId, id);
    const { roles, ...row } = change;
    await updateAccount(tx, id, row);
    await putRoles(tx, id, roles);
    await demandAdmin(tx);
    await deleteSessions(tx, id);
    tx.record({ kind: 'account.changed', subject: ['account', login], before, after: change });
  });
}

/** One person has one account, with all the roles that the person holds. */
async function demandFreePerson(tx: Tx, personId: number | null, own?: number): Promise<void> {
  const holder = personId === null ? undefined : await findAccountOfPerson(tx, personId);
  if (holder && holder.id !== own) throw new Refused('person-has-account', { login: holder.login });
}

export async function changeRoles(doing: Doing, id: number, roles: readonly Role[]): Promise<void> {
  await write(doing, async (tx) => {
    const account = found(await findAccount(tx, id));
    const before = await rolesOf(tx, id);
    await putRoles(tx, id, roles);
    await demandAdmin(tx);
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
    await demandAdmin(tx);
    await deleteSessions(tx, id);
    tx.record({
      kind: disabled ? 'account.disabled' : 'account.enabled',
      subject: ['account', account.login],
    });
  });
}

async function demandAdmin(reader: Reader): Promise<void> {
  const accounts = await listAccounts(reader);
  const isAdmin = (account: (typeof accounts)[number]) =>
    account.disabledAt === null && account.roles.includes('admin');
  if (!accounts.some(isAdmin)) throw new Refused('last-admin');
}

/** Ends every other session of the account. */
export async function closeOtherSessions(store: Store, accountId: number, keep: string): Promise<void> {
  await keepHouse(store, (queries) => deleteSessions(queries, accountId, keep));
}
