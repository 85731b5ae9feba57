import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile, link, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFileName, openFiles, type Files } from '../db/files.ts';

/** A file that a copy needs, and what its bytes must be. */
export interface Needed {
  readonly name: string;
  readonly sha256: string;
}

/** The folder of files that the copies of a folder share: a file is never changed, so one of it serves them all. */
export const CONTENT_FOLDER = 'files';

/** Where a file stands in a folder of files. */
export function pathIn(folder: string, name: string): string {
  if (!isFileName(name)) throw new Error('no name of a file');
  return join(folder, name.slice(0, 2), name);
}

/** A plain file that is there. Links and pipes are none: they lead elsewhere, or nowhere. */
export async function isPlainFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch {
    return false;
  }
}

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(path, 'r');
  try {
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Buffer);
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** Takes files over that are not there yet, each checked; gives the names of those that are missing or were changed. */
export async function takeOver(source: Files, to: string, needed: readonly Needed[]): Promise<string[]> {
  const there = new Set(await openFiles(to).names());
  const wrong: string[] = [];
  for (const { name, sha256 } of needed.filter((one) => !there.has(one.name))) {
    const bytes = await source.read(name);
    if (bytes && createHash('sha256').update(bytes).digest('hex') === sha256)
      await takeWhole(to, name, bytes);
    else wrong.push(name);
  }
  return wrong;
}

/** Appears under its name only when it is whole: what was cut short is not taken for a file. */
async function takeWhole(folder: string, name: string, bytes: Buffer): Promise<void> {
  const path = pathIn(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const handle = await open(`${path}.part`, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.part`, path);
}

/** The same file under a second name: on one disk without copying it, elsewhere as a copy. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  if (existsSync(to)) return;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_EXCL));
}

/** Lists as sha256sum writes and reads them: a digest, two spaces, a path from the folder of the list. */
export function writeSums(sums: readonly { sha256: string; path: string }[]): string {
  return sums.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
}

/** Null for a list that cannot be read to its end. */
export async function readSums(file: string): Promise<{ sha256: string; path: string }[] | null> {
  const text = (await isPlainFile(file)) ? await readFile(file, 'utf8') : '';
  const lines = text.split('\n').filter((line) => line !== '');
  const sums = lines.map((line) => /^([0-9a-f]{64}) [ *](\S.*?)\r?$/.exec(line));
  if (lines.length === 0 || !sums.every((sum) => sum !== null)) return null;
  return sums.map(([, sha256 = '', path = '']) => ({ sha256, path }));
}

/** The files that a list of sums names in the shared folder. */
export function neededOf(sums: readonly { sha256: string; path: string }[]): Needed[] {
  return sums
    .filter(({ path }) => path.startsWith(`${CONTENT_FOLDER}/`))
    .map(({ sha256, path }) => ({ sha256, name: path.split('/').at(-1) ?? '' }))
    .filter(({ name }) => isFileName(name));
}

export async function removeFile(folder: string, name: string): Promise<void> {
  await rm(pathIn(folder, name), { force: true });
}
