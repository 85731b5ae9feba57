import { and, asc, eq, type SQL } from 'drizzle-orm';
import {
  category,
  delegation,
  deputy,
  deputyGroup,
  district,
  mandateEvent,
  person,
  term,
} from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import { groupBy } from '../lib/group-by.ts';
import { found } from '../refusals.ts';
import type { Mandate, MandateEventKind } from './rules.ts';

export type Person = typeof person.$inferSelect;
export type DeputyRow = typeof deputy.$inferSelect;
export type MandateEventRow = typeof mandateEvent.$inferSelect;

interface Named {
  id: number;
  name: string;
}

/** A deputy with everything that lists and forms name it by. Holds personal data: public pages pick from it. */
export interface RosterEntry {
  id: number;
  certificateNumber: string;
  /** Address on public pages, such as `6-001`: term number and certificate number. */
  slug: string;
  name: string;
  person: Person;
  district: Named & { number: string };
  delegation: Named | null;
  group: Named | null;
  category: Named | null;
  subcategory: Named | null;
  occupation: string;
  stateWorker: boolean;
  upperPost: string;
  electedOn: string;
  byElection: boolean;
  oathOn: string | null;
  oathText: string;
  mandate: Mandate;
}

/** Every deputy of a term, in office or not, in the order in which they were entered (see `inStrokeOrder`). */
export async function listRoster(reader: Reader, termId: number): Promise<RosterEntry[]> {
  return loadEntries(reader, termId, undefined);
}

/** The deputies of a term that fit a condition; only their own rows are read. */
async function loadEntries(reader: Reader, termId: number, which: SQL | undefined): Promise<RosterEntry[]> {
  const condition = and(eq(deputy.termId, termId), which);
  const [names, rows, events] = await Promise.all([
    loadNames(reader, termId),
    loadDeputies(reader, condition),
    loadEvents(reader, condition),
  ]);
  const eventsOf = groupBy(events, (event) => event.deputyId);
  return rows.map((row) => rosterEntry(row, names, eventsOf.get(row.deputy.id) ?? []));
}

export async function findRosterEntry(
  reader: Reader,
  termId: number,
  certificateNumber: string,
): Promise<RosterEntry | undefined> {
  return (await loadEntries(reader, termId, eq(deputy.certificateNumber, certificateNumber)))[0];
}

export async function findRosterEntryById(
  reader: Reader,
  termId: number,
  id: number,
): Promise<RosterEntry | undefined> {
  return (await loadEntries(reader, termId, eq(deputy.id, id)))[0];
}

type JoinedRow = Awaited<ReturnType<typeof loadDeputies>>[number];

function loadDeputies(reader: Reader, condition: SQL | undefined) {
  return reader
    .select({
      deputy,
      person,
      term: { number: term.number, endOn: term.endOn },
      district: { id: district.id, name: district.name, number: district.number },
    })
    .from(deputy)
    .innerJoin(person, eq(person.id, deputy.personId))
    .innerJoin(term, eq(term.id, deputy.termId))
    .innerJoin(district, eq(district.id, deputy.districtId))
    .where(condition)
    .orderBy(asc(deputy.id));
}

function loadEvents(reader: Reader, condition: SQL | undefined) {
  return reader
    .select({ deputyId: mandateEvent.deputyId, kind: mandateEvent.kind, on: mandateEvent.occurredOn })
    .from(mandateEvent)
    .innerJoin(deputy, eq(deputy.id, mandateEvent.deputyId))
    .where(condition)
    .orderBy(asc(mandateEvent.id));
}

interface Names {
  delegations: Map<number, Named>;
  groups: Map<number, Named>;
  categories: Map<number, Named>;
}

async function loadNames(reader: Reader, termId: number): Promise<Names> {
  const byId = (rows: Named[]) => new Map(rows.map((row) => [row.id, row]));
  const [delegations, groups, categories] = await Promise.all([
    reader
      .select({ id: delegation.id, name: delegation.name })
      .from(delegation)
      .where(eq(delegation.termId, termId))
      .orderBy(asc(delegation.id)),
    reader
      .select({ id: deputyGroup.id, name: deputyGroup.name })
      .from(deputyGroup)
      .where(eq(deputyGroup.termId, termId))
      .orderBy(asc(deputyGroup.id)),
    reader.select({ id: category.id, name: category.name }).from(category).orderBy(asc(category.id)),
  ]);
  return { delegations: byId(delegations), groups: byId(groups), categories: byId(categories) };
}

