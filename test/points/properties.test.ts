import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  computePoints,
  score,
  type DeputyPoints,
  type Line,
  type PointRecord,
  type ScoreInput,
} from '../../src/points/score.ts';
import type { Scheme, SchemeItem } from '../../src/schemes/rules.ts';

const SEED = Number(process.env['SEED'] ?? 20260115);
const RUNS = 300;

const DEPUTIES = ['001', '002', '003'].map((id) => ({ id, category: id === '003' ? '企业类' : '农业类' }));
const SECTIONS = ['session', 'recess'];
const ITEMS = ['a', 'b', 'c', 'd'];

const hundredths = (min: number, max: number) => fc.integer({ min, max }).map((whole) => whole / 100);
const bound = (max: number) => fc.option(hundredths(0, max), { nil: null, freq: 2 });
const points = hundredths(-600, 600).filter((value) => value !== 0);
const worth = fc.oneof(
  points.map((value) => ({ points: value })),
  fc.tuple(points, points).map(([high, low]) => ({ grades: { A: high, B: low } })),
);
const categories = fc.option(fc.constantFrom(['农业类'], ['企业类']), { nil: null, freq: 1 });

const item = (code: string): fc.Arbitrary<SchemeItem> =>
  fc
    .record({
      section: fc.constantFrom(...SECTIONS),
      worth,
      cap: bound(2000),
      quarterCap: bound(1000),
      categories,
    })
    .map(({ worth: value, ...rest }) => ({ code, title: code, unit: '次', ...rest, ...value }));

const scheme: fc.Arbitrary<Scheme> = fc
  .record({
    base: hundredths(-500, 6000),
    floor: bound(1000),
    cap: bound(10_000),
    caps: fc.tuple(bound(3000), bound(3000)),
    items: fc.tuple(...ITEMS.map(item)),
  })
  .map(({ base, floor, cap, caps, items }) => ({
    id: 's',
    title: 's',
    year: 2026,
    base,
    floor: floor === null || cap === null ? floor : Math.min(floor, cap),
    cap,
    sections: SECTIONS.map((code, index) => ({ code, title: code, cap: caps[index] ?? null })),
    items,
  }));

const day = fc
  .integer({ min: -20, max: 390 })
  .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));

const record = fc.record({
  deputy: fc.constantFrom(...DEPUTIES.map(({ id }) => id)),
  item: fc.constantFrom(...ITEMS, 'gone'),
  date: day,
  countedOn: fc.option(day, { nil: null, freq: 1 }),
  quantity: fc.option(hundredths(0, 400), { nil: null }),
  grade: fc.option(fc.constantFrom('A', 'B', 'E'), { nil: null }),
});

const records: fc.Arbitrary<PointRecord[]> = fc
  .array(record, { maxLength: 40 })
  .map((all) => all.map((one, index) => ({ id: `r${index}`, ...one })));

const input: fc.Arbitrary<ScoreInput> = fc.record({
  scheme,
  deputies: fc.constant(DEPUTIES),
  records,
  asOf: day,
});

function holds<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, check), { seed: SEED, numRuns: RUNS });
}

const linesOf = (deputies: readonly DeputyPoints[]): Line[] => deputies.flatMap(({ lines }) => [...lines]);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const toWhole = (value: number | null | undefined): number =>
  (value ?? null) === null ? Infinity : Math.round((value ?? 0) * 100);

/** The granted points of both signs, apart, by a key. */
function sizesBy(lines: readonly Line[], keyOf: (line: Line) => string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const line of lines) {
    const key = `${line.grossHundredths < 0 ? '-' : '+'} ${keyOf(line)}`;
    sizes.set(key, (sizes.get(key) ?? 0) + Math.abs(line.grantedHundredths));
  }
  return sizes;
}

