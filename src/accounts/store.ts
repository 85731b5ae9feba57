import { and, asc, eq, lt, ne } from 'drizzle-orm';
import { account, accountRole, formKey, session } from '../db/schema/index.ts';
import type { Queries, Reader, Tx } from '../db/store.ts';
import { found } from '../refusals.ts';
import { ROLES, type Role, type Viewer } from './rules.ts';
import { deleteKnownDevices } from './store/known-devices.ts';

export type Account = typeof account.$inferSelect;
export type Session = typeof session.$inferSelect;

export async function findAccountByLogin(reader: Reader, login: string): Promise<Account | undefined> {
  const [row] = await reader.select().from(account).where(eq(account.login, login));
  return row;
}

export async function findAccount(reader: Reader, id: number): Promise<Account | undefined> {
  const [row] = await reader.select().from(account).where(eq(account.id, id));
  return row;
}

export async function findAccountOfPerson(reader: Reader, personId: number): Promise<Account | undefined> {
  const [row] = await reader.select().from(account).where(eq(account.personId, personId));
  return row;
}

export async function rolesOf(reader: Reader, accountId: number): Promise<Role[]> {
  const rows = await reader
    .select({ role: accountRole.role })
    .from(accountRole)
    .where(eq(accountRole.accountId, accountId));
  return inRoleOrder(rows.map((row) => row.role));
}

function inRoleOrder(roles: readonly Role[]): Role[] {
  return ROLES.filter((role) => roles.includes(role));
}

export async function listAccounts(reader: Reader): Promise<(Account & { roles: Role[] })[]> {
  const accounts = await reader.select().from(account).orderBy(asc(account.id));
  const roles = await reader
    .select()
    .from(accountRole)
    .orderBy(asc(accountRole.accountId), asc(accountRole.role));
  return accounts.map((row) => ({
    ...row,
    roles: inRoleOrder(roles.filter((role) => role.accountId === row.id).map((role) => role.role)),
  }));
}

export async function countAccounts(reader: Reader): Promise<number> {
  return reader.$count(account);
}

export async function insertAccount(
  tx: Tx,
  row: typeof account.$inferInsert,
  roles: readonly Role[],
): Promise<number> {
  const [made] = await tx.insert(account).values(row).returning({ id: account.id });
  const id = found(made).id;
  await putRoles(tx, id, roles);
  return id;
}

export async function updateAccount(
  tx: Tx,
  id: number,
  change: Partial<typeof account.$inferInsert>,
): Promise<void> {
  await tx.update(account).set(change).where(eq(account.id, id));
}

export async function putRoles(tx: Tx, accountId: number, roles: readonly Role[]): Promise<void> {
  await tx.delete(accountRole).where(eq(accountRole.accountId, accountId));
  for (const role of roles) await tx.insert(accountRole).values({ accountId, role });
}

/** The session behind a token's hash, with its account and roles; disabled accounts have none. */
export async function findSession(
  reader: Reader,
  hash: string,
): Promise<{ session: Session; viewer: Viewer } | undefined> {
  const [row] = await reader
    .select()
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(eq(session.hash, hash));
  if (!row || row.account.disabledAt !== null) return undefined;
  return { session: row.session, viewer: viewerOf(row.account, await rolesOf(reader, row.account.id)) };
}

export function viewerOf(row: Account, roles: readonly Role[]): Viewer {
  const { id: accountId, name, login, personId, unitId } = row;
  return { accountId, name, login, personId, unitId, roles };
}

export async function listSessions(reader: Reader, accountId: number): Promise<Session[]> {
  return reader
    .select()
    .from(session)
    .where(eq(session.accountId, accountId))
    .orderBy(asc(session.createdAt), asc(session.hash));
}

export async function insertSession(queries: Queries, row: Session): Promise<void> {
  await queries.insert(session).values(row);
}

export async function touchSession(queries: Queries, hash: string, seenAt: number): Promise<void> {
  await queries.update(session).set({ seenAt }).where(eq(session.hash, hash));
}

/** Notes that the password was given again. */
export async function putConfirmed(queries: Queries, hash: string, confirmedAt: number): Promise<void> {
  await queries.update(session).set({ confirmedAt }).where(eq(session.hash, hash));
}

export async function deleteSession(queries: Queries, hash: string): Promise<void> {
  await queries.delete(session).where(eq(session.hash, hash));
}

/** Ends an account's sessions, all or all but one; its browsers are strangers from then on. */
export async function deleteSessions(queries: Queries, accountId: number, keep = ''): Promise<void> {
  await deleteKnownDevices(queries, accountId);
  await queries.delete(session).where(and(eq(session.accountId, accountId), ne(session.hash, keep)));
}

/** Ends every session there is. */
export async function deleteAllSessions(queries: Queries): Promise<void> {
  await queries.delete(session);
}

/** Sessions that nobody used since, and used form keys: no part of the register. */
export async function deleteOld(
  queries: Queries,
  before: { sessionsSeen: number; formKeys: number },
): Promise<void> {
  await queries.delete(session).where(lt(session.seenAt, before.sessionsSeen));
  await queries.delete(formKey).where(lt(formKey.createdAt, before.formKeys));
}
