import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { endAllSessions } from '../accounts/steps.ts';
import { TERMINAL } from '../audit/labels.ts';
import { digestOf, isPlainFile, readSums } from '../backups/content.ts';
import { SUMS } from '../backups/folder.ts';
import { bytesText } from '../backups/labels.ts';
import {
  bringFiles,
  filesOf,
  placeFiles,
  restoringAt,
  settleRestore,
  type Restoring,
} from '../backups/restoring.ts';
import { checkRegister } from '../care/checks.ts';
import { listNamedFiles } from '../care/files.ts';
import { suspicionWords } from '../care/labels.ts';
import { care, holdLock, SERVING_LOCK } from '../db/care.ts';
import { REGISTER_FILE } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { write } from '../db/write.ts';
import { findTownship, type Township } from '../settings/store.ts';
import { configFrom, InputFault, print, readWords, tell, WrongUsage, type Command } from './command.ts';
import { demandFolder, hasRegister, inFolder, withRegister } from './register.ts';
import { sayingWhatIsUnusable } from './unusable.ts';
import { demandSound, table } from './verify.ts';

interface Wishes {
  withEvidence: boolean;
  otherTownship: boolean;
}

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
    const place = configFrom(flags);
    demandFolder(place);
    const { dataDir } = place;
    const wishes = {
      withEvidence: flags['without-evidence'] !== true,
      otherTownship: flags['other-township'] === true,
    };
    await sayingWhatIsUnusable(async () => {
      await demandRestorable(resolve(typed), dataDir);
      await aloneIn(dataDir, () => restore(resolve(typed), dataDir, wishes));
    });
  },
};

/** Nobody else may serve the register or restore it meanwhile. */
async function aloneIn(dataDir: string, work: () => Promise<void>): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = holdLock(join(dataDir, SERVING_LOCK));
  if (!lock) throw new InputFault(`登记册正在使用：${dataDir}。请先停止网站（或其他命令），再试一次`);
  try {
    await settleRestore(dataDir);
    await work();
  } finally {
    lock.release();
  }
}

/** Everything is done to a copy, which takes the register's place only when nothing is wrong with it. */
async function restore(source: string, dataDir: string, wishes: Wishes): Promise<void> {
  const restoring = restoringAt(dataDir, stampOf(Date.now()));
  const isNew = !(await hasRegister(inFolder(dataDir)));
  mkdirSync(restoring.staging, { mode: 0o700 });
  try {
    await prepare(source, dataDir, restoring, wishes);
  } catch (error) {
    rmSync(restoring.staging, { recursive: true, force: true });
    throw error;
  }
  await placeFiles(dataDir, restoring);
  const file = join(dataDir, REGISTER_FILE);
  care.replaceBy(join(restoring.staging, REGISTER_FILE), file, restoring.keptAs);
  await settleRestore(dataDir);
  print(isNew ? file : restoring.keptAs);
}

/** 20260320093000, in China's time. */
function stampOf(at: number): string {
  return new Date(at + 8 * 60 * 60 * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** What can be told before anything is written: kind of file, digest, room, and whose it is. */
async function demandRestorable(source: string, dataDir: string): Promise<void> {
  const suspicion = care.suspect(source);
  if (suspicion) throw new InputFault(suspicionWords(suspicion, source));
  const sums = `${source}${SUMS}`;
  if (await isPlainFile(sums)) {
    const sum = (await readSums(sums))?.[0]?.sha256;
    if (sum !== (await digestOf(source)))
      throw new InputFault(`${source} 与旁边的校验文件 ${sums} 不符，文件已经损坏或被改动，没有恢复`);
  }
  await demandRoom(source, dataDir);
  const { schema } = care.inspect(source);
  const isRegister = 'audit_entry' in care.rowCounts(source);
  if (schema === 'empty' || !isRegister) throw new InputFault(`${source} 不是登记册的备份`);
  if (schema === 'ahead') throw new InputFault(`${source} 是更新的程序备份的，请先升级履职册`);
}

/** For the prepared copy, and for the old one that stays. */
async function demandRoom(source: string, dataDir: string): Promise<void> {
  let folder = resolve(dataDir);
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const needed = statSync(source).size * 2;
  if (bavail * bsize < needed)
    throw new InputFault(
      `磁盘空间不够：恢复需要 ${bytesText(needed)}，${folder} 只剩 ${bytesText(bavail * bsize)}`,
    );
}

async function prepare(
  source: string,
  dataDir: string,
  { staging }: Restoring,
  wishes: Wishes,
): Promise<void> {
  const file = join(staging, REGISTER_FILE);
  care.copyTo(source, file);
  await withRegister(inFolder(staging), async (store) => {
    const [strange] = care.strangers(file);
    if (strange !== undefined)
      throw new InputFault(`${source} 里有不属于登记册的东西，或者缺了应有的（${strange}），没有恢复`);
    if (!wishes.otherTownship) await demandSameTownship(store, dataDir);
    await settleCopy(store, source, staging, wishes.withEvidence);
  });
}

async function demandSameTownship(store: Store, dataDir: string): Promise<void> {
  const [theirs, ours] = [await findTownship(store.read), await townshipOf(dataDir)];
  if (!theirs || !ours || theirs.divisionCode === ours.divisionCode) return;
  throw new InputFault(
    `这是${theirs.name}（${theirs.divisionCode}）的备份，现在的登记册是${ours.name}（${ours.divisionCode}）的，没有恢复。确实要换的，请加上 --other-township`,
  );
}

/** Of a register that cannot be read nothing is known: that is what backups are for. */
async function townshipOf(dataDir: string): Promise<Township | undefined> {
  if (!(await hasRegister(inFolder(dataDir)))) return undefined;
  try {
    // Only looked at: whoever opens a damaged one to write may remove its log.
    care.inspect(join(dataDir, REGISTER_FILE));
    return await withRegister(inFolder(dataDir), (store) => findTownship(store.read));
  } catch {
    return undefined;
  }
}

/** Sessions of the time of the backup must not come to life again. */
async function settleCopy(
  store: Store,
  source: string,
  staging: string,
  withEvidence: boolean,
): Promise<void> {
  if (withEvidence) await bringEvidence(store, source, staging);
  const checked = await checkRegister(inFolder(staging), store.read, store.files);
  const results = checked.filter(({ code }) => withEvidence || code !== 'evidence');
  tell(table(results));
  demandSound(results);
  await write({ store, actor: TERMINAL, at: Date.now() }, async (tx) => {
    await endAllSessions(tx);
    tx.record({ kind: 'backup.restored', subject: ['backup', source] });
  });
}

async function bringEvidence(store: Store, source: string, staging: string): Promise<void> {
  const { length } = await listNamedFiles(store.read);
  const folder = filesOf(source);
  if (length > 0 && !existsSync(folder))
    throw new InputFault(
      `备份里记有 ${length} 个佐证、附件文件，旁边却没有文件夹 ${folder}。请把它放回来再恢复；确实丢失的，请加上 --without-evidence`,
    );
  await bringFiles(store, folder, staging);
}
