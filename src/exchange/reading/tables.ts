import { fault, type Fault } from '../faults.ts';
import { MAX_COLUMNS } from '../limits.ts';
import type { Template, TemplateId } from '../templates.ts';
import { isFilled, type Grid, type GridRow } from './grid.ts';
import { matchHeader, type HeaderMatch } from './headers.ts';

/** A row as it was written: the cells of known columns, as text. Columns that the file lacks are absent. */
export interface RawRow {
  line: number;
  cells: Record<string, string>;
}

/** A table of a file, matched to a template. */
export interface RawTable {
  template: TemplateId;
  /** 'deputies.csv', or 'workbook.xlsx › 代表'. */
  file: string;
  rows: RawRow[];
}

/** What reading gives: the tables that could be matched, what stands in the way, and what to look at twice. */
export interface Found {
  tables: RawTable[];
  faults: Fault[];
  warnings: Fault[];
}

/** Takes the cells of a template's columns. A table whose header is at fault is not among the tables. */
export function readTable(file: string, grid: Grid, template: Template, maxRows: number): Found {
  const match = matchHeader(grid, template);
  if (match === null) return { tables: [], faults: [noHeader(file, grid, template)], warnings: [] };
  const below = grid.rows.slice(match.headerIndex + 1);
  const rows = below.slice(0, maxRows);
  const faults = headerFaults(file, match);
  if (faults.length > 0) return { tables: [], faults, warnings: headerWarnings(file, match) };
  if (below.length > maxRows) faults.push(fault({ file }, 'too-many-rows', maxRows));
  if (grid.sheet === '') faults.push(...rows.flatMap((row) => extraCells(file, row, match)));
  const warnings = [...headerWarnings(file, match), ...unlabelled(file, rows, match)];
  return {
    tables: [{ template: template.id, file, rows: rows.map((row) => takeCells(row, match)) }],
    faults,
    warnings,
  };
}

function noHeader(file: string, grid: Grid, { columns }: Template): Fault {
  if (grid.rows.length === 0) return fault({ file }, 'empty-table');
  return fault({ file }, 'missing-columns', headersOf(columns.filter((column) => column.required)));
}

const headersOf = (columns: readonly { header: string }[]): string[] =>
  columns.map((column) => column.header);

function headerFaults(file: string, { header: { line }, missing, doubled }: HeaderMatch): Fault[] {
  const faults = doubled.map(({ column, written }) =>
    fault({ file, line, column: column.header }, 'doubled-column', written, column.header),
  );
  const needed = headersOf(missing.filter((column) => column.required));
  if (needed.length > 0) faults.unshift(fault({ file, line }, 'missing-columns', needed));
  return faults;
}

function headerWarnings(file: string, { header: { line }, missing, unknown }: HeaderMatch): Fault[] {
  const warnings: Fault[] = [];
  const optional = headersOf(missing.filter((column) => !column.required));
  if (unknown.length > 0) warnings.push(fault({ file, line }, 'unknown-columns', unknown));
  if (optional.length > 0) warnings.push(fault({ file, line }, 'optional-columns', optional));
  return warnings;
}

/** An unquoted comma shifts the rest of a CSV line to the right, beyond the header. */
function extraCells(file: string, { line, cells }: GridRow, { header }: HeaderMatch): Fault[] {
  const count = cells.findLastIndex(isFilled) - header.cells.findLastIndex(isFilled);
  return count > 0 ? [fault({ file, line, value: cells.at(-1) ?? '' }, 'extra-cells', count)] : [];
}

/** Filled columns without a header, by their letters in a spreadsheet. */
function unlabelled(file: string, rows: readonly GridRow[], { header }: HeaderMatch): Fault[] {
  const filled = new Set<number>();
  for (const { cells } of rows) {
    for (const [index, cell] of cells.entries()) if (isFilled(cell)) filled.add(index);
  }
  const letters = Array.from({ length: MAX_COLUMNS }, (_, index) => index)
    .filter((index) => filled.has(index) && !isFilled(header.cells[index] ?? ''))
    .map(columnLetters);
  return letters.length > 0 ? [fault({ file, line: header.line }, 'unlabelled-columns', letters)] : [];
}

function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

function takeCells({ line, cells }: GridRow, { cellOf }: HeaderMatch): RawRow {
  return { line, cells: Object.fromEntries(Array.from(cellOf, ([id, index]) => [id, cells[index] ?? ''])) };
}
