import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import Database from 'better-sqlite3';
import { copyCommand } from '../../src/commands/copy.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { summaryOf, type BulkSource } from '../../src/db/bulk.ts';
import { EVIDENCE_FOLDER } from '../../src/db/files.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { PLAIN_TABLES } from '../../src/db/tables.ts';
import { MOVING_REFUSALS } from '../../src/moving/labels.ts';
import { endOf } from '../../src/moving/ends.ts';
import { runHere } from '../commands/run-here.ts';
import { runBeside } from '../commands/run.ts';
import { clientOf, databaseOf } from '../support/postgres.ts';
import { openEmpty, tempFolder } from '../support/register.ts';

/** What the photographs of the sample are called. */
const PHOTO = '现场（示意图）.jpg';

let sample = '';

/** The year of the sample township, papers and all, lived through on SQLite by a process of its own. */
beforeAll(() => {
  sample = mkdtempSync(join(tmpdir(), 'register-sample-'));
  const { DATABASE_URL: _, ...env } = process.env;
  const script = ['--import', 'tsx', 'test/support/fill-demo.ts', sample];
  const filled = spawnSync(process.execPath, script, { env, encoding: 'utf8' });
  expect([filled.status, filled.stderr]).toEqual([0, '']);
}, 120_000);

afterAll(() => rmSync(sample, { recursive: true, force: true }));

/** The sample in a folder that may be spoilt. */
function copyOfSample(): string {
  const folder = tempFolder();
  cpSync(sample, folder, { recursive: true });
  return folder;
}

/** A new schema of a database of this test's own. */
async function openSchemas() {
  const address = await databaseOf(openEmpty());
  const at = (schema: string) => address.replace(/schema=.*$/, `schema=${schema}`);
  return { client: await clientOf(address), at };
}

/** Everything by which two registers may be compared. */
async function contentOf(text: string) {
  const end = endOf(text);
  try {
    const source = await end.read();
    const summary = await summaryOf(source);
    const counts = await countsOf(source);
    await source.close();
    const files = [];
    for (const name of await end.files.names())
      files.push([name, (await end.files.read(name))?.toString('hex')]);
    return { ...summary, ...counts, files };
  } finally {
    await end.close();
  }
}

async function countsOf(source: BulkSource) {
  const [rows, highest] = [new Map<string, number>(), new Map<string, number>()];
  for (const table of PLAIN_TABLES) {
    let count = 0;
    for await (const batch of source.rows(table)) count += batch.length;
    rows.set(table.name, count);
    if (table.serial !== null) highest.set(table.name, await source.highest(table));
  }
  return { rows, highest };
}

/** What `verify` says of a schema in this process, of a folder in one that is not about PostgreSQL. */
async function verify(place: string) {
  if (!place.startsWith('postgres:')) return runBeside({}, ['verify', '--data', place]);
  vi.stubEnv('DATABASE_URL', place);
  onTestFinished(() => void vi.unstubAllEnvs());
  return runHere(verifyCommand);
}

describe('moving a register', () => {
  it(
    'to PostgreSQL and back keeps every row, number, hash and file; all three are sound',
    { timeout: 120_000 },
    async () => {
      const { at } = await openSchemas();
      const [there, back] = [at('moved'), join(tempFolder(), 'back')];
      const moved = await runHere(copyCommand, '--from', sample, '--to', there);
      expect([moved.status, moved.stderr]).toEqual([0, expect.stringMatching(/，\d{3} 个佐证和附件文件\n$/)]);
      const returned = await runHere(copyCommand, '--from', there, '--to', back);
      expect([returned.status, returned.stdout]).toEqual([0, moved.stdout]);
      expect(readdirSync(back).toSorted()).toEqual([EVIDENCE_FOLDER, REGISTER_FILE]);
      const before = await contentOf(sample);
      expect(before.notices.length).toBeGreaterThan(2);
      expect(before.files.length).toBeGreaterThan(100);
      for (const { quarter, version, sha256 } of before.notices)
        expect(moved.stdout).toContain(`积分公示 ${quarter}/${version}\t${sha256}`);
      expect(await contentOf(there)).toEqual(before);
      expect(await contentOf(back)).toEqual(before);
      const [first, ...others] = [await verify(sample), await verify(there), await verify(back)];
      expect([first.status, first.stderr]).toEqual([0, '']);
      for (const other of others) expect(other).toEqual(first);
    },
  );

  it('within PostgreSQL, from one schema to another, works as well', { timeout: 60_000 }, async () => {
    const { at } = await openSchemas();
    expect((await runHere(copyCommand, '--from', sample, '--to', at('one'))).status).toBe(0);
    expect((await runHere(copyCommand, '--from', at('one'), '--to', at('two'))).status).toBe(0);
    expect(await contentOf(at('two'))).toEqual(await contentOf(sample));
  });
});

