import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { journal, migrationsFolder, stateOf, type SchemaState } from '../migrations.ts';

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
  return stateOf(
    applied(connection),
    journal('sqlite').map((entry) => entry.when),
  );
}

/**
 * Brings the tables up to date. Keys are off while it runs: inside drizzle's transaction the pragma has no effect
 * and a table rebuild would fire deletions; afterwards what was applied is compared with the journal (drizzle skips
 * out-of-order files silently) and every foreign key is checked.
 */
export function migrateSqlite(connection: Database.Database): void {
  connection.pragma('foreign_keys = OFF');
  migrate(drizzle(connection), { migrationsFolder: migrationsFolder('sqlite') });
  const broken = connection.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Error(`migration left ${broken.length} broken references`);
  if (schemaState(connection) !== 'current')
    throw new Error('migration did not apply every file of the journal');
  connection.pragma('foreign_keys = ON');
}

/** Makes an empty register file, or brings one that is behind up to date. */
export function bringUpToDate(file: string): void {
  const connection = new Database(file);
  try {
    migrateSqlite(connection);
  } finally {
    connection.close();
  }
}
