import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Database from 'better-sqlite3';
import { checkRegister } from '../../src/care/checks.ts';
import { settleFiles } from '../../src/care/files.ts';
import { EVIDENCE_FOLDER } from '../../src/db/files.ts';
import { openRegister, REGISTER_FILE } from '../../src/db/open.ts';

/** Looks into a register beside the program, without any of its code. */
export function inRegister<T>(folder: string, work: (connection: Database.Database) => T): T {
  const connection = new Database(join(folder, REGISTER_FILE), { readonly: true, timeout: 5000 });
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

/** Everything that stands in a register and the names and contents of the files beside it, as one digest. */
export function stateOf(folder: string, files = filesIn(folder)): string {
  const hash = createHash('sha256');
  inRegister(folder, (connection) => {
    const tables = connection
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .pluck()
      .all() as string[];
    for (const table of tables.filter((name) => !name.startsWith('proposal_search')))
      hash.update(`${table}\n${rowsOf(connection, table).join('\n')}\n`);
  });
  for (const path of files)
    hash.update(
      `${path}\n${createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex')}\n`,
    );
  return hash.digest('hex');
}

function rowsOf(connection: Database.Database, table: string): string[] {
  const rows = connection.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][];
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

/** Paths of all files below a folder but those of the database itself. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !/^register\.sqlite(?:-wal|-shm)?$/.test(path))
    .toSorted();
}

/** What is wrong with a register, opened and looked at as at a start; empty when all is well. */
export async function faultsOf(folder: string): Promise<string[]> {
  const store = openRegister(folder);
  try {
    await settleFiles(store);
    const results = await checkRegister({ dataDir: folder, database: null }, store.read, store.files);
    return results.filter(({ fault }) => fault !== '').map(({ code, fault }) => `${code}: ${fault}`);
  } finally {
    await store.close();
  }
}

/** Files of evidence whose write was never settled. */
export function unsettledIn(folder: string): string[] {
  return filesIn(join(folder, EVIDENCE_FOLDER)).filter((path) => !/^..\/[0-9a-f]{32}$/.test(path));
}
