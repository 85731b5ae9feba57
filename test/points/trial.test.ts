import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computePoints, type ScoreInput } from '../../src/points/score.ts';
import { summariseTrial, trialSections } from '../../src/points/trial-summary.ts';
import { asOfYear, compareTrial, pairItems, type TrialSide } from '../../src/points/trial.ts';
import type { Scheme, SchemeItem } from '../../src/schemes/rules.ts';
import { holds, input, SEED } from './random.ts';

const SECTIONS = [{ code: 's', title: '大会', cap: null }];

function scheme(items: Partial<SchemeItem>[], more: Partial<Scheme> = {}): Scheme {
  return {
    id: 'x',
    title: '办法',
    year: 2026,
    base: 0,
    floor: null,
    cap: null,
    sections: SECTIONS,
    items: items.map((item) => ({ code: '', section: 's', title: '', unit: '次', points: 1, ...item })),
    ...more,
  };
}

function side(given: Scheme, records: [deputy: string, item: string, quantity: number][]): TrialSide {
  const deputies = [...new Set(records.map(([deputy]) => deputy))].map((id) => ({ id }));
  return {
    scheme: given,
    result: computePoints({
      scheme: given,
      deputies,
      records: records.map(([deputy, item, quantity], index) => ({
        id: String(index),
        deputy,
        item,
        quantity,
        date: '2026-03-01',
      })),
      asOf: '2026-12-31',
    }),
  };
}

const OLD = scheme([
  { code: 'visit', title: '视察', points: 3, kinds: ['activity.inspection'] },
  { code: 'leave', title: '请假', points: -1 },
]);
const NEW = scheme([
  { code: 'visit', title: '视察', points: 5, kinds: ['activity.inspection'] },
  { code: 'leave', title: '请假', points: -4 },
]);

describe('a trial run', () => {
  const records: Parameters<typeof side>[1] = [
    ['甲', 'visit', 2],
    ['甲', 'leave', 3],
    ['乙', 'visit', 1],
    ['丙', 'visit', 0],
  ];
  const rows = compareTrial(side(OLD, records), side(NEW, records));
  const told = (deputy: string) => rows.find((row) => row.deputy === deputy);

  it('puts old and new totals and ranks side by side and tells the places won and lost', () => {
    expect(
      rows.map(({ deputy, before, after, changeHundredths, places }) => [
        deputy,
        before?.totalHundredths,
        after.totalHundredths,
        changeHundredths,
        places,
      ]),
    ).toEqual([
      ['乙', 300, 500, 200, 0],
      ['丙', 0, 0, 0, 1],
      ['甲', 300, -200, -500, -2],
    ]);
  });

  it('names the items whose points differ, the largest first', () => {
    expect(told('甲')?.causes.map(({ after, changeHundredths }) => [after?.title, changeHundredths])).toEqual(
      [
        ['请假', -900],
        ['视察', 400],
      ],
    );
    expect(told('丙')?.causes).toEqual([]);
  });

  it('is summed up by who wins and loses, and by section', () => {
    expect(summariseTrial(rows)).toMatchObject({
      n: 3,
      up: 1,
      down: 1,
      same: 1,
      more: 1,
      less: 1,
      medianHundredths: 0,
      most: { deputy: '乙' },
      least: { deputy: '甲' },
    });
    expect(trialSections(rows, OLD, NEW)).toEqual([
      { part: 'section', title: '大会', beforeHundredths: 600, afterHundredths: 300 },
    ]);
  });

  it('shows only the new numbers where there is no scheme to compare with', () => {
    const alone = compareTrial(null, side(NEW, records));
    expect(alone.map(({ before, places, causes }) => [before, places, causes])).toEqual(
      alone.map(() => [null, null, []]),
    );
    expect(summariseTrial(alone)).toBeNull();
    expect(trialSections(alone, null, NEW)[0]).toMatchObject({
      beforeHundredths: null,
      afterHundredths: 300,
    });
  });

  it('tells apart starting points, floors of sections and the bounds of the total', () => {
    const floored = scheme([{ code: 'leave', title: '请假', points: -1 }], {
      base: 60,
      cap: 58,
      sections: [{ code: 's', title: '大会', cap: null, floor: -1 }],
    });
    const [row] = compareTrial(side(OLD, [['甲', 'leave', 5]]), side(floored, [['甲', 'leave', 5]]));
    expect(row?.causes.map(({ part, changeHundredths }) => [part, changeHundredths])).toEqual([
      ['base', 6000],
      ['section-floor', 400],
      ['bounds', -100],
    ]);
  });

  it('takes a scheme of another year as if it were of this one, and leaves the scheme itself alone', () => {
    const draft = { id: 2, year: 2027, body: { ...NEW, year: 2027 } };
    expect(asOfYear(draft, 2026)).toMatchObject({ id: 2, year: 2026, body: { year: 2026 } });
    expect(draft.body.year).toBe(2027);
  });
});

describe('the items of two schemes', () => {
  const titles = (old: Scheme, now: Scheme) =>
    pairItems(old, now).map(({ before, after }) => [before?.code ?? null, after?.code ?? null]);

  it('are paired by code, else by title, else by a kind that both count; the rest stand alone', () => {
    const old = scheme([
      { code: 'a', title: '甲' },
      { code: 'b', title: '乙' },
      { code: 'c', title: '丙', kinds: ['activity.group', 'activity.theme'] },
      { code: 'd', title: '丁' },
    ]);
    const now = scheme([
      { code: 'a', title: '换了名称' },
      { code: 'x', title: '乙' },
      { code: 'y', title: '主题', kinds: ['activity.theme'] },
      { code: 'z', title: '小组', kinds: ['activity.group'] },
    ]);
    expect(titles(old, now)).toEqual([
      ['a', 'a'],
      ['b', 'x'],
      ['c', 'y'],
      [null, 'z'],
      ['d', null],
    ]);
  });
});

describe(`for any two schemes (seed ${SEED})`, () => {
  const sideOf = (given: ScoreInput): TrialSide => ({ scheme: given.scheme, result: computePoints(given) });

  it('the changes of the parts add up to the change of the total, for everybody and by section', () => {
    holds(fc.tuple(input, input), ([first, second]) => {
      const [before, after] = [sideOf(first), sideOf({ ...second, asOf: first.asOf })];
      const rows = compareTrial(before, after);
      for (const { causes, changeHundredths } of rows)
        expect(causes.reduce((sum, cause) => sum + cause.changeHundredths, 0)).toBe(changeHundredths);
      const sections = trialSections(rows, before.scheme, after.scheme);
      const total = (of: 'beforeHundredths' | 'afterHundredths') =>
        sections.reduce((sum, row) => sum + (row[of] ?? 0), 0);
      expect(total('beforeHundredths')).toBe(
        before.result.reduce((sum, { totalHundredths }) => sum + totalHundredths, 0),
      );
      expect(total('afterHundredths')).toBe(
        after.result.reduce((sum, { totalHundredths }) => sum + totalHundredths, 0),
      );
    });
  });

  it('places won and lost are the difference of the ranks, and a scheme beside itself moves nobody', () => {
    holds(input, (given) => {
      const rows = compareTrial(sideOf(given), sideOf(given));
      expect(rows.every(({ places, causes }) => places === 0 && causes.length === 0)).toBe(true);
    });
  });
});
