import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { deputy, mandateEvent, person, term } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import { groupBy } from '../lib/group-by.ts';
import { found } from '../refusals.ts';
import type { Mandate, MandateEvent, MandateEventKind } from './rules.ts';
import type { Person } from './store.ts';

/** One term in which a person is or was a deputy. */
export interface PersonTerm {
  termId: number;
  number: number;
  certificateNumber: string;
}

/** The terms in which a person is or was a deputy, newest first. */
export async function listTermsOf(reader: Reader, personId: number): Promise<PersonTerm[]> {
  return reader
    .select({ termId: term.id, number: term.number, certificateNumber: deputy.certificateNumber })
    .from(deputy)
    .innerJoin(term, eq(term.id, deputy.termId))
    .where(eq(deputy.personId, personId))
    .orderBy(desc(term.number));
}

/** Somebody of the same name who holds no mandate in the term in question. */
export interface Namesake {
  person: Person;
  terms: PersonTerm[];
}

/** People of earlier terms who bear this name and are not (yet) deputies of the given term. */
export async function listNamesakes(reader: Reader, termId: number, name: string): Promise<Namesake[]> {
  const people = await reader.select().from(person).where(eq(person.name, name)).orderBy(person.id);
  if (people.length === 0) return [];
  const rows = await reader
    .select({
      personId: deputy.personId,
      termId: term.id,
      number: term.number,
      certificateNumber: deputy.certificateNumber,
    })
    .from(deputy)
    .innerJoin(term, eq(term.id, deputy.termId))
    .where(
      inArray(
        deputy.personId,
        people.map((row) => row.id),
      ),
    )
    .orderBy(desc(term.number));
  const termsOf = groupBy(rows, (row) => row.personId);
  return people
    .map((row) => ({
      person: row,
      terms: (termsOf.get(row.id) ?? []).map(({ termId: id, number, certificateNumber }) => ({
        termId: id,
        number,
        certificateNumber,
      })),
    }))
    .filter(({ terms }) => terms.every((one) => one.termId !== termId));
}

export async function findPerson(reader: Reader, id: number): Promise<Person | undefined> {
  const [row] = await reader.select().from(person).where(eq(person.id, id));
  return row;
}

/** A mandate with the row id of each event, and the day of the oath (宣誓). */
export type KnownMandate = Omit<Mandate, 'events'> & {
  oathOn: string | null;
  events: (MandateEvent & { id: number })[];
};

/** A deputy's mandate alone, for checks inside a write. */
export async function getMandate(reader: Reader, deputyId: number): Promise<KnownMandate> {
  const [row] = await reader
    .select({ electedOn: deputy.electedOn, oathOn: deputy.oathOn, endsOn: term.endOn })
    .from(deputy)
    .innerJoin(term, and(eq(term.id, deputy.termId), eq(deputy.id, deputyId)));
  const events = await reader
    .select({ id: mandateEvent.id, kind: mandateEvent.kind, on: mandateEvent.occurredOn })
    .from(mandateEvent)
    .where(eq(mandateEvent.deputyId, deputyId))
    .orderBy(asc(mandateEvent.id));
  return {
    ...found(row),
    events: events.map((event) => ({ ...event, kind: event.kind as MandateEventKind })),
  };
}
