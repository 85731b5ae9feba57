import type pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CHECKS, checkRegister } from '../../src/care/checks.ts';
import { firstFault } from '../../src/care/labels.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { readAddress } from '../../src/db/postgres/address.ts';
import { createFiling } from '../../src/filings/actions.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { hashText } from '../../src/notices/hash.ts';
import { runHere } from '../commands/run-here.ts';
import { visitOf } from '../filings/support.ts';
import { PAPER } from '../support/evidence.ts';
import { clientOf, databaseOf } from '../support/postgres.ts';
import { APRIL, JULY, openQuarterWorld } from '../support/quarter.ts';
import { doingAt } from '../support/world.ts';

type Tamper = (client: pg.Client) => Promise<unknown>;

const sql =
  (...statements: string[]): Tamper =>
  async (client) => {
    for (const statement of statements) await client.query(statement);
  };

/** By somebody who knows how to get past the guards, and puts them back. */
const behindTheGuards = (...statements: string[]): Tamper =>
  sql('SET session_replication_role = replica', ...statements, 'RESET session_replication_role');

/**
 * A register with two published notices and a sheet of evidence, with whatever was done to it behind its back: what the
 * checks find, and what `verify` says of it.
 */
async function faultsAfter(tamper: Tamper): Promise<[string, string][]> {
  const { store, tian } = await openQuarterWorld();
  await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '', openReason: '' });
  await closeQuarter(doingAt(store, JULY), '2026Q2', { number: '', openReason: '' });
  await createFiling(doingAt(store, JULY), visitOf(tian, { occurredOn: '2026-07-01' }), PAPER);
  const address = await databaseOf(store);
  const client = await clientOf(address);
  await client.query('SET search_path TO duty_register');
  await tamper(client);
  const place = { dataDir: '', database: readAddress(address) };
  const results = await checkRegister(place, store.read, store.files);
  expect(results.map(({ code }) => code)).toEqual(CHECKS);
  vi.stubEnv('DATABASE_URL', address);
  onTestFinished(() => void vi.unstubAllEnvs());
  const said = await runHere(verifyCommand);
  const first = firstFault(results);
  expect([said.status, said.stderr]).toEqual(first === null ? [0, ''] : [1, `${first}\n`]);
  return results.filter(({ fault }) => fault !== '').map(({ code, fault }) => [code, fault]);
}

/** A notice's contents changed by somebody who knows how to hash them. */
const rewrite =
  (change: (body: Record<string, unknown>) => void): Tamper =>
  async (client) => {
    const { rows } = await client.query<{ body: string }>("SELECT body FROM notice WHERE quarter = '2026Q2'");
    const body = JSON.parse(rows[0]?.body ?? '') as Record<string, unknown>;
    change(body);
    const text = canonicalJson(body);
    await client.query('SET session_replication_role = replica');
    await client.query("UPDATE notice SET body = $1, sha256 = $2 WHERE quarter = '2026Q2'", [
      text,
      hashText(text),
    ]);
  };

const GUARDS = ['audit_entry', 'notice'].flatMap((table) =>
  ['update', 'delete', 'truncate'].map((event) => [table, `${table}_no_${event}`] as const),
);

