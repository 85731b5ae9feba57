import { mkdirSync, readFileSync, writeFileSync, copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { REGISTER_FILE } from '../../src/db/open.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));

interface Journal {
  entries: { tag: string }[];
}

function journal(): Journal {
  return JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as Journal;
}

/** How many schemas there have been before today's. */
export function countPastSchemas(): number {
  return journal().entries.length - 1;
}

/** A register as the program made it when it had so many migrations, with what it could hold of the rows of `from`. */
export function makePastRegister(folder: string, count: number, from: string): void {
  mkdirSync(folder, { recursive: true });
  const connection = new Database(join(folder, REGISTER_FILE));
  connection.pragma('journal_mode = WAL');
  connection.pragma('foreign_keys = OFF');
  const partial = join(folder, 'migrations');
  mkdirSync(join(partial, 'meta'), { recursive: true });
  const all = journal();
  const entries = all.entries.slice(0, count);
  writeFileSync(join(partial, 'meta/_journal.json'), JSON.stringify({ ...all, entries }));
  for (const { tag } of entries) copyFileSync(join(MIGRATIONS, `${tag}.sql`), join(partial, `${tag}.sql`));
  migrate(drizzle(connection), { migrationsFolder: partial });
  rmSync(partial, { recursive: true });
  connection.prepare('ATTACH ? AS today').run(join(from, REGISTER_FILE));
  for (const table of tablesOf(connection)) copyRows(connection, table);
  connection.exec('DETACH today');
  connection.close();
}

/** Indexes of words follow from the rows and are made anew. */
function tablesOf(connection: Database.Database): string[] {
  const names = connection
    .prepare("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  return names.filter((name) => !/^(?:sqlite_|__|proposal_search)/.test(name));
}

function copyRows(connection: Database.Database, table: string): void {
  const columnsIn = (schema: string) =>
    connection.prepare('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, schema) as string[];
  const today = columnsIn('today');
  const both = columnsIn('main').filter((name) => today.includes(name));
  if (both.length === 0) return;
  const columns = both.map((name) => `"${name}"`).join(', ');
  connection.exec(`INSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM today."${table}"`);
}

/** How many rows each table holds. */
export function countRows(folder: string): Record<string, number> {
  const connection = new Database(join(folder, REGISTER_FILE), { readonly: true });
  const counts = tablesOf(connection).map((table): [string, number] => [
    table,
    Number(connection.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
  ]);
  connection.close();
  return Object.fromEntries(counts);
}
