import { describe, expect, it } from 'vitest';
import { rankWithinCategories } from '../../src/points/ranking.ts';

type Row = [name: string, category: string | null, total: number];

function ranked(rows: readonly Row[]) {
  const lists = rankWithinCategories(rows, ([, category, total]) => ({ category, total }), 'compact');
  return lists.map(({ category, members }) => [
    category,
    members.map(({ one: [name], rank }) => `${name} ${rank}/${members.length}`),
  ]);
}

describe('ranking within a category', () => {
  it('ranks each among their own, whatever the others have', () => {
    expect(
      ranked([
        ['甲', '农业类', 9],
        ['乙', '企业类', 30],
        ['丙', '农业类', 12],
        ['丁', '企业类', 5],
      ]),
    ).toEqual([
      ['企业类', ['乙 1/2', '丁 2/2']],
      ['农业类', ['丙 1/2', '甲 2/2']],
    ]);
  });

  it('shares a rank among equals, skips the next, and keeps equals in the order given', () => {
    expect(
      ranked([
        ['甲', '农业类', 7],
        ['乙', '农业类', 10],
        ['丙', '农业类', 7],
        ['丁', '农业类', -3],
        ['戊', '农业类', 7],
      ]),
    ).toEqual([['农业类', ['乙 1/5', '甲 2/5', '丙 2/5', '戊 2/5', '丁 5/5']]]);
  });

  it('makes a list of its own, the last, of those without a category', () => {
    expect(
      ranked([
        ['甲', null, 50],
        ['乙', '农业类', 1],
        ['丙', '', 50],
      ]),
    ).toEqual([
      ['农业类', ['乙 1/1']],
      [null, ['甲 1/2', '丙 1/2']],
    ]);
  });

  it('of nobody is no list', () => {
    expect(ranked([])).toEqual([]);
  });
});
