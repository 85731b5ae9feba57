import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { migrateSqlite } from '../../src/db/sqlite/migrate.ts';
import { openSqlite } from '../../src/db/sqlite/open.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import type { Queries, Store } from '../../src/db/store.ts';
import { ENGINE } from '../../src/config.ts';
import { makeFilled, openEmptySchema, openSchemaAgain, returningNumbers, sendTo } from './postgres.ts';

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
  return openFile(folder);
}

/** A register that is filled once for each worker and copied for every test that asks for one. */
export function filledOnce(fill: (store: Store) => Promise<void>): () => Promise<Store> {
  let made: Promise<() => Store> | undefined;
  return async () => (await (made ??= ENGINE === 'postgres' ? makeFilled(fill) : makeFilledFile(fill)))();
}

async function makeFilledFile(fill: (store: Store) => Promise<void>): Promise<() => Store> {
  const folder = tempFolder();
  await fill(openEmptyFile(folder));
  const connection = new Database(join(folder, REGISTER_FILE));
  const bytes = connection.serialize();
  connection.close();
  return () => {
    const own = tempFolder();
    writeFileSync(join(own, REGISTER_FILE), bytes);
    return openFile(own);
  };
}

function openFile(folder: string): Store {
  const store = openSqlite(join(folder, REGISTER_FILE));
  onTestFinished(() => store.close());
  return store;
}

/** The same register as another process has it: over connections of its own. */
export function openAgain(store: Store): Store {
  return ENGINE === 'postgres' ? openSchemaAgain(store) : openFile(dirname(fileOf(store)));
}

/** The file under a register's builders; only tests look beneath them. */
function fileOf(store: Store): string {
  return (store.read as unknown as { $client: Database.Database }).$client.name;
}

/** Of a write that will be taken back: afterwards the next row gets the number that it would have had without it. */
export async function returnNumbers<T>(queries: Queries, work: () => Promise<T>): Promise<T> {
  return ENGINE === 'postgres' ? returningNumbers(queries, work) : work();
}

/** The tables that may only be added to, and their guards. */
const GUARDED = ['audit_entry', 'notice'];

/** Changes a register behind the program's back, its guards removed first. */
export async function tamperWith(store: Store, sql: string): Promise<void> {
  const guards = GUARDED.flatMap((table) =>
    ['update', 'delete'].map((event) => [table, `${table}_no_${event}`]),
  );
  if (ENGINE === 'postgres')
    return sendTo(store, [
      ...guards.map(([table, guard]) => `DROP TRIGGER IF EXISTS ${guard} ON ${table}`),
      sql,
    ]);
  const connection = new Database(fileOf(store));
  connection.exec([...guards.map(([, guard]) => `DROP TRIGGER IF EXISTS ${guard}`), sql].join(';\n'));
  connection.close();
}
