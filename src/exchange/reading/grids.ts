import { storable } from '../../lib/text.ts';
import type { FaultCode } from '../messages.ts';
import { faultOfContents } from './archive.ts';
import { readCsv } from './csv.ts';
import { decodeText } from './decode.ts';
import type { Grid, GridRow } from './grid.ts';
import { readWorkbook, SheetTooLarge } from './workbook.ts';
import { listZip } from './zip.ts';

export interface GridsJob {
  bytes: Uint8Array;
  form: 'xlsx' | 'text';
  /** Filled rows of each table, the header and what stands above it included. */
  maxRows: number;
}

export type Grids = { grids: Grid[] } | { fault: FaultCode; line?: number };

/** The tables of a file whose size, form and directory have been checked. Runs in the worker, or in place for small texts. */
export async function readGrids({ bytes: given, form, maxRows }: GridsJob): Promise<Grids> {
  // A Buffer comes out of a structured clone as a plain Uint8Array.
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const read = await (form === 'text' ? readTextGrid(bytes, maxRows) : readWorkbookGrids(bytes, maxRows));
  if ('fault' in read) return read;
  return {
    grids: read.grids.map((grid) => ({
      ...grid,
      sheet: storable(grid.sheet),
      rows: grid.rows.map(storableRow),
    })),
  };
}

const storableRow = ({ line, cells }: GridRow): GridRow => ({ line, cells: cells.map(storable) });

function readTextGrid(bytes: Buffer, maxRows: number): Grids {
  const decoded = decodeText(bytes);
  if ('fault' in decoded) return decoded;
  const grid = readCsv(decoded.text, maxRows);
  return typeof grid === 'number' ? { fault: 'csv-quote', line: grid } : { grids: [grid] };
}

async function readWorkbookGrids(bytes: Buffer, maxRows: number): Promise<Grids> {
  const found = await faultOfContents(listZip(bytes) ?? []);
  if (found !== null) return { fault: found };
  try {
    return { grids: await readWorkbook(bytes, maxRows) };
  } catch (error) {
    if (error instanceof SheetTooLarge) return { fault: 'workbook-too-big' };
    // Whatever hucre trips over in a hostile or broken file, the person can only save it anew.
    return { fault: 'damaged-workbook' };
  }
}
