import { fault, type Fault } from '../faults.ts';
import type { RawTable } from '../reading/tables.ts';
import type { Column } from '../templates.ts';

const DIGITS = /^\d+$/;

/**
 * Numbers that a spreadsheet may have taken the leading zeros from (001 → 1). Only a warning: 1 may be right.
 * Looked for in columns whose numbers usually start with a zero.
 */
export function findLostZeros({ file, rows }: RawTable, columns: readonly Column[]): Fault[] {
  return columns
    .filter((column) => column.kind === 'code' && column.example.startsWith('0'))
    .flatMap((column) => {
      const cells = rows
        .map(({ line, cells: byId }) => ({ line, value: (byId[column.id] ?? '').trim() }))
        .filter(({ value }) => DIGITS.test(value));
      return lostIn(file, column, cells);
    });
}

function lostIn(file: string, column: Column, cells: readonly { line: number; value: string }[]): Fault[] {
  const sample = cells.find(({ value }) => value.startsWith('0'))?.value;
  const place = (cell: { line: number; value: string }) => ({ file, column: column.header, ...cell });
  if (sample !== undefined) {
    const shorter = cells.filter(({ value }) => value.length < sample.length);
    return shorter.map((cell) => fault(place(cell), 'zeros-lost', sample));
  }
  const longest = Math.max(0, ...lengthsOf(cells));
  const short = cells.find(({ value }) => value.length < longest);
  return short === undefined ? [] : [fault(place(short), 'zeros-unsure')];
}

const lengthsOf = (cells: readonly { value: string }[]): Set<number> =>
  new Set(cells.map(({ value }) => value.length));
