import { groupBy } from '../../lib/group-by.ts';
import { fault, type Fault } from '../faults.ts';
import type { RawRow } from '../reading/tables.ts';
import type { Template } from '../templates.ts';
import type { CellValue } from './values.ts';

/** A row on the way through the check: the cells that could be read. */
export interface DraftRow {
  raw: RawRow;
  values: Record<string, CellValue>;
  faulty: boolean;
}

const SHOWN_LINES = 10;

/** Rows that share the natural key. Which of them is right only a person can say, so all are at fault; of equal rows the first stays. */
export function findDuplicates(file: string, template: Template, rows: readonly DraftRow[]): Fault[] {
  const groups = groupBy(rows, (row) => keyOf(row, template));
  groups.delete(null);
  return Array.from(groups.values()).flatMap((group) =>
    group.length > 1 ? faultsOf(file, template, group) : [],
  );
}

/** Null where a part of the key is missing or at fault. */
function keyOf({ values }: DraftRow, { key }: Template): string | null {
  const parts = key.map((id) => values[id] ?? null);
  return parts.includes(null) ? null : JSON.stringify(parts);
}

function faultsOf(file: string, template: Template, group: readonly DraftRow[]): Fault[] {
  const [first, ...others] = group;
  if (first === undefined) return [];
  const equal = others.every((row) => JSON.stringify(row.raw.cells) === JSON.stringify(first.raw.cells));
  const wrong = equal ? others : group;
  for (const row of wrong) row.faulty = true;
  const headers = template.columns
    .filter((column) => template.key.includes(column.id))
    .map((column) => column.header);
  const lines = group.slice(0, SHOWN_LINES).map((row) => row.raw.line);
  return wrong.map((row) => {
    const place = { file, line: row.raw.line, column: headers.join('、'), value: keyText(row, template) };
    return equal ? fault(place, 'same-row-twice', first.raw.line) : fault(place, 'duplicate', headers, lines);
  });
}

const keyText = ({ raw }: DraftRow, { key }: Template): string =>
  key.map((id) => (raw.cells[id] ?? '').trim()).join(' ');
