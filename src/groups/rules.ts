import { isInOffice, type Mandate } from '../deputies/rules.ts';
import type { Day } from '../lib/dates.ts';

/** Three deputies or more form a group (组织法 art. 43). Fewer is pointed out, never blocked. */
export const LEAST_MEMBERS = 3;

export type GroupWarning = 'too-few-members' | 'no-leader' | 'leader-not-in-office';

export interface Member {
  readonly id: number;
  readonly mandate: Mandate;
}

/** Members who hold the mandate on that day and are not suspended. */
export function membersInOffice<T extends Member>(members: readonly T[], asOf: Day): T[] {
  return members.filter((member) => isInOffice(member.mandate, asOf));
}

/** What to point out about the leader (团长、组长); nothing while there is nobody to choose from. */
export function leaderWarning(leaderId: number | null, inOffice: readonly Member[]): GroupWarning | null {
  if (leaderId === null) return inOffice.length === 0 ? null : 'no-leader';
  return inOffice.some((member) => member.id === leaderId) ? null : 'leader-not-in-office';
}

export function groupWarnings(leaderId: number | null, inOffice: readonly Member[]): GroupWarning[] {
  const leader = leaderWarning(leaderId, inOffice);
  const few: GroupWarning[] = inOffice.length < LEAST_MEMBERS ? ['too-few-members'] : [];
  return leader ? [...few, leader] : few;
}
