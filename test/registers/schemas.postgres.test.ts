import { Readable } from 'node:stream';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { registersCommand } from '../../src/commands/registers.ts';
import { userCommand } from '../../src/commands/user.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { readAddress, type Address } from '../../src/db/postgres/address.ts';
import { connectServer } from '../../src/db/postgres/server.ts';
import type { Store } from '../../src/db/store.ts';
import { createFiling } from '../../src/filings/actions.ts';
import { registerSchemas, schemaOf } from '../../src/registers/schemas.ts';
import { NoSuchRegister, RegisterExists, type RegisterSource } from '../../src/registers/source.ts';
import { establishRegister, issueSetupLink } from '../../src/settings/actions.ts';
import { findTownship } from '../../src/settings/store.ts';
import { listDirectory } from '../../src/accounts/directory.ts';
import { checkRegister } from '../../src/care/checks.ts';
import { runHere } from '../commands/run-here.ts';
import { runBeside } from '../commands/run.ts';
import { visitOf } from '../filings/support.ts';
import { addTestProposal, suggestionOf } from '../proposals/support.ts';
import type { Browser } from '../support/app.ts';
import { PICTURE } from '../support/evidence.ts';
import { clientOf, databaseOf } from '../support/postgres.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { browserAt, startMany } from '../support/registers.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, NOW, PASSWORD, TERM, TOWNSHIP } from '../support/world.ts';
import { handInPhoto, seeOnlyTheirOwn } from './own-photos.ts';

type Fill = (store: Store, name: string) => Promise<unknown>;

/** Schemas of a database of this test's own, over one server of connections. */
async function openSource() {
  const address = await databaseOf(openEmpty());
  const database: Address = readAddress(address);
  const source = registerSchemas(connectServer(database.hosts));
  onTestFinished(() => source.close());
  return { source, address, database, client: await clientOf(address) };
}

async function found(source: RegisterSource, name: string, township: string, fill?: Fill): Promise<void> {
  const store = await source.create(name);
  if (township !== '') {
    const named = { ...TOWNSHIP, name: township, congressName: `${township}人民代表大会` };
    await establishRegister(doingAt(store), named, TERM);
  }
  await fill?.(store, name);
  await store.close();
}

/** The same people with the same numbers in both, and proposals of the same number. */
const fillAlike: Fill = async (store, name) => {
  await addAccount(store, '李干事', ['clerk', 'presidium', 'admin']);
  const deputy = await addTestDeputy(store, '001', '田大利');
  const title = name === 'qingxi' ? '关于清溪河堤加固的建议' : '关于沙湾渡口修缮的建议';
  await addTestProposal(store, suggestionOf(deputy, { title }));
};

async function openSite(fill: Fill = fillAlike) {
  const opened = await openSource();
  const { source } = opened;
  await found(source, 'qingxi', '清溪镇', fill);
  await found(source, 'shawan', '沙湾镇', fill);
  const site = await startMany(tempFolder(), { source });
  const at = (name: string) => browserAt(site.app, { prefix: `/${name}` });
  return { ...opened, ...site, a: at('qingxi'), b: at('shawan') };
}

const isOut = async (browser: Browser) => /\/login(?:\?|$)/.test((await browser.get('/desk')).location ?? '');

