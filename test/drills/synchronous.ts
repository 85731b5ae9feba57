import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { backupCommand } from '../../src/commands/backup.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { openRegister } from '../../src/db/open.ts';
import { addDistrict } from '../support/roster.ts';
import { quietly } from './quietly.ts';
import { makeTownship } from './township.ts';

const FULL = 2;

/** The pragma is read after a write: before it the driver still says 2 where it will not keep to it. */
export async function inFolderSynchronous(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const data = join(folder, 'data');
  await makeTownship(data, { deputies: 1 });
  const faults: string[] = [];
  faults.push(
    ...(await levelAfterWrite(data, '7', 'opened')),
    ...(await levelAfterWrite(data, '8', 're-opened')),
  );
  const copy = join(folder, 'copy.sqlite');
  await quietly(() => backupCommand.run([copy, '--data', data]));
  await quietly(() => restoreCommand.run([copy, '--data', data]));
  faults.push(...(await levelAfterWrite(data, '9', 'restored')));
  return faults;
}

async function levelAfterWrite(folder: string, number: string, when: string): Promise<string[]> {
  const store = openRegister(folder);
  try {
    await addDistrict(store, number);
    const writer = await store.transaction(async (queries) => connectionOf(queries));
    return [writer, connectionOf(store.read)]
      .map((connection) => connection.pragma('synchronous', { simple: true }))
      .filter((level) => level !== FULL)
      .map((level) => `synchronous is ${String(level)} when ${when}`);
  } finally {
    await store.close();
  }
}

/** The connection under a set of builders: only drills and tests look beneath them. */
export function connectionOf(builders: object): Database.Database {
  return (builders as { $client: Database.Database }).$client;
}
