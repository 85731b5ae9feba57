import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { RegisterUnusable, type Suspicion } from '../care.ts';
import { migrateSqlite } from './migrate.ts';

const MAGIC = 'SQLite format 3\0';
const HEADER = 100;
/** How .zip, .gz, .rar and .7z begin. */
const ARCHIVES = ['PK', '\u001F\u008B', 'Rar!', '7z\u00BC'];

/**
 * What can be told of a file without trusting it: from its kind and its first hundred bytes, before any engine opens it.
 * A pipe is never opened: that would wait for ever.
 */
export function suspect(file: string): Suspicion | null {
  const kind = kindOf(file);
  if (kind !== null) return { reason: kind };
  const { size } = lstatSync(file);
  const header = firstBytes(file);
  if (ARCHIVES.some((start) => header.toString('latin1').startsWith(start))) return { reason: 'archive' };
  if (header.length < HEADER || header.toString('latin1', 0, 16) !== MAGIC) return { reason: 'no-database' };
  const declared = header.readUInt32BE(28) * pageSize(header);
  return declared > size ? { reason: 'cut-short', declared, size } : null;
}

function kindOf(file: string): 'missing' | 'link' | 'folder' | 'no-file' | null {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return 'missing';
  if (stat.isSymbolicLink()) return 'link';
  if (stat.isDirectory()) return 'folder';
  return stat.isFile() ? null : 'no-file';
}

function firstBytes(file: string): Buffer {
  const bytes = Buffer.alloc(HEADER);
  const handle = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(handle, bytes, 0, HEADER, 0));
  } finally {
    closeSync(handle);
  }
}

/** 1 stands for 65536, which does not fit. */
function pageSize(header: Buffer): number {
  const written = header.readUInt16BE(16);
  return written === 1 ? 65536 : written;
}

/** Tables, views, triggers and indexes that the migrations of this program do not make in this way, and those missing. */
export function strangers(file: string): string[] {
  const ours = new Map(objectsOf(ownConnection()));
  const theirs = new Map(objectsOf(new Database(file, { readonly: true })));
  const strange = [...theirs].filter(([name, sql]) => ours.get(name) !== sql);
  const missing = [...ours].filter(([name]) => !theirs.has(name));
  return [...strange, ...missing].map(([name]) => name);
}

function ownConnection(): Database.Database {
  const connection = new Database(':memory:');
  migrateSqlite(connection);
  return connection;
}

/** What Litestream keeps in the register that it copies away. */
const GUESTS = ['table _litestream_seq', 'table _litestream_lock'];

/** What SQLite makes for itself is left out. */
function objectsOf(connection: Database.Database): [string, string][] {
  try {
    const rows = connection
      .prepare(
        "SELECT type, name, coalesce(sql, '') AS sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
      )
      .all() as { type: string; name: string; sql: string }[];
    return rows
      .map(({ type, name, sql }): [string, string] => [`${type} ${name}`, sql.replace(/\s+/g, ' ')])
      .filter(([name]) => !GUESTS.includes(name));
  } catch (error) {
    if (error instanceof Database.SqliteError) throw new RegisterUnusable('damaged', connection.name);
    throw error;
  } finally {
    connection.close();
  }
}
