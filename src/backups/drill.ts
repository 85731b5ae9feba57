import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkRegister } from '../care/checks.ts';
import { listNamedFiles } from '../care/files.ts';
import { firstFault } from '../care/labels.ts';
import { care } from '../db/care.ts';
import { EVIDENCE_FOLDER } from '../db/files.ts';
import { openRegister, REGISTER_FILE, type Place } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { CONTENT_FOLDER, digestOf, isPlainFile, linkOrCopy, pathIn, readSums } from './content.ts';
import { listCopies, SUMS } from './folder.ts';
import { copiesFolder } from './state.ts';

/** What a chore found wrong: a code of labels.ts with what its words need; an empty code when all is well. */
export interface Finding {
  fault: string;
  detail: string;
}

const SOUND: Finding = { fault: '', detail: '' };

/**
 * Brings a copy back, in a folder of its own that is removed afterwards, and looks at it as `verify` looks at the
 * register. A copy that was never brought back is a hope, not a copy.
 */
export async function drillCopy(dataDir: string, name: string): Promise<Finding> {
  const folder = copiesFolder(dataDir);
  await clearDrills(folder);
  const copy = join(folder, name);
  const [sum] = (await readSums(`${copy}${SUMS}`)) ?? [];
  if ((await digestOf(copy)) !== sum?.sha256) return { fault: 'sum-wrong', detail: name };
  const scratch = await mkdtemp(join(folder, 'drill-'));
  try {
    return await inspectCopy(folder, name, scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function clearDrills(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of (await readdir(folder)).filter((one) => one.startsWith('drill-')))
    await rm(join(folder, name), { recursive: true, force: true });
}

async function inspectCopy(folder: string, name: string, scratch: string): Promise<Finding> {
  const file = join(scratch, REGISTER_FILE);
  care.copyTo(join(folder, name), file);
  const made = (await listCopies(folder)).find((copy) => copy.name === name)?.facts?.rows ?? {};
  const rows = care.rowCounts(file);
  const differs = Object.keys({ ...made, ...rows }).find((table) => made[table] !== rows[table]);
  if (differs !== undefined) return { fault: 'rows-differ', detail: differs };
  const store = openRegister(scratch);
  try {
    await bringFiles(store, join(folder, CONTENT_FOLDER), join(scratch, EVIDENCE_FOLDER));
    return foundIn(await checkRegister({ dataDir: scratch, database: null }, store.read, store.files));
  } finally {
    await store.close();
  }
}

async function bringFiles(store: Store, from: string, to: string): Promise<void> {
  for (const { name } of await listNamedFiles(store.read))
    if (await isPlainFile(pathIn(from, name))) await linkOrCopy(pathIn(from, name), pathIn(to, name));
}

function foundIn(results: Awaited<ReturnType<typeof checkRegister>>): Finding {
  const first = firstFault(results);
  return first === null ? SOUND : { fault: 'check-wrong', detail: first };
}

/** The same look at the register itself; tells how many entries its trail has. */
export async function checkLive(store: Store, place: Place): Promise<Finding & { entries: number }> {
  const results = await checkRegister(place, store.read, store.files);
  const entries = results.find(({ code }) => code === 'trail')?.count ?? 0;
  return { ...foundIn(results), entries };
}
