import { AsyncLocalStorage } from 'node:async_hooks';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { EVIDENCE_FOLDER, openFiles } from '../files.ts';
import type { Queries, Store } from '../store.ts';

/**
 * One connection to a register file.
 * better-sqlite3 is built to drop to synchronous=NORMAL in WAL mode, which may lose the last commits at a power cut,
 * so FULL is set on every connection, after WAL.
 */
export function connect(file: string, options: Database.Options = {}): Database.Database {
  const connection = new Database(file, options);
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('busy_timeout = 5000');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Opens a register file: one connection for reading, one for writing. */
export function openSqlite(file: string): Store {
  const writer = connect(file);
  writer.pragma('busy_timeout = 0'); // `begin` waits without blocking
  const reader = connect(file);
  reader.pragma('query_only = ON');
  return {
    read: drizzle(reader),
    transaction: serialised(writer),
    version: versionReader(reader),
    files: openFiles(join(dirname(file), EVIDENCE_FOLDER)),
    rest: () => {
      for (const connection of [reader, writer]) connection.pragma('shrink_memory');
    },
    close: () => {
      reader.close();
      writer.close();
      return Promise.resolve();
    },
  };
}

/**
 * Runs transactions one after another. Drizzle's own `transaction()` is never used: on this driver it half-commits
 * an async callback. One transaction inside another would wait for itself for ever, so it is refused.
 */
function serialised(writer: Database.Database): Store['transaction'] {
  const queries = drizzle(writer) as Queries;
  const inside = new AsyncLocalStorage<true>();
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    if (inside.getStore()) return Promise.reject(new Error('a transaction inside a transaction'));
    const next = last.then(() => runTransaction(writer, () => inside.run(true, () => work(queries))));
    last = next.catch(() => undefined);
    return next;
  };
}

async function runTransaction<T>(writer: Database.Database, work: () => Promise<T>): Promise<T> {
  await begin(writer);
  try {
    const result = await work();
    writer.exec('COMMIT');
    return result;
  } catch (error) {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    throw error;
  }
}

const ATTEMPTS = 600;
const PAUSE_MS = 25;

/** Another process may be writing: wait for it without holding up the readers of this one, for 15 seconds at most. */
async function begin(writer: Database.Database): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      writer.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
      await setTimeout(PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

/** `data_version` moves with every commit of another connection; only then is the trail's head read again. */
function versionReader(reader: Database.Database): Store['version'] {
  const dataVersion = reader.prepare<[]>('PRAGMA data_version').pluck();
  let head: Database.Statement<[]> | undefined;
  let seen: unknown;
  let version = 0;
  return () => {
    const now = dataVersion.get();
    if (now !== seen) {
      head ??= reader.prepare<[]>('SELECT coalesce(max(seq), 0) FROM audit_entry').pluck();
      version = head.get() as number;
      seen = now;
    }
    return Promise.resolve(version);
  };
}
