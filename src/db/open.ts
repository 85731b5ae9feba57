import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect, openSqlite } from './sqlite/open.ts';
import { migrateSqlite, schemaState } from './sqlite/migrate.ts';
import type { Store } from './store.ts';

export const REGISTER_FILE = 'register.sqlite';

/** Thrown when a register was made by a newer program. */
export class RegisterAhead extends Error {}

/**
 * Opens the register in a folder, making it when there is none. A register that is behind is copied aside and
 * brought up to date; one that is ahead is refused untouched.
 */
export function openRegister(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, REGISTER_FILE);
  prepare(file);
  return openSqlite(file);
}

function prepare(file: string): void {
  const isNew = !existsSync(file);
  const connection = connect(file);
  try {
    const state = schemaState(connection);
    if (state === 'ahead') throw new RegisterAhead(file);
    if (state === 'current') return;
    if (!isNew && state === 'behind') {
      connection.pragma('wal_checkpoint(TRUNCATE)');
      copyFileSync(file, `${file}.before-migration`);
    }
    migrateSqlite(connection);
  } finally {
    connection.close();
  }
}
