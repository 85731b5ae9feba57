import { and, asc, count, desc, eq, inArray, like, ne, sql, type SQL } from 'drizzle-orm';
import { contains } from '../db/contains.ts';
import { deputy, filing, person } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import type { ImportedFilingKind } from '../duties/rules.ts';
import { daysBetween } from '../lib/dates.ts';
import { found } from '../refusals.ts';
import { DUPLICATE_DAYS, type FilingState } from './rules.ts';

type Row = typeof filing.$inferSelect;
export type FilingSource = 'deputy' | 'staff' | 'import';

/** A filing (履职登记) with the deputy it is about. */
export type Filing = Omit<Row, 'kind' | 'state' | 'source'> & {
  kind: ImportedFilingKind;
  state: FilingState;
  source: FilingSource;
  deputy: { id: number; certificateNumber: string; name: string; personId: number };
};

/**
 * Whose filings may be seen: a deputy's own, or all that have reached the desk. A draft has not: it is not found
 * there.
 */
export interface FilingScope {
  termId: number;
  deputyId?: number | undefined;
}

export interface FilingFilter {
  state?: FilingState | undefined;
  /** Certificate number. */
  deputy?: string | undefined;
  kinds?: readonly string[] | undefined;
  year?: number | undefined;
  quarter?: string | undefined;
  /** Part of the content, place, result or code. */
  text?: string | undefined;
}

const columns = {
  filing,
  deputy: {
    id: deputy.id,
    certificateNumber: deputy.certificateNumber,
    name: person.name,
    personId: deputy.personId,
  },
};

type Joined = { filing: Row; deputy: Filing['deputy'] };

function read(row: Joined): Filing {
  const { kind, state, source, ...rest } = row.filing;
  return {
    ...rest,
    kind: kind as ImportedFilingKind,
    state: state as FilingState,
    source: source as FilingSource,
    deputy: row.deputy,
  };
}

function select(reader: Reader, where: SQL | undefined) {
  return reader
    .select(columns)
    .from(filing)
    .innerJoin(deputy, eq(deputy.id, filing.deputyId))
    .innerJoin(person, eq(person.id, deputy.personId))
    .where(where)
    .$dynamic();
}

function inScope({ termId, deputyId }: FilingScope): SQL | undefined {
  const seen = deputyId === undefined ? ne(filing.state, 'draft') : eq(filing.deputyId, deputyId);
  return and(eq(filing.termId, termId), seen);
}

function matching(scope: FilingScope, filter: FilingFilter): SQL | undefined {
  const { state, kinds, year, quarter, text } = filter;
  return and(
    inScope(scope),
    state ? eq(filing.state, state) : undefined,
    filter.deputy ? eq(deputy.certificateNumber, filter.deputy) : undefined,
    kinds ? inArray(filing.kind, [...kinds]) : undefined,
    year === undefined ? undefined : eq(filing.year, year),
    quarter ? eq(filing.quarter, quarter) : undefined,
    text ? contains([filing.content, filing.place, filing.result, filing.code], text) : undefined,
  );
}

/** On the desk what waits for review comes first, the longest wait before the others; then the newest duty. */
export async function listFilings(
  reader: Reader,
  scope: FilingScope,
  filter: FilingFilter,
  page: { limit: number; offset: number },
): Promise<Filing[]> {
  const isDesk = scope.deputyId === undefined;
  const rows = await select(reader, matching(scope, filter))
    .orderBy(...(isDesk ? QUEUE_FIRST : []), desc(filing.occurredOn), desc(filing.id))
    .limit(page.limit)
    .offset(page.offset);
  return rows.map(read);
}

const isWaiting = eq(filing.state, 'submitted');
const QUEUE_FIRST = [
  asc(sql`case when ${isWaiting} then 0 else 1 end`),
  asc(sql`case when ${isWaiting} then ${filing.submittedAt} end`),
  asc(sql`case when ${isWaiting} then ${filing.id} end`),
];

export async function countFilings(
  reader: Reader,
  scope: FilingScope,
  filter: FilingFilter,
): Promise<number> {
  const [row] = await reader
    .select({ count: count() })
    .from(filing)
    .innerJoin(deputy, eq(deputy.id, filing.deputyId))
    .where(matching(scope, filter));
  return row?.count ?? 0;
}

