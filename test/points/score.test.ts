import { describe, expect, test } from 'vitest';
import { compareCodePoints } from '../../src/points/order.ts';
import { computePoints, score, type PointRecord } from '../../src/points/score.ts';
import type { Scheme, SchemeItem } from '../../src/schemes/rules.ts';

const DEPUTY = { id: '001', name: '田富', category: '农业类' };

function scheme(items: Partial<SchemeItem>[], more: Partial<Scheme> = {}): Scheme {
  return {
    id: 's',
    title: '办法',
    year: 2026,
    base: 0,
    floor: null,
    cap: null,
    sections: [{ code: 'contact', title: '联系群众', cap: null }],
    items: items.map((item, index) => ({
      code: `i${index}`,
      section: 'contact',
      title: '',
      unit: '次',
      ...item,
    })),
    ...more,
  };
}

function record(id: string, more: Partial<PointRecord> = {}): PointRecord {
  return { id, deputy: '001', item: 'i0', date: '2026-02-01', ...more };
}

function one(rules: Scheme, records: PointRecord[], asOf = '2026-12-31') {
  const deputy = score({ scheme: rules, deputies: [DEPUTY], records, asOf }).deputies[0];
  if (deputy === undefined) throw new Error('no deputy');
  return deputy;
}

describe('the day as of which points are computed', () => {
  const rules = scheme([{ points: 2 }], { base: 60 });

  test('on the last day of a quarter is still in it', () => {
    expect(one(rules, [], '2026-03-31').quarters.map(({ quarter }) => quarter)).toStrictEqual(['2026Q1']);
    expect(one(rules, [], '2026-04-01').quarters.map(({ quarter }) => quarter)).toStrictEqual([
      '2026Q1',
      '2026Q2',
    ]);
  });

  test('after the year shows all four quarters and counts nothing of the next year', () => {
    const late = one(rules, [record('r1', { date: '2027-01-01' })], '2027-05-01');
    expect(late.quarters).toHaveLength(4);
    expect(late).toMatchObject({ total: 60, lines: [{ reason: 'outside-period' }] });
  });

  test('before the year has no quarters yet, hence no base either', () => {
    expect(one(rules, [], '2025-12-31')).toMatchObject({ total: 0, quarters: [] });
  });
});

describe('grades', () => {
  const rules = scheme([{ grades: { A: 5 } }]);

  test('that only every object has are unknown', () => {
    for (const grade of ['toString', '__proto__', 'constructor']) {
      expect(one(rules, [record('r1', { grade })]).lines[0]).toMatchObject({
        granted: 0,
        reason: 'grade-unknown',
      });
    }
  });

  test('an empty grade is missing', () => {
    expect(one(rules, [record('r1', { grade: '' })]).lines[0]).toMatchObject({ reason: 'grade-missing' });
  });

  test('are tested last: an unknown item and another year come first', () => {
    const graded = {
      ...rules,
      items: [...rules.items, { ...rules.items[0]!, code: 'firms', categories: ['企业类'] }],
    };
    const reasonOf = (more: Partial<PointRecord>) => one(graded, [record('r1', more)]).lines[0]?.reason;
    expect(reasonOf({ item: 'gone', date: '2025-01-01' })).toBe('unknown-item');
    expect(reasonOf({ item: 'firms', date: '2025-01-01' })).toBe('outside-period');
    expect(reasonOf({ item: 'firms' })).toBe('not-applicable');
    expect(reasonOf({})).toBe('grade-missing');
  });
});

