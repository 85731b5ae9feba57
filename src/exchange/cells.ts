import { kindLabel } from '../duties/labels.ts';
import { isDutyKind } from '../duties/rules.ts';
import { formatHundredths } from '../lib/hundredths.ts';
import type { CellValue } from './checking/values.ts';
import { NO, templateOf, YES, type CellsOf, type Column, type TemplateId } from './templates.ts';

/** A checked row as plain columns. */
export type PlainCells = Record<string, CellValue>;

/** The text of a cell, as `readCell` reads it. */
export function cellText(value: CellValue, column: Pick<Column, 'kind' | 'choices'>): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return (value ? YES : NO)[0] ?? '';
  if (typeof value === 'number') return column.kind === 'decimal' ? formatHundredths(value) : String(value);
  if (typeof value !== 'string') return value.join('、');
  if (column.kind === 'duty') return isDutyKind(value) ? kindLabel(value) : value;
  return column.choices.find((choice) => choice.code === value)?.label ?? value;
}

/** The texts of a row in the order of the template's columns. */
export function rowTexts(id: TemplateId, cells: PlainCells): string[] {
  return templateOf(id).columns.map((column) => cellText(cells[column.id] ?? null, column));
}

export function columnOf(id: TemplateId, column: string): Column {
  const found = templateOf(id).columns.find((one) => one.id === column);
  if (found === undefined) throw new RangeError(`no column ${column} in ${id}`);
  return found;
}

/** What identifies a row among those of its template: A01/001. */
export function keyOf<T extends TemplateId>(id: T, cells: CellsOf<T>): string {
  const plain = cells as PlainCells;
  return templateOf(id)
    .key.map((column) => String(plain[column]))
    .join('/');
}
