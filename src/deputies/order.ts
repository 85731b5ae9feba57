import { compareByStrokes, type NameOrder } from '../lib/names.ts';

/** Lists of deputies are ordered by name strokes; equal names by certificate number. */
export function inStrokeOrder<T extends { name: string; certificateNumber: string }>(
  deputies: readonly T[],
  order: NameOrder,
): T[] {
  const compare = compareByStrokes(order);
  return deputies.toSorted(
    (a, b) =>
      compare(a.name, b.name) ||
      a.certificateNumber.localeCompare(b.certificateNumber, 'en', { numeric: true }),
  );
}
