import { compareCodePoints } from '../../points/order.ts';

/** As people count: A2 before A10; equal numbers (01 and 1) by their characters. The same on every machine. */
export function compareCodes(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true }) || compareCodePoints(a, b);
}

export function byCode<T>(rows: readonly T[], codeOf: (row: T) => string): T[] {
  return rows.toSorted((a, b) => compareCodes(codeOf(a), codeOf(b)));
}
