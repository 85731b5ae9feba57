import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { InputFault, WrongUsage } from '../../src/commands/command.ts';
import { scoreCommand } from '../../src/commands/score.ts';
import { tempFolder } from '../support/register.ts';
import { run } from './run.ts';

const CASE = new URL('../points/cases/10-late-entry.json', import.meta.url);

function written(text: string): string {
  const file = join(tempFolder(), 'case.json');
  writeFileSync(file, text);
  return file;
}

describe('duty-register score', () => {
  it('prints the result on stdout and nothing else, exit 0', () => {
    const { expected } = JSON.parse(readFileSync(CASE, 'utf8')) as { expected: unknown };
    const ran = run('score', fileURLToPath(CASE));
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(JSON.parse(ran.stdout)).toEqual(expected);
  });

  it('names every fault of the case in plain words on stderr, exit 1', () => {
    const faulty = {
      scheme: { id: 's', year: 2026, sections: [], items: [{ code: 'a', section: 'b', points: 1.234 }] },
      deputies: [],
      records: [{ id: 'r', deputy: 'x', item: 'a', date: '2026-02-30' }],
      asOf: '',
    };
    const ran = run('score', written(JSON.stringify(faulty)));
    expect([ran.status, ran.stdout]).toEqual([1, '']);
    for (const words of [
      '处错误',
      '最多保留两位小数',
      'records[0].date：应为真实的日期',
      '代表列表中没有这个编号',
      'asOf',
    ])
      expect(ran.stderr).toContain(words);
    expect(ran.stderr).not.toMatch(/\bat .*\.ts/);
  });

  it('says so when the file is no JSON or cannot be read, exit 1', async () => {
    await expect(scoreCommand.run([written('{')])).rejects.toThrow(/不是完整的 JSON/);
    await expect(scoreCommand.run([join(tempFolder(), 'none.json')])).rejects.toThrow(InputFault);
  });

  it('says how it is used when it is used wrongly, exit 2', async () => {
    const ran = run('score');
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('用法：duty-register score CASE.json');
    for (const words of [
      ['a.json', 'b.json'],
      ['--fast', 'a.json'],
    ])
      await expect(scoreCommand.run(words), words.join(' ')).rejects.toThrow(WrongUsage);
  });
});