describe('registers as schemas of one database', () => {
  it('are listed by name, made once, and opened when they are there', async () => {
    const { source, client } = await openSource();
    expect(await source.list()).toEqual([]);
    await found(source, 'shawan', '沙湾镇');
    await found(source, 'an-le', '');
    await client.query('CREATE SCHEMA register_other');
    await client.query('CREATE TABLE register_other.orders (id int)');
    expect(await source.list()).toEqual(['an-le', 'shawan']);
    await expect(source.create('shawan')).rejects.toThrow(RegisterExists);
    for (const name of ['nowhere', 'other', '../shawan', 'an_le', 'Shawan', ''])
      await expect(source.open(name), name).rejects.toThrow(NoSuchRegister);
    await expect(source.create('other')).rejects.toThrow('tables of something else');
    for (const name of ['../anle', 'an_le', 'desk', 'x"; DROP SCHEMA register_shawan; --'])
      await expect(source.create(name), name).rejects.toThrow(NoSuchRegister);
    const store = await source.open('shawan');
    expect((await findTownship(store.read))?.name).toBe('沙湾镇');
    expect(await source.list()).toEqual(['an-le', 'shawan']);
  });

  it('two people who make one of the same name at once make one register', async () => {
    const { source, client } = await openSource();
    const both = await Promise.allSettled([source.create('anle'), source.create('anle')]);
    const made = both.filter(({ status }) => status === 'fulfilled');
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect([made.length, refused]).toEqual([1, [expect.any(RegisterExists)]]);
    const { rows } = await client.query(
      'SELECT count(*) = count(DISTINCT hash) AS once FROM register_anle.__drizzle_migrations',
    );
    expect(rows).toEqual([{ once: true }]);
  });

  it('are made, listed and found from the terminal', async () => {
    const { address, source } = await openSource();
    vi.stubEnv('DATABASE_URL', address);
    vi.stubEnv('REGISTERS', tempFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    const made = await runHere(
      registersCommand,
      'create',
      'anle',
      '--township',
      '安乐镇',
      '--term',
      '6',
      '--from',
      '2026-01-14',
    );
    expect(made.stdout).toMatch(/http:\/\/127\.0\.0\.1:3000\/anle\/setup\/[\w-]{20,}/);
    await found(source, 'pingan', '');
    const { stdout } = await runHere(registersCommand, 'list');
    expect(stdout.trim().split('\n').slice(1)).toEqual(['anle\t安乐镇\t已建立', 'pingan\t\t还是空的']);
    const again = await runHere(registersCommand, 'create', 'anle');
    expect([again.status, again.stderr]).toEqual([1, '已经有名称是 anle 的登记册，请换一个名称\n']);
    expect((await runHere(verifyCommand, '--register', 'anle')).status).toBe(0);
    expect((await runHere(verifyCommand, '--register', 'nowhere')).stderr).toContain('没有登记册');
    expect((await runHere(userCommand, 'list')).status).toBe(2);
  });
});

describe('two townships of one database', () => {
  it('take nobody in for having signed in at the other', async () => {
    const { a, b } = await openSite();
    expect((await a.signIn('李干事')).status).toBe(303);
    expect(await isOut(a)).toBe(false);
    for (const [name, value] of a.cookies) {
      b.cookies.set(name, value);
      b.cookies.set(name.replace('qingxi', 'shawan'), value);
      b.cookies.set(name.replace('.qingxi', ''), value);
    }
    expect(await isOut(b)).toBe(true);
    expect(await isOut(a)).toBe(false);
  });

  it('have each their own accounts, however alike', async () => {
    const { source, a, b } = await openSite();
    const store = await source.open('qingxi');
    await addAccount(store, '只在清溪', ['clerk']);
    await store.close();
    expect((await a.signIn('只在清溪')).status).toBe(303);
    expect((await b.signIn('只在清溪')).status).not.toBe(303);
    await b.submit('/login', { login: '李干事', password: PASSWORD, next: '' });
    expect((await b.get('/desk/accounts')).text).not.toContain('只在清溪');
  });

  it('show each its own pages and find only their own words, also when asked all at once', async () => {
    const { a, b } = await openSite();
    await a.signIn('李干事');
    await b.signIn('李干事');
    const own = { a: ['清溪', '河堤'], b: ['沙湾', '渡口'] } as const;
    // More at once than there are connections: each of them serves both.
    const asked = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 'a' : 'b'));
    await Promise.all(
      asked.map(async (which) => {
        const [browser, other] = which === 'a' ? [a, 'b' as const] : [b, 'a' as const];
        expect((await browser.get('/deputies')).text).toContain(`${own[which][0]}镇人民代表大会`);
        const hit = await browser.get(`/desk/proposals?q=${encodeURIComponent(own[which][1])}`);
        expect([hit.status, hit.text.includes('2026-001')]).toEqual([200, true]);
        const miss = await browser.get(`/desk/proposals?q=${encodeURIComponent(own[other][1])}`);
        expect([miss.status, miss.text.includes('2026-001')]).toEqual([200, false]);
        expect(miss.text).not.toContain(`${own[other][0]}镇`);
      }),
    );
  });

  it('write at the same time each into its own', async () => {
    const { source, database } = await openSite();
    const [one, other] = [await source.open('qingxi'), await source.open('shawan')];
    await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        await addAccount(one, `清溪${index}`, ['clerk']);
        await addAccount(other, `沙湾${index}`, ['clerk']);
      }),
    );
    const faultsOf = async (name: string, store: Store) => {
      const place = { dataDir: '', database: { ...database, schema: schemaOf(name) } };
      const results = await checkRegister(place, store.read, store.files);
      return results.filter(({ fault }) => fault !== '');
    };
    expect([await faultsOf('qingxi', one), await faultsOf('shawan', other)]).toEqual([[], []]);
    const logins = async (store: Store) =>
      (await listDirectory(store.read, 'compact', NOW)).map(({ login }) => login).toSorted();
    expect((await logins(one)).filter((login) => login.startsWith('沙湾'))).toEqual([]);
    expect((await logins(other)).filter((login) => login.startsWith('沙湾'))).toHaveLength(8);
  });

  it('do not find each other’s files', async () => {
    const photos: string[] = [];
    const { a, b } = await openSite(async (store, name) => {
      await fillAlike(store, name);
      photos.push(await handInPhoto(store));
    });
    await seeOnlyTheirOwn(a, b, photos);
  });

  it('do not clear away what the other one is receiving when they are opened', async () => {
    const { source, pool } = await openSite();
    const store = await source.open('qingxi');
    const received = await store.files.receive(Readable.from([Buffer.from('a sheet of paper')]), 1000);
    onTestFinished(() => received.drop());
    (await pool.take('shawan')).release();
    expect((await received.read()).toString()).toBe('a sheet of paper');
  });

  it('are set up each by its own link', async () => {
    const { source, app } = await openSite();
    let token = '';
    await found(source, 'anle', '', async (store) => (token = (await issueSetupLink(store)) ?? ''));
    await found(source, 'pingan', '', (store) => issueSetupLink(store));
    const visitor = browserAt(app, {});
    expect((await visitor.get(`/anle/setup/${token}`)).status).toBe(200);
    expect((await visitor.get(`/pingan/setup/${token}`)).status).toBe(404);
  });

  it('are closed when nobody has used them for a while, and opened again with the same session', async () => {
    const { a, pool, clock, app } = await openSite();
    await a.signIn('李干事');
    expect(pool.openNames).toEqual(['qingxi']);
    clock.now += 10 * 60_000;
    await pool.closeIdle();
    expect(pool.openNames).toEqual([]);
    expect(await isOut(a)).toBe(false);
    expect(pool.openNames).toEqual(['qingxi']);
    const page = await app.inject('/nowhere/deputies');
    expect(page.statusCode).toBe(404);
  });

  it('do not suffer when the other one is of a newer program', async () => {
    const { a, b, client } = await openSite();
    const later =
      "INSERT INTO register_shawan.__drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)";
    await client.query(later);
    expect((await b.get('/deputies')).status).toBe(503);
    expect((await a.get('/deputies')).status).toBe(200);
    await client.query("DELETE FROM register_shawan.__drizzle_migrations WHERE hash = 'later'");
    expect((await b.get('/deputies')).status).toBe(200);
  });
});

