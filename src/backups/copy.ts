import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { auditHead } from '../audit/store.ts';
import { listNamedFiles, type NamedFile } from '../care/files.ts';
import { care, COPYING, copyPlaceTo } from '../db/care.ts';
import { openFiles } from '../db/files.ts';
import type { Place } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { CONTENT_FOLDER, digestOf, neededOf, readSums, takeOver, writeSums } from './content.ts';
import { FACTS, SUMS, type CopyFacts } from './folder.ts';
import { copyTime } from './rules.ts';
import { copiesFolder } from './state.ts';

const MAKING = '.making';

export interface Made {
  facts: CopyFacts;
  /** Files whose bytes are missing or were changed, as people know them. */
  wrong: string[];
}

/**
 * Makes a copy of a register that may be in use. What belongs to it is taken over before and after the database, so that
 * nothing it names is missing, whatever happens meanwhile. The database gets its name last: what has a name is complete.
 */
export async function makeCopy(
  store: Store,
  place: Place,
  name: string,
  { by, isAutomatic }: Pick<CopyFacts, 'by' | 'isAutomatic'>,
): Promise<Made> {
  const folder = copiesFolder(place.dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await clearUnfinished(folder);
  const making = join(folder, `${name}${MAKING}`);
  try {
    await takeFiles(store, folder);
    await copyPlaceTo(place, making);
    const { named, wrong } = await takeFiles(store, folder);
    const sha256 = await digestOf(making);
    const { seq } = await auditHead(store.read);
    const facts: CopyFacts = {
      by,
      isAutomatic,
      sha256,
      entries: seq,
      files: named.length,
      rows: care.rowCounts(making),
    };
    const sums = named.map((file) => ({
      sha256: file.sha256,
      path: `${CONTENT_FOLDER}/${file.name.slice(0, 2)}/${file.name}`,
    }));
    await writeText(join(folder, `${name}${SUMS}`), writeSums([{ sha256, path: name }, ...sums]));
    await writeText(join(folder, `${name}${FACTS}`), JSON.stringify(facts));
    await rename(making, join(folder, name));
    return { facts, wrong: wrong.map(({ fileName }) => fileName) };
  } finally {
    await rm(making, { force: true });
    await rm(`${making}.part`, { force: true });
  }
}

async function takeFiles(store: Store, folder: string): Promise<{ named: NamedFile[]; wrong: NamedFile[] }> {
  const all = await listNamedFiles(store.read);
  const missing = new Set(await takeOver(store.files, join(folder, CONTENT_FOLDER), all));
  return {
    named: all.filter(({ name }) => !missing.has(name)),
    wrong: all.filter(({ name }) => missing.has(name)),
  };
}

/** Of a copy that was cut short only what has no name is left, and what should have stood beside it. */
async function clearUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder);
  const isLeft = (name: string) => {
    const copy = name.replace(/\.making(?:\.part)?$|\.sha256$|\.json$/, '');
    return copy !== name && copyTime(copy) !== null && !names.includes(copy);
  };
  for (const name of names.filter(isLeft)) await rm(join(folder, name), { force: true });
  for (const name of names.filter((one) => one.startsWith(COPYING)))
    await rm(join(folder, name), { recursive: true, force: true });
}

async function writeText(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Takes a copy along to a second folder, which must be there: a stick that is not plugged in is not made up for. */
export async function copyElsewhere(folder: string, second: string, name: string): Promise<void> {
  await stat(second);
  const sums = await readSums(join(folder, `${name}${SUMS}`));
  const wrong = await takeOver(
    openFiles(join(folder, CONTENT_FOLDER)),
    join(second, CONTENT_FOLDER),
    neededOf(sums ?? []),
  );
  if (wrong.length > 0) throw new CopyDiffers(wrong[0] ?? '');
  const making = join(second, `${name}${MAKING}`);
  await copyFile(join(folder, name), making, constants.COPYFILE_FICLONE);
  if ((await digestOf(making)) !== sums?.[0]?.sha256) throw new CopyDiffers(name);
  for (const ending of [SUMS, FACTS])
    await copyFile(join(folder, `${name}${ending}`), join(second, `${name}${ending}`));
  await syncFile(making);
  await rename(making, join(second, name));
}

/** What was read back is not what was written. */
export class CopyDiffers extends Error {}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
