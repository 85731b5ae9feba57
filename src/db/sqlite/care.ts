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
import { schemaState } from './migrate.ts';

/** Tables whose rows may be added but never changed; each has two triggers. */
const APPEND_ONLY = ['audit_entry', 'notice'];

/** The SQLite half of ../care.ts. */
export const sqliteCare: Care = { inspect, copyTo, replaceBy };

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
    return new Database(file, { readonly: true });
  } catch (error) {
    throw unusable(file, error);
  }
}

function unusable(file: string, error: unknown): unknown {
  const isDamaged =
    error instanceof Database.SqliteError && /^SQLITE_(?:NOTADB|CORRUPT|CANTOPEN)/.test(error.code);
  return isDamaged ? new RegisterUnusable('damaged', file) : error;
}

function missingGuards(connection: Database.Database): string[] {
  const known = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all();
  return APPEND_ONLY.flatMap((table) => [`${table}_no_update`, `${table}_no_delete`]).filter(
    (name) => !known.includes(name),
  );
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
    if (!gatherIntoOneFile(file)) setLogAside(file, keptAs);
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

/** The log of a damaged file would be taken for that of the one in its place. */
function setLogAside(file: string, keptAs: string): void {
  for (const ending of ['-wal', '-shm'])
    if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${keptAs}${ending}`);
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