describe(`for any scheme and records (seed ${SEED})`, () => {
  test('the quarters add up to the total, and the total is the clamped sum', () => {
    holds(input, (given) => {
      for (const { quarters, totalHundredths, lines } of computePoints(given)) {
        expect(sum(quarters.map(({ pointsHundredths }) => pointsHundredths))).toBe(totalHundredths);
        if (quarters.length === 0) continue;
        const plain =
          toWhole(given.scheme.base) + sum(lines.map(({ grantedHundredths }) => grantedHundredths));
        const floor = given.scheme.floor === null ? -Infinity : toWhole(given.scheme.floor);
        expect(totalHundredths).toBe(Math.min(Math.max(plain, floor), toWhole(given.scheme.cap)));
      }
    });
  });

  test('the order of the input does not matter', () => {
    const shuffled = input.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray([...given.records], { minLength: given.records.length }),
        fc.shuffledSubarray(DEPUTIES, { minLength: DEPUTIES.length }),
      ),
    );
    holds(shuffled, ([given, otherRecords, otherDeputies]) => {
      expect(score({ ...given, records: otherRecords, deputies: otherDeputies })).toStrictEqual(score(given));
    });
  });

  test('granted never exceeds gross, points the same way, and says why when it is less', () => {
    holds(input, (given) => {
      for (const { grossHundredths, grantedHundredths, reason } of linesOf(computePoints(given))) {
        expect(Math.abs(grantedHundredths)).toBeLessThanOrEqual(Math.abs(grossHundredths));
        expect(grossHundredths * grantedHundredths).toBeGreaterThanOrEqual(0);
        expect(Object.is(grantedHundredths, -0)).toBe(false);
        if (reason === null) expect(grantedHundredths).toBe(grossHundredths);
      }
    });
  });

  test('no cap of an item, a quarter or a section is ever exceeded', () => {
    holds(input, (given) => {
      for (const { lines } of computePoints(given)) {
        for (const { code, cap, quarterCap } of given.scheme.items) {
          const own = lines.filter((line) => line.record.item === code);
          for (const size of sizesBy(own, () => '').values()) expect(size).toBeLessThanOrEqual(toWhole(cap));
          for (const size of sizesBy(own, (line) => line.quarter ?? '').values()) {
            expect(size).toBeLessThanOrEqual(toWhole(quarterCap));
          }
        }
        for (const { code, cap } of given.scheme.sections) {
          const added = lines.filter((line) => line.section === code && line.grantedHundredths > 0);
          expect(sum(added.map((line) => line.grantedHundredths))).toBeLessThanOrEqual(toWhole(cap));
        }
      }
    });
  });

  test('deductions neither use nor free room: without them everything else is granted the same', () => {
    holds(input, (given) => {
      const lines = linesOf(computePoints(given));
      const deductions = new Set(lines.filter((line) => line.grossHundredths < 0).map((line) => line.record));
      const without = { ...given, records: given.records.filter((one) => !deductions.has(one)) };
      const grants = (all: readonly Line[]) =>
        new Map(all.map((line) => [line.record.id, line.grantedHundredths]));
      const before = grants(lines);
      for (const [id, granted] of grants(linesOf(computePoints(without))))
        expect(granted).toBe(before.get(id));
    });
  });

  test('a later day changes neither a quarter that was over nor a line that counted', () => {
    holds(fc.tuple(input, day), ([given, other]) => {
      const [early = '', late = ''] = [given.asOf, other].toSorted();
      const later = new Map(computePoints({ ...given, asOf: late }).map((deputy) => [deputy.deputy, deputy]));
      for (const { deputy, quarters, lines } of computePoints({ ...given, asOf: early })) {
        const same = later.get(deputy);
        const over = quarters.slice(0, -1);
        expect(same?.quarters.slice(0, over.length)).toStrictEqual(over);
        const counted = lines.filter(({ quarter }) => quarter !== null);
        for (const line of counted) expect(same?.lines).toContainEqual(line);
      }
    });
  });

  test('a record outside the period adds its own line and changes nothing else', () => {
    const stray = fc.tuple(record, fc.constantFrom('2025-12-31', '2027-01-01'));
    holds(fc.tuple(input, stray), ([given, [one, date]]) => {
      const extra = { ...one, item: 'a', id: 'stray', date, countedOn: null };
      const result = score({ ...given, records: [...given.records, extra] });
      const line = result.deputies.flatMap(({ lines }) => lines).find((found) => found.record === 'stray');
      expect(line).toStrictEqual({
        record: 'stray',
        item: 'a',
        gross: 0,
        granted: 0,
        reason: 'outside-period',
      });
      const rest = result.deputies.map((deputy) => ({
        ...deputy,
        lines: deputy.lines.filter((found) => found !== line),
      }));
      expect({ ...result, deputies: rest }).toStrictEqual(score(given));
    });
  });

  test('a rank is one more than the number of deputies with a higher total', () => {
    holds(input, (given) => {
      const deputies = computePoints(given);
      for (const { rank, totalHundredths } of deputies) {
        expect(rank).toBe(1 + deputies.filter((other) => other.totalHundredths > totalHundredths).length);
      }
    });
  });

  test('the sums by section and by item are the sums of the lines', () => {
    holds(input, (given) => {
      for (const { lines, sections, items } of computePoints(given)) {
        const net = (all: typeof items) =>
          sum(all.map(({ addedHundredths, deductedHundredths }) => addedHundredths + deductedHundredths));
        const granted = sum(lines.map(({ grantedHundredths }) => grantedHundredths));
        expect(net(sections)).toBe(granted);
        expect(net(items)).toBe(granted);
      }
    });
  });
});