describe('registers move-out', () => {
  it('gives a whole file, with its papers, that opens on SQLite', async () => {
    const { source, address } = await openSource();
    await found(source, 'qingxi', '清溪镇', async (store, name) => {
      await fillAlike(store, name);
      await createFiling(doingAt(store), visitOf(1), PICTURE);
    });
    vi.stubEnv('DATABASE_URL', address);
    vi.stubEnv('REGISTERS', tempFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    const folder = tempFolder();
    const file = join(folder, '清溪.sqlite');
    const moved = await runHere(registersCommand, 'move-out', 'qingxi', file);
    expect([moved.status, moved.stdout]).toEqual([0, `${file}\n`]);
    expect(moved.stderr).toContain('数据库模式 register_qingxi 改名或搬走');
    expect(existsSync(`${file}.evidence`)).toBe(true);
    const none = await runHere(registersCommand, 'move-out', 'nowhere', join(folder, 'other.sqlite'));
    expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('没有名称是 nowhere 的登记册')]);
    const restored = await runBeside({}, ['restore', file, '--data', join(folder, 'there')]);
    expect([restored.status, restored.stderr]).toEqual([0, expect.stringContaining('正常')]);
    const sound = await runBeside({}, ['verify', '--data', join(folder, 'there')]);
    expect([sound.status, sound.stderr]).toEqual([0, '']);
    expect(sound.stdout).toMatch(/佐证和附件.*正常，共 1 条/);
  });
});
