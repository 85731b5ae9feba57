import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openCard } from '../../src/accounts/actions/cards.ts';
import { listAudit } from '../../src/audit/store.ts';
import { InputFault, WrongUsage } from '../../src/commands/command.ts';
import { userCommand } from '../../src/commands/user.ts';
import { openRegister } from '../../src/db/open.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, TERM, TOWNSHIP } from '../support/world.ts';
import { run } from './run.ts';
import { runHere } from './run-here.ts';

const CODE = /^(?:\w{4}-){4}\w{4}\n$/;

async function registerFolder(): Promise<string> {
  const folder = tempFolder();
  const store = openEmpty(folder);
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  await addTestDeputy(store, '001', '田大利');
  await addAccount(store, '管理员', ['admin']);
  await store.close();
  return folder;
}

/** Whose card a code is. */
async function cardOf(folder: string, code: string): Promise<string | undefined> {
  const store = openRegister(folder);
  try {
    return (await openCard(doingAt(store, Date.now()), code))?.login;
  } finally {
    await store.close();
  }
}

describe('user', () => {
  it('add makes an account and prints its card’s code, and nothing else, on stdout', async () => {
    const folder = await registerFolder();
    const clerk = run(
      'user',
      'add',
      '李干事',
      '--name',
      '李国庆',
      '--roles',
      'clerk,主席团成员',
      '--data',
      folder,
    );
    expect([clerk.status, clerk.stdout]).toEqual([0, expect.stringMatching(CODE)]);
    expect(await cardOf(folder, clerk.stdout)).toBe('李干事');
    const deputy = await runHere(
      userCommand,
      'add',
      '田大利',
      '--roles',
      'deputy',
      '--deputy',
      '001',
      '--data',
      folder,
    );
    expect([deputy.status, deputy.stdout]).toEqual([0, expect.stringMatching(CODE)]);
    const store = openRegister(folder);
    const [entry] = await listAudit(store.read, { kind: 'account.created' }, { limit: 1, offset: 0 });
    await store.close();
    expect(entry).toMatchObject({
      actorName: '命令行',
      via: 'terminal',
      after: { name: '田大利', roles: ['deputy'] },
    });
  });

  it('reset gives a new code, with which the administrator gets in again', async () => {
    const folder = await registerFolder();
    const { status, stdout } = run('user', 'reset', '管理员', '--data', folder);
    expect(status).toBe(0);
    expect(await cardOf(folder, stdout)).toBe('管理员');
  });

  it('list prints every account', async () => {
    const { status, stdout } = await runHere(userCommand, 'list', '--data', await registerFolder());
    expect(status).toBe(0);
    expect(stdout).toMatch(/^登录名\t姓名\t角色\t最近登录\t状态\n管理员\t管理员\tadmin\t从未登录\t.+\n$/);
  });

  it.each([
    ['a login name that is taken', ['add', '管理员', '--name', 'x', '--roles', 'clerk'], '已经有人使用'],
    ['an unknown role', ['add', '李干事', '--name', 'x', '--roles', 'king'], '没有这个角色：king'],
    [
      'a deputy without a certificate number',
      ['add', '李干事', '--name', 'x', '--roles', 'deputy'],
      '要选名册上的代表',
    ],
    [
      'a certificate number that nobody has',
      ['add', '李干事', '--roles', 'deputy', '--deputy', '9'],
      '没有代表证号 9',
    ],
    [
      'a unit that nobody knows',
      ['add', '李干事', '--name', 'x', '--roles', 'unit', '--unit', '农办'],
      '没有这个承办单位',
    ],
    ['a login name with a space', ['add', '李 干事', '--name', 'x', '--roles', 'clerk'], '中间不要有空格'],
    ['an unknown login name', ['reset', '没有'], '没有这个登录名'],
  ])('refuses %s', async (_what, words, text) => {
    const refused = userCommand.run([...words, '--data', await registerFolder()]);
    await expect(refused).rejects.toThrow(InputFault);
    await expect(refused).rejects.toThrow(text);
  });

  it.each([
    ['no roles', ['add', '李干事', '--name', 'x'], '--roles'],
    ['no name', ['add', '李干事', '--roles', 'clerk'], '--name'],
    ['no login name', ['reset'], 'user reset LOGIN'],
    ['an unknown verb', ['constructor', 'x'], 'user add LOGIN'],
    ['an unknown flag', ['list', '--king'], '--king'],
  ])('asks for the right words when it gets %s', async (_what, words, text) => {
    const refused = userCommand.run([...words, '--data', await registerFolder()]);
    await expect(refused).rejects.toThrow(WrongUsage);
    await expect(refused).rejects.toThrow(text);
  });

  it('makes no register where there is none', async () => {
    const folder = tempFolder();
    expect((await runHere(userCommand, 'list', '--data', folder)).status).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});
