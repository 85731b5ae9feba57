import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';

interface Journal {
  entries: { when: number; tag: string }[];
}

export type SchemaState = 'empty' | 'current' | 'behind' | 'ahead';

const folder = fileURLToPath(new URL('../../../migrations/sqlite', import.meta.url));

function journal(): Journal {
  return JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as Journal;
}

function applied(connection: Database.Database): number[] {
  const known = connection.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (!known) return [];
  return connection
    .prepare('SELECT created_at FROM __drizzle_migrations ORDER BY created_at')
    .pluck()
    .all()
    .map(Number);
}

/** Whether the file's tables are those of this program. */
export function schemaState(connection: Database.Database): SchemaState {
  const done = applied(connection);
  const wanted = journal().entries.map((entry) => entry.when);
  if (done.length === 0) return 'empty';
  if (done.some((when) => !wanted.includes(when))) return 'ahead';
  return done.length < wanted.length ? 'behind' : 'current';
}

/**
 * Brings the tables up to date. Keys are off while it runs: inside drizzle's transaction the pragma has no effect
 * and a table rebuild would fire deletions; afterwards what was applied is compared with the journal (drizzle skips
 * out-of-order files silently) and every foreign key is checked.
 */
export function migrateSqlite(connection: Database.Database): void {
  connection.pragma('foreign_keys = OFF');
  migrate(drizzle(connection), { migrationsFolder: folder });
  const broken = connection.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Error(`migration left ${broken.length} broken references`);
  if (schemaState(connection) !== 'current')
    throw new Error('migration did not apply every file of the journal');
  connection.pragma('foreign_keys = ON');
}
