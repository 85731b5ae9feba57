import { describe, expect, test } from 'vitest';
import { checkCase, computePoints } from '../../src/points/score.ts';
import { grantsOf, holds, input, SEED, sizesBy, sum, toWhole, type Granting } from './random.ts';

describe(`for any scheme with tables by number, bests and floors (seed ${SEED})`, () => {
  test('at the end of each quarter a section stands at its base and lines, or at its floor where that is more', () => {
    holds(input, (given) => {
      for (const deputy of computePoints(given)) {
        for (const { code, base, floor } of given.scheme.sections) {
          const own = grantsOf(deputy).filter((line) => line.section === code);
          for (const { quarter } of deputy.quarters) {
            const until = own.filter((line) => line.quarter !== null && line.quarter <= quarter);
            const stand = (lines: readonly Granting[]) =>
              toWhole(base ?? 0) + sum(lines.map((line) => line.grantedHundredths));
            const ofItems = stand(until.filter((line) => line.record.item !== ''));
            const least = (floor ?? null) === null ? -Infinity : toWhole(floor);
            expect(stand(until)).toBe(Math.max(least, ofItems));
          }
        }
      }
    });
  });

  test('of what only the best counts, the greatest of each sign is granted and no more', () => {
    holds(input, (given) => {
      const { items } = given.scheme;
      const bests = new Set(items.filter(({ bestOf }) => bestOf).map(({ code }) => code));
      const bounded = {
        ...given.scheme,
        sections: given.scheme.sections.map((one) => ({ ...one, cap: null })),
      };
      for (const { lines } of computePoints({ ...given, scheme: bounded })) {
        const own = lines.filter((line) => bests.has(line.record.item));
        const granted = sizesBy(own, () => '');
        for (const sign of ['+', '-']) {
          const gross = own.map((line) => (sign === '-' ? -1 : 1) * line.grossHundredths);
          expect(granted.get(`${sign} `) ?? 0).toBe(Math.max(0, ...gross));
        }
      }
    });
  });

  test('the lines of a table by number add up to its worth for all units of the year', () => {
    holds(input, (given) => {
      for (const { code, tiers: table } of given.scheme.items) {
        if (table === undefined) continue;
        for (const { lines } of computePoints(given)) {
          const own = lines.filter((line) => line.record.item === code && line.quarter !== null);
          const units = sum(own.map(({ record: one }) => toWhole(one.quantity ?? 1)));
          const exact = sum(
            table.map(({ from, points: each }, index) => {
              const until = Math.min(units, ((table[index + 1]?.from ?? Infinity) - 1) * 100);
              return Math.max(0, until - (from - 1) * 100) * toWhole(each);
            }),
          );
          const whole = Math.sign(exact) * Math.floor((Math.abs(exact) + 50) / 100);
          expect(sum(own.map(({ grossHundredths }) => grossHundredths))).toBe(whole || 0);
        }
      }
    });
  });
});

test('the schemes and records of these properties pass the checks of a case', () => {
  holds(input, (given) => {
    const records = given.records.map(({ lead, ...one }) => ({
      ...one,
      lead: (one.signers ?? 1) < 2 || lead,
    }));
    expect(checkCase({ ...given, records })).toHaveProperty('ok', true);
  });
});
