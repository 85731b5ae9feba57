import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { copyFile, link } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listNamedFiles } from '../care/files.ts';
import { copyFiles, EVIDENCE_FOLDER, openFiles } from '../db/files.ts';
import type { Store } from '../db/store.ts';
import { InputFault } from './command.ts';

/** The files of a backup (佐证和附件) are in a folder beside it. */
export function copiesOf(backup: string): string {
  return `${backup}.evidence`;
}

/**
 * Copies the files around the copying of the database: what is removed meanwhile was copied before, what is added is
 * copied after. So the copy holds all that its database names, perhaps more. Appears when it is complete.
 */
export async function copyAround(
  store: Store,
  dataDir: string,
  backup: string,
  copyDatabase: () => void,
): Promise<void> {
  const from = join(dataDir, EVIDENCE_FOLDER);
  const part = `${copiesOf(backup)}.part`;
  rmSync(part, { recursive: true, force: true });
  try {
    await copyFiles(from, part, await store.files.names());
    copyDatabase();
    await copyFiles(
      from,
      part,
      (await listNamedFiles(store.read)).map(({ name }) => name),
    );
    if (existsSync(part)) renameSync(part, copiesOf(backup));
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** Brings the files that a restored database names into its folder. */
export async function bringCopies(store: Store, backup: string, folder: string): Promise<void> {
  const names = (await listNamedFiles(store.read)).map(({ name }) => name);
  if (names.length > 0 && !existsSync(copiesOf(backup)))
    throw new InputFault(
      `备份里记有 ${names.length} 个佐证、附件文件，旁边却没有文件夹 ${copiesOf(backup)}。请把它放回来再恢复；确实丢失的，请加上 --without-evidence`,
    );
  await copyFiles(copiesOf(backup), join(folder, EVIDENCE_FOLDER), names);
}

/**
 * Before the database is replaced: the files that are there are kept beside too, and the new ones come in among them. So
 * whichever database is in place when a restore is cut short, it finds its files.
 */
export async function addFiles(folder: string, dataDir: string, ending: string): Promise<void> {
  const place = join(dataDir, EVIDENCE_FOLDER);
  await linkFiles(place, `${place}${ending}`);
  await linkFiles(join(folder, EVIDENCE_FOLDER), place);
}

/** After it: what only the old database named goes. */
export async function dropOtherFiles(folder: string, dataDir: string): Promise<void> {
  const files = openFiles(join(dataDir, EVIDENCE_FOLDER));
  const wanted = new Set(await openFiles(join(folder, EVIDENCE_FOLDER)).names());
  for (const name of (await files.names()).filter((one) => !wanted.has(one))) {
    await files.part(name);
    await files.settle(name, false);
  }
}

/** Both folders are on one disk; where that knows no second names, a copy takes its place. */
async function linkFiles(from: string, to: string): Promise<void> {
  for (const name of await openFiles(from).names()) {
    const [source, target] = [from, to].map((folder) => join(folder, name.slice(0, 2), name));
    if (source === undefined || target === undefined || !existsSync(source) || existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    await link(source, target).catch(() => copyFile(source, target));
  }
}
