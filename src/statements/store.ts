import { and, asc, eq, isNull } from 'drizzle-orm';
import { deputy, statement } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import type { Quarter } from '../lib/dates.ts';
import { found } from '../refusals.ts';

/** A statement (代表说明) with the deputy whose words it holds. `record` is '' for the line of the quarter as a whole. */
export type Statement = typeof statement.$inferSelect & { certificateNumber: string };

/** A statement as a notice takes it in. */
export interface QuarterStatement {
  /** Certificate number. */
  deputy: string;
  record: string;
  content: string;
}

const columns = { statement, certificateNumber: deputy.certificateNumber };

function select(reader: Reader) {
  return reader.select(columns).from(statement).innerJoin(deputy, eq(deputy.id, statement.deputyId));
}

function read(row: { statement: typeof statement.$inferSelect; certificateNumber: string }): Statement {
  return { ...row.statement, certificateNumber: row.certificateNumber };
}

/** What is published with a quarter's notice, in an order of its own; what is withheld is not. */
export async function listQuarterStatements(
  reader: Reader,
  termId: number,
  quarter: Quarter,
): Promise<QuarterStatement[]> {
  return reader
    .select({ deputy: deputy.certificateNumber, record: statement.record, content: statement.content })
    .from(statement)
    .innerJoin(deputy, eq(deputy.id, statement.deputyId))
    .where(and(eq(deputy.termId, termId), eq(statement.quarter, quarter), isNull(statement.withheldAt)))
    .orderBy(asc(deputy.certificateNumber), asc(statement.record));
}

/** Every statement of a term, the withheld ones too; newest quarter first is for the pages to decide. */
export async function listStatements(
  reader: Reader,
  termId: number,
  filter: { quarter?: Quarter | undefined; deputyId?: number | undefined } = {},
): Promise<Statement[]> {
  const { quarter, deputyId } = filter;
  const rows = await select(reader)
    .where(
      and(
        eq(deputy.termId, termId),
        quarter === undefined ? undefined : eq(statement.quarter, quarter),
        deputyId === undefined ? undefined : eq(statement.deputyId, deputyId),
      ),
    )
    .orderBy(asc(deputy.certificateNumber), asc(statement.quarter), asc(statement.record));
  return rows.map(read);
}

export async function findStatement(reader: Reader, id: number): Promise<Statement | undefined> {
  const [row] = await select(reader).where(eq(statement.id, id));
  return row && read(row);
}

/** The one beside a line of a deputy. */
export async function findStatementBeside(
  reader: Reader,
  { deputyId, quarter, record }: { deputyId: number; quarter: Quarter; record: string },
): Promise<Statement | undefined> {
  const [row] = await select(reader).where(
    and(eq(statement.deputyId, deputyId), eq(statement.quarter, quarter), eq(statement.record, record)),
  );
  return row && read(row);
}

export async function insertStatement(tx: Tx, row: typeof statement.$inferInsert): Promise<number> {
  const [made] = await tx.insert(statement).values(row).returning({ id: statement.id });
  return found(made).id;
}

export async function updateStatement(
  tx: Tx,
  id: number,
  change: Partial<
    Pick<typeof statement.$inferInsert, 'content' | 'writtenAt' | 'withheldAt' | 'withheldReason'>
  >,
): Promise<void> {
  await tx.update(statement).set(change).where(eq(statement.id, id));
}
