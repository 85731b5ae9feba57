/**
 * Steps for writes of other nouns and of the importer. They record nothing in the trail:
 * whoever opened the write records what it did as a whole.
 */
import type { Tx } from '../db/store.ts';
import {
  clearDelegationLeader,
  clearGroupLeader,
  findDelegationByName,
  findGroupByName,
  insertDelegation,
  insertGroup,
} from './store.ts';

/** The id of the term's delegation of that name, which is set up when there is none. */
export async function ensureDelegation(tx: Tx, termId: number, name: string): Promise<number> {
  const known = await findDelegationByName(tx, termId, name);
  return known?.id ?? insertDelegation(tx, { termId, name });
}

/** The id of the term's group of that name, which is set up when there is none. */
export async function ensureGroup(tx: Tx, termId: number, name: string): Promise<number> {
  const known = await findGroupByName(tx, termId, name);
  return known?.id ?? insertGroup(tx, { termId, name, departments: [] });
}

/** Who leaves a delegation no longer leads it. */
export async function leaveDelegation(tx: Tx, deputyId: number): Promise<void> {
  await clearDelegationLeader(tx, deputyId);
}

/** Who leaves a group no longer leads it. */
export async function leaveGroup(tx: Tx, deputyId: number): Promise<void> {
  await clearGroupLeader(tx, deputyId);
}
