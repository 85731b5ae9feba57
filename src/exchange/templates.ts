import type { CellOf, Column } from './templates-columns.ts';
import { activities, attendance, sessions } from './templates-meetings.ts';
import { deputies, districts } from './templates-people.ts';
import { filings, proposals } from './templates-work.ts';

export { NO, YES } from './templates-columns.ts';
export type { Choice, Column, ColumnKind } from './templates-columns.ts';

const ALL = [districts, deputies, sessions, activities, attendance, filings, proposals] as const;

export type TemplateId = (typeof ALL)[number]['id'];

/** An import template (导入模板): a table that people fill in as a CSV file or as a sheet of a workbook. */
export interface Template {
  readonly id: TemplateId;
  readonly file: string;
  readonly sheet: string;
  /** The columns that identify a row: no two rows of a table share them. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

/** In the order in which they can be imported: what a table refers to comes before it. */
export const TEMPLATES: readonly Template[] = ALL;

type ColumnsOf<T extends TemplateId> = Extract<(typeof ALL)[number], { id: T }>['columns'][number];

/** The checked cells of a row of a template, by column. */
export type CellsOf<T extends TemplateId> = { [C in ColumnsOf<T> as C['id']]: CellOf<C> };

export function templateOf(id: TemplateId): Template {
  const template = TEMPLATES.find((one) => one.id === id);
  if (template === undefined) throw new RangeError(`not a template: ${id}`);
  return template;
}

/** The last column of a file of faulty rows; skipped without a word when the file is read again. */
export const FAULT_HEADER = '错误原因';
/** The sheet of the template workbook that explains the columns. */
export const NOTES_SHEET = '填表说明';
/** Between the file and the sheet in the name of a table: 名册.xlsx › 代表 */
export const SHEET_SEPARATOR = ' › ';
