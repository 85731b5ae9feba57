import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { RegisterUnusable, type Care, type FileState } from '../care.ts';
import type { EngineFacts } from '../care.ts';
import type { Queries } from '../store.ts';
import { bringUpToDate, schemaState } from './migrate.ts';
import { strangers, suspect } from './suspect.ts';

/** Tables whose rows may be added but never changed; each has three triggers. */
const APPEND_ONLY = ['audit_entry', 'notice'];

/** The SQLite half of ../care.ts. */
export const sqliteCare: Care = {
  inspect,
  copyTo,
  bringUpToDate,
  replaceBy,
  suspect,
  strangers,
  rowCounts,
  engine,
};

/** Looks at a file without changing it. Throws RegisterUnusable when it is no register of this kind. */
function inspect(file: string): FileState {
  const connection = openToRead(file);
  try {
    return {
      schema: schemaState(connection),
      integrity: connection
        .prepare('PRAGMA integrity_check(5)')
        .pluck()
        .all()
        .map(String)
        .filter((line) => line !== 'ok'),
      brokenReferences: connection.prepare('PRAGMA foreign_key_check').all().length,
      missingGuards: missingGuards(connection),
      lastEntry: lastEntry(connection),
    };
  } catch (error) {
    throw unusable(file, error);
  } finally {
    connection.close();
  }
}

function openToRead(file: string): Database.Database {
  if (!existsSync(file)) throw new RegisterUnusable('missing', file);
  try {
    const connection = new Database(file, { readonly: true });
    // Nothing that a strange file defines may run functions with effects.
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cell_size_check = ON');
    return connection;
  } catch (error) {
    throw unusable(file, error);
  }
}

function unusable(file: string, error: unknown): unknown {
  const isDamaged =
    error instanceof Database.SqliteError && /^SQLITE_(?:NOTADB|CORRUPT|CANTOPEN)/.test(error.code);
  return isDamaged ? new RegisterUnusable('damaged', file) : error;
}

/** Rows of every table but SQLite's own and those of the index of words. */
function rowCounts(file: string): Record<string, number> {
  const connection = openToRead(file);
  try {
    const names = connection
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .pluck()
      .all()
      .map(String)
      .filter((name) => /^[a-z]+(?:_[a-z]+)*$/.test(name) && !/^(?:sqlite|proposal_search)/.test(name));
    return Object.fromEntries(
      names.map((name) => [name, Number(connection.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())]),
    );
  } catch (error) {
    throw unusable(file, error);
  } finally {
    connection.close();
  }
}

/** Read from the writer itself: the driver may lower `synchronous` at the first write of a connection. */
function engine(queries: Queries): EngineFacts {
  const { $client } = queries as unknown as { $client: Database.Database };
  return {
    name: 'SQLite',
    version: String($client.prepare('SELECT sqlite_version()').pluck().get()),
    isDurable: Number($client.pragma('synchronous', { simple: true })) >= 2,
    schema: schemaState($client),
  };
}

function missingGuards(connection: Database.Database): string[] {
  const known = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all();
  return APPEND_ONLY.flatMap((table) => [
    `${table}_no_update`,
    `${table}_no_delete`,
    `${table}_no_replace`,
  ]).filter((name) => !known.includes(name));
}

/** The highest number that the trail ever gave out: SQLite keeps it even when the last rows are cut off. */
function lastEntry(connection: Database.Database): number {
  const known = connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").get();
  if (!known) return 0;
  const row = connection.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'").pluck().get();
  return Number(row ?? 0);
}

/** A consistent copy of a register that may be in use, whole in one file. Appears under its name only when it is sound. */
function copyTo(file: string, target: string): void {
  const part = `${target}.part`;
  rmSync(part, { force: true });
  const connection = openToRead(file);
  try {
    connection.prepare('VACUUM INTO ?').run(part);
  } finally {
    connection.close();
  }
  chmodSync(part, 0o600);
  const { integrity, brokenReferences } = inspect(part);
  if (integrity.length > 0 || brokenReferences > 0) throw new RegisterUnusable('damaged', file);
  settle(part, target);
}

/**
 * Puts a file of the same folder's disk in the register's place; what was there is kept beside. At no moment is there
 * no register: the next start would make an empty one. Refuses while another process uses it.
 */
function replaceBy(source: string, file: string, keptAs: string): void {
  if (existsSync(file)) {
    keepLog(file, keptAs);
    copyFileSync(file, keptAs);
    sync(keptAs);
  }
  settle(source, file);
}

/**
 * Leaving WAL mode takes everything into the file, and succeeds only for the sole user of it. False for a file so damaged
 * that the engine does not know it: that is when a backup is needed most.
 */
function gatherIntoOneFile(file: string): boolean {
  const connection = new Database(file, { timeout: 0 });
  try {
    connection.pragma('journal_mode = DELETE');
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new RegisterUnusable('in-use', file);
    if (unusable(file, error) instanceof RegisterUnusable) return false;
    throw error;
  } finally {
    connection.close();
  }
}

/**
 * Takes the log into the file. That of a damaged one is kept beside: it must not stay, or it would be played into the file
 * that takes its place. It is copied before anybody opens the file, since the engine may remove it in closing.
 */
function keepLog(file: string, keptAs: string): void {
  const [log, kept] = [`${file}-wal`, `${keptAs}-wal`];
  if (existsSync(log)) copyFileSync(log, kept);
  let isGathered = true;
  try {
    isGathered = gatherIntoOneFile(file);
  } finally {
    if (isGathered) rmSync(kept, { force: true });
  }
  if (!isGathered) for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
}

/** Bytes first, then the name, then the folder that holds the name. */
function settle(part: string, target: string): void {
  sync(part);
  renameSync(part, target);
  if (process.platform !== 'win32') sync(dirname(target));
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
