import { whoActs, type Acting } from '../accounts/acting.ts';
import type { Actor } from '../audit/rules.ts';
import type { Reader } from '../db/store.ts';
import { findDeputyOfPerson, findRosterEntryById, type RosterEntry } from '../deputies/store.ts';
import { found, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';

/** The deputy of the current term that an account is, as who answers, asks for leave or signs in. */
export interface Attendee {
  acting: Acting;
  entry: RosterEntry;
}

/** Refused for an account that is no deputy's (of this term): only deputies answer for themselves. */
export async function getAttendee(reader: Reader, actor: Actor): Promise<Attendee> {
  const [acting, term] = await Promise.all([whoActs(reader, actor), getCurrentTerm(reader)]);
  const isDeputy = acting.roles.some((role) => role === 'deputy' || role === 'leader');
  if (!isDeputy || acting.personId === null) throw new Refused('attendee-no-deputy');
  const deputy = await findDeputyOfPerson(reader, term.id, acting.personId);
  if (!deputy) throw new Refused('attendee-no-deputy');
  return { acting, entry: found(await findRosterEntryById(reader, term.id, deputy.id)) };
}
