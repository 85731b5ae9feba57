import type { Reader } from '../db/store.ts';
import { getMandate } from '../deputies/people.ts';
import { statusOn } from '../deputies/rules.ts';
import { findDeputyOfPerson } from '../deputies/store.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { findCurrentTerm } from '../settings/store.ts';
import { rolesWithoutMandate, type Role } from './rules.ts';

/**
 * The roles that an account can use today: what a deputy may do ends with the mandate in the present term, whatever
 * the account says. An account of nobody on the roster keeps its roles.
 */
export async function rolesToday(
  reader: Reader,
  { personId, roles }: { personId: number | null; roles: readonly Role[] },
  at: number,
): Promise<readonly Role[]> {
  if (personId === null || rolesWithoutMandate(roles).length === roles.length) return roles;
  return (await holdsMandate(reader, personId, at)) ? roles : rolesWithoutMandate(roles);
}

async function holdsMandate(reader: Reader, personId: number, at: number): Promise<boolean> {
  const term = await findCurrentTerm(reader);
  if (!term) return true;
  const deputy = await findDeputyOfPerson(reader, term.id, personId);
  if (!deputy) return false;
  return statusOn(await getMandate(reader, deputy.id), shanghaiDay(at)).status !== 'ended';
}
