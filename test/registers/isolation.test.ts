import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REGISTER_FILE } from '../../src/db/open.ts';
import type { Store } from '../../src/db/store.ts';
import { issueSetupLink } from '../../src/settings/actions.ts';
import type { Browser } from '../support/app.ts';
import { browserAt, makeRegister, startMany, twoTownships } from '../support/registers.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, PASSWORD } from '../support/world.ts';
import { handInPhoto, seeOnlyTheirOwn } from './own-photos.ts';

/** The same people with the same numbers in both. */
async function addPeople(store: Store): Promise<void> {
  await addAccount(store, '李干事', ['clerk', 'presidium', 'admin']);
  await addTestDeputy(store, '001', '田大利');
}

async function openSite(by: 'path' | 'host' = 'path', fill = addPeople) {
  const dir = await twoTownships(fill);
  const site = await startMany(dir, { hosts: by === 'host' ? ['example.cn'] : [] });
  const at = (name: string) =>
    browserAt(site.app, by === 'host' ? { host: `${name}.example.cn` } : { prefix: `/${name}` });
  return { ...site, at, a: at('qingxi'), b: at('shawan') };
}

const isOut = async (browser: Browser) => /\/login(?:\?|$)/.test((await browser.get('/desk')).location ?? '');

describe.each(['path', 'host'] as const)('two townships told apart by %s', (by) => {
  it('take nobody in for having signed in at the other', async () => {
    const { a, b } = await openSite(by);
    expect((await a.signIn('李干事')).status).toBe(303);
    expect(await isOut(a)).toBe(false);
    for (const [name, value] of a.cookies) b.cookies.set(name, value);
    expect(await isOut(b)).toBe(true);
    for (const [name, value] of a.cookies) b.cookies.set(name.replace('qingxi', 'shawan'), value);
    for (const [name, value] of a.cookies) b.cookies.set(name.replace('.qingxi', ''), value);
    expect(await isOut(b)).toBe(true);
    expect(await isOut(a)).toBe(false);
  });

  it('show each its own pages, kept or not', async () => {
    const { a, b } = await openSite(by);
    for (const _ of [1, 2, 3]) {
      const [one, other] = [await a.get('/deputies'), await b.get('/deputies')];
      expect(one.text).toContain('清溪镇人民代表大会');
      expect(one.text).not.toContain('沙湾镇');
      expect(other.text).toContain('沙湾镇人民代表大会');
      expect(other.text).not.toContain('清溪镇');
      const asked = await b.get('/deputies', { 'if-none-match': String(one.response.headers.etag) });
      expect(asked.status).toBe(200);
    }
  });

  it('do not take each other’s forms', async () => {
    const { a, b } = await openSite(by);
    const token = (await a.get('/login')).$('input[name=_csrf]').attr('value') ?? '';
    await b.get('/login');
    for (const [name, value] of a.cookies) b.cookies.set(name.replace('qingxi', 'shawan'), value);
    const fields = { _csrf: token, login: '李干事', password: PASSWORD, next: '' };
    expect((await b.post('/login', fields)).status).toBe(403);
    expect((await a.post('/login', fields)).status).toBe(303);
  });

  it('go back to their own pages after signing in', async () => {
    const { a } = await openSite(by);
    const asked = await a.get('/desk/audit?page=1');
    const prefix = by === 'path' ? '/qingxi' : '';
    expect(asked.location).toBe(`${prefix}/login?next=${encodeURIComponent('/desk/audit?page=1')}`);
    const fields = { login: '李干事', password: PASSWORD, next: '/desk/audit?page=1' };
    expect((await a.submit('/login', fields)).location).toBe(`${prefix}/desk/audit?page=1`);
  });
});

