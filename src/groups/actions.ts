import { write, type Doing } from '../db/write.ts';
import type { Tx } from '../db/store.ts';
import { isInOffice } from '../deputies/rules.ts';
import { findRosterEntryById, type RosterEntry } from '../deputies/store.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { found, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import type { DelegationInput, GroupInput } from './forms.ts';
import {
  findDelegation,
  findDelegationByName,
  findGroup,
  findGroupByName,
  insertDelegation,
  insertGroup,
  updateDelegation,
  updateGroup,
} from './store.ts';

/** Adds a delegation (代表团) to the current term; gives its id. Its leader is chosen once it has deputies. */
export async function createDelegation(doing: Doing, { name }: { name: string }): Promise<number> {
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    await demandFreeDelegationName(tx, termId, name);
    const id = await insertDelegation(tx, { termId, name });
    tx.record({ kind: 'delegation.created', subject: ['delegation', name], after: { name } });
    return id;
  });
}

/** Refuses a name that is taken, and a new leader who is no member in office. */
export async function changeDelegation(doing: Doing, id: number, input: DelegationInput): Promise<void> {
  await write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    const before = found(await findDelegation(tx, termId, id));
    await demandFreeDelegationName(tx, termId, input.name, id);
    if (input.leaderId !== before.leaderId)
      await demandLeader(tx, termId, input.leaderId, (entry) => entry.delegation?.id === id, doing.at);
    await updateDelegation(tx, id, input);
    tx.record({
      kind: 'delegation.changed',
      subject: ['delegation', input.name],
      before: await named(tx, termId, { name: before.name, leaderId: before.leaderId }),
      after: await named(tx, termId, input),
    });
  });
}

/** Adds a group (代表小组) to the current term; gives its id. Its leader is chosen once it has deputies. */
export async function createGroup(doing: Doing, input: Omit<GroupInput, 'leaderId'>): Promise<number> {
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    const { name, focus, departments } = input;
    await demandFreeGroupName(tx, termId, name);
    const id = await insertGroup(tx, { termId, name, focus, departments });
    tx.record({ kind: 'group.created', subject: ['group', name], after: { name, focus, departments } });
    return id;
  });
}

/** Refuses a name that is taken, and a new leader who is no member in office. */
export async function changeGroup(doing: Doing, id: number, input: GroupInput): Promise<void> {
  await write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    const before = found(await findGroup(tx, termId, id));
    await demandFreeGroupName(tx, termId, input.name, id);
    if (input.leaderId !== before.leaderId)
      await demandLeader(tx, termId, input.leaderId, (entry) => entry.group?.id === id, doing.at);
    await updateGroup(tx, id, input);
    const { name, leaderId, focus, departments } = before;
    tx.record({
      kind: 'group.changed',
      subject: ['group', input.name],
      before: await named(tx, termId, { name, leaderId, focus, departments }),
      after: await named(tx, termId, input),
    });
  });
}

async function demandFreeDelegationName(tx: Tx, termId: number, name: string, own?: number): Promise<void> {
  const holder = await findDelegationByName(tx, termId, name);
  if (holder && holder.id !== own) throw new Refused('delegation-name-taken', { name });
}

async function demandFreeGroupName(tx: Tx, termId: number, name: string, own?: number): Promise<void> {
  const holder = await findGroupByName(tx, termId, name);
  if (holder && holder.id !== own) throw new Refused('group-name-taken', { name });
}

async function demandLeader(
  tx: Tx,
  termId: number,
  leaderId: number | null,
  isMember: (entry: RosterEntry) => boolean,
  at: number,
): Promise<void> {
  if (leaderId === null) return;
  const entry = await findRosterEntryById(tx, termId, leaderId);
  if (!entry || !isMember(entry)) throw new Refused('leader-not-member');
  if (!isInOffice(entry.mandate, shanghaiDay(at)))
    throw new Refused('leader-not-in-office', { name: entry.name });
}

/** For the trail: the leader by certificate number. */
async function named<T extends { leaderId: number | null }>(
  tx: Tx,
  termId: number,
  { leaderId, ...rest }: T,
) {
  const leader = leaderId === null ? undefined : await findRosterEntryById(tx, termId, leaderId);
  return { ...rest, leader: leader?.certificateNumber ?? null };
}
