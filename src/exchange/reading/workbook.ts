import { readXlsx, streamXlsxRows, type CellValue } from 'hucre/xlsx';
import { MAX_COLUMNS, MAX_PLACES } from '../limits.ts';
import { isFilled, type Grid } from './grid.ts';

const LAST_ROW = 1_048_576;
/** From here on a spreadsheet's numbers have lost digits. */
const EXACT_UP_TO = 1e15;

/** A sheet with so many places for cells that reading it would take minutes. */
export class SheetTooLarge extends Error {}

/** All sheets of a workbook, cells as text, at most `maxRows` filled rows of each. Throws on a damaged one. The caller has checked the container. */
export async function readWorkbook(bytes: Uint8Array, maxRows: number): Promise<Grid[]> {
  const grids: Grid[] = [];
  for (const [index, sheet] of (await listSheets(bytes)).entries()) {
    grids.push(await readSheet(bytes, index, sheet, maxRows));
  }
  return grids;
}

type SheetInfo = { name: string; hidden: boolean };

/** The names alone: the filter sees every sheet and lets none be parsed. */
async function listSheets(bytes: Uint8Array): Promise<SheetInfo[]> {
  const sheets: SheetInfo[] = [];
  await readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      sheets.push({ name, hidden: hidden === true || veryHidden === true });
      return false;
    },
  });
  return sheets;
}

async function readSheet(
  bytes: Uint8Array,
  index: number,
  { name, hidden }: SheetInfo,
  maxRows: number,
): Promise<Grid> {
  const grid: Grid = { sheet: name, rows: [], hidden };
  if (hidden) return grid;
  let places = 0;
  for await (const row of streamXlsxRows(bytes, { sheet: index })) {
    places += row.values.length;
    if (places > MAX_PLACES) throw new SheetTooLarge();
    const cells = row.values.slice(0, MAX_COLUMNS).map(cellText);
    if (!cells.some(isFilled)) continue;
    if (!(row.index >= 0 && row.index < LAST_ROW)) throw new RangeError('row outside the sheet');
    if (grid.rows.length >= maxRows) break;
    grid.rows.push({ line: row.index + 1, cells });
  }
  return grid;
}

/** What a person sees in the cell, as far as it matters: dates as days, numbers without noise of the 16th digit. */
function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dateText(value);
  if (Math.abs(value) >= EXACT_UP_TO) return value.toExponential().toUpperCase();
  return plainNumber(Number(value.toPrecision(15)));
}

/** Never 1e-7, which would look like a mangled number. */
function plainNumber(value: number): string {
  return Math.abs(value) < 1e-6 && value !== 0 ? value.toFixed(15).replace(/0+$/, '') : String(value);
}

/** Spreadsheets know no zones; hucre gives UTC. A time of day stands behind the day. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const [day = '', time = ''] = value.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`;
}
