import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { account, importJob } from '../db/schema/index.ts';
import type { Queries, Reader, Tx } from '../db/store.ts';
import { found } from '../refusals.ts';
import type { ImportSummary } from './apply.ts';
import type { Fault } from './faults.ts';
import type { JobState } from './labels.ts';
import type { RawTable } from './read.ts';

/** What was read of an upload; once it is imported, the rows that were left out. */
export interface JobTables {
  raw: RawTable[];
  /** Of the file itself, not of its rows. */
  faults: Fault[];
  warnings: Fault[];
}

export interface JobResult extends ImportSummary {
  /** Of the rows that were left out. */
  faults: Fault[];
}

/** An uploaded import (导入), from its check to its confirmation. */
export interface ImportJob {
  id: number;
  fileName: string;
  state: JobState;
  tables: JobTables;
  result: JobResult | null;
  createdBy: string;
  createdAt: number;
  appliedAt: number | null;
}

const columns = {
  id: importJob.id,
  fileName: importJob.fileName,
  state: importJob.state,
  result: importJob.result,
  createdBy: account.name,
  createdAt: importJob.createdAt,
  appliedAt: importJob.appliedAt,
};

type Row = { state: string; result: unknown; createdBy: string | null };

function read<T extends Row>(row: T) {
  return {
    ...row,
    state: row.state as JobState,
    result: row.result as JobResult | null,
    createdBy: row.createdBy ?? '',
  };
}

/** Without their tables, the newest first. */
export async function listJobs(reader: Reader, limit: number): Promise<Omit<ImportJob, 'tables'>[]> {
  const rows = await reader
    .select(columns)
    .from(importJob)
    .leftJoin(account, eq(account.id, importJob.createdBy))
    .orderBy(desc(importJob.id))
    .limit(limit);
  return rows.map(read);
}

export async function findJob(reader: Reader, id: number): Promise<ImportJob | undefined> {
  const [row] = await reader
    .select({ ...columns, tables: importJob.tables })
    .from(importJob)
    .leftJoin(account, eq(account.id, importJob.createdBy))
    .where(eq(importJob.id, id));
  return row && { ...read(row), tables: row.tables as JobTables };
}

/** An upload that waits is no entry of the register yet, so it takes the side door (`keepHouse`). */
export async function insertJob(
  queries: Queries,
  job: { fileName: string; tables: JobTables; createdBy: number | null; createdAt: number },
): Promise<number> {
  const [made] = await queries
    .insert(importJob)
    .values({ ...job, state: 'checked' })
    .returning({ id: importJob.id });
  return found(made).id;
}

export async function deleteWaiting(queries: Queries, before: number): Promise<void> {
  await queries.delete(importJob).where(and(eq(importJob.state, 'checked'), lt(importJob.createdAt, before)));
}

/** Empties imports that were applied before: the rows that they left out, which hold people's data, are nobody's work now. */
export async function forgetLeftOut(queries: Queries, before: number): Promise<void> {
  const old = await queries
    .select({ id: importJob.id, tables: importJob.tables, result: importJob.result })
    .from(importJob)
    .where(and(eq(importJob.state, 'applied'), lt(importJob.appliedAt, before)))
    .orderBy(asc(importJob.id));
  for (const { id, result } of old.filter((job) => (job.tables as JobTables).raw.length > 0))
    await queries
      .update(importJob)
      .set({ tables: NOTHING_READ, result: { ...(result as JobResult), faults: [] } })
      .where(eq(importJob.id, id));
}

const NOTHING_READ: JobTables = { raw: [], faults: [], warnings: [] };

export async function settleJob(
  tx: Tx,
  id: number,
  change: { state: JobState; tables: JobTables; result?: JobResult; appliedAt?: number },
): Promise<void> {
  await tx.update(importJob).set(change).where(eq(importJob.id, id));
}
