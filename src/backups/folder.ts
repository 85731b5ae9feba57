import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openFiles } from '../db/files.ts';
import { CONTENT_FOLDER, neededOf, readSums, removeFile } from './content.ts';
import { copyTime, dropped, type Dated } from './rules.ts';

/** What is written down beside a copy when it is made. */
export interface CopyFacts {
  by: string;
  isAutomatic: boolean;
  sha256: string;
  /** Number of the last entry of the trail. */
  entries: number;
  /** Files of evidence and attachments. */
  files: number;
  rows: Record<string, number>;
}

export interface KeptCopy extends Dated {
  bytes: number;
  /** Null where what stands beside it is gone. */
  facts: CopyFacts | null;
}

/** Beside a copy: its list of sums, which `sha256sum -c` reads, and what was written down about it. */
export const SUMS = '.sha256';
export const FACTS = '.json';

/** The copies of a folder, the newest first. What else lies there is left alone. */
export async function listCopies(folder: string): Promise<KeptCopy[]> {
  const names = await readdir(folder).catch(() => []);
  const dated = names
    .map((name) => ({ name, at: copyTime(name) }))
    .filter((copy): copy is Dated => copy.at !== null)
    .toSorted((a, b) => b.at - a.at);
  return Promise.all(
    dated.map(async (copy) => ({
      ...copy,
      bytes: (await stat(join(folder, copy.name))).size,
      facts: await factsOf(join(folder, copy.name)),
    })),
  );
}

async function factsOf(copy: string): Promise<CopyFacts | null> {
  try {
    return JSON.parse(await readFile(`${copy}${FACTS}`, 'utf8')) as CopyFacts;
  } catch {
    return null;
  }
}

/** Removes what the rule no longer keeps, then the files that no copy names any more; gives the names of the copies. */
export async function tidy(folder: string, now: number): Promise<string[]> {
  const names = dropped(await listCopies(folder), now).map(({ name }) => name);
  for (const name of names)
    for (const ending of ['', SUMS, FACTS]) await rm(join(folder, `${name}${ending}`), { force: true });
  await sweep(folder);
  return names;
}

/** As long as one copy's list cannot be read, nothing is known to be needless. */
async function sweep(folder: string): Promise<void> {
  const lists = await Promise.all(
    (await listCopies(folder)).map(({ name }) => readSums(join(folder, `${name}${SUMS}`))),
  );
  if (!lists.every((list) => list !== null)) return;
  const needed = new Set(lists.flatMap((list) => neededOf(list).map(({ name }) => name)));
  const content = join(folder, CONTENT_FOLDER);
  const names = await openFiles(content).names();
  for (const name of names.filter((one) => !needed.has(one))) await removeFile(content, name);
}
