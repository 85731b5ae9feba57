import { runWorker } from '../../worker.ts';
import { WORKER_LIMITS } from '../limits.ts';
import { buildWorkbook, type WorkbookSheet } from './workbook.ts';

/** Up to this many cells a workbook is written in place: some 50 ms. */
const IN_PLACE_CELLS = 20_000;

/** An .xlsx file: bold frozen header, text as text (001 stays 001, =1+1 is no formula), drop-down lists. */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const cells = sheets.reduce((total, sheet) => total + sheet.rows.length * sheet.columns.length, 0);
  if (cells <= IN_PLACE_CELLS) return Buffer.from(await buildWorkbook(sheets));
  const job = new URL('./write.worker.ts', import.meta.url);
  return Buffer.from(await runWorker<Uint8Array>(job, sheets, WORKER_LIMITS));
}
