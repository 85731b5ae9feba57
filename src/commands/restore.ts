import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endAllSessions } from '../accounts/steps.ts';
import { TERMINAL } from '../audit/labels.ts';
import { checkRegister } from '../care/checks.ts';
import { care } from '../db/care.ts';
import { REGISTER_FILE } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { write } from '../db/write.ts';
import { shanghaiTime } from '../lib/dates.ts';
import { configFrom, InputFault, print, readWords, tell, WrongUsage, type Command } from './command.ts';
import { addFiles, bringCopies, dropOtherFiles } from './evidence-copies.ts';
import { hasRegister, withRegister } from './register.ts';
import { sayingWhatIsUnusable } from './unusable.ts';
import { demandSound, table } from './verify.ts';

/** Puts a backup in the register's place. What was there stays beside it under another name. */
export const restoreCommand: Command = {
  usage: 'restore FILE [--without-evidence] [--data DIR]',
  about:
    '用备份文件和旁边的 FILE.evidence 恢复登记册（先停网站）；先检查备份，原来的改名留在旁边。--without-evidence：佐证和附件已经丢失，只恢复登记册',
  async run(words) {
    const { flags, rest } = readWords(words, {
      data: { type: 'string' },
      'without-evidence': { type: 'boolean' },
    });
    const [typed, ...more] = rest;
    if (typed === undefined || more.length > 0)
      throw new WrongUsage('要写备份文件名，例如 restore 2026-03-20.sqlite');
    const { dataDir } = configFrom(flags);
    const withEvidence = flags['without-evidence'] !== true;
    await sayingWhatIsUnusable(() => restore(resolve(typed), dataDir, withEvidence));
  },
};

/** Everything is done to a copy, which takes the register's place only when nothing is wrong with it. */
async function restore(source: string, dataDir: string, withEvidence: boolean): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(dataDir, 'restore-'));
  try {
    demandRestorable(source);
    care.copyTo(source, join(folder, REGISTER_FILE));
    await withRegister(folder, (store) => settleCopy(store, source, folder, withEvidence));
    const file = join(dataDir, REGISTER_FILE);
    const ending = `.before-restore-${shanghaiTime(Date.now()).replace(/\D/g, '')}`;
    const keptAs = `${file}${ending}`;
    const isNew = !hasRegister(dataDir);
    if (withEvidence) await addFiles(folder, dataDir, ending);
    care.replaceBy(join(folder, REGISTER_FILE), file, keptAs);
    if (withEvidence) await dropOtherFiles(folder, dataDir);
    print(isNew ? file : keptAs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function demandRestorable(source: string): void {
  const { schema } = care.inspect(source);
  if (schema === 'empty') throw new InputFault(`${source} 不是登记册的备份`);
  if (schema === 'ahead') throw new InputFault(`${source} 是更新的程序备份的，请先升级履职册`);
}

/** Sessions of the time of the backup must not come to life again. */
async function settleCopy(
  store: Store,
  source: string,
  folder: string,
  withEvidence: boolean,
): Promise<void> {
  if (withEvidence) await bringCopies(store, source, folder);
  const checked = await checkRegister(join(folder, REGISTER_FILE), store.read, store.files);
  const results = checked.filter(({ code }) => withEvidence || code !== 'evidence');
  tell(table(results));
  demandSound(results);
  await write({ store, actor: TERMINAL, at: Date.now() }, async (tx) => {
    await endAllSessions(tx);
    tx.record({ kind: 'backup.restored', subject: ['backup', source] });
  });
}
