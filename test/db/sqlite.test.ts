import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { countAudit } from '../../src/audit/store.ts';
import { EVIDENCE_FOLDER } from '../../src/db/files.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { setting } from '../../src/db/schema/index.ts';
import { openSqlite } from '../../src/db/sqlite/open.ts';
import type { Queries, Store } from '../../src/db/store.ts';
import { write } from '../../src/db/write.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { doingAt } from '../support/world.ts';

const EVENT = { kind: 'setting.changed', subject: ['setting', 'x'] } as const;
const FULL = 2;

const record = (store: Store) => write(doingAt(store), async (tx) => tx.record(EVENT));

/** The connection under a set of builders; only these tests look beneath them. */
function connectionOf(builders: object): Database.Database {
  return (builders as { $client: Database.Database }).$client;
}

function writerOf(store: Store): Promise<Database.Database> {
  return store.transaction(async (queries: Queries) => connectionOf(queries));
}

/** Another writer, which holds the register for a while before it commits. */
const HOLD_FOR_A_WHILE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const connection = new (require('better-sqlite3'))(workerData);
  connection.exec("BEGIN IMMEDIATE; INSERT INTO setting VALUES ('held', '1')");
  parentPort.postMessage('held');
  setTimeout(() => { connection.exec('COMMIT'); connection.close(); }, 300);`;

function openFile(folder: string): Store {
  const store = openSqlite(join(folder, REGISTER_FILE));
  onTestFinished(() => store.close());
  return store;
}

describe('a register file', () => {
  it('is synchronised in full on every connection, after a write and after opening again', async () => {
    const folder = tempFolder();
    const first = openEmpty(folder);
    await record(first);
    const second = openFile(folder);
    await record(second);
    for (const store of [first, second]) {
      for (const connection of [connectionOf(store.read), await writerOf(store)]) {
        expect(connection.pragma('synchronous', { simple: true })).toBe(FULL);
        expect(connection.pragma('journal_mode', { simple: true })).toBe('wal');
        expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
      }
    }
  });

  it('cannot be changed through the reading connection', () => {
    const reader = connectionOf(openEmpty().read);
    expect(() => reader.exec("INSERT INTO setting VALUES ('x', '1')")).toThrow('readonly');
  });

  it('moves its version with every commit that the trail knows, by this process', async () => {
    const store = openEmpty();
    const seen = [await store.version()];
    await record(store);
    seen.push(await store.version());
    await record(store);
    seen.push(await store.version());
    expect(seen).toEqual([0, 1, 2]);
  });

  it('moves its version with the commit of another process', async () => {
    const folder = tempFolder();
    const here = openEmpty(folder);
    expect(await here.version()).toBe(0);
    const elsewhere = openFile(folder);
    await record(elsewhere);
    expect(await here.version()).toBe(1);
    expect(await countAudit(here.read, {})).toBe(1);
  });

  it('keeps its version while a write is under way and when it is taken back', async () => {
    const store = openEmpty();
    const failing = write(doingAt(store), async (tx) => {
      tx.record(EVENT);
      expect(await store.version()).toBe(0);
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect(await store.version()).toBe(0);
  });

  it('waits for the writer of another process instead of failing', async () => {
    const folder = tempFolder();
    const store = openEmpty(folder);
    const other = new Worker(HOLD_FOR_A_WHILE, { eval: true, workerData: join(folder, REGISTER_FILE) });
    const done = once(other, 'exit');
    await once(other, 'message');
    await record(store);
    await done;
    const [kept] = await store.read.select().from(setting);
    expect(kept?.key).toBe('held');
    expect(await store.version()).toBe(1);
  });

  it.each(['audit_entry', 'notice'])('refuses to change or delete a row of %s', async (table) => {
    const folder = tempFolder();
    const store = openEmpty(folder);
    await record(store);
    const connection = new Database(join(folder, REGISTER_FILE));
    onTestFinished(() => void connection.close());
    connection.exec(`
      INSERT INTO scheme (id, year, version, title, state, body, created_at) VALUES (1, 2026, 1, 't', 'draft', '{}', 0);
      INSERT INTO notice (id, quarter, version, number, scheme_id, published_at, window_from, window_to, body, sha256)
        VALUES (1, '2026Q1', 1, 'n', 1, 0, '2026-04-01', '2026-04-07', '{}', 'x');`);
    expect(() => connection.exec(`UPDATE ${table} SET rowid = rowid`)).toThrow('append-only');
    expect(() => connection.exec(`DELETE FROM ${table}`)).toThrow('append-only');
  });

  it('keeps its files for its owner alone', async () => {
    const folder = tempFolder();
    const store = openEmpty(folder);
    const name = await store.files.keep(Buffer.from('x'));
    await store.files.settle(name, true);
    expect(statSync(join(folder, EVIDENCE_FOLDER, name.slice(0, 2), name)).mode & 0o777).toBe(0o600);
  });
});
