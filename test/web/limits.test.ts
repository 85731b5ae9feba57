import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { makeRate, RATES } from '../../src/web/rates.ts';
import { Browser, browserOf, startApp, testClock } from '../support/app.ts';
import { addAccount, NOW, openWorld } from '../support/world.ts';

const MINUTE = 60_000;

async function openSite(config = {}) {
  const store = await openWorld();
  for (const name of ['工作人员甲', '工作人员乙']) await addAccount(store, name, ['clerk']);
  const clock = testClock();
  const app = await startApp(store, clock, config);
  return { store, clock, app };
}

describe('a rate', () => {
  it('gives so many places in its time, tells how long to wait, and counts each key for itself', () => {
    const rate = makeRate({ most: 2, within: MINUTE });
    expect([rate.take('a', 0), rate.take('a', 20_000), rate.take('a', 20_001)]).toEqual([0, 0, 40]);
    expect(rate.take('b', 20_001)).toBe(0);
    expect([rate.take('a', MINUTE - 1), rate.take('a', MINUTE)]).toEqual([1, 0]);
  });

  it('does not wait for ever when the clock is set back, and forgets the oldest of ten thousand', () => {
    const rate = makeRate({ most: 1, within: MINUTE });
    expect([rate.take('a', NOW), rate.take('a', NOW - 10 * MINUTE)]).toEqual([0, 0]);
    for (let key = 0; key < 10_001; key += 1) rate.take(String(key), NOW);
    expect(rate.take('0', NOW)).toBe(0);
    expect(rate.take('10000', NOW)).toBeGreaterThan(0);
  });
});

describe('searching', () => {
  it('is stopped after sixty times a minute, whatever is searched for, kept or not, and goes on after it', async () => {
    const { app, clock } = await openSite();
    const visitor = new Browser(app);
    for (let n = 0; n < RATES.search.most; n += 1) {
      const address = ['/search?q=田', `/deputies?q=${n}`, '/proposals?q=路'][n % 3] ?? '';
      expect((await visitor.get(address)).status).toBe(200);
    }
    clock.now += 15_000;
    for (const address of ['/search?q=田', '/deputies?q=x', '/proposals?q=x']) {
      const page = await visitor.get(address);
      expect([page.status, page.response.headers['retry-after']]).toEqual([429, '45']);
      expect(page.$('h1').text()).toBe('操作太频繁，请稍等一会儿');
      expect(page.text).toContain('请等 45 秒以后再试');
      expect(page.response.headers['cache-control']).toBe('no-store');
    }
    // Pages that search for nothing, and signing in, are not meant.
    for (const address of ['/search', '/deputies', '/proposals', '/', '/login'])
      expect([address, (await visitor.get(address)).status]).toEqual([address, 200]);
    clock.now += 45_000;
    expect((await visitor.get('/search?q=田')).status).toBe(200);
  });

  it('is counted by the address that connects: nobody passes, or shuts out another, by naming one', async () => {
    const { app } = await openSite();
    const visitor = new Browser(app);
    const named = (n: number) => ({ 'x-forwarded-for': `203.0.113.${n}`, forwarded: `for=198.51.100.${n}` });
    for (let n = 0; n < RATES.search.most; n += 1) await visitor.get('/search?q=田', named(n));
    expect((await visitor.get('/search?q=田', named(99))).status).toBe(429);

    const behind = await openSite({ trustProxy: ['127.0.0.1'] });
    const proxied = new Browser(behind.app);
    for (let n = 0; n < RATES.search.most; n += 1)
      await proxied.get('/search?q=田', { 'x-forwarded-for': '192.0.2.1, 203.0.113.7' });
    expect((await proxied.get('/search?q=田', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(429);
    // The last hop is believed, what the visitor wrote before it is not.
    expect((await proxied.get('/search?q=田', { 'x-forwarded-for': '192.0.2.1' })).status).toBe(200);
  });
});

describe('exports', () => {
  it('are ten an hour for each account, and each is in the trail', async () => {
    const { app, store, clock } = await openSite();
    const [clerk, other] = [await browserOf(app, '工作人员甲'), await browserOf(app, '工作人员乙')];
    for (let n = 0; n < RATES.export.most; n += 1) {
      const ending = n % 2 === 0 ? 'xlsx' : 'zip';
      expect((await clerk.get(`/desk/exports/register.${ending}`)).status).toBe(200);
    }
    const refused = await clerk.get('/desk/exports/register.zip');
    expect([refused.status, refused.response.headers['retry-after']]).toEqual([429, '3600']);
    expect(refused.text).toContain('请等 60 分钟以后再试');
    expect((await other.get('/desk/exports/register.zip')).status).toBe(200);
    const entries = await listAudit(store.read, { kind: 'export.made' }, { limit: 50, offset: 0 });
    expect(entries).toHaveLength(RATES.export.most + 1);
    clock.now += 60 * MINUTE;
    // The session ends of itself after half an hour without use.
    const again = await browserOf(app, '工作人员甲');
    expect((await again.get('/desk/exports/register.zip')).status).toBe(200);
  });
});
