import { RegisterAhead } from './ahead.ts';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect, openSqlite } from './sqlite/open.ts';
import { migrateSqlite, schemaState } from './sqlite/migrate.ts';
import { migrateSchema } from './postgres/migrate.ts';
import type { Address } from './postgres/address.ts';
import { openSchema } from './postgres/open.ts';
import { connectServer } from './postgres/server.ts';
import type { Store } from './store.ts';

export const REGISTER_FILE = 'register.sqlite';

/** Where one register is kept: a folder with its file, or a schema of a database and a folder for what is beside it. */
export interface Place {
  readonly dataDir: string;
  readonly database: Address | null;
}

/** Opens the register of a place, making it when there is none and bringing it up to date when it is behind. */
export async function openPlace({ dataDir, database }: Place): Promise<Store> {
  return database ? openDatabase(database) : openRegister(dataDir);
}

async function openDatabase({ hosts, schema }: Address): Promise<Store> {
  const server = connectServer(hosts);
  try {
    await migrateSchema(server, schema);
    return openSchema(server, schema, () => server.close());
  } catch (error) {
    await server.close();
    throw error;
  }
}

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
