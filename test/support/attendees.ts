import type { Role } from '../../src/accounts/rules.ts';
import type { Store } from '../../src/db/store.ts';
import type { Doing } from '../../src/db/write.ts';
import { findRosterEntryById } from '../../src/deputies/store.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addAccount, doingAt, NOW, TESTER } from './world.ts';

/** An account of a deputy, whose login is the name; gives how it acts at an instant. */
export async function addAttendee(
  store: Store,
  deputyId: number,
  name: string,
  roles: readonly Role[] = ['deputy'],
): Promise<(at?: number) => Doing> {
  const { id: termId } = await getCurrentTerm(store.read);
  const entry = await findRosterEntryById(store.read, termId, deputyId);
  return addActor(store, name, roles, entry?.person.id);
}

/** An account of somebody who may be nobody in the roster. */
export async function addActor(
  store: Store,
  name: string,
  roles: readonly Role[],
  personId?: number,
): Promise<(at?: number) => Doing> {
  const accountId = await addAccount(store, name, roles, personId === undefined ? {} : { personId });
  const actor = { ...TESTER, accountId, name, via: 'web' } as const;
  return (at = NOW) => ({ ...doingAt(store, at), actor });
}
