import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { migrateSqlite } from '../../src/db/sqlite/migrate.ts';
import { openSqlite } from '../../src/db/sqlite/open.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import type { Store } from '../../src/db/store.ts';
import { ENGINE } from '../../src/config.ts';
import { openEmptySchema } from './postgres.ts';

let template: Buffer | undefined;

/** The bytes of a migrated, empty register; made once for each worker. */
function emptyRegister(): Buffer {
  if (!template) {
    const connection = new Database(':memory:');
    migrateSqlite(connection);
    template = connection.serialize();
    connection.close();
  }
  return template;
}

/** A folder that is removed when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty register of its own, on the engine of this run, exactly as it is opened in service. */
export function openEmpty(folder?: string): Store {
  return ENGINE === 'postgres' ? openEmptySchema() : openEmptyFile(folder);
}

/** An empty register in a file, whatever engine the run is about. */
export function openEmptyFile(folder = tempFolder()): Store {
  writeFileSync(join(folder, REGISTER_FILE), emptyRegister());
  const store = openSqlite(join(folder, REGISTER_FILE));
  onTestFinished(() => store.close());
  return store;
}
