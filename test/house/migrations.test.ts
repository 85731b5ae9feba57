import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrateSqlite } from '../../src/db/sqlite/migrate.ts';
import { tempFolder } from '../support/register.ts';
import { filesOf, ROOT } from './source.ts';

/** One schema, declared once; from it the kit makes the migrations of each engine. */
const ENGINES = [
  ['sqlite', 'sqlite', ''],
  ['postgres', 'postgresql', 'postgres:'],
] as const;

const folderOf = (engine: string) => join(ROOT, 'migrations', engine);

interface JournalEntry {
  idx: number;
  when: number;
  tag: string;
}

function journal(folder: string): JournalEntry[] {
  const { entries } = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: JournalEntry[];
  };
  return entries;
}

/** A register made by the migrations alone. */
function migrated(): Database.Database {
  const connection = new Database(':memory:');
  migrateSqlite(connection);
  return connection;
}

const names = (connection: Database.Database, type: string): unknown[] =>
  connection.prepare('SELECT name FROM sqlite_master WHERE type = ? ORDER BY name').pluck().all(type);

describe('migrations', () => {
  it.each(ENGINES)('of %s are numbered in the order in which they were made, one file each', (engine) => {
    const entries = journal(folderOf(engine));
    expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, index) => index));
    const times = entries.map(({ when }) => when);
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
    const files = readdirSync(folderOf(engine)).filter((name) => name.endsWith('.sql'));
    expect(files.toSorted()).toEqual(entries.map(({ tag }) => `${tag}.sql`).toSorted());
  });

  it.each(ENGINES)(
    'of %s make exactly the tables of the schema: there is nothing to generate',
    { timeout: 120_000 },
    (engine, dialect, url) => {
      const out = join(tempFolder(), 'migrations');
      cpSync(folderOf(engine), out, { recursive: true });
      const kit = spawnSync(
        process.execPath,
        [
          'node_modules/drizzle-kit/bin.cjs',
          'generate',
          `--dialect=${dialect}`,
          '--schema=./src/db/schema/index.ts',
          `--out=${relative(ROOT, out)}`,
          '--name=forgotten',
        ],
        {
          cwd: ROOT,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { ...process.env, DATABASE_URL: url },
        },
      );
      expect(`${kit.stdout}${kit.stderr}`).toContain('nothing to migrate');
      expect(kit.status).toBe(0);
      expect(journal(out)).toEqual(journal(folderOf(engine)));
    },
  );

  it('delete nothing along with something else', () => {
    const cascading = ENGINES.flatMap(([engine]) => filesOf(`migrations/${engine}`, '.sql')).filter(
      ({ text }) => /\bON (?:DELETE|UPDATE) (?:cascade|set)\b/i.test(text),
    );
    expect(cascading.map(({ path }) => path)).toEqual([]);
  });

  it('leave the guards of what may only be added to', () => {
    const connection = migrated();
    expect(names(connection, 'trigger')).toEqual(
      expect.arrayContaining([
        'audit_entry_no_delete',
        'audit_entry_no_update',
        'notice_no_delete',
        'notice_no_update',
      ]),
    );
    connection.close();
  });

  it('leave a register whose references all lead somewhere, with a key and strict columns in each table', () => {
    const connection = migrated();
    expect(connection.pragma('foreign_key_check')).toEqual([]);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
    const keyless = names(connection, 'table')
      .map(String)
      .filter((name) => !name.startsWith('sqlite_') && !name.startsWith('__'))
      // An index of words has rows by number and no key of its own.
      .filter((name) => name !== 'proposal_search')
      .filter((name) =>
        (connection.pragma(`table_info(${name})`) as { pk: number }[]).every(({ pk }) => pk === 0),
      );
    expect(keyless).toEqual([]);
    connection.close();
  });
});
