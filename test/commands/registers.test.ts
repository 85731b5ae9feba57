import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { registersCommand } from '../../src/commands/registers.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { userCommand } from '../../src/commands/user.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { tempFolder } from '../support/register.ts';
import { makeRegister, twoTownships } from '../support/registers.ts';
import { addAccount } from '../support/world.ts';
import { runHere } from './run-here.ts';

afterEach(() => vi.unstubAllEnvs());

const FOUNDED = ['--township', '安乐镇', '--term', '6', '--from', '2026-01-14'];

describe('registers create', () => {
  it('makes an empty register and prints the link that sets it up', async () => {
    const dir = tempFolder();
    const made = await runHere(registersCommand, 'create', 'anle', '--registers', dir);
    expect(made.status).toBe(0);
    expect(made.stdout).toMatch(/http:\/\/127\.0\.0\.1:3000\/anle\/setup\/[\w-]{20,}/);
    expect(existsSync(join(dir, 'anle', REGISTER_FILE))).toBe(true);
    const again = await runHere(registersCommand, 'create', 'anle', '--registers', dir);
    expect([again.status, again.stderr]).toEqual([1, '已经有名称是 anle 的登记册，请换一个名称\n']);
  });

  it('gives the link at the township’s own host, and founds it when that is known', async () => {
    const dir = tempFolder();
    vi.stubEnv('REGISTERS', dir);
    vi.stubEnv('REGISTER_HOSTS', 'example.cn');
    vi.stubEnv('PUBLIC_URL', 'https://example.cn');
    const made = await runHere(registersCommand, 'create', 'anle', ...FOUNDED);
    expect(made.stdout).toContain('https://anle.example.cn/setup/');
    expect((await runHere(registersCommand, 'list')).stdout).toContain('anle\t安乐镇\t已建立');
  });

  it('refuses what is no name, and half of what founds a register', async () => {
    const dir = tempFolder();
    for (const name of ['Anle', '../anle', "a'b", 'desk', 'a']) {
      const { status, stderr } = await runHere(registersCommand, 'create', name, '--registers', dir);
      expect([name, status]).toEqual([name, 2]);
      expect(stderr).toMatch(/例如 qingxi|请换一个/);
    }
    for (const flags of [FOUNDED.slice(0, 2), FOUNDED.slice(0, 4), [...FOUNDED.slice(0, 5), '2026-13-01']])
      expect((await runHere(registersCommand, 'create', 'anle', '--registers', dir, ...flags)).status).toBe(
        2,
      );
    expect(existsSync(join(dir, 'anle'))).toBe(false);
    expect((await runHere(registersCommand, 'create', 'anle')).stderr).toContain('REGISTERS');
  });
});

describe('registers list', () => {
  it('tells the empty ones and those that do not open', async () => {
    const dir = await twoTownships();
    await makeRegister(dir, 'anle', '');
    await makeRegister(dir, 'pingan', '平安镇');
    writeFileSync(join(dir, 'pingan', REGISTER_FILE), 'not a register '.repeat(1000));
    const { stdout } = await runHere(registersCommand, 'list', '--registers', dir);
    expect(stdout.trim().split('\n').slice(1)).toEqual([
      'anle\t\t还是空的',
      'pingan\t\t打不开：文件损坏',
      'qingxi\t清溪镇\t已建立',
      'shawan\t沙湾镇\t已建立',
    ]);
  });
});

describe('registers move-out', () => {
  it('gives a whole copy that restore reads, alone or among many', async () => {
    const dir = await twoTownships((store, name) => addAccount(store, `${name}干事`, ['clerk']));
    const copy = join(tempFolder(), '清溪.sqlite');
    const moved = await runHere(registersCommand, 'move-out', 'qingxi', copy, '--registers', dir);
    expect(moved.status).toBe(0);
    expect(moved.stderr).toContain('restore');
    const alone = tempFolder();
    expect((await runHere(restoreCommand, copy, '--data', alone)).status).toBe(0);
    expect((await runHere(userCommand, 'list', '--data', alone)).stdout).toContain('qingxi干事');
    const elsewhere = tempFolder();
    vi.stubEnv('REGISTERS', elsewhere);
    expect((await runHere(restoreCommand, copy, '--register', 'anle')).status).toBe(0);
    expect((await runHere(verifyCommand, '--register', 'anle')).status).toBe(0);
    expect((await runHere(userCommand, 'list', '--register', 'anle')).stdout).toContain('qingxi干事');
    vi.unstubAllEnvs();
    const none = await runHere(registersCommand, 'move-out', 'nowhere', `${copy}2`, '--registers', dir);
    expect([none.status, none.stderr]).toEqual([
      1,
      '没有名称是 nowhere 的登记册。用 registers list 看有哪些\n',
    ]);
  });
});

describe('every other command', () => {
  it('has to be told which register it is about when there are many', async () => {
    const dir = await twoTownships();
    vi.stubEnv('REGISTERS', dir);
    const untold = await runHere(userCommand, 'list');
    expect([untold.status, untold.stderr]).toEqual([2, expect.stringContaining('--register 名称')]);
    expect((await runHere(userCommand, 'list', '--register', '../qingxi')).status).toBe(2);
    expect((await runHere(userCommand, 'list', '--register', 'qingxi')).status).toBe(0);
    expect((await runHere(userCommand, 'list', '--data', join(dir, 'qingxi'))).status).toBe(0);
    vi.unstubAllEnvs();
    expect((await runHere(userCommand, 'list', '--register', 'qingxi')).stderr).toContain('REGISTERS');
  });
});