describe('checking a register of a database', () => {
  it('finds nothing wrong with one that was left alone', async () => {
    expect(await faultsAfter(sql())).toEqual([]);
  });

  it.each([...GUARDS, ['audit_entry', 'audit_entry_high'] as const])(
    'on %s names the guard %s that was taken away',
    async (table, guard) => {
      expect(await faultsAfter(sql(`DROP TRIGGER ${guard} ON ${table}`))).toEqual([['guards', guard]]);
    },
  );

  it.each([
    ['disabled', ['ALTER TABLE notice DISABLE TRIGGER notice_no_delete'], 'notice_no_delete'],
    [
      'kept for replicas alone',
      ['ALTER TABLE notice ENABLE REPLICA TRIGGER notice_no_delete'],
      'notice_no_delete',
    ],
    [
      'put on another table',
      [
        'DROP TRIGGER notice_no_update ON notice',
        'CREATE TRIGGER notice_no_update BEFORE UPDATE ON form_key FOR EACH ROW EXECUTE FUNCTION refuse_change()',
      ],
      'notice_no_update',
    ],
    [
      'made to do something else',
      [
        'CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
        'DROP TRIGGER notice_no_update ON notice',
        'CREATE TRIGGER notice_no_update BEFORE UPDATE ON notice FOR EACH ROW EXECUTE FUNCTION pass()',
      ],
      'notice_no_update',
    ],
    [
      'whose function lets everything pass',
      [
        'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
      ],
      'audit_entry_no_update',
    ],
  ])('names a guard that was %s', async (_how, statements, guard) => {
    expect(await faultsAfter(sql(...statements))).toEqual([['guards', guard]]);
  });

  it.each([
    [
      'a changed entry of the trail',
      "UPDATE audit_entry SET actor_name = 'x' WHERE seq = 3",
      [['trail', '3']],
    ],
    ['an entry taken out of the trail', 'DELETE FROM audit_entry WHERE seq = 3', [['trail', '3']]],
    [
      'a notice whose contents were changed',
      "UPDATE notice SET body = replace(body, '田大利', '田大力')",
      [['notices', '2026Q1/1']],
    ],
    [
      'a notice that was put under another quarter',
      "UPDATE notice SET quarter = '2026Q3' WHERE quarter = '2026Q2'",
      [['notices', '2026Q3/1']],
    ],
    ['a sheet that is gone', 'DELETE FROM stored_file', [['evidence', '缺少 1 个（如“证明.pdf”）']]],
    [
      'a sheet that was changed',
      "UPDATE stored_file SET bytes = bytes || '\\x00'::bytea",
      [['evidence', '内容被改动 1 个（如“证明.pdf”）']],
    ],
    [
      'a sheet that nobody handed in',
      "INSERT INTO stored_file VALUES (repeat('0', 32), 'x', true)",
      [['evidence', '登记册里没有记载的 1 个']],
    ],
  ])('finds %s', async (_what, statement, faults) => {
    expect(await faultsAfter(behindTheGuards(statement))).toEqual(faults);
  });

  it.each([
    [
      'a notice left out of the chain',
      rewrite((body) => (body['previous'] = null)),
      [['notices', '2026Q2/1']],
    ],
    [
      'points that do not follow from what stands beside them',
      rewrite((body) => (((body['deputies'] as { total: number }[])[0] ?? { total: 0 }).total += 5)),
      [['points', '2026Q2/1']],
    ],
    [
      'a trail that a printed notice does not know',
      rewrite((body) => (body['trail'] = { seq: 1, hash: 'f'.repeat(64) })),
      [['anchors', '2026Q2/1']],
    ],
  ] as [string, Tamper, [string, string][]][])('finds %s', async (_what, tamper, faults) => {
    expect(await faultsAfter(tamper)).toEqual(faults);
  });

  it('finds a trail whose end was cut off, by the number of the first entry that is gone', async () => {
    let last = 0;
    const faults = await faultsAfter(async (client) => {
      last = Number((await client.query('SELECT seq FROM audit_high')).rows[0]?.seq);
      await behindTheGuards(`DELETE FROM audit_entry WHERE seq > ${last - 2}`)(client);
    });
    expect(faults).toEqual([['trail-end', String(last - 1)]]);
  });

  it('finds a reference to nothing', async () => {
    const faults = await faultsAfter(behindTheGuards('DELETE FROM person WHERE id = 1'));
    expect(faults.map(([code]) => code)).toEqual(['references']);
  });

  it('finds a constraint or an index that the server does not hold to be good', async () => {
    expect(
      await faultsAfter(
        sql(
          'ALTER TABLE evidence DROP CONSTRAINT evidence_filing_id_filing_id_fk',
          'ALTER TABLE evidence ADD CONSTRAINT evidence_filing_id_filing_id_fk FOREIGN KEY (filing_id) REFERENCES filing (id) NOT VALID',
        ),
      ),
    ).toEqual([['integrity', 'evidence_filing_id_filing_id_fk']]);
  });
});
