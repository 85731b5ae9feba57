import type { Reader } from '../db/store.ts';
import { isInOffice } from '../deputies/rules.ts';
import type { RosterEntry } from '../deputies/store.ts';
import type { Day } from '../lib/dates.ts';
import { listDelegations, listGroups } from './store.ts';

/** A group (代表小组) or delegation (代表团) as its leader sees it. */
export interface LedBody {
  by: 'group' | 'delegation';
  id: number;
  /** How addresses and forms name it, such as `group:3`. */
  key: string;
  name: string;
  focus: string;
  departments: readonly string[];
}

/**
 * What the deputy leads on that day: groups before delegations, each in the order in which they were set up. Nothing
 * for a leader who is not in office: the rights end with the mandate, also while nobody else has been chosen yet.
 */
export async function listLedBodies(
  reader: Reader,
  termId: number,
  { id, mandate }: Pick<RosterEntry, 'id' | 'mandate'>,
  today: Day,
): Promise<LedBody[]> {
  if (!isInOffice(mandate, today)) return [];
  const [groups, delegations] = await Promise.all([
    listGroups(reader, termId),
    listDelegations(reader, termId),
  ]);
  const led = <T extends { leaderId: number | null }>(bodies: readonly T[]) =>
    bodies.filter(({ leaderId }) => leaderId === id);
  return [
    ...led(groups).map(({ id: bodyId, name, focus, departments }): LedBody => ({
      by: 'group',
      id: bodyId,
      key: `group:${bodyId}`,
      name,
      focus,
      departments,
    })),
    ...led(delegations).map(({ id: bodyId, name }): LedBody => ({
      by: 'delegation',
      id: bodyId,
      key: `delegation:${bodyId}`,
      name,
      focus: '',
      departments: [],
    })),
  ];
}

export function isMemberOf(entry: Pick<RosterEntry, 'group' | 'delegation'>, { by, id }: LedBody): boolean {
  return entry[by]?.id === id;
}
