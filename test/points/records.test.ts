import { describe, expect, test } from 'vitest';
import type { DutyKind } from '../../src/duties/rules.ts';
import { recordsOf, type Closing, type Fact } from '../../src/points/facts.ts';
import { score } from '../../src/points/score.ts';
import type { Scheme, SchemeItem } from '../../src/schemes/rules.ts';

const DEPUTIES = [
  { certificateNumber: '001', category: '农业类' },
  { certificateNumber: '002', category: '企业类' },
  { certificateNumber: '003', category: null },
];

const item = (code: string, kinds: DutyKind[], categories: string[] | null = null): SchemeItem => ({
  code,
  section: 'deed',
  title: code,
  unit: '件',
  points: 2,
  kinds,
  categories,
});

function scheme(...items: SchemeItem[]): Scheme {
  const sections = [{ code: 'deed', title: '为民办实事', cap: null }];
  return { id: 's', title: '办法', year: 2026, base: 0, floor: null, cap: null, sections, items };
}

function fact(id: string, more: Partial<Fact> = {}): Fact {
  return {
    id,
    deputy: '001',
    kind: 'deed.done',
    day: '2026-02-10',
    quantityHundredths: 100,
    recordedAt: Date.parse('2026-02-11T02:00:00Z'),
    source: { type: 'filing', key: id },
    ...more,
  };
}

const recordsFor = (rules: Scheme, facts: Fact[], closings: Closing[] = []) =>
  recordsOf(rules, facts, closings, DEPUTIES);

describe('a fact counts under the first item of the scheme', () => {
  const rules = scheme(
    item('farm', ['deed.done'], ['农业类']),
    item('all', ['model.study', 'deed.done']),
    item('late', ['deed.done']),
  );

  test('that names its kind and applies to the deputy', () => {
    const facts = [
      fact('a'),
      fact('b', { deputy: '002' }),
      fact('c', { deputy: '003' }),
      fact('d', { kind: 'model.study' }),
    ];
    expect(recordsFor(rules, facts).records.map((record) => [record.id, record.item])).toStrictEqual([
      ['a', 'farm'],
      ['b', 'all'],
      ['c', 'all'],
      ['d', 'all'],
    ]);
  });

  test('that names its kind when none applies to the deputy, and the line says so', () => {
    const farmers = scheme(item('farm', ['deed.done'], ['农业类']), item('farm2', ['deed.done'], ['农业类']));
    const { records, uncounted } = recordsFor(farmers, [fact('a', { deputy: '002' })]);
    expect(uncounted).toStrictEqual([]);
    const deputies = [{ id: '002', category: '企业类' }];
    const result = score({ scheme: farmers, deputies, records, asOf: '2026-12-31' });
    expect(result.deputies[0]?.lines).toStrictEqual([
      { record: 'a', item: 'farm', gross: 0, granted: 0, reason: 'not-applicable' },
    ]);
  });

  test('and when no item names its kind it is listed as not counted', () => {
    const award = fact('a', { kind: 'model.award' });
    expect(recordsFor(rules, [award])).toStrictEqual({ records: [], uncounted: [award] });
  });
});

test('a record carries the quantity in plain numbers, and the grade where there is one', () => {
  const facts = [fact('a', { quantityHundredths: 150, grade: 'A' })];
  expect(recordsFor(scheme(item('all', ['deed.done'])), facts).records).toStrictEqual([
    { id: 'a', deputy: '001', item: 'all', date: '2026-02-10', quantity: 1.5, grade: 'A' },
  ]);
});

describe('a record of something signed by several', () => {
  const signed: Fact[] = [
    fact('a', { kind: 'suggestion.led', signers: 3 }),
    fact('b', { kind: 'suggestion.cosigned', signers: 3 }),
    fact('c', { kind: 'suggestion.led' }),
  ];
  const kinds: DutyKind[] = ['suggestion.led', 'suggestion.cosigned'];
  const signatures = (rules: Scheme) =>
    recordsFor(rules, signed).records.map(({ signers, lead }) => [signers, lead]);

  test('says with how many and whether first, where its item shares points', () => {
    expect(signatures(scheme({ ...item('all', kinds), split: 50 }))).toStrictEqual([
      [3, true],
      [3, false],
      [undefined, undefined],
    ]);
  });

  test('says nothing of it elsewhere', () => {
    const none = signed.map(() => [undefined, undefined]);
    expect(signatures(scheme(item('all', kinds)))).toStrictEqual(none);
    expect(signatures(scheme({ ...item('all', kinds), split: null }))).toStrictEqual(none);
  });
});

describe('a late entry', () => {
  const rules = scheme(item('all', ['deed.done']));
  const closedAt = Date.parse('2026-04-08T01:00:00Z');
  const closings = [{ quarter: '2026Q1', closedAt }];
  const countedOn = (recordedAt: number, given: Closing[] = closings) =>
    recordsFor(rules, [fact('a', { recordedAt })], given).records[0]?.countedOn;

  test('counts on the day it was recorded when its quarter was closed before', () => {
    expect(countedOn(closedAt + 1)).toBe('2026-04-08');
  });

  test('is none when it was recorded before the closing, or when its quarter is open', () => {
    expect(countedOn(closedAt - 1)).toBeUndefined();
    expect(countedOn(closedAt)).toBe('2026-04-08');
    expect(countedOn(closedAt + 1, [{ quarter: '2026Q2', closedAt: 0 }])).toBeUndefined();
    expect(countedOn(closedAt + 1, [])).toBeUndefined();
  });

  test('counts on the Shanghai day: after 16:00 UTC it is tomorrow there', () => {
    expect(countedOn(Date.parse('2026-04-20T15:59:59Z'))).toBe('2026-04-20');
    expect(countedOn(Date.parse('2026-04-20T16:00:00Z'))).toBe('2026-04-21');
  });

  test('goes by the first closing of a quarter, not by its corrections', () => {
    const corrected = [{ quarter: '2026Q1', closedAt: closedAt + 1000 }, ...closings];
    expect(countedOn(closedAt + 500, corrected)).toBe('2026-04-08');
  });

  test('of the last quarter counts in the next year, and both years show it', () => {
    const facts = [fact('a', { day: '2025-12-20', recordedAt: Date.parse('2026-01-20T02:00:00Z') })];
    const closed = [{ quarter: '2025Q4', closedAt: Date.parse('2026-01-10T02:00:00Z') }];
    for (const year of [2025, 2026]) {
      expect(recordsFor({ ...rules, year }, facts, closed).records[0]).toMatchObject({
        date: '2025-12-20',
        countedOn: '2026-01-20',
      });
    }
  });
});

test('facts of other years are left out, counted or not', () => {
  const facts = [fact('a', { day: '2025-12-31' }), fact('b', { day: '2027-01-01', kind: 'model.award' })];
  expect(recordsFor(scheme(item('all', ['deed.done'])), facts)).toStrictEqual({ records: [], uncounted: [] });
});
