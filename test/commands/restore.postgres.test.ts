import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { backupCommand } from '../../src/commands/backup.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { readAddress } from '../../src/db/postgres/address.ts';
import type { Store } from '../../src/db/store.ts';
import { createDistrict } from '../../src/districts/actions.ts';
import { listDistricts } from '../../src/districts/store.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addPaper } from '../backups/support.ts';
import { browserOf, startApp } from '../support/app.ts';
import { databaseOf } from '../support/postgres.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, TERM, TOWNSHIP } from '../support/world.ts';
import { runHere } from './run-here.ts';

/** A township on PostgreSQL to which commands are addressed, and a backup of it. */
async function openBackedUp() {
  const store = openEmpty();
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  const deputy = await addTestDeputy(store, '001', '田大利');
  const paper = await addPaper(store, deputy);
  await addAccount(store, '何干事', ['clerk']);
  const url = await databaseOf(store);
  vi.stubEnv('DATABASE_URL', url);
  onTestFinished(() => void vi.unstubAllEnvs());
  const backup = join(tempFolder(), '清溪.sqlite');
  expect((await runHere(backupCommand, backup)).status).toBe(0);
  return { store, deputy, paper, url, backup };
}

const addDistrict = (store: Store, number: string) =>
  createDistrict(doingAt(store), { number, name: '选区', villages: [], seats: 1 });

async function numbersIn(store: Store): Promise<string[]> {
  const term = await getCurrentTerm(store.read);
  return (await listDistricts(store.read, term.id)).map(({ number }) => number);
}

async function schemasAt(url: string): Promise<string[]> {
  return ask(url, "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_|^information_|^public$'");
}

async function ask(url: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: readAddress(url).hosts[0] });
  await client.connect();
  onTestFinished(() => client.end());
  return (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name).toSorted();
}

describe('restoring into a schema', () => {
  it('brings the register back as it was, keeps what was there under another name, and the site goes on', async () => {
    const { store, deputy, paper, url, backup } = await openBackedUp();
    const before = await numbersIn(store);
    const clerk = await browserOf(await startApp(store), '何干事');
    await addDistrict(store, '88');
    const later = await addPaper(store, deputy);
    const version = await store.version();

    const restored = await runHere(restoreCommand, backup);
    expect([restored.status, restored.stdout]).toEqual([
      0,
      expect.stringMatching(/^before_restore_\d{14}_\w+\n$/),
    ]);
    expect(await schemasAt(url)).toEqual([restored.stdout.trim(), readAddress(url).schema].toSorted());
    // Over the connections that were open all along.
    expect(await numbersIn(store)).toEqual(before);
    expect(await store.version()).not.toBe(version);
    expect(await store.files.names()).toEqual([paper]);
    expect(later).not.toBe(paper);
    expect((await clerk.get('/desk')).location).toMatch(/^\/login/);
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ kind: 'backup.restored', via: 'terminal', actorName: '命令行' });
    await addDistrict(store, '89');
    expect(await numbersIn(store)).toEqual(['89', ...before]);
    expect((await runHere(verifyCommand)).status).toBe(0);
    const kept = await ask(url, `SELECT number AS name FROM "${restored.stdout.trim()}".district`);
    expect(kept).toContain('88');
  });

  it('makes the register when there is none', async () => {
    const { url, backup } = await openBackedUp();
    const fresh = url.replace(/schema=\w+/, 'schema=xinjian');
    vi.stubEnv('DATABASE_URL', fresh);
    const { status, stdout } = await runHere(restoreCommand, backup);
    expect([status, stdout]).toEqual([0, 'xinjian\n']);
    expect((await runHere(verifyCommand)).status).toBe(0);
  });

  it('refuses what is cut short, was changed or belongs to another township, and touches nothing', async () => {
    const { store, url, backup } = await openBackedUp();
    const schemas = await schemasAt(url);
    const version = await store.version();
    const cases: [words: string[], reason: string][] = [];
    const other = join(tempFolder(), '别处.sqlite');
    const elsewhere = openEmpty();
    await establishRegister(
      doingAt(elsewhere),
      { ...TOWNSHIP, name: '别处镇', divisionCode: '999999999' },
      TERM,
    );
    vi.stubEnv('DATABASE_URL', await databaseOf(elsewhere));
    expect((await runHere(backupCommand, other)).status).toBe(0);
    vi.stubEnv('DATABASE_URL', url);
    cases.push([[other], '--other-township'], [[join(tempFolder(), '没有.sqlite')], '没有']);
    rmSync(`${backup}.evidence`, { recursive: true });
    cases.push([[backup], '--without-evidence']);
    for (const [words, reason] of cases) {
      const { status, stderr } = await runHere(restoreCommand, ...words);
      expect([words, status]).toEqual([words, 1]);
      expect(stderr).toContain(reason);
      expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
    }
    appendFileSync(backup, 'x');
    expect((await runHere(restoreCommand, backup, '--without-evidence')).stderr).toContain('校验文件');
    expect([await schemasAt(url), await store.version()]).toEqual([schemas, version]);
  });

  it('is done by one at a time', async () => {
    const { url, backup } = await openBackedUp();
    const { hosts, schema } = readAddress(url);
    const another = new pg.Client({ connectionString: hosts[0] });
    await another.connect();
    await another.query('SELECT pg_advisory_lock(hashtext($1), 2)', [schema]);
    const refused = await runHere(restoreCommand, backup);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('正在由另一个命令恢复')]);
    await another.end();
    expect((await runHere(restoreCommand, backup)).status).toBe(0);
    expect(existsSync(backup)).toBe(true);
  });
});
