import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { InputFault, WrongUsage } from '../../src/commands/command.ts';
import { exportCommand } from '../../src/commands/export.ts';
import { importCommand } from '../../src/commands/import.ts';
import { openRegister } from '../../src/db/open.ts';
import { run } from '../commands/run.ts';
import { openEmpty } from '../support/register.ts';
import { bringIn, exported, SAMPLE, scratch } from './support/registers.ts';

it('import at the terminal tries without writing, refuses what it does not know, and says so by its status', async () => {
  const data = join(scratch(), 'data');
  const dry = run('import', SAMPLE, '--dry-run', '--data', data);
  expect([dry.status, existsSync(data)]).toEqual([0, false]);
  expect(dry.stdout).toContain('代表　将新增 8 行');
  expect(dry.stderr).toContain('没有写入任何内容');
  expect(run('import', SAMPLE, '--all', '--data', data).status).toBe(2);
  for (const words of [[], [SAMPLE, SAMPLE], [SAMPLE, '--term', 'six']])
    await expect(importCommand.run([...words, '--data', data])).rejects.toThrow(WrongUsage);
  await expect(exportCommand.run(['--data', data])).rejects.toThrow(WrongUsage);
  await expect(exportCommand.run([join(data, 'out'), '--data', data])).rejects.toThrow(InputFault);
  expect(existsSync(data)).toBe(false);
});

it('import gets back what export at the terminal wrote into a new folder', async () => {
  const base = scratch();
  const at = (name: string) => join(base, name);
  const store = openRegister(at('one'));
  await bringIn(store, SAMPLE);
  const files = await exported(store);
  await store.close();
  const ran = run('export', at('out'), '--data', at('one'));
  expect([ran.status, ran.stdout.trim().split('\n').toSorted()]).toEqual([0, Object.keys(files).toSorted()]);
  expect(ran.stderr).toContain('账号、登录状态和操作日志不在其中');
  const again = openEmpty();
  await bringIn(again, at('out'));
  expect(await exported(again)).toEqual(files);
  await expect(exportCommand.run([at('out'), '--data', at('one')])).rejects.toThrow('不是空的');
});
