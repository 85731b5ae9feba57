import { keepHouse, write, type Doing } from '../db/write.ts';
import type { Queries, Reader, Tx } from '../db/store.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { found, Refused } from '../refusals.ts';
import { mayImport } from './actions.ts';
import { applyExamined } from './apply.ts';
import { examine, type Examined } from './examine.ts';
import type { Fault } from './faults.ts';
import type { Intake } from './intake.ts';
import type { RawTable, ReadResult } from './read.ts';
import {
  deleteWaiting,
  findJob,
  forgetLeftOut,
  insertJob,
  settleJob,
  type ImportJob,
  type JobTables,
} from './store.ts';

/** Keeps what was read of an upload until somebody confirms it; gives its number. It does not wait for ever (src/care/tidy.ts). */
export async function keepUpload(
  { store, actor, at }: Doing,
  fileName: string,
  { tables: raw, faults, warnings }: ReadResult,
): Promise<number> {
  const tables = { raw, faults, warnings };
  return keepHouse(store, (queries) =>
    insertJob(queries, { fileName, tables, createdBy: actor.accountId, createdAt: at }),
  );
}

function intakeOf({ tables: { raw, faults, warnings } }: ImportJob): Intake {
  return { tables: raw, faults, warnings, schemes: [], rest: null };
}

/** What an upload would do to the register as it is now. */
export async function examineJob(reader: Reader, job: ImportJob, at: number): Promise<Examined> {
  return examine(reader, intakeOf(job), { today: shanghaiDay(at) });
}

async function getWaiting(tx: Tx, id: number): Promise<ImportJob> {
  const job = found(await findJob(tx, id));
  if (job.state !== 'checked') throw new Refused(`import-${job.state}`);
  return job;
}

/** Imports a checked upload (确认导入): all of it, or with `skipFaulty` what is right of it. */
export async function confirmImport(
  doing: Doing,
  id: number,
  { skipFaulty }: { skipFaulty: boolean },
): Promise<void> {
  await write(doing, async (tx) => {
    const job = await getWaiting(tx, id);
    const examined = await examineJob(tx, job, doing.at);
    if (!mayImport(examined, skipFaulty)) throw new Refused('import-has-faults');
    if (!examined.changes) throw new Refused('import-nothing-new');
    const summary = await applyExamined(tx, doing.at, examined, []);
    const { faults } = examined;
    await settleJob(tx, id, {
      state: 'applied',
      tables: leftOut(job.tables, faults),
      result: { ...summary, faults },
      appliedAt: doing.at,
    });
  });
}

/** Only the rows at fault are kept, to be mended. */
function leftOut({ raw, warnings, faults: own }: JobTables, faults: readonly Fault[]): JobTables {
  const places = new Set(faults.map(({ file, line }) => `${file} ${line}`));
  const rows = ({ file, rows: all }: RawTable) => all.filter((row) => places.has(`${file} ${row.line}`));
  return { raw: raw.map((table) => ({ ...table, rows: rows(table) })), warnings, faults: own };
}

/** Gives an upload up; what was read of it goes. */
export async function discardImport(doing: Doing, id: number): Promise<void> {
  await write(doing, async (tx) => {
    const job = await getWaiting(tx, id);
    await settleJob(tx, id, { state: 'discarded', tables: { raw: [], faults: [], warnings: [] } });
    tx.record({ kind: 'import.discarded', subject: ['import', String(id)], after: { file: job.fileName } });
  });
}

/** Notes that somebody took the register along (导出). */
export async function recordExport(doing: Doing, form: 'folder' | 'xlsx' | 'zip'): Promise<void> {
  await write(doing, async (tx) => tx.record({ kind: 'export.made', subject: ['export', form] }));
}

/** Uploads that nobody confirmed, and the rows that imports left out: they hold people's data and do not stay. */
export async function forgetOldUploads(
  queries: Queries,
  before: { waiting: number; applied: number },
): Promise<void> {
  await deleteWaiting(queries, before.waiting);
  await forgetLeftOut(queries, before.applied);
}
