import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { placeFiles, restoringAt, settleRestore, type Restoring } from '../../backups/restoring.ts';
import { care, holdLock, SERVING_LOCK } from '../../db/care.ts';
import { REGISTER_FILE } from '../../db/open.ts';
import { InputFault } from '../command.ts';
import { hasRegister, inFolder, withRegister } from '../register.ts';
import { demandNoStrangers, prepareCopy, stampOf, type Wishes } from './prepare.ts';

/** Gives where the old register stays, or where the new one is when there was none. */
export function restoreToFolder(source: string, dataDir: string, wishes: Wishes): Promise<string> {
  return aloneIn(dataDir, () => restore(source, dataDir, wishes));
}

/** Nobody else may serve the register or restore it meanwhile. */
async function aloneIn<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = holdLock(join(dataDir, SERVING_LOCK));
  if (!lock) throw new InputFault(`登记册正在使用：${dataDir}。请先停止网站（或其他命令），再试一次`);
  try {
    await settleRestore(dataDir);
    return await work();
  } finally {
    lock.release();
  }
}

/** Everything is done to a copy, which takes the register's place only when nothing is wrong with it. */
async function restore(source: string, dataDir: string, wishes: Wishes): Promise<string> {
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
  return isNew ? file : restoring.keptAs;
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
    demandNoStrangers(file, source);
    await prepareCopy(store, source, { staged: inFolder(staging), current: inFolder(dataDir) }, wishes);
  });
}