function rosterEntry(row: JoinedRow, names: Names, events: { kind: string; on: string }[]): RosterEntry {
  const { certificateNumber, occupation, stateWorker, upperPost, electedOn, byElection, oathOn, oathText } =
    row.deputy;
  return {
    id: row.deputy.id,
    certificateNumber,
    slug: `${row.term.number}-${certificateNumber}`,
    name: row.person.name,
    person: row.person,
    district: row.district,
    delegation: named(names.delegations, row.deputy.delegationId),
    group: named(names.groups, row.deputy.groupId),
    category: named(names.categories, row.deputy.categoryId),
    subcategory: named(names.categories, row.deputy.subcategoryId),
    occupation,
    stateWorker,
    upperPost,
    electedOn,
    byElection,
    oathOn,
    oathText,
    mandate: {
      electedOn,
      endsOn: row.term.endOn,
      events: events.map(({ kind, on }) => ({ kind: kind as MandateEventKind, on })),
    },
  };
}

function named(names: Map<number, Named>, id: number | null): Named | null {
  return id === null ? null : (names.get(id) ?? null);
}

export async function findDeputy(
  reader: Reader,
  termId: number,
  certificateNumber: string,
): Promise<DeputyRow | undefined> {
  const [row] = await reader
    .select()
    .from(deputy)
    .where(and(eq(deputy.termId, termId), eq(deputy.certificateNumber, certificateNumber)));
  return row;
}

export async function findDeputyById(
  reader: Reader,
  termId: number,
  id: number,
): Promise<DeputyRow | undefined> {
  const [row] = await reader
    .select()
    .from(deputy)
    .where(and(eq(deputy.termId, termId), eq(deputy.id, id)));
  return row;
}

/** The person's deputy in a term, if they are one. */
export async function findDeputyOfPerson(
  reader: Reader,
  termId: number,
  personId: number,
): Promise<DeputyRow | undefined> {
  const [row] = await reader
    .select()
    .from(deputy)
    .where(and(eq(deputy.termId, termId), eq(deputy.personId, personId)));
  return row;
}

export async function insertPerson(tx: Tx, row: typeof person.$inferInsert): Promise<number> {
  const [made] = await tx.insert(person).values(row).returning({ id: person.id });
  return found(made).id;
}

export async function updatePerson(
  tx: Tx,
  id: number,
  change: Partial<typeof person.$inferInsert>,
): Promise<void> {
  await tx.update(person).set(change).where(eq(person.id, id));
}

export async function insertDeputy(tx: Tx, row: typeof deputy.$inferInsert): Promise<number> {
  const [made] = await tx.insert(deputy).values(row).returning({ id: deputy.id });
  return found(made).id;
}

export async function updateDeputy(
  tx: Tx,
  id: number,
  change: Partial<typeof deputy.$inferInsert>,
): Promise<void> {
  await tx.update(deputy).set(change).where(eq(deputy.id, id));
}

export async function listMandateEvents(reader: Reader, deputyId: number): Promise<MandateEventRow[]> {
  return reader
    .select()
    .from(mandateEvent)
    .where(eq(mandateEvent.deputyId, deputyId))
    .orderBy(asc(mandateEvent.occurredOn), asc(mandateEvent.id));
}

export async function insertMandateEvent(tx: Tx, row: typeof mandateEvent.$inferInsert): Promise<number> {
  const [made] = await tx.insert(mandateEvent).values(row).returning({ id: mandateEvent.id });
  return found(made).id;
}

/** For what was recorded by mistake; the trail keeps it. */
export async function deleteMandateEvent(tx: Tx, id: number): Promise<void> {
  await tx.delete(mandateEvent).where(eq(mandateEvent.id, id));
}
