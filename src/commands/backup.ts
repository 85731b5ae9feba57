import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TERMINAL } from '../audit/labels.ts';
import { care } from '../db/care.ts';
import { REGISTER_FILE } from '../db/open.ts';
import { write } from '../db/write.ts';
import { configFrom, InputFault, print, readWords, tell, WrongUsage, type Command } from './command.ts';
import { copiesOf, copyAround } from './evidence-copies.ts';
import { hasRegister, withRegister } from './register.ts';
import { sayingWhatIsUnusable } from './unusable.ts';

/** An online copy: the web server may go on working. */
export const backupCommand: Command = {
  usage: 'backup FILE [--data DIR]',
  about:
    '把登记册备份成一个文件，佐证和附件在旁边的 FILE.evidence 文件夹里（网站不用停）；检查无误后才会出现',
  async run(words) {
    const { flags, rest } = readWords(words, { data: { type: 'string' } });
    const [typed, ...more] = rest;
    if (typed === undefined || more.length > 0)
      throw new WrongUsage('要写一个备份文件名，例如 backup 2026-03-20.sqlite');
    const { dataDir } = configFrom(flags);
    await backUpTo(dataDir, resolve(typed));
  },
};

/** Everything of a folder's register in one file and the folder beside it; says where it is. */
export async function backUpTo(dataDir: string, target: string): Promise<void> {
  if (!hasRegister(dataDir)) throw new InputFault(`${dataDir} 里没有登记册`);
  if (existsSync(copiesOf(target))) throw new InputFault(`${copiesOf(target)} 已经存在，请换一个文件名`);
  if (existsSync(target)) throw new InputFault(`${target} 已经存在，请换一个文件名`);
  await sayingWhatIsUnusable(() => backUp(dataDir, target));
  print(target);
  if (existsSync(copiesOf(target))) tell(`佐证和附件在 ${copiesOf(target)}，请和备份文件一起保存`);
}

async function backUp(dataDir: string, target: string): Promise<void> {
  await withRegister(dataDir, async (store) => {
    await copyAround(store, dataDir, target, () => care.copyTo(join(dataDir, REGISTER_FILE), target));
    await write({ store, actor: TERMINAL, at: Date.now() }, async (tx) =>
      tx.record({ kind: 'backup.made', subject: ['backup', target] }),
    );
  });
}