/** How many there are in each state. */
export async function countFilingStates(
  reader: Reader,
  scope: FilingScope,
): Promise<ReadonlyMap<FilingState, number>> {
  const rows = await reader
    .select({ state: filing.state, count: count() })
    .from(filing)
    .where(inScope(scope))
    .groupBy(filing.state)
    .orderBy(asc(filing.state));
  return new Map(rows.map((row) => [row.state as FilingState, row.count]));
}

/** How many there are of each kind, the most frequent first. */
export async function countFilingKinds(
  reader: Reader,
  scope: FilingScope,
): Promise<{ kind: ImportedFilingKind; count: number }[]> {
  const rows = await reader
    .select({ kind: filing.kind, count: count() })
    .from(filing)
    .where(inScope(scope))
    .groupBy(filing.kind)
    .orderBy(desc(count()), asc(filing.kind));
  return rows.map((row) => ({ kind: row.kind as ImportedFilingKind, count: row.count }));
}

/** Quarters that have filings, newest first. */
export async function listFilingQuarters(reader: Reader, scope: FilingScope): Promise<string[]> {
  const rows = await reader
    .selectDistinct({ quarter: filing.quarter })
    .from(filing)
    .where(inScope(scope))
    .orderBy(desc(filing.quarter));
  return rows.map((row) => row.quarter);
}

export async function findFiling(
  reader: Reader,
  scope: FilingScope,
  code: string,
): Promise<Filing | undefined> {
  const [row] = await select(reader, and(inScope(scope), eq(filing.code, code)));
  return row && read(row);
}

type Twin = Pick<Filing, 'id' | 'deputyId' | 'kind' | 'occurredOn'>;

/**
 * What each of these filings may be a second time: others of the same deputy and kind, at most a day apart, that are
 * not out of the count, by their code. Filings without any are left out.
 */
export async function findPossibleDuplicates(
  reader: Reader,
  filings: readonly Twin[],
): Promise<ReadonlyMap<number, Filing[]>> {
  const deputies = [...new Set(filings.map(({ deputyId }) => deputyId))];
  const rows = await select(
    reader,
    and(inArray(filing.deputyId, deputies), inArray(filing.state, ['submitted', 'confirmed'])),
  ).orderBy(asc(filing.code));
  const others = rows.map(read);
  const found = filings.map((one) => [one.id, others.filter((other) => isTwin(one, other))] as const);
  return new Map(found.filter(([, twins]) => twins.length > 0));
}

function isTwin(one: Twin, other: Twin): boolean {
  return (
    one.id !== other.id &&
    one.deputyId === other.deputyId &&
    one.kind === other.kind &&
    Math.abs(daysBetween(one.occurredOn, other.occurredOn)) <= DUPLICATE_DAYS
  );
}

/** The same of one filing. */
export async function listPossibleDuplicates(reader: Reader, one: Twin): Promise<Filing[]> {
  return (await findPossibleDuplicates(reader, [one])).get(one.id) ?? [];
}

/** What waits for review at the desk, the longest wait first: the order in which it is reviewed. */
export async function listQueue(
  reader: Reader,
  termId: number,
): Promise<{ code: string; personId: number; submittedAt: number | null }[]> {
  return reader
    .select({ code: filing.code, personId: deputy.personId, submittedAt: filing.submittedAt })
    .from(filing)
    .innerJoin(deputy, eq(deputy.id, filing.deputyId))
    .where(and(eq(filing.termId, termId), isWaiting))
    .orderBy(asc(filing.submittedAt), asc(filing.id));
}

export async function isCodeTaken(reader: Reader, termId: number, code: string): Promise<boolean> {
  return (await reader.$count(filing, and(eq(filing.termId, termId), eq(filing.code, code)))) > 0;
}

/** How many codes of the term begin like this. */
export async function countCodes(reader: Reader, termId: number, prefix: string): Promise<number> {
  return reader.$count(filing, and(eq(filing.termId, termId), like(filing.code, `${prefix}%`)));
}

export async function insertFiling(tx: Tx, row: typeof filing.$inferInsert): Promise<number> {
  const [made] = await tx.insert(filing).values(row).returning({ id: filing.id });
  return found(made).id;
}

export async function updateFiling(
  tx: Tx,
  id: number,
  change: Partial<typeof filing.$inferInsert>,
): Promise<void> {
  await tx.update(filing).set(change).where(eq(filing.id, id));
}

/** Only for drafts that were never handed in. */
export async function deleteFiling(tx: Tx, id: number): Promise<void> {
  await tx.delete(filing).where(eq(filing.id, id));
}
