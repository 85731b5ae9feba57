import { runWorker, WorkerFailure } from '../../worker.ts';
import { fault, type Fault } from '../faults.ts';
import { ARCHIVE_LIMITS, WORKER_LIMITS, type ReadLimits } from '../limits.ts';
import type { FaultCode } from '../messages.ts';
import { faultOfDirectory } from './archive.ts';
import { readGrids, type Grids, type GridsJob } from './grids.ts';
import { HEADER_WITHIN } from './headers.ts';
import { readCsvTable, readSheets } from './recognise.ts';
import { formOf, type FileForm } from './sniff.ts';
import type { Found } from './tables.ts';
import { listZip } from './zip.ts';

/** Texts up to this size are read in place: that is faster than a thread starts. */
const IN_PLACE_BYTES = 512 * 1024;
export const TEXT_NAME = /\.(?:csv|txt|tsv)$/i;
export const WORKBOOK_NAME = /\.(?:xlsx|xlsm|xltx|xls|et|ett)$/i;

/** The tables of one file, by what its bytes are and what its name says. Never throws because of what is in it. */
export async function readBytes(file: string, bytes: Buffer, limits: ReadLimits): Promise<Found> {
  if (bytes.length > limits.bytes) return only(tooBig(file, bytes.length, limits));
  const form = formOf(bytes);
  const found = faultOfForm(file, form, bytes);
  if (found !== null) return only(found);
  // One row more than may be imported, to know that there are too many.
  const maxRows = HEADER_WITHIN + limits.rows + 1;
  const job: GridsJob = { bytes, form: form === 'xlsx' ? 'xlsx' : 'text', maxRows };
  const read = await readInThread(job);
  if ('fault' in read) return only(contentFault(file, read));
  const [first] = read.grids;
  if (job.form === 'xlsx' || first === undefined) return readSheets(file, read.grids, limits.rows);
  return readCsvTable(file, first, limits.rows);
}

const only = (one: Fault): Found => ({ tables: [], faults: [one], warnings: [] });

/** The size of a file against the limit, before it is read. */
export function tooBig(file: string, size: number, limits: ReadLimits): Fault {
  return fault({ file }, 'file-too-big', inMb(size), inMb(limits.bytes));
}

const inMb = (bytes: number): number => Math.ceil((bytes / 1024 / 1024) * 10) / 10;

function faultOfForm(file: string, form: FileForm, bytes: Buffer): Fault | null {
  if (form === 'text') return faultOfTextName(file);
  if (form !== 'xlsx') return fault({ file }, form);
  const inside = faultOfDirectory(listZip(bytes) ?? []);
  if (inside !== null) return archiveFault(file, inside);
  return /\.xlsx$/i.test(file) ? null : fault({ file }, 'xlsx-misnamed');
}

function faultOfTextName(file: string): Fault | null {
  if (TEXT_NAME.test(file)) return null;
  return fault({ file }, WORKBOOK_NAME.test(file) ? 'csv-misnamed' : 'unknown-file');
}

function contentFault(file: string, { fault: found, line }: Extract<Grids, { fault: FaultCode }>): Fault {
  return found === 'csv-quote'
    ? fault({ file, line: line ?? 1 }, found, line ?? 1)
    : archiveFault(file, found);
}

function archiveFault(file: string, code: FaultCode): Fault {
  if (code === 'workbook-too-many-parts') return fault({ file }, code, ARCHIVE_LIMITS.entries);
  if (code === 'workbook-too-big') return fault({ file }, code, inMb(ARCHIVE_LIMITS.bytes));
  if (code === 'workbook-too-slow') return fault({ file }, code, WORKER_LIMITS.timeoutMs / 1000);
  return fault({ file }, code as 'damaged-workbook');
}

async function readInThread(job: GridsJob): Promise<Grids> {
  if (job.form === 'text' && job.bytes.length <= IN_PLACE_BYTES) return readGrids(job);
  try {
    return await runWorker<Grids>(new URL('./read.worker.ts', import.meta.url), job, WORKER_LIMITS);
  } catch (error) {
    if (error instanceof WorkerFailure) return { fault: FAILURES[error.reason] };
    throw error;
  }
}

const FAILURES = {
  time: 'workbook-too-slow',
  memory: 'workbook-too-heavy',
  crash: 'damaged-workbook',
} as const;
