import { describe, expect, it } from 'vitest';
import { binsOf, pictureOf, sectionSums, perMilleOf, spreadOf } from '../../src/points/picture.ts';

const told = (points: number[]) => {
  const spread = spreadOf(points.map((one) => Math.round(one * 100)));
  return (
    spread &&
    [spread.lowest, spread.lower, spread.median, spread.upper, spread.highest].map((one) => one / 100)
  );
};

describe('median and quartiles', () => {
  it('of nobody are none, of one are that one, of two lie between', () => {
    expect(spreadOf([])).toBeNull();
    expect(told([7])).toEqual([7, 7, 7, 7, 7]);
    expect(told([10, 20])).toEqual([10, 12.5, 15, 17.5, 20]);
  });

  it('are those of the spreadsheet (QUARTILE.INC)', () => {
    expect(told([7, 15, 36, 39, 40, 41])).toEqual([7, 20.25, 37.5, 39.75, 41]);
    expect(told([6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49])).toEqual([6, 25.5, 40, 42.5, 49]);
  });

  it('do not mind order or ties, and go below zero', () => {
    expect(told([5, 5, 5, 5])).toEqual([5, 5, 5, 5, 5]);
    expect(told([3, -10, 0, -4])).toEqual([-10, -5.5, -2, 0.75, 3]);
    expect(Object.is(spreadOf([-100, 100])?.median, 0)).toBe(true);
  });

  it('are rounded to hundredths, halves away from zero', () => {
    expect(spreadOf([1, 2])?.median).toBe(2);
    expect(spreadOf([-1, -2])?.median).toBe(-2);
    expect(spreadOf([0, 1])?.lower).toBe(0);
  });
});

const bins = (points: number[]) =>
  binsOf(points.map((one, index) => [String(index), one * 100])).map(({ from, to, members }) => [
    from / 100,
    to / 100,
    members.length,
  ]);

describe('the bins of a distribution', () => {
  it('are none of nobody and one of one', () => {
    expect(bins([])).toEqual([]);
    expect(bins([7])).toEqual([[7, 8, 1]]);
    expect(bins([0])).toEqual([[0, 1, 1]]);
  });

  it('hold two that are far apart with the empty ones in between', () => {
    expect(bins([1, 13])).toEqual([
      [0, 5, 1],
      [5, 10, 0],
      [10, 15, 1],
    ]);
  });

  it('are one where all are equal', () => {
    expect(bins([20, 20, 20])).toEqual([[20, 21, 3]]);
  });

  it('have zero as an edge when some are below it', () => {
    expect(bins([-3, -0.5, 0, 4, 8])).toEqual([
      [-5, 0, 2],
      [0, 5, 2],
      [5, 10, 1],
    ]);
  });

  it('take in the value on their lower edge and leave the upper one to the next', () => {
    expect(bins([0, 9.99, 10, 20, 30])).toEqual([
      [0, 10, 2],
      [10, 20, 1],
      [20, 30, 1],
      [30, 40, 1],
    ]);
  });

  it('are few, of one round width, and hold everybody once, whatever the values', () => {
    for (const n of [1, 2, 3, 8, 60, 500])
      for (const reach of [0.5, 7, 90, 12_345]) {
        const values = Array.from({ length: n }, (_, index) => ((index * 37) % n) * (reach / n) - reach / 3);
        const made = bins(values.map((one) => Math.round(one * 100) / 100));
        expect(made.length).toBeLessThanOrEqual(10);
        expect(made.reduce((sum, [, , count = 0]) => sum + count, 0)).toBe(n);
        const widths = new Set(made.map(([from = 0, to = 0]) => to - from));
        expect([...widths].every((width) => /^[125]0*$/.test(String(width)))).toBe(true);
        expect(widths.size).toBe(1);
      }
  });
});

const SECTIONS = [
  { code: 'a', title: '大会' },
  { code: 'b', title: '闭会' },
  { code: 'c', title: '模范' },
];
const part = (section: string | null, points: number) => ({ section, grantedHundredths: points * 100 });

describe('the sections', () => {
  it('tell what was given and taken apart, and share what was given', () => {
    const sums = sectionSums(
      [part('a', 6), part('b', 2), part('b', -5), part(null, 0), part('a', 1)],
      SECTIONS,
    );
    expect(
      sums.map(({ addedHundredths, deductedHundredths }) => [addedHundredths, deductedHundredths]),
    ).toEqual([
      [700, 0],
      [200, -500],
      [0, 0],
    ]);
    expect(sums.map(({ sharePermille }) => sharePermille)).toEqual([778, 222, 0]);
  });

  it('have shares that add up, and none where nothing was given', () => {
    expect(perMilleOf([1, 1, 1])).toEqual([334, 333, 333]);
    expect(perMilleOf([0, 0])).toBeNull();
    expect(perMilleOf([])).toBeNull();
    expect(sectionSums([part('a', -3)], SECTIONS)[0]?.sharePermille).toBeNull();
  });
});

describe('the picture', () => {
  it('of nobody is empty and not a fault', () => {
    const picture = pictureOf([], SECTIONS);
    expect(picture).toMatchObject({ total: null, quarters: [], bins: [] });
    expect(picture.sections).toHaveLength(3);
  });

  it('spreads the totals and, apart, the points of each quarter', () => {
    const deputy = (id: string, ...points: number[]) => ({
      deputy: id,
      totalHundredths: points.reduce((sum, one) => sum + one, 0) * 100,
      quarters: points.map((one, index) => ({
        quarter: `2026Q${index + 1}`,
        pointsHundredths: one * 100,
        totalHundredths: 0,
      })),
      lines: [part('a', points[0] ?? 0)],
      settlements: [part('b', points[1] ?? 0)],
    });
    const { total, quarters, sections } = pictureOf([deputy('1', 8, 2), deputy('2', 0, 4)], SECTIONS);
    expect(total?.median).toBe(700);
    expect(quarters.map(({ quarter, spread }) => [quarter, spread?.median])).toEqual([
      ['2026Q1', 400],
      ['2026Q2', 300],
    ]);
    expect(sections.map(({ addedHundredths }) => addedHundredths)).toEqual([800, 600, 0]);
  });
});
