import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { pointsCsv } from '../../src/commands/points-csv.ts';
import type { ComputedPoints } from '../../src/points/compute.ts';
import { computePoints } from '../../src/points/score.ts';
import type { Scheme } from '../../src/schemes/rules.ts';

it('the table of points has a row for what no record makes, so that its rows add up', () => {
  const target = { quantity: 3, points: 10, more: 5, less: 5 };
  const scheme: Scheme = {
    id: 's',
    title: '办法',
    year: 2026,
    base: 0,
    floor: null,
    cap: null,
    sections: [{ code: 'session', title: '大会期间', cap: null, floor: -2 }],
    items: [{ code: 'a', section: 'session', title: '提出建议', unit: '件', target }],
  };
  const input = { scheme, deputies: [{ id: '001' }], records: [], asOf: '2026-12-31' };
  const computed = { input, facts: [], roster: [], result: computePoints(input) };
  const csv = pointsCsv(computed as unknown as ComputedPoints, new Map());
  const rows = parse<Record<string, string>>(csv, { columns: true });
  expect(rows).toMatchObject([
    { 累计积分: '-2', 项目: '提出建议', 类别: '结算', 数量: '0', 应得: '-5', 计入: '-5' },
    { 累计积分: '-2', 项目: '板块下限', 类别: '结算', 数量: '', 应得: '3', 计入: '3' },
  ]);
  expect(rows[0]?.['内容']).toBe('应完成 3 件，实际 0 件，少 3 件');
});
