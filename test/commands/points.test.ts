import { beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { InputFault, WrongUsage } from '../../src/commands/command.ts';
import { pointsCommand } from '../../src/commands/points.ts';
import { hundred } from '../../src/schemes/templates.ts';
import { expectedPoints, SAMPLE, withoutLines } from '../points/imported.ts';
import { run } from './run.ts';

const data = mkdtempSync(join(tmpdir(), 'register-'));

interface Result {
  scheme: string;
  asOf: string;
  deputies: { deputy: string; lines: { record: string }[] }[];
}

describe('duty-register points', () => {
  beforeAll(() => {
    expect(
      run('import', SAMPLE, '--adopt', '--township', '回龙镇', '--term', '6', '--data', data),
    ).toMatchObject({ status: 0 });
    return () => rmSync(data, { recursive: true, force: true });
  });

  it('prints the points of the register in the form of score', () => {
    const ran = run('points', '--as-of', '2026-09-30', '--data', data);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    const result = JSON.parse(ran.stdout) as Result;
    expect(result).toMatchObject({ scheme: 'sample-2026', asOf: '2026-09-30' });
    expect(result.deputies.map(withoutLines)).toEqual(expectedPoints()['2026-09-30']);
    expect(result.deputies.every((deputy) => deputy.lines.length > 0)).toBe(true);
  });

  it('prints a table with one row per record', () => {
    const ran = run('points', '--as-of', '2026-12-31', '--format', 'csv', '--data', data);
    const rows = parse<Record<string, string>>(ran.stdout, { columns: true });
    const { total } = expectedPoints()['2026-12-31']?.find((entry) => entry.deputy === '001') ?? {
      total: NaN,
    };
    const own = rows.filter((row) => row['代表证号'] === '001');
    expect(own.reduce((sum, row) => sum + Number(row['计入']), 0)).toBeCloseTo(total);
    expect(own[0]).toMatchObject({ 姓名: '田富', 累计积分: String(total) });
    expect(rows.find((row) => row['记录'] === 'filing/F01')).toMatchObject({
      类别: '为民办实事',
      发生日期: '2026-05-08',
    });
  });

  it('tries a scheme from a file, of any year, as if it were the year’s own', () => {
    const file = join(data, 'trial.json');
    writeFileSync(file, JSON.stringify(hundred(2027)));
    const ran = run('points', '--as-of', '2026-09-30', '--scheme', file, '--data', data);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    const result = JSON.parse(ran.stdout) as Result;
    expect(result).toMatchObject({ scheme: hundred(2027).id, asOf: '2026-09-30' });
    expect(result.deputies).toHaveLength(8);
    expect(result.deputies.map(withoutLines)).not.toEqual(expectedPoints()['2026-09-30']);
    writeFileSync(file, JSON.stringify({ ...hundred(2027), base: -0.001 }));
    const wrong = run('points', '--scheme', file, '--data', data);
    expect(wrong).toMatchObject({ status: 1, stdout: '' });
    expect(wrong.stderr).toContain('有 1 处错误');
  });

  it('is refused without a register or a scheme, exit 1', async () => {
    const early = run('points', '--as-of', '2025-12-31', '--data', data);
    expect([early.status, early.stdout, early.stderr]).toEqual([
      1,
      '',
      '2025年还没有通过的积分办法，算不出积分\n',
    ]);
    await expect(pointsCommand.run(['--data', join(data, 'none')])).rejects.toThrow(InputFault);
  });

  it('is refused when used wrongly, exit 2', async () => {
    expect(run('points', '--format', 'xml', '--data', data)).toMatchObject({ status: 2, stdout: '' });
    for (const words of [['--as-of', '2026-02-30'], ['--year', '26'], ['2026'], ['--colour', 'red']])
      await expect(pointsCommand.run([...words, '--data', data]), words.join(' ')).rejects.toThrow(
        WrongUsage,
      );
  });
});
