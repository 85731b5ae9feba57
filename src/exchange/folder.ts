import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zipSync, strToU8 } from 'fflate';
import type { ExportFile } from './export.ts';

/** The folder holds something already. */
export class FolderNotEmpty extends Error {}

/** Writes an export into a folder, which is made where there is none. */
export async function writeFolder(folder: string, files: readonly ExportFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new FolderNotEmpty(folder);
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The same moment in every archive, so that the same register gives the same bytes. */
const NO_TIME = new Date(2000, 0, 1);

/** An export as one .zip, to be unpacked and imported as a folder. */
export function zipFiles(files: readonly ExportFile[]): Buffer {
  const entries = files.map(({ path, text }) => [path, strToU8(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: NO_TIME }));
}
