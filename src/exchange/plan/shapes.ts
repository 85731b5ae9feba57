import { cellText, columnOf, type PlainCells } from '../cells.ts';
import type { Fault, Place } from '../faults.ts';
import type { CellsOf, TemplateId } from '../templates.ts';

/** A row that the register does not have yet. */
export interface Added<T extends TemplateId> {
  line: number;
  key: string;
  values: CellsOf<T>;
}

/** A row that the register has otherwise; `before` and `after` hold the columns that differ. */
export interface Changed<T extends TemplateId> extends Added<T> {
  before: PlainCells;
  after: PlainCells;
}

export interface PlannedAs<T extends TemplateId> {
  template: T;
  file: string;
  add: Added<T>[];
  update: Changed<T>[];
  /** How many rows the register already has as they are. */
  same: number;
}

/** What importing a table does; its `template` tells the type of its rows. */
export type PlannedTable = { [T in TemplateId]: PlannedAs<T> }[TemplateId];

/** What importing files would do to the register as it is now. */
export interface Plan {
  tables: PlannedTable[];
  /** Rows at fault are in none of the tables. */
  faults: Fault[];
  warnings: Fault[];
}

/** One row on the way through the plan. */
export interface Candidate<T extends TemplateId> {
  template: T;
  file: string;
  line: number;
  key: string;
  /** As it would be afterwards: what the file says, and for columns that it lacks what the register has. */
  values: CellsOf<T>;
  /** What the register has; null for a new row. */
  before: CellsOf<T> | null;
  /** Ids of the columns that differ. */
  changed: ReadonlySet<string>;
}

/** What a check of a row finds. */
export interface Findings {
  faults: Fault[];
  warnings: Fault[];
}

/** Where a finding belongs: the row's cell of that column, with what it says. */
export function placeOf<T extends TemplateId>(
  { template, file, line, values }: Candidate<T>,
  column: keyof CellsOf<T> & string,
): Place & { column: string } {
  const { header, ...rest } = columnOf(template, column);
  const value = (values as PlainCells)[column] ?? null;
  return { file, line, column: header, value: cellText(value, rest) };
}

/** How many rows a plan adds and changes. */
export function sizeOf({ tables }: Pick<Plan, 'tables'>): number {
  return tables.reduce((size, table) => size + table.add.length + table.update.length, 0);
}

/** Only what was found. */
export function found<T>(findings: readonly (T | null)[]): T[] {
  return findings.filter((one) => one !== null);
}
