import { write, type Doing } from '../db/write.ts';
import type { Reader, Tx } from '../db/store.ts';
import { found, Refused } from '../refusals.ts';
import { addCard } from './cards.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import type { Role } from './rules.ts';
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
} from './store.ts';
import { putCardsAway } from './store/cards.ts';

export interface NewAccount {
  login: string;
  name: string;
  roles: readonly Role[];
  personId?: number | null;
  unitId?: number | null;
}

/**
 * Makes an account with a card (登录卡) to set its first password with. The card's code is given once and never
 * stored: a second submission of the same form gets the same id and an empty code.
 */
export async function createAccount(
  doing: Doing,
  account: NewAccount,
): Promise<{ id: number; code: string }> {
  let given = '';
  const id = await write(doing, async (tx) => {
    const made = await addAccount(tx, account, doing.at);
    given = made.code;
    return made.id;
  });
  return { id, code: given };
}

/** One account with its card, inside of a write. */
export async function addAccount(
  tx: Tx,
  account: NewAccount,
  at: number,
): Promise<{ id: number; code: string }> {
  if (await findAccountByLogin(tx, account.login)) throw new Refused('login-taken', { login: account.login });
  await demandFreePerson(tx, account.personId ?? null);
  const { roles, ...row } = account;
  const id = await insertAccount(tx, { ...row, createdAt: at }, roles);
  tx.record({
    kind: 'account.created',
    subject: ['account', account.login],
    after: { name: account.name, roles },
  });
  return { id, code: await addCard(tx, id, at) };
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
    await updateAccount(tx, id, { passwordHash });
    await putCardsAway(tx, id, doing.at);
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
    await putCardsAway(tx, id, doing.at);
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
