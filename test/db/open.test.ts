import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { countAudit } from '../../src/audit/store.ts';
import { RegisterAhead } from '../../src/db/ahead.ts';
import { openRegister, REGISTER_FILE } from '../../src/db/open.ts';
import { schemaState } from '../../src/db/sqlite/migrate.ts';
import type { Store } from '../../src/db/store.ts';
import { write } from '../../src/db/write.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { doingAt } from '../support/world.ts';

function open(folder: string): Store {
  const store = openRegister(folder);
  onTestFinished(() => store.close());
  return store;
}

function alter(file: string, sql: string): void {
  const connection = new Database(file);
  connection.exec(sql);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
}

function stateOf(file: string): string {
  const connection = new Database(file, { readonly: true });
  onTestFinished(() => void connection.close());
  return schemaState(connection);
}

/** A register as the very first version of the program made it, with something in it. */
function makeFirstVersion(file: string): void {
  const migrations = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));
  const journal = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };
  const [first] = journal.entries;
  if (!first) throw new Error('no migrations');
  const folder = tempFolder();
  mkdirSync(join(folder, 'meta'));
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: [first] }));
  copyFileSync(join(migrations, `${first.tag}.sql`), join(folder, `${first.tag}.sql`));
  const connection = new Database(file);
  connection.pragma('journal_mode = WAL');
  migrate(drizzle(connection), { migrationsFolder: folder });
  connection.exec("INSERT INTO setting VALUES ('publicityDays', '9')");
  connection.close();
}

const newest = 'SELECT max(created_at) FROM __drizzle_migrations';

describe('opening a register', () => {
  it('makes an empty one in a new folder, with every table', async () => {
    const folder = join(tempFolder(), '履职册 数据', 'a');
    const store = open(folder);
    expect(await countAudit(store.read, {})).toBe(0);
    expect(stateOf(join(folder, REGISTER_FILE))).toBe('current');
    expect(readdirSync(folder).filter((name) => name.includes('before-migration'))).toEqual([]);
  });

  it('leaves one that is up to date as it is', async () => {
    const folder = tempFolder();
    const first = openEmpty(folder);
    await write(doingAt(first), async (tx) =>
      tx.record({ kind: 'setting.changed', subject: ['setting', 'x'] }),
    );
    await first.close();
    expect(await countAudit(open(folder).read, {})).toBe(1);
    expect(existsSync(join(folder, `${REGISTER_FILE}.before-migration`))).toBe(false);
  });

  it('brings one that is behind up to date and keeps a copy of it aside', async () => {
    const folder = tempFolder();
    const file = join(folder, REGISTER_FILE);
    makeFirstVersion(file);
    expect(stateOf(file)).toBe('behind');
    const before = readFileSync(file);
    open(folder);
    expect(stateOf(file)).toBe('current');
    expect(readFileSync(`${file}.before-migration`).equals(before)).toBe(true);
    const connection = new Database(file, { readonly: true });
    onTestFinished(() => void connection.close());
    expect(connection.prepare("SELECT value FROM setting WHERE key = 'publicityDays'").pluck().get()).toBe(
      '9',
    );
    expect(
      connection.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all(),
    ).toContain('notice_no_delete');
  });

  it('refuses one that a newer program made, and does not touch it', async () => {
    const folder = tempFolder();
    const file = join(folder, REGISTER_FILE);
    await openEmpty(folder).close();
    alter(file, `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', (${newest}) + 1)`);
    const before = readFileSync(file);
    expect(() => openRegister(folder)).toThrow(RegisterAhead);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual([REGISTER_FILE]);
  });
});
