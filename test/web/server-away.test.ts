import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { district } from '../../src/db/schema/index.ts';
import type { Reader, Store } from '../../src/db/store.ts';
import { StoreUnavailable } from '../../src/db/unavailable.ts';
import { browserOf, startApp, type Page } from '../support/app.ts';
import { addAccount, openWorld } from '../support/world.ts';

const DISTRICT = { number: '7', name: '滨河选区', villages: '', seats: '1' };

type Away = 'no' | 'whole' | 'after commit';

/** A clerk at the desk of a register whose server goes away: from the next query on, or before it can say that it committed. */
async function openFleeting() {
  const store = await openWorld();
  await addAccount(store, '何干事', ['clerk']);
  const server: { away: Away } = { away: 'no' };
  // As a builder gives it: the driver's fault is the cause.
  const gone = () => new Error('Failed query', { cause: new StoreUnavailable('unreachable') });
  const fleeting: Store = {
    ...store,
    read: new Proxy(store.read, {
      get: (target, name: keyof Reader) => {
        if (server.away === 'whole') throw gone();
        return target[name];
      },
    }),
    transaction: async (work) => {
      if (server.away === 'whole') throw gone();
      const result = await store.transaction(work);
      if (server.away === 'after commit') throw gone();
      return result;
    },
    version: () => (server.away === 'whole' ? Promise.reject(gone()) : store.version()),
  };
  const browser = await browserOf(await startApp(fleeting), '何干事');
  return { store, server, browser };
}

function typedOn(page: Page): Record<string, string> {
  const fields = page.$('main form input').toArray();
  return Object.fromEntries(
    fields.map((field) => [page.$(field).attr('name') ?? '', page.$(field).attr('value') ?? '']),
  );
}

describe('a database server that is away', () => {
  it('is told of by a page that holds what was typed; sent again when it is back, it is stored', async () => {
    const { server, browser } = await openFleeting();
    const form = await browser.get('/desk/districts/new');
    const fields = { ...typedOn(form), ...DISTRICT };
    server.away = 'whole';
    const page = await browser.post('/desk/districts/new', fields);
    expect([page.status, page.$('h1').text()]).toEqual([503, '数据库暂时连不上']);
    expect(page.response.headers['retry-after']).toBe('10');
    expect(typedOn(page)).toEqual(fields);
    server.away = 'no';
    expect((await browser.post('/desk/districts/new', typedOn(page))).status).toBe(303);
    expect((await browser.get('/desk/districts')).text).toContain('滨河选区');
  });

  it('that had committed is not told twice: the page keeps the form’s own key', async () => {
    const { store, server, browser } = await openFleeting();
    const form = await browser.get('/desk/districts/new');
    server.away = 'after commit';
    const page = await browser.post('/desk/districts/new', { ...typedOn(form), ...DISTRICT });
    expect(page.status).toBe(503);
    server.away = 'no';
    expect((await browser.post('/desk/districts/new', typedOn(page))).status).toBe(303);
    expect(await store.read.$count(district, eq(district.number, '7'))).toBe(1);
  });

  it('gives what was typed back to its own site only', async () => {
    const { server, browser } = await openFleeting();
    const form = await browser.get('/desk/districts/new');
    server.away = 'whole';
    const fields = { ...typedOn(form), ...DISTRICT };
    const page = await browser.post('/desk/districts/new', fields, { 'sec-fetch-site': 'cross-site' });
    expect(page.status).toBe(503);
    expect(page.response.body).not.toContain('滨河');
    expect(page.response.body).not.toContain(typedOn(form)['_csrf']);
  });

  it('with photographs in the form gives back the words', async () => {
    const { server, browser } = await openFleeting();
    await browser.get('/desk/districts/new');
    server.away = 'whole';
    const form = new FormData();
    form.set('_csrf', 'x'.repeat(40));
    form.set('_key', 'k'.repeat(24));
    form.set('content', '走访了三户人家');
    form.set('files', new Blob(['…']), 'photo.jpg');
    const sent = new Request('http://localhost/', { method: 'POST', body: form });
    const payload = Buffer.from(await sent.arrayBuffer());
    const { statusCode, body } = await browser.app.inject({
      method: 'POST',
      url: '/my/filings/new',
      payload,
      headers: {
        'content-type': sent.headers.get('content-type') ?? '',
        'content-length': String(payload.length),
        'sec-fetch-site': 'same-origin',
        cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; '),
      },
    });
    expect(statusCode).toBe(503);
    expect(body).toContain('走访了三户人家');
    expect(body).toContain('请重新选择');
  });

  it('is told of to those who only read, with the time after which to come back', async () => {
    const { server, browser } = await openFleeting();
    server.away = 'whole';
    for (const path of ['/', '/deputies', '/desk']) {
      const page = await browser.get(path);
      expect([path, page.status, page.$('h1').text()]).toEqual([path, 503, '网站暂时打不开']);
      expect(page.response.headers['retry-after']).toBe('10');
    }
    // Or the page that says so would have no look.
    expect((await browser.get('/assets/style.css')).status).toBe(200);
    server.away = 'no';
    expect((await browser.get('/desk')).status).toBe(200);
  });
});
