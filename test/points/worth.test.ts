import { describe, expect, test } from 'vitest';
import { score, type PointRecord } from '../../src/points/score.ts';
import type { SchemeItem } from '../../src/schemes/rules.ts';

/** The gross points of records under one item, in the order of their ids. */
function grossOf(worth: Partial<SchemeItem>, records: Partial<PointRecord>[], asOf = '2026-12-31') {
  const item = { code: 'i', section: 's', title: '', unit: '件', ...worth };
  const scheme = { id: 's', title: '', year: 2026, base: 0, floor: null, cap: null, items: [item] };
  const [deputy] = score({
    scheme: { ...scheme, sections: [{ code: 's', title: '', cap: null }] },
    deputies: [{ id: '001' }],
    records: records.map((more, index) => ({
      id: `r${index}`,
      deputy: '001',
      item: 'i',
      date: '2026-02-01',
      ...more,
    })),
    asOf,
  }).deputies;
  return [...(deputy?.lines ?? []), ...(deputy?.settlements ?? [])].map(({ gross }) => gross);
}

describe('what a record is worth', () => {
  test('stays exact far beyond what doubles can hold', () => {
    const most = { quantity: 100_000 };
    expect(grossOf({ points: 100_000, split: 33.33 }, [{ ...most, signers: 2, lead: true }])).toStrictEqual([
      3_333_000_000,
    ]);
    expect(
      grossOf({ points: -99_999.99, split: 'equal' }, [{ quantity: 99_999.99, signers: 7 }]),
    ).toStrictEqual([-1_428_571_142.86]);
  });

  test('of a table by number is told apart at the hundredth of a unit', () => {
    const tiers = [
      { from: 1, points: 10 },
      { from: 2, points: 0.5 },
    ];
    expect(grossOf({ tiers }, [{ quantity: 0.99 }, { quantity: 0.02 }, { quantity: 0 }])).toStrictEqual([
      9.9, 0.11, 0,
    ]);
  });

  test('of a shared one is all of it for who signs alone, and for a first signer unless it says otherwise', () => {
    const shared = { points: 3, split: 60 };
    expect(
      grossOf(shared, [{ signers: 1, lead: true }, {}, { signers: 3 }, { signers: 3, lead: false }]),
    ).toStrictEqual([3, 3, 1.8, 0.6]);
  });

  test('of a target is nothing, and its settlement rounds halves away from zero on both sides', () => {
    const target = { quantity: 1, points: 1, more: 0.5, less: 0.5 };
    expect(grossOf({ target }, [{ quantity: 1.01 }])).toStrictEqual([0, 1.01]);
    expect(grossOf({ target: { ...target, points: 0 } }, [{ quantity: 0.99 }])).toStrictEqual([0, -0.01]);
  });

  test('of a target is settled on the last day of the year and not before', () => {
    const target = { quantity: 2, points: 10, more: 5, less: 5 };
    expect(grossOf({ target }, [{}], '2026-12-30')).toStrictEqual([0]);
    expect(grossOf({ target }, [{}], '2026-12-31')).toStrictEqual([0, 5]);
    expect(grossOf({ target }, [{}], '2028-01-01')).toStrictEqual([0, 5]);
  });
});
