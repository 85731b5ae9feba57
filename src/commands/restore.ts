import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { configFrom, print, readWords, WrongUsage, type Command } from './command.ts';
import { demandRestorable } from './restore/look.ts';
import { restoreToFolder } from './restore/to-folder.ts';
import { restoreToSchema } from './restore/to-schema.ts';
import { sayingWhatIsUnusable } from './unusable.ts';

/** Puts a backup in the register's place. What was there stays beside it under another name. */
export const restoreCommand: Command = {
  usage: 'restore FILE [--without-evidence] [--other-township] [--data DIR]',
  about:
    '用备份恢复登记册（先停网站）；先检查备份，原来的改名留在旁边。--without-evidence：佐证和附件已经丢失，只恢复登记册；--other-township：换成另一个乡镇的登记册',
  async run(words) {
    const { flags, rest } = readWords(words, {
      data: { type: 'string' },
      'without-evidence': { type: 'boolean' },
      'other-township': { type: 'boolean' },
    });
    const [typed, ...more] = rest;
    if (typed === undefined || more.length > 0)
      throw new WrongUsage('要写备份文件名，例如 restore 2026-03-20.sqlite');
    const { dataDir, database } = configFrom(flags);
    const wishes = {
      withEvidence: flags['without-evidence'] !== true,
      otherTownship: flags['other-township'] === true,
    };
    const source = resolve(typed);
    await sayingWhatIsUnusable(async () => {
      await demandRestorable(source, database ? tmpdir() : dataDir);
      print(
        await (database
          ? restoreToSchema(source, { dataDir, database }, wishes)
          : restoreToFolder(source, dataDir, wishes)),
      );
    });
  },
};
