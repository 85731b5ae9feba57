import type { Day } from '../../lib/dates.ts';
import { checkCells } from '../check-cells.ts';
import { rowTexts, type PlainCells } from '../cells.ts';
import type { RegisterFile } from '../register-file.ts';
import type { RawTable } from '../read.ts';
import { TEMPLATES, templateOf, type TemplateId } from '../templates.ts';
import type { RegisterTables } from './tables.ts';

/** No day of a register lies ahead of it. */
const END_OF_DAYS: Day = '2199-12-31';

/**
 * The rows that would not come back from their table as they are, such as a unit with a comma in its name or a text
 * that looks like a spreadsheet's error. There are few; an export carries them whole.
 */
export function exactRows(tables: RegisterTables): RegisterFile['exact'] {
  const lossy = TEMPLATES.map(({ id }) => [id, lossyRows(id, tables[id] as PlainCells[])] as const);
  return Object.fromEntries(lossy.filter(([, rows]) => rows.length > 0));
}

function lossyRows(id: TemplateId, rows: readonly PlainCells[]): PlainCells[] {
  const columns = templateOf(id).columns.map((column) => column.id);
  const raw = rows.map((cells, index) => {
    const texts = rowTexts(id, cells);
    const named = columns.map((column, place) => [column, texts[place] ?? ''] as const);
    return { line: index, cells: Object.fromEntries(named) };
  });
  const { rows: read } = checkCells({ template: id, file: '', rows: raw }, END_OF_DAYS);
  const readAt = new Map(read.map((row) => [row.line, row.values as PlainCells]));
  return rows.filter((cells, index) => !isSame(columns, cells, readAt.get(index)));
}

function isSame(columns: readonly string[], cells: PlainCells, read: PlainCells | undefined): boolean {
  return read !== undefined && columns.every((id) => JSON.stringify(cells[id]) === JSON.stringify(read[id]));
}

/** A table as it was read, without the rows that an export carries whole. */
export function withoutExact(table: RawTable, exact: readonly PlainCells[]): RawTable {
  const { key, columns } = templateOf(table.template);
  const places = key.map((column) => columns.findIndex((one) => one.id === column));
  const carried = new Set(
    exact.map((cells) => {
      const texts = rowTexts(table.template, cells);
      return JSON.stringify(places.map((place) => texts[place] ?? ''));
    }),
  );
  const nameOf = ({ cells }: RawTable['rows'][number]) =>
    JSON.stringify(key.map((column) => cells[column] ?? ''));
  return { ...table, rows: table.rows.filter((row) => !carried.has(nameOf(row))) };
}
