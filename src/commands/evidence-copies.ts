import { existsSync, renameSync, rmSync } from 'node:fs';
import { listNamedFiles } from '../care/files.ts';
import { copyFiles, openFiles } from '../db/files.ts';
import type { Store } from '../db/store.ts';

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
  backup: string,
  copyDatabase: () => Promise<void>,
): Promise<void> {
  const part = `${copiesOf(backup)}.part`;
  rmSync(part, { recursive: true, force: true });
  try {
    await copyFiles(store.files, openFiles(part), await store.files.names());
    await copyDatabase();
    await copyFiles(
      store.files,
      openFiles(part),
      (await listNamedFiles(store.read)).map(({ name }) => name),
    );
    if (existsSync(part)) renameSync(part, copiesOf(backup));
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
