import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkRegister, CHECKS } from '../../src/care/checks.ts';
import { care } from '../../src/db/care.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { openSqlite } from '../../src/db/sqlite/open.ts';
import { hashText } from '../../src/notices/hash.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { APRIL, JULY, openQuarterWorld } from '../support/quarter.ts';
import { tempFolder } from '../support/register.ts';
import { doingAt } from '../support/world.ts';

/** The file of a register with two published notices, with whatever was done to it behind its back. */
async function tamperedFile(tamper: (connection: Database.Database) => void): Promise<string> {
  const { store } = await openQuarterWorld();
  await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '', openReason: '' });
  await closeQuarter(doingAt(store, JULY), '2026Q2', { number: '', openReason: '' });
  const file = join(tempFolder(), REGISTER_FILE);
  const source = (store.read as unknown as { $client: Database.Database }).$client.name;
  care.copyTo(source, file);
  const connection = new Database(file);
  tamper(connection);
  connection.close();
  return file;
}

async function faultsOf(file: string): Promise<[string, string][]> {
  const store = openSqlite(file);
  onTestFinished(() => store.close());
  const results = await checkRegister({ dataDir: dirname(file), database: null }, store.read, store.files);
  expect(results.map(({ code }) => code)).toEqual(CHECKS);
  return results.filter(({ fault }) => fault !== '').map(({ code, fault }) => [code, fault]);
}

const unguarded = (sql: string) => (connection: Database.Database) =>
  connection.exec(
    `DROP TRIGGER notice_no_update; DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete; ${sql}`,
  );

const GUARDS = ['guards', 'audit_entry_no_update'];

/** A notice's contents changed by somebody who knows how to hash them. */
function rewrite(change: (body: Record<string, unknown>) => void) {
  return (connection: Database.Database) => {
    unguarded('')(connection);
    const row = connection.prepare("SELECT body FROM notice WHERE quarter = '2026Q2'").get() as {
      body: string;
    };
    const body = JSON.parse(row.body) as Record<string, unknown>;
    change(body);
    const text = canonicalJson(body);
    connection
      .prepare("UPDATE notice SET body = ?, sha256 = ? WHERE quarter = '2026Q2'")
      .run(text, hashText(text));
  };
}

describe('checking a register', () => {
  it('finds nothing wrong with one that was left alone', async () => {
    expect(await faultsOf(await tamperedFile(() => undefined))).toEqual([]);
  });

  it.each([
    [
      'a reference to nothing',
      (c: Database.Database) => {
        c.pragma('foreign_keys = OFF');
        c.exec('DELETE FROM person WHERE id = 1');
      },
      [['references', '4']],
    ],
    [
      'a guard that was taken away',
      (c: Database.Database) => c.exec('DROP TRIGGER notice_no_delete'),
      [['guards', 'notice_no_delete']],
    ],
    [
      'a changed entry of the trail',
      unguarded("UPDATE audit_entry SET actor_name = 'x' WHERE seq = 3"),
      [GUARDS, ['trail', '3']],
    ],
    [
      'a notice whose contents were changed',
      unguarded("UPDATE notice SET body = replace(body, '田大利', '田大力')"),
      [GUARDS, ['notices', '2026Q1/1']],
    ],
    [
      'a notice that was put under another quarter',
      unguarded("UPDATE notice SET quarter = '2026Q3' WHERE quarter = '2026Q2'"),
      [GUARDS, ['notices', '2026Q3/1']],
    ],
    [
      'a notice left out of the chain',
      rewrite((body) => (body['previous'] = null)),
      [GUARDS, ['notices', '2026Q2/1']],
    ],
    [
      'points that do not follow from what stands beside them',
      rewrite((body) => (((body['deputies'] as { total: number }[])[0] ?? { total: 0 }).total += 5)),
      [GUARDS, ['points', '2026Q2/1']],
    ],
    [
      'a trail that a printed notice does not know',
      rewrite((body) => (body['trail'] = { seq: 1, hash: 'f'.repeat(64) })),
      [GUARDS, ['anchors', '2026Q2/1']],
    ],
  ] as [string, (connection: Database.Database) => void, [string, string][]][])(
    'finds %s',
    async (_what, tamper, faults) => {
      expect(await faultsOf(await tamperedFile(tamper))).toEqual(faults);
    },
  );

  it('finds a trail whose end was cut off', async () => {
    const file = await tamperedFile((connection) => {
      const head = Number(connection.prepare('SELECT max(seq) FROM audit_entry').pluck().get());
      unguarded(`DELETE FROM audit_entry WHERE seq = ${head}`)(connection);
    });
    const faults = await faultsOf(file);
    expect(faults.map(([code]) => code)).toEqual(['guards', 'trail-end']);
  });

  it('finds damaged pages', async () => {
    const file = await tamperedFile((connection) => {
      connection.unsafeMode();
      connection.pragma('writable_schema = ON');
      connection.exec("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'audit_kind'");
    });
    expect((await faultsOf(file))[0]?.[0]).toBe('integrity');
  });
});
