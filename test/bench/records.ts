import type { PointRecord, ScoreInput } from '../../src/points/score.ts';
import { additive } from '../../src/schemes/templates.ts';

/** A year of records spread evenly over deputies, items and days: no randomness, the same on every run. */
export function manyRecords(deputies: number, records: number): ScoreInput {
  const scheme = additive(2026);
  const ids = Array.from({ length: deputies }, (_unused, index) => String(index + 1).padStart(3, '0'));
  const made = Array.from({ length: records }, (_unused, index): PointRecord => ({
    id: `r${index}`,
    deputy: ids[index % deputies] ?? '001',
    item: scheme.items[index % scheme.items.length]?.code ?? '',
    date: `2026-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
    quantity: 1,
  }));
  return { scheme, deputies: ids.map((id) => ({ id })), records: made, asOf: '2026-12-31' };
}
