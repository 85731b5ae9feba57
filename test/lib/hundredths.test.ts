import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatHundredths,
  fromHundredths,
  multiplyHundredths,
  parseHundredths,
  toHundredths,
} from '../../src/lib/hundredths.ts';

const anyHundredths = fc.integer({ min: -1e15, max: 1e15 });

describe('points outside are numbers with at most two decimals', () => {
  it.each([
    [13, 1300],
    [13.5, 1350],
    [0.07, 7],
    [0.29, 29],
    [1.15, 115],
    [-1, -100],
    [-0.05, -5],
    [1e13, 1e15],
  ])('%d is %d hundredths', (value, hundredths) => {
    expect(toHundredths(value)).toBe(hundredths);
  });

  it.each([
    0.001,
    1.005,
    0.1 + 0.2,
    0.1 + 0.7,
    1 / 3,
    Number.NaN,
    Infinity,
    -Infinity,
    1e14,
    Number.MAX_VALUE,
  ])('%d is refused', (value) => {
    expect(() => toHundredths(value)).toThrow(RangeError);
  });

  it('goes out and comes back unchanged', () => {
    fc.assert(
      fc.property(anyHundredths, (hundredths) => {
        expect(toHundredths(fromHundredths(hundredths))).toBe(hundredths);
        expect(toHundredths(JSON.parse(JSON.stringify(fromHundredths(hundredths))) as number)).toBe(
          hundredths,
        );
      }),
    );
  });

  it('knows no negative zero', () => {
    expect(Object.is(toHundredths(-0), 0)).toBe(true);
    expect(Object.is(parseHundredths('-0'), 0)).toBe(true);
    expect(Object.is(multiplyHundredths(-1, 1), 0)).toBe(true);
    expect(formatHundredths(-0)).toBe('0');
  });

  it('takes only whole hundredths inside', () => {
    expect(() => fromHundredths(1.5)).toThrow(RangeError);
    expect(() => formatHundredths(Number.NaN)).toThrow(RangeError);
    expect(() => multiplyHundredths(0.5, 100)).toThrow(RangeError);
  });
});

describe('points as text', () => {
  it.each([
    [1300, '13'],
    [1350, '13.5'],
    [5, '0.05'],
    [-100, '-1'],
    [-5, '-0.05'],
    [0, '0'],
    [1e15, '10000000000000'],
  ])('%d hundredths are written %s', (hundredths, text) => {
    expect(formatHundredths(hundredths)).toBe(text);
  });

  it.each([
    ['13', 1300],
    ['13.5', 1350],
    ['13.50', 1350],
    ['0.05', 5],
    ['-1', -100],
    ['+2', 200],
    ['−2', -200],
    ['－２', -200],
    ['１３．５', 1350],
    ['\u3000 7 ', 700],
    ['007', 700],
  ])('%j is read as %d hundredths', (text, hundredths) => {
    expect(parseHundredths(text)).toBe(hundredths);
  });

  it.each(['', ' ', '1.005', '1.', '.5', '1,5', '1e3', '0x10', '五', '1 2', '--1', 'NaN', '12345678901234'])(
    '%j is no number of points',
    (text) => {
      expect(parseHundredths(text)).toBeNull();
    },
  );

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }), (hundredths) => {
        expect(parseHundredths(formatHundredths(hundredths))).toBe(hundredths);
      }),
    );
  });
});

describe('multiplying', () => {
  it.each([
    [150, 50, 75],
    [150, 67, 101],
    [1, 50, 1],
    [-1, 50, -1],
    [1, -50, -1],
    [-1, -50, 1],
    [1, 49, 0],
    [-15, 50, -8],
    [15, 50, 8],
    [0, 12_345, 0],
    [999_999_999_999, 1000, 9_999_999_999_990],
  ])('%d × %d hundredths are %d', (a, b, product) => {
    expect(multiplyHundredths(a, b)).toBe(product);
  });

  it('is exact: halves go away from zero, everything else to the nearest', () => {
    const factor = fc.integer({ min: -1e8, max: 1e8 });
    fc.assert(
      fc.property(factor, factor, (a, b) => {
        const exact = BigInt(a) * BigInt(b);
        const rest = BigInt(multiplyHundredths(a, b)) * 100n - exact;
        expect(rest >= -50n && rest <= 50n).toBe(true);
        if (rest === 50n || rest === -50n) expect(rest > 0n).toBe(exact > 0n);
      }),
    );
  });

  it('is the same whichever comes first, and mirrored below zero', () => {
    const factor = fc.integer({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(factor, factor, (a, b) => {
        expect(multiplyHundredths(a, b)).toBe(multiplyHundredths(b, a));
        expect(multiplyHundredths(-a, b)).toBe(0 - multiplyHundredths(a, b));
      }),
    );
  });

  it('refuses a product beyond the limit', () => {
    expect(() => multiplyHundredths(1e15, 1e15)).toThrow(RangeError);
  });
});
