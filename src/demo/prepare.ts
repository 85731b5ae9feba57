import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countAudit, listAudit } from '../audit/store.ts';
import { countAccounts } from '../accounts/store.ts';
import { EVIDENCE_FOLDER } from '../db/files.ts';
import { isRegisterIn } from '../db/care.ts';
import { openPlace, openRegister, REGISTER_FILE, type Place } from '../db/open.ts';
import type { Address } from '../db/postgres/address.ts';
import { openSchema } from '../db/postgres/open.ts';
import { stageSchema } from '../db/postgres/staging.ts';
import type { Reader } from '../db/store.ts';
import { fillDemo } from './fill.ts';

/** The folder holds a register that was not made by the demo; it is left untouched. */
export class NotADemo extends Error {}

/**
 * Sees to it that a place holds the sample register; says whether it had to be filled. It is filled in a folder or schema
 * of its own and moved when it is complete, so that a filling that was cut short leaves nothing to be taken for it.
 */
export async function prepareDemo(place: Place): Promise<'filled' | 'found'> {
  return place.database ? prepareSchema(place.database) : prepareFolder(place.dataDir);
}

async function prepareFolder(folder: string): Promise<'filled' | 'found'> {
  const filling = join(folder, 'filling');
  rmSync(filling, { recursive: true, force: true });
  if (existsSync(join(folder, REGISTER_FILE))) {
    const content = await contentOf({ dataDir: folder, database: null });
    if (content === 'real') throw new NotADemo(folder);
    if (content === 'demo') return 'found';
  }
  const store = openRegister(filling);
  try {
    await fillDemo(store);
  } finally {
    await store.close();
  }
  for (const ending of ['', '-wal', '-shm'])
    rmSync(join(folder, `${REGISTER_FILE}${ending}`), { force: true });
  rmSync(join(folder, EVIDENCE_FOLDER), { recursive: true, force: true });
  if (existsSync(join(filling, EVIDENCE_FOLDER)))
    renameSync(join(filling, EVIDENCE_FOLDER), join(folder, EVIDENCE_FOLDER));
  renameSync(join(filling, REGISTER_FILE), join(folder, REGISTER_FILE));
  rmSync(filling, { recursive: true, force: true });
  return 'filled';
}

async function prepareSchema(address: Address): Promise<'filled' | 'found'> {
  const place = { dataDir: '', database: address };
  const content = (await isRegisterIn(place)) ? await contentOf(place) : 'empty';
  if (content === 'real') throw new NotADemo(address.schema);
  if (content === 'demo') return 'found';
  const staging = await stageSchema(address, async (server, schema) => {
    await fillDemo(openSchema(server, schema, () => Promise.resolve()));
  });
  try {
    await staging.changePlaces('empty');
    return 'filled';
  } finally {
    await staging.close();
  }
}

async function contentOf(place: Place): Promise<'empty' | 'demo' | 'real'> {
  const store = await openPlace(place);
  try {
    return await whoMade(store.read);
  } finally {
    await store.close();
  }
}

async function whoMade(reader: Reader): Promise<'empty' | 'demo' | 'real'> {
  const entries = await countAudit(reader, {});
  if (entries === 0) return (await countAccounts(reader)) === 0 ? 'empty' : 'real';
  const [first] = await listAudit(reader, {}, { limit: 1, offset: entries - 1 });
  return first?.via === 'demo' ? 'demo' : 'real';
}