describe('two townships in one process', () => {
  it('may be open in one browser, and signing out of one leaves the other', async () => {
    const { app, a, b } = await openSite();
    await a.signIn('李干事');
    await b.signIn('李干事');
    const both = browserAt(app, {});
    for (const [name, value] of [...a.cookies, ...b.cookies]) both.cookies.set(name, value);
    const out = await both.submit('/qingxi/desk', {}, '/qingxi/logout');
    expect(out.location).toBe('/qingxi/');
    expect((await both.get('/qingxi/desk')).location).toContain('/qingxi/login');
    expect((await both.get('/shawan/desk')).status).toBe(200);
    expect([...both.cookies.keys()].filter((name) => !name.includes('.'))).toEqual([]);
  });

  it('carry no cookie of one register under another’s name, behind https as well', async () => {
    const dir = await twoTownships(addPeople);
    const { app } = await startMany(dir, { publicUrl: 'https://rd.example.cn' });
    const a = browserAt(app, { prefix: '/qingxi', host: 'rd.example.cn' });
    await a.signIn('李干事');
    expect([...a.cookies.keys()]).toContain('__Host-sid.qingxi');
    const size = await a.get('/text-size?size=150&next=/deputies');
    expect(size.location).toBe('/qingxi/deputies');
    expect(a.cookies.get('size')).toBe('150');
    const b = browserAt(app, { prefix: '/shawan', host: 'rd.example.cn' });
    b.cookies.set('size', '150');
    expect((await b.get('/')).$('html').hasClass('size-150')).toBe(true);
  });

  it('do not find each other’s files', async () => {
    const photos: string[] = [];
    const { a, b } = await openSite('path', async (store) => {
      await addPeople(store);
      photos.push(await handInPhoto(store));
    });
    await seeOnlyTheirOwn(a, b, photos);
  });

  it('slow down guessing each for itself', async () => {
    const { a, b, at } = await openSite();
    for (let n = 0; n < 6; n += 1)
      await a.submit('/login', { login: '李干事', password: `第${n}次`, next: '' });
    expect((await a.signIn('李干事')).status).toBe(429);
    expect((await at('qingxi').signIn('李干事')).status).toBe(429);
    expect((await b.signIn('李干事')).status).toBe(303);
  });

  it('each take a form with the same once-only key', async () => {
    const { a, b } = await openSite();
    const key = 'the-same-key-in-both';
    for (const browser of [a, b, a]) {
      if (await isOut(browser)) await browser.signIn('李干事');
      const page = await browser.get('/desk/groups/new');
      const _csrf = page.$('input[name=_csrf]').first().attr('value') ?? '';
      const sent = await browser.post('/desk/groups/new', { _csrf, _key: key, name: '第一小组' });
      expect(sent.status).toBe(303);
    }
    for (const browser of [a, b])
      expect((await browser.get('/desk/groups')).text.match(/第一小组/g)?.length).toBeGreaterThan(0);
  });

  it('print codes only at the township where they were made', async () => {
    const { a, b } = await openSite();
    await a.signIn('李干事');
    await b.signIn('李干事');
    await a.submit('/desk/accounts/new', { login: '王干事', name: '王干事', roles: ['clerk'] });
    const made = await a.get('/desk/accounts/cards');
    const other = await b.get('/desk/accounts/cards');
    expect(made.text).toContain('王干事');
    expect(other.text).not.toContain('王干事');
  });

  it('are set up each by its own link', async () => {
    const { dir, app } = await openSite();
    let token = '';
    await makeRegister(dir, 'anle', '', async (store) => (token = (await issueSetupLink(store)) ?? ''));
    await makeRegister(dir, 'pingan', '', async (store) => issueSetupLink(store));
    const visitor = browserAt(app, {});
    expect((await visitor.get(`/anle/setup/${token}`)).status).toBe(200);
    expect((await visitor.get(`/pingan/setup/${token}`)).status).toBe(404);
    expect((await visitor.get(`/qingxi/setup/${token}`)).status).toBe(404);
  });
});

describe('a register that has to make room', () => {
  it('is not closed under those who are being answered', async () => {
    const dir = await twoTownships(addPeople);
    const { app, pool } = await startMany(dir, { mostOpen: 1 });
    const urls = [
      '/qingxi/',
      '/shawan/deputies',
      '/qingxi/rules',
      '/shawan/',
      '/qingxi/deputies',
      '/shawan/data',
    ];
    const answers = await Promise.all([...urls, ...urls].map((url) => app.inject(url)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    for (const url of urls) expect((await app.inject(url)).statusCode).toBe(200);
    expect(pool.openNames).toHaveLength(1);
  });
});

describe('a township whose register is damaged or too new', () => {
  it('says so in plain words, for itself alone, until it is put right', async () => {
    const { dir, app, a } = await openSite();
    await makeRegister(dir, 'anle', '安乐镇');
    writeFileSync(join(dir, 'anle', REGISTER_FILE), 'not a register '.repeat(1000));
    const visitor = browserAt(app, {});
    const page = await visitor.get('/anle/deputies');
    expect(page.status).toBe(503);
    expect(page.text).toContain('文件损坏了。请管理员用最近的备份恢复');
    expect(page.response.headers['retry-after']).toBe('300');
    expect((await visitor.post('/anle/login', { login: 'x' })).status).toBe(503);
    expect((await a.get('/deputies')).status).toBe(200);
    expect((await visitor.get('/')).text).toContain('共 2 个乡镇');
    await makeRegister(dir, 'anle', '安乐镇');
    expect((await visitor.get('/anle/deputies')).status).toBe(200);
  });
});
