import { score } from '../../src/points/score.ts';
import { manyRecords } from './records.ts';
import type { Row } from './table.ts';

/** The computation alone: no register, so the same on every engine. */
export function measurePoints(): Row[] {
  const input = manyRecords(160, 10_000);
  const times: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    const begun = performance.now();
    score(input);
    times.push(performance.now() - begun);
  }
  const sorted = times.slice(5).toSorted((a, b) => a - b);
  return [['points of 160 deputies x 10,000 records', `${(sorted[5] ?? 0).toFixed(1)} ms`, '< 20 ms']];
}
