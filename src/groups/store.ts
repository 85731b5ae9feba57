import { and, asc, eq } from 'drizzle-orm';
import { delegation, deputyGroup } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import { found } from '../refusals.ts';

/** A delegation (代表团) of a congress session. */
export type Delegation = typeof delegation.$inferSelect;
/** A group (代表小组) between sessions. */
export type Group = typeof deputyGroup.$inferSelect;

/** In the order in which they were set up: 第一代表团 before 第二代表团. */
export async function listDelegations(reader: Reader, termId: number): Promise<Delegation[]> {
  return reader.select().from(delegation).where(eq(delegation.termId, termId)).orderBy(asc(delegation.id));
}

export async function findDelegation(
  reader: Reader,
  termId: number,
  id: number,
): Promise<Delegation | undefined> {
  const [row] = await reader
    .select()
    .from(delegation)
    .where(and(eq(delegation.termId, termId), eq(delegation.id, id)));
  return row;
}

export async function findDelegationByName(
  reader: Reader,
  termId: number,
  name: string,
): Promise<Delegation | undefined> {
  const [row] = await reader
    .select()
    .from(delegation)
    .where(and(eq(delegation.termId, termId), eq(delegation.name, name)));
  return row;
}

export async function insertDelegation(tx: Tx, row: typeof delegation.$inferInsert): Promise<number> {
  const [made] = await tx.insert(delegation).values(row).returning({ id: delegation.id });
  return found(made).id;
}

export async function updateDelegation(
  tx: Tx,
  id: number,
  change: Partial<typeof delegation.$inferInsert>,
): Promise<void> {
  await tx.update(delegation).set(change).where(eq(delegation.id, id));
}

/** In the order in which they were set up. */
export async function listGroups(reader: Reader, termId: number): Promise<Group[]> {
  return reader.select().from(deputyGroup).where(eq(deputyGroup.termId, termId)).orderBy(asc(deputyGroup.id));
}

export async function findGroup(reader: Reader, termId: number, id: number): Promise<Group | undefined> {
  const [row] = await reader
    .select()
    .from(deputyGroup)
    .where(and(eq(deputyGroup.termId, termId), eq(deputyGroup.id, id)));
  return row;
}

export async function findGroupByName(
  reader: Reader,
  termId: number,
  name: string,
): Promise<Group | undefined> {
  const [row] = await reader
    .select()
    .from(deputyGroup)
    .where(and(eq(deputyGroup.termId, termId), eq(deputyGroup.name, name)));
  return row;
}

export async function insertGroup(tx: Tx, row: typeof deputyGroup.$inferInsert): Promise<number> {
  const [made] = await tx.insert(deputyGroup).values(row).returning({ id: deputyGroup.id });
  return found(made).id;
}

export async function updateGroup(
  tx: Tx,
  id: number,
  change: Partial<typeof deputyGroup.$inferInsert>,
): Promise<void> {
  await tx.update(deputyGroup).set(change).where(eq(deputyGroup.id, id));
}

/** Names of the delegations and groups that the deputy leads. */
export async function listLedBy(reader: Reader, deputyId: number): Promise<string[]> {
  const [delegations, groups] = await Promise.all([
    reader
      .select({ name: delegation.name })
      .from(delegation)
      .where(eq(delegation.leaderId, deputyId))
      .orderBy(asc(delegation.id)),
    reader
      .select({ name: deputyGroup.name })
      .from(deputyGroup)
      .where(eq(deputyGroup.leaderId, deputyId))
      .orderBy(asc(deputyGroup.id)),
  ]);
  return [...delegations, ...groups].map((row) => row.name);
}

export async function clearDelegationLeader(tx: Tx, deputyId: number): Promise<void> {
  await tx.update(delegation).set({ leaderId: null }).where(eq(delegation.leaderId, deputyId));
}

export async function clearGroupLeader(tx: Tx, deputyId: number): Promise<void> {
  await tx.update(deputyGroup).set({ leaderId: null }).where(eq(deputyGroup.leaderId, deputyId));
}
