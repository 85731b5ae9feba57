import type { FastifyRequest } from 'fastify';
import { findDeputyOfPerson, findRosterEntryById, type RosterEntry } from '../../deputies/store.ts';
import { getCurrentTerm, type Term } from '../../settings/store.ts';

/** The deputy that whoever looks is in the current term. */
export interface OwnDeputy {
  entry: RosterEntry;
  term: Term;
}

/** Null for an account that belongs to no person, or to a person who is no deputy of this term. */
export async function ownDeputy({ register, viewer }: FastifyRequest): Promise<OwnDeputy | null> {
  const { read } = register.store;
  const term = await getCurrentTerm(read);
  if (!viewer || viewer.personId === null) return null;
  const deputy = await findDeputyOfPerson(read, term.id, viewer.personId);
  const entry = deputy && (await findRosterEntryById(read, term.id, deputy.id));
  return entry ? { entry, term } : null;
}