/** Runs a move that must be refused for this reason. */
async function refused(from: string, to: string, reason: string, detail = '') {
  const { status, stdout, stderr } = await runHere(copyCommand, '--from', from, '--to', to);
  const words = (MOVING_REFUSALS[reason] ?? 'unknown').replace('{name}', detail);
  expect([status, stdout, stderr]).toEqual([1, '', `${words}\n`]);
}

const SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY nspname";

describe('a move that is refused', () => {
  it('because there is no register to be moved leaves nothing in the target', async () => {
    const { client, at } = await openSchemas();
    const before = (await client.query(SCHEMAS)).rows;
    const nowhere = join(tempFolder(), 'nowhere');
    await refused(nowhere, at('target'), 'source-empty');
    await refused(at('none'), nowhere, 'source-empty');
    await refused(at('none'), at('target'), 'source-empty');
    expect((await client.query(SCHEMAS)).rows).toEqual(before);
    expect(existsSync(nowhere)).toBe(false);
  });

  it('because the source is of a newer program, or an older one, leaves nothing in the target', async () => {
    const { client, at } = await openSchemas();
    const before = (await client.query(SCHEMAS)).rows;
    const alter = (folder: string, sql: string) => {
      const connection = new Database(join(folder, REGISTER_FILE));
      connection.exec(sql);
      connection.close();
      return folder;
    };
    const newer = "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)";
    const older =
      'DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)';
    await refused(alter(copyOfSample(), newer), at('target'), 'source-ahead');
    await refused(alter(copyOfSample(), older), at('target'), 'source-behind');
    await client.query('SET search_path TO duty_register');
    const nowhere = join(tempFolder(), 'nowhere');
    await client.query(older);
    await refused(at('duty_register'), nowhere, 'source-behind');
    await client.query(newer);
    await refused(at('duty_register'), nowhere, 'source-ahead');
    expect((await client.query(SCHEMAS)).rows).toEqual(before);
    expect(existsSync(nowhere)).toBe(false);
  });

  it('because there is a register in the target leaves that as it is', async () => {
    const { at } = await openSchemas();
    const folder = copyOfSample();
    const before = [await contentOf(at('duty_register')), await contentOf(folder)];
    await refused(sample, at('duty_register'), 'target-taken');
    await refused(at('duty_register'), folder, 'target-taken');
    await refused(at('duty_register'), at('duty_register'), 'target-taken');
    await refused(folder, folder, 'target-taken');
    // The register is gone, and its papers are still there.
    for (const name of readdirSync(folder).filter((one) => one !== EVIDENCE_FOLDER))
      rmSync(join(folder, name));
    await refused(at('duty_register'), folder, 'target-taken');
    expect(readdirSync(folder)).toEqual([EVIDENCE_FOLDER]);
    cpSync(join(sample, REGISTER_FILE), join(folder, REGISTER_FILE));
    expect([await contentOf(at('duty_register')), await contentOf(folder)]).toEqual(before);
  });

  it('because a file is missing leaves nothing in the target, which takes the next one', async () => {
    const { client, at } = await openSchemas();
    const before = (await client.query(SCHEMAS)).rows;
    const lacking = copyOfSample();
    rmSync(join(lacking, EVIDENCE_FOLDER), { recursive: true });
    await refused(lacking, at('target'), 'file-missing', PHOTO);
    expect((await client.query(SCHEMAS)).rows).toEqual(before);
    expect((await runHere(copyCommand, '--from', sample, '--to', at('target'))).status).toBe(0);
    await client.query('DELETE FROM target.stored_file');
    const nowhere = join(tempFolder(), 'nowhere');
    await refused(at('target'), nowhere, 'file-missing', PHOTO);
    expect(existsSync(nowhere)).toBe(false);
  });

  it('because the source is damaged is told in words', async () => {
    const { client, at } = await openSchemas();
    const before = (await client.query(SCHEMAS)).rows;
    const folder = tempFolder();
    writeFileSync(join(folder, REGISTER_FILE), 'not a register '.repeat(1000));
    const { status, stderr } = await runHere(copyCommand, '--from', folder, '--to', at('target'));
    expect([status, stderr]).toEqual([1, expect.stringContaining('文件损坏，或者不是登记册')]);
    expect((await client.query(SCHEMAS)).rows).toEqual(before);
  });
});

describe('a move of a register with files that no row names', () => {
  it(
    'leaves them behind, and takes one whose write was cut short after its row',
    { timeout: 60_000 },
    async () => {
      const { at } = await openSchemas();
      const folder = copyOfSample();
      const { files } = endOf(folder);
      const [named = ''] = await files.names();
      await files.part(named);
      await files.keep(Buffer.from('nobody’s'));
      expect((await runHere(copyCommand, '--from', folder, '--to', at('target'))).status).toBe(0);
      expect(await contentOf(at('target'))).toEqual(await contentOf(sample));
      expect((await verify(at('target'))).status).toBe(0);
    },
  );
});
