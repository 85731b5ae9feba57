import { existsSync } from 'node:fs';
import { copyFile, lstat, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listNamedFiles } from '../care/files.ts';
import { EVIDENCE_FOLDER, openFiles } from '../db/files.ts';
import { openRegister, REGISTER_FILE } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { CONTENT_FOLDER, digestOf, isPlainFile, linkOrCopy, pathIn } from './content.ts';
import { SUMS } from './folder.ts';
import { copyTime } from './rules.ts';

/**
 * A restore is made up of steps each of which leaves a register with all its files, so that it may be cut short anywhere:
 * the copy is prepared in a folder of its own; the files that were there are kept beside under second names; the files of
 * the copy come in among them, and only then the database changes places. What the database in place does not name goes
 * last. The folder tells a later start that a restore was cut short, and the database in it whether before or after
 * the change.
 */
export interface Restoring {
  /** The folder in which the copy is prepared. */
  staging: string;
  /** Where the register that was there stays, its files in a folder of this name with the ending `.evidence`. */
  keptAs: string;
}

const STAGING = /^restoring-(\d{14})$/;

export function restoringAt(dataDir: string, stamp: string): Restoring {
  return {
    staging: join(dataDir, `restoring-${stamp}`),
    keptAs: join(dataDir, `${REGISTER_FILE}.before-restore-${stamp}`),
  };
}

/** The files of a backup (佐证和附件) are in a folder beside it, or in one that several kept copies share. */
export function filesOf(backup: string): string {
  const shared = join(dirname(backup), CONTENT_FOLDER);
  const own = `${backup}.evidence`;
  const isKept = copyTime(backup.split(/[\\/]/).at(-1) ?? '') !== null && existsSync(`${backup}${SUMS}`);
  return !existsSync(own) && isKept ? shared : own;
}

/** No file of evidence is larger; more would not be read into memory. */
const LARGEST = 64 * 1024 * 1024;

/** Brings the files that a prepared copy names to it; links, pipes and giants are none. */
export async function bringFiles(store: Store, from: string): Promise<void> {
  for (const { name } of await listNamedFiles(store.read)) {
    const path = pathIn(from, name);
    if ((await isPlainFile(path)) && (await lstat(path)).size <= LARGEST)
      await store.files.take(name, await readFile(path));
  }
}

/** Before the database changes places: what is there gets second names, what the copy brings comes in beside it. */
export async function placeFiles(dataDir: string, { staging, keptAs }: Restoring): Promise<void> {
  const place = join(dataDir, EVIDENCE_FOLDER);
  for (const name of await settledNames(place))
    await linkOrCopy(pathIn(place, name), pathIn(`${keptAs}.evidence`, name));
  const brought = join(staging, EVIDENCE_FOLDER);
  for (const name of await openFiles(brought).names()) {
    const [fresh, there] = [pathIn(brought, name), pathIn(place, name)];
    if ((await isPlainFile(there)) && (await digestOf(there)) === (await digestOf(fresh))) {
      // It is no news of this restore: what is left in the folder is exactly what came in.
      await rm(fresh);
    } else if (existsSync(there)) {
      await copyFile(fresh, `${there}.part`);
      await rename(`${there}.part`, there);
      await rm(fresh);
    } else await linkOrCopy(fresh, there);
  }
}

/** Ends what a restore began, in this process or in one that is gone. */
export async function settleRestore(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir).catch(() => [])) {
    const stamp = STAGING.exec(name)?.[1];
    if (stamp === undefined) continue;
    const restoring = restoringAt(dataDir, stamp);
    const isDone = !existsSync(join(restoring.staging, REGISTER_FILE));
    await (isDone ? putOldFilesAway(dataDir, restoring) : takeBack(dataDir, restoring));
    await rm(restoring.staging, { recursive: true, force: true });
  }
}

/** The database has changed places: files that it does not name stay beside it with the old one. */
async function putOldFilesAway(dataDir: string, { keptAs }: Restoring): Promise<void> {
  const place = join(dataDir, EVIDENCE_FOLDER);
  const named = await namesIn(dataDir);
  for (const name of (await settledNames(place)).filter((one) => !named.has(one))) {
    await linkOrCopy(pathIn(place, name), pathIn(`${keptAs}.evidence`, name));
    await rm(pathIn(place, name));
  }
}

/** The old database is still in place: only what came in for the new one, and the second names, go. */
async function takeBack(dataDir: string, { staging, keptAs }: Restoring): Promise<void> {
  const file = join(dataDir, REGISTER_FILE);
  if (existsSync(`${keptAs}-wal`) && !existsSync(`${file}-wal`)) await rename(`${keptAs}-wal`, `${file}-wal`);
  const named = existsSync(file) ? await namesIn(dataDir) : new Set<string>();
  const place = join(dataDir, EVIDENCE_FOLDER);
  for (const name of await openFiles(join(staging, EVIDENCE_FOLDER)).names())
    if (!named.has(name)) await rm(pathIn(place, name), { force: true });
  await rm(keptAs, { force: true });
  await rm(`${keptAs}.evidence`, { recursive: true, force: true });
}

async function namesIn(dataDir: string): Promise<Set<string>> {
  const store = openRegister(dataDir);
  try {
    return new Set((await listNamedFiles(store.read)).map(({ name }) => name));
  } finally {
    await store.close();
  }
}

async function settledNames(folder: string): Promise<string[]> {
  const files = openFiles(folder);
  const unsettled = new Set(await files.unsettled());
  return (await files.names()).filter((name) => !unsettled.has(name));
}
