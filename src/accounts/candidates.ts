import type { Reader } from '../db/store.ts';
import { inStrokeOrder } from '../deputies/order.ts';
import { statusOn } from '../deputies/rules.ts';
import { listRoster, type RosterEntry } from '../deputies/store.ts';
import { listDelegations, listGroups } from '../groups/store.ts';
import type { Day } from '../lib/dates.ts';
import { findCurrentTerm, getSettings } from '../settings/store.ts';
import { proposeLogins, type LoginRule } from './logins.ts';
import type { Role } from './rules.ts';
import { listAccounts } from './store.ts';

/** A deputy of the current term who has no account yet, with the account that would be made. */
export interface Candidate {
  entry: RosterEntry;
  login: string;
  roles: Role[];
  /** Names of the groups and delegations that the deputy leads. */
  leads: string[];
}

/** Whoever holds the mandate, suspended or not, and has no account of any kind; by name strokes. */
export async function listCandidates(reader: Reader, rule: LoginRule, today: Day): Promise<Candidate[]> {
  const [term, { nameOrder }, accounts] = await Promise.all([
    findCurrentTerm(reader),
    getSettings(reader),
    listAccounts(reader),
  ]);
  if (!term) return [];
  const [roster, groups, delegations] = await Promise.all([
    listRoster(reader, term.id),
    listGroups(reader, term.id),
    listDelegations(reader, term.id),
  ]);
  const holders = new Set(accounts.map(({ personId }) => personId));
  const without = inStrokeOrder(roster, nameOrder).filter(
    ({ person, mandate }) => !holders.has(person.id) && statusOn(mandate, today).status !== 'ended',
  );
  const logins = proposeLogins(without, new Set(accounts.map(({ login }) => login)), rule);
  return without.map((entry) => {
    const leads = [...groups, ...delegations].filter(({ leaderId }) => leaderId === entry.id);
    return {
      entry,
      login: logins.get(entry.id) ?? entry.slug,
      roles: leads.length > 0 ? ['leader', 'deputy'] : ['deputy'],
      leads: leads.map(({ name }) => name),
    };
  });
}