describe('bounds', () => {
  test('a deduction cut to nothing is 0, not minus 0', () => {
    const line = one(scheme([{ points: -1, cap: 0 }]), [record('r1')]).lines[0];
    expect(line).toStrictEqual({ record: 'r1', item: 'i0', gross: -1, granted: 0, reason: 'item-year-cap' });
  });

  test('a deduction has a quarter cap of its own', () => {
    const rules = scheme([{ points: -1, quarterCap: 1.5 }]);
    const lines = one(rules, [record('r1'), record('r2'), record('r3', { date: '2026-05-01' })]).lines;
    expect(lines.map(({ granted, reason }) => [granted, reason])).toStrictEqual([
      [-1, undefined],
      [-0.5, 'item-quarter-cap'],
      [-1, undefined],
    ]);
  });

  test('items of one section share its cap in the order of the records', () => {
    const rules = scheme([{ points: 3 }, { points: 3 }], {
      sections: [{ code: 'contact', title: '', cap: 4 }],
    });
    const lines = one(rules, [record('r2', { item: 'i1' }), record('r1')]).lines;
    expect(lines.map(({ record: id, granted }) => [id, granted])).toStrictEqual([
      ['r1', 3],
      ['r2', 1],
    ]);
  });

  test('a record without a quantity counts once, and one of quantity 0 for nothing without a reason', () => {
    const lines = one(scheme([{ points: 3 }]), [record('r1'), record('r2', { quantity: 0 })]).lines;
    expect(lines).toStrictEqual([
      { record: 'r1', item: 'i0', gross: 3, granted: 3 },
      { record: 'r2', item: 'i0', gross: 0, granted: 0 },
    ]);
  });
});

describe('order', () => {
  test('ids are compared by code point: a rare character outside the basic plane comes after every common one', () => {
    // UTF-16, which `<` compares, has it the other way round.
    expect(['𠮷', '\uFF21'].toSorted()).toStrictEqual(['𠮷', '\uFF21']);
    expect(compareCodePoints('𠮷', '\uFF21')).toBeGreaterThan(0);
    expect(compareCodePoints('a', 'B')).toBeGreaterThan(0);
    expect(compareCodePoints('r1', 'r10')).toBeLessThan(0);
    expect(compareCodePoints('𠮷', '𠮷')).toBe(0);
    expect(compareCodePoints('𠮷1', '𠮷')).toBeGreaterThan(0);
  });

  test('records of one day go by id, so a cap cuts the last id', () => {
    const rules = scheme([{ points: 3, cap: 4 }]);
    const ids = one(rules, [record('\u{20BB7}'), record('\uFF21'), record('r10'), record('r9')]).lines;
    expect(ids.map(({ record: id, granted }) => [id, granted])).toStrictEqual([
      ['r10', 3],
      ['r9', 1],
      ['\uFF21', 0],
      ['\u{20BB7}', 0],
    ]);
  });

  test('deputies come by rank, then by id', () => {
    const deputies = ['10', '9', 'A'].map((id) => ({ id }));
    const result = score({
      scheme: scheme([{ points: 1 }]),
      deputies,
      records: [record('r', { deputy: 'A' })],
      asOf: '2026-12-31',
    });
    expect(result.deputies.map(({ deputy, rank }) => [deputy, rank])).toStrictEqual([
      ['A', 1],
      ['10', 2],
      ['9', 2],
    ]);
  });

  test('records of somebody who is not among the deputies are left out', () => {
    expect(one(scheme([{ points: 1 }]), [record('r', { deputy: '999' })]).lines).toStrictEqual([]);
  });
});

test('pages get the sums of every section and item, in the order of the scheme', () => {
  const rules = scheme([{ points: 3 }, { points: -1 }, { points: 1, section: 'deed' }], {
    sections: ['contact', 'deed'].map((code) => ({ code, title: code, cap: null })),
  });
  const records = [record('r1'), record('r2', { item: 'i1' }), record('r3', { item: 'i1' })];
  const [points] = computePoints({ scheme: rules, deputies: [DEPUTY], records, asOf: '2026-12-31' });
  expect(points?.sections).toStrictEqual([
    { code: 'contact', addedHundredths: 300, deductedHundredths: -200 },
    { code: 'deed', addedHundredths: 0, deductedHundredths: 0 },
  ]);
  expect(
    points?.items.map(({ addedHundredths, deductedHundredths }) => addedHundredths + deductedHundredths),
  ).toStrictEqual([300, -200, 0]);
});
