import type pg from 'pg';
import { expect, it } from 'vitest';
import { closeQuarter } from '../../src/notices/actions.ts';
import { clientOf, databaseOf } from '../support/postgres.ts';
import { APRIL, openQuarterWorld } from '../support/quarter.ts';
import { doingAt } from '../support/world.ts';

/** A register with a trail and a published notice, and a connection past the program. */
async function openByHand(): Promise<pg.Client> {
  const { store } = await openQuarterWorld();
  await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '', openReason: '' });
  const client = await clientOf(await databaseOf(store));
  await client.query('SET search_path TO duty_register');
  return client;
}

const GUARDED = [
  { table: 'audit_entry', key: 'seq', column: 'reason' },
  { table: 'notice', key: 'id', column: 'body' },
];

const contentOf = async (client: pg.Client) =>
  Promise.all(
    GUARDED.map(
      async ({ table, key }) => (await client.query(`SELECT * FROM ${table} ORDER BY ${key}`)).rows,
    ),
  );

it.each(GUARDED)('$table cannot be changed or shortened by hand', async ({ table, key, column }) => {
  const client = await openByHand();
  const before = await contentOf(client);
  expect(before.every((rows) => rows.length > 0)).toBe(true);
  const same = `SELECT * FROM ${table}`;
  for (const sql of [
    `UPDATE ${table} SET ${column} = 'x'`,
    `UPDATE ${table} SET ${column} = ${column}`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table} CASCADE`,
    `INSERT INTO ${table} ${same} ON CONFLICT (${key}) DO UPDATE SET ${column} = 'x'`,
    `MERGE INTO ${table} USING (${same}) AS other ON other.${key} = ${table}.${key} WHEN MATCHED THEN DELETE`,
    `MERGE INTO ${table} USING (${same}) AS other ON other.${key} = ${table}.${key} WHEN MATCHED THEN UPDATE SET ${column} = 'x'`,
    `WITH gone AS (DELETE FROM ${table} RETURNING *) SELECT count(*) FROM gone`,
  ])
    await expect(client.query(sql), sql).rejects.toThrow(`${table} is append-only`);
  // Of notices the server has something to say before: others refer to them.
  await expect(client.query(`TRUNCATE ${table}`)).rejects.toThrow(
    /is append-only|referenced in a foreign key/,
  );
  await client.query(`INSERT INTO ${table} ${same} ON CONFLICT DO NOTHING`);
  expect(await contentOf(client)).toEqual(before);
});

it('nor by emptying or thinning out a table on which they depend', async () => {
  const client = await openByHand();
  const before = await contentOf(client);
  await expect(client.query('TRUNCATE scheme CASCADE')).rejects.toThrow('is append-only');
  await expect(client.query('DELETE FROM scheme')).rejects.toThrow();
  expect(await contentOf(client)).toEqual(before);
});

it('the number that the trail has reached only grows', async () => {
  const client = await openByHand();
  const high = async () => Number((await client.query('SELECT seq FROM audit_high')).rows[0]?.seq);
  const before = await high();
  const copied = (seq: number) =>
    client.query(
      `INSERT INTO audit_entry SELECT (jsonb_populate_record(audit_entry, jsonb_build_object('seq', ${seq}::int))).* FROM audit_entry WHERE seq = 1`,
    );
  await copied(before + 5);
  expect(await high()).toBe(before + 5);
  await copied(before + 2);
  expect(await high()).toBe(before + 5);
});
