import { isDay, type Day } from '../lib/dates.ts';
import { findDuplicates, type DraftRow } from './checking/duplicates.ts';
import { readCell } from './checking/values.ts';
import { findLostZeros } from './checking/zeros.ts';
import { fault, type Fault } from './faults.ts';
import type { RawRow, RawTable } from './reading/tables.ts';
import { templateOf, type CellsOf, type Column, type TemplateId } from './templates.ts';

/** A row without faults of its own: days as 'YYYY-MM-DD', decimals as hundredths, words as codes. */
export interface CheckedRow<T extends TemplateId> {
  line: number;
  values: CellsOf<T>;
}

interface CheckedAs<T extends TemplateId> {
  template: T;
  file: string;
  /** The columns that the file has. A column that it lacks reads as blank in every row. */
  columns: string[];
  rows: CheckedRow<T>[];
  faults: Fault[];
  warnings: Fault[];
}

/** A checked table; its `template` tells the type of its rows. */
export type CheckedTable = { [T in TemplateId]: CheckedAs<T> }[TemplateId];

/**
 * Reads every cell of a table and gives all faults of all rows at once. What needs the register (whether a deputy,
 * a district or an activity exists) is not looked at. `today` is for days that lie ahead, which is a warning.
 */
export function checkCells(table: RawTable, today: Day): CheckedTable {
  const template = templateOf(table.template);
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  const drafts = table.rows.map((raw): DraftRow => {
    const found = checkRow(table.file, raw, template.columns, today);
    faults.push(...found.faults);
    warnings.push(...found.warnings);
    return { raw, values: found.values, faulty: found.faults.length > 0 };
  });
  faults.push(...findDuplicates(table.file, template, drafts));
  warnings.push(...findLostZeros(table, template.columns));
  const rows = drafts.filter((row) => !row.faulty).map(({ raw, values }) => ({ line: raw.line, values }));
  const columns = Object.keys(table.rows[0]?.cells ?? {});
  // Which kinds of values a template's columns give is known to the types of the templates alone.
  return {
    template: table.template,
    file: table.file,
    columns,
    rows,
    faults: byLine(faults),
    warnings: byLine(warnings),
  } as CheckedTable;
}

type RowCheck = { values: DraftRow['values']; faults: Fault[]; warnings: Fault[] };

function checkRow(file: string, { line, cells }: RawRow, columns: readonly Column[], today: Day): RowCheck {
  const check: RowCheck = { values: {}, faults: [], warnings: [] };
  for (const column of columns) {
    const text = cells[column.id] ?? '';
    const place = { file, line, column: column.header, value: text };
    const value = readCell(text, column, today);
    if (typeof value === 'function') {
      check.faults.push(value(place));
      continue;
    }
    check.values[column.id] = value;
    if (column.kind === 'day' && isAhead(value, today)) check.warnings.push(fault(place, 'day-ahead'));
  }
  return check;
}

const isAhead = (value: unknown, today: Day): boolean =>
  typeof value === 'string' && isDay(value) && value > today;

const byLine = (faults: readonly Fault[]): Fault[] =>
  faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
