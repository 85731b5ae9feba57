import type { Reader } from '../db/store.ts';
import { inStrokeOrder } from '../deputies/order.ts';
import { holdsMandate, publicDeputy, type PublicDeputy } from '../deputies/public.ts';
import { listRoster, type RosterEntry } from '../deputies/store.ts';
import type { Day } from '../lib/dates.ts';
import type { NameOrder } from '../lib/names.ts';
import { listDelegations, listGroups } from './store.ts';

/** A group (代表小组) or delegation (代表团) as anybody may see it; members hold a mandate, in name order. */
export interface PublicGroup {
  name: string;
  focus: string;
  departments: string[];
  leader: PublicDeputy | null;
  members: PublicDeputy[];
}

/** In the order in which they were set up. */
export async function listPublicGroups(
  reader: Reader,
  termId: number,
  { today, order }: { today: Day; order: NameOrder },
): Promise<{ groups: PublicGroup[]; delegations: PublicGroup[] }> {
  const roster = inStrokeOrder(await listRoster(reader, termId), order);
  const [groups, delegations] = await Promise.all([
    listGroups(reader, termId),
    listDelegations(reader, termId),
  ]);
  const shown = (belongs: (entry: RosterEntry) => boolean, leaderId: number | null) => {
    const members = roster.filter(belongs);
    const leader = members.find((entry) => entry.id === leaderId);
    const people = members.map((entry) => publicDeputy(entry, today)).filter(holdsMandate);
    const shownLeader = leader && publicDeputy(leader, today);
    return { leader: shownLeader && holdsMandate(shownLeader) ? shownLeader : null, members: people };
  };
  return {
    groups: groups.map(({ id, name, focus, departments, leaderId }) => ({
      name,
      focus,
      departments,
      ...shown((entry) => entry.group?.id === id, leaderId),
    })),
    delegations: delegations.map(({ id, name, leaderId }) => ({
      name,
      focus: '',
      departments: [],
      ...shown((entry) => entry.delegation?.id === id, leaderId),
    })),
  };
}
