import { csvGuard } from '../../lib/text.ts';

export type Cell = string | number | null;

const BOM = '\uFEFF';
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/u;

/**
 * A CSV file as WPS and Excel open it: UTF-8 with BOM, CRLF, no cell that a spreadsheet takes for a formula.
 * Reading it gives the same strings back.
 */
export function writeCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return BOM + csvLines([columns, ...rows]);
}

/** More lines of a file that was begun with `writeCsv`. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'number' ? String(cell) : csvGuard(cell);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
