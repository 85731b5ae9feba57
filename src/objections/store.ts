import { and, asc, count, desc, eq, like, sql } from 'drizzle-orm';
import { deputy, notice, objection, person } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import type { Quarter } from '../lib/dates.ts';
import type { ObjectionState } from './rules.ts';

type Row = typeof objection.$inferSelect;

/** An objection (异议) with the notice and the deputy it is about. Holds personal data: public pages take public.ts. */
export type Objection = Omit<Row, 'state'> & {
  state: ObjectionState;
  notice: { quarter: Quarter; version: number };
  deputy: { certificateNumber: string; name: string; personId: number };
};

export interface ObjectionFilter {
  state?: ObjectionState | undefined;
  quarter?: Quarter | undefined;
  /** The deputy's account that sent it. */
  accountId?: number | undefined;
}

const columns = {
  objection,
  notice: { quarter: notice.quarter, version: notice.version },
  deputy: {
    certificateNumber: deputy.certificateNumber,
    name: person.name,
    personId: deputy.personId,
  },
};

function select(reader: Reader) {
  return reader
    .select(columns)
    .from(objection)
    .innerJoin(notice, eq(notice.id, objection.noticeId))
    .innerJoin(deputy, eq(deputy.id, objection.deputyId))
    .innerJoin(person, eq(person.id, deputy.personId));
}

type Joined = { objection: Row } & Pick<Objection, 'notice' | 'deputy'>;

function read({ objection: row, ...rest }: Joined): Objection {
  return { ...row, state: row.state as ObjectionState, ...rest };
}

function matching({ state, quarter, accountId }: ObjectionFilter) {
  return and(
    state === undefined ? undefined : eq(objection.state, state),
    quarter === undefined ? undefined : eq(notice.quarter, quarter),
    accountId === undefined ? undefined : eq(objection.accountId, accountId),
  );
}

const isOpen = eq(objection.state, 'received');

/** What waits for an answer first, the longest wait before the others; then the newest. */
export async function listObjections(
  reader: Reader,
  filter: ObjectionFilter,
  page: { limit: number; offset: number },
): Promise<Objection[]> {
  const rows = await select(reader)
    .where(matching(filter))
    .orderBy(
      asc(sql`case when ${isOpen} then 0 else 1 end`),
      asc(sql`case when ${isOpen} then ${objection.receivedAt} end`),
      asc(sql`case when ${isOpen} then ${objection.id} end`),
      desc(objection.id),
    )
    .limit(page.limit)
    .offset(page.offset);
  return rows.map(read);
}

export async function countObjections(reader: Reader, filter: ObjectionFilter): Promise<number> {
  const [row] = await reader
    .select({ count: count() })
    .from(objection)
    .innerJoin(notice, eq(notice.id, objection.noticeId))
    .where(matching(filter));
  return row?.count ?? 0;
}

export async function findObjection(reader: Reader, reference: string): Promise<Objection | undefined> {
  const [row] = await select(reader).where(eq(objection.reference, reference));
  return row && read(row);
}

/** How many objections of a quarter there are, whatever version of its notice they are about. */
export async function countReferences(reader: Reader, quarter: Quarter): Promise<number> {
  return reader.$count(objection, like(objection.reference, `${quarter}-%`));
}

/** Objections that wait for an answer, by the version of the notice they are about. */
export interface OpenCount {
  quarter: Quarter;
  version: number;
  open: number;
}

export async function listOpenCounts(reader: Reader): Promise<OpenCount[]> {
  return reader
    .select({ quarter: notice.quarter, version: notice.version, open: count() })
    .from(objection)
    .innerJoin(notice, eq(notice.id, objection.noticeId))
    .where(isOpen)
    .groupBy(notice.quarter, notice.version)
    .orderBy(asc(notice.quarter), asc(notice.version));
}

/** What keeps a version from being final: its own open objections, and those to the versions that it replaced. */
export function openUpTo(
  counts: readonly OpenCount[],
  { quarter, version }: Pick<OpenCount, 'quarter' | 'version'>,
): number {
  return counts
    .filter((one) => one.quarter === quarter && one.version <= version)
    .reduce((sum, { open }) => sum + open, 0);
}

/** An objection that was found right, for the correction (更正公告) that follows from it. */
export interface UpheldObjection {
  reference: string;
  /** Certificate number. */
  deputy: string;
  record: string;
  summary: string;
  answer: string;
  noticeId: number;
}

export async function listUpheld(reader: Reader, quarter: Quarter): Promise<UpheldObjection[]> {
  return reader
    .select({
      reference: objection.reference,
      deputy: deputy.certificateNumber,
      record: objection.record,
      summary: objection.summary,
      answer: objection.answer,
      noticeId: objection.noticeId,
    })
    .from(objection)
    .innerJoin(notice, eq(notice.id, objection.noticeId))
    .innerJoin(deputy, eq(deputy.id, objection.deputyId))
    .where(and(eq(notice.quarter, quarter), eq(objection.state, 'upheld')))
    .orderBy(asc(objection.id));
}

export async function insertObjection(tx: Tx, row: typeof objection.$inferInsert): Promise<void> {
  await tx.insert(objection).values(row);
}

export async function updateObjection(
  tx: Tx,
  id: number,
  change: Pick<Row, 'state' | 'summary' | 'answer' | 'answeredAt' | 'answeredBy'>,
): Promise<void> {
  await tx.update(objection).set(change).where(eq(objection.id, id));
}
