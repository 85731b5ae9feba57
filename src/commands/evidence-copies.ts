import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { listNamedFiles } from '../care/files.ts';
import { copyFiles, EVIDENCE_FOLDER } from '../db/files.ts';
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

/** Puts the files in the place of those that are there, which stay beside under another name. */
export function replaceFiles(folder: string, dataDir: string, ending: string): void {
  const [fresh, place] = [join(folder, EVIDENCE_FOLDER), join(dataDir, EVIDENCE_FOLDER)];
  if (existsSync(place)) renameSync(place, `${place}${ending}`);
  if (existsSync(fresh)) renameSync(fresh, place);
}
