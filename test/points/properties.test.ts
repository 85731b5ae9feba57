import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computePoints, score, type Line, type PointRecord } from '../../src/points/score.ts';
import type { Scheme } from '../../src/schemes/rules.ts';
import {
  day,
  DEPUTIES,
  grantsOf,
  holds,
  input,
  record,
  SEED,
  sizesBy,
  sum,
  toWhole,
  linesOf,
} from './random.ts';

describe(`for any scheme and records (seed ${SEED})`, () => {
  test('the quarters add up to the total, and the total is the clamped sum', () => {
    holds(input, (given) => {
      for (const deputy of computePoints(given)) {
        const { quarters, totalHundredths } = deputy;
        expect(sum(quarters.map(({ pointsHundredths }) => pointsHundredths))).toBe(totalHundredths);
        if (quarters.length === 0) continue;
        const start = [given.scheme.base, ...given.scheme.sections.map(({ base }) => base ?? 0)];
        const granted = grantsOf(deputy).map(({ grantedHundredths }) => grantedHundredths);
        const plain = sum([...start.map(toWhole), ...granted]);
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
      const deputies = computePoints(given);
      const settled = deputies.flatMap(({ settlements }) => settlements);
      for (const { grossHundredths, grantedHundredths, reason } of [...linesOf(deputies), ...settled]) {
        expect(Math.abs(grantedHundredths)).toBeLessThanOrEqual(Math.abs(grossHundredths));
        expect(grossHundredths * grantedHundredths).toBeGreaterThanOrEqual(0);
        expect(Object.is(grantedHundredths, -0)).toBe(false);
        if (reason === null) expect(grantedHundredths).toBe(grossHundredths);
      }
    });
  });

  test('no cap of an item, a quarter or a section is ever exceeded', () => {
    holds(input, (given) => {
      for (const deputy of computePoints(given)) {
        const lines = grantsOf(deputy);
        for (const { code, cap, quarterCap } of given.scheme.items) {
          const own = lines.filter((line) => line.record.item === code);
          for (const size of sizesBy(own, () => '').values()) expect(size).toBeLessThanOrEqual(toWhole(cap));
          for (const size of sizesBy(own, (line) => line.quarter ?? '').values()) {
            expect(size).toBeLessThanOrEqual(toWhole(quarterCap));
          }
        }
        for (const { code, cap } of given.scheme.sections) {
          const items = lines.filter((line) => line.record.item !== '' && line.section === code);
          const added = items.filter((line) => line.grantedHundredths > 0);
          expect(sum(added.map((line) => line.grantedHundredths))).toBeLessThanOrEqual(toWhole(cap));
        }
      }
    });
  });

  test('deductions neither use nor free room: without them whatever adds is granted the same', () => {
    holds(input, (given) => {
      const lines = linesOf(computePoints(given));
      const deductions = new Set(lines.filter((line) => line.grossHundredths < 0).map((line) => line.record));
      const without = { ...given, records: given.records.filter((one) => !deductions.has(one)) };
      const grants = (all: readonly Line[]) =>
        new Map(
          all
            .filter((line) => line.grossHundredths > 0)
            .map((line) => [line.record.id, line.grantedHundredths]),
        );
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

  test('the sums by section and by item are the sums of their lines, floors left out', () => {
    holds(input, (given) => {
      for (const deputy of computePoints(given)) {
        const { sections, items } = deputy;
        const net = (all: typeof items) =>
          sum(all.map(({ addedHundredths, deductedHundredths }) => addedHundredths + deductedHundredths));
        const ofItems = grantsOf(deputy).filter((line) => line.record.item !== '');
        const granted = sum(ofItems.map(({ grantedHundredths }) => grantedHundredths));
        expect(net(sections)).toBe(granted);
        expect(net(items)).toBe(granted);
      }
    });
  });

  test('a record that adds never lowers a total', () => {
    holds(fc.tuple(input, record), ([given, one]) => {
      const extra = { ...one, id: 'extra' };
      if (!adds(given.scheme, extra)) return;
      const before = computePoints(given).find(({ deputy }) => deputy === one.deputy);
      const after = computePoints({ ...given, records: [...given.records, extra] });
      const total = after.find(({ deputy }) => deputy === one.deputy)?.totalHundredths ?? Number.NaN;
      expect(total).toBeGreaterThanOrEqual(before?.totalHundredths ?? Number.NaN);
    });
  });

  test('as of a day it does not matter what was recorded for later days', () => {
    holds(input, (given) => {
      const isLater = (one: PointRecord) => (one.countedOn ?? one.date) > given.asOf;
      const later = new Set(given.records.filter(isLater).map(({ id }) => id));
      const all = score(given);
      const known = score({ ...given, records: given.records.filter((one) => !later.has(one.id)) });
      const deputies = all.deputies.map((deputy) => ({
        ...deputy,
        lines: deputy.lines.filter((line) => !later.has(line.record)),
      }));
      expect({ ...all, deputies }).toStrictEqual(known);
    });
  });
});

/** Whether a record under its item can only add. */
function adds({ items }: Scheme, { item: code }: PointRecord): boolean {
  const found = items.find((one) => one.code === code);
  if (found === undefined) return true;
  const { points: each, grades: table, tiers: rows, target: expected } = found;
  const worths = each === undefined ? Object.values(table ?? {}) : [each];
  return expected !== undefined || [...worths, ...(rows ?? []).map((row) => row.points)].every((w) => w >= 0);
}
