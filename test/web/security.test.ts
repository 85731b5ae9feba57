import { connect, type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import { Browser, browserOf, startApp } from '../support/app.ts';
import { addAccount, openWorld } from '../support/world.ts';
import { HEADERS, headerFaults } from './access/answers.ts';

async function appWithFault(config: Partial<Config> = {}): Promise<FastifyInstance> {
  const app = await startApp(await openWorld(), undefined, config);
  app.get('/fault', { config: { access: 'anyone' } }, async () => {
    throw new Error('secret words of a fault');
  });
  return app;
}

const ADDRESSES: [url: string, status: number, method?: string][] = [
  ['/', 200],
  ['/login', 200],
  ['/login', 403, 'POST'],
  ['/desk', 303],
  ['/no-such-page', 404],
  ['/assets/style.css', 200],
  ['/assets/page.js', 200],
  ['/assets/icon.svg', 200],
  ['/assets/../src/app.ts', 404],
  ['/fault', 500],
  ['/%zz', 400],
  [`/setup/${'x'.repeat(450)}`, 414],
  ['/login', 405, 'PUT'],
  ['/', 405, 'DELETE'],
  ['/no-such-page', 405, 'TRACE'],
  ['/', 405, 'OPTIONS'],
  ['/text-size?size=125', 303],
  ['/feed.atom', 200],
  ['/data/deputies.csv', 200],
  ['/data/deputies.json', 200],
];

/** What comes back to these bytes, until the other side hangs up. */
async function answerTo(app: FastifyInstance, bytes: string): Promise<string> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(bytes);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

describe('every answer', () => {
  it.each(ADDRESSES)('of %s (%i) carries the security headers', async (url, status, method = 'GET') => {
    const app = await appWithFault();
    const answer = await app.inject({ method: method as 'GET', url });
    expect(answer.statusCode).toBe(status);
    expect(headerFaults(answer)).toEqual([]);
  });

  it('is allowed to no other site, whatever Origin asks', async () => {
    const app = await appWithFault();
    const answer = await app.inject({ url: '/', headers: { origin: 'https://evil.example' } });
    expect(JSON.stringify(answer.headers)).not.toContain('evil.example');
  });

  it('of a form that is too large, or whose kind nobody reads, carries them too', async () => {
    const app = await appWithFault();
    for (const [type, payload, status] of [
      ['application/x-www-form-urlencoded', 'x'.repeat(1_100_000), 413],
      ['image/png', 'x', 415],
      ['application/json', '{', 415],
    ] as const) {
      const answer = await app.inject({
        method: 'POST',
        url: '/login',
        payload,
        headers: { 'content-type': type },
      });
      expect([type, answer.statusCode, ...headerFaults(answer)]).toEqual([type, status]);
    }
  });

  it('to another method than the site has is 405 at every address', async () => {
    const app = await appWithFault();
    const addresses = new Set(app.declaredRoutes.map(({ url }) => url));
    for (const url of addresses) {
      const answer = await app.inject({ method: 'PUT', url });
      expect([url, answer.statusCode, ...headerFaults(answer)]).toEqual([url, 405]);
    }
  });

  it('to what is no request, or a method that nobody knows, carries them too', async () => {
    const app = await appWithFault();
    await app.listen({ host: '127.0.0.1', port: 0 });
    for (const line of ['FOO / HTTP/1.1', 'nonsense']) {
      const text = await answerTo(app, `${line}\r\nHost: a\r\n\r\n`);
      expect(text).toMatch(/^HTTP\/1\.1 400 /);
      for (const [name, value] of Object.entries(HEADERS)) expect(text).toContain(`${name}: ${value}`);
      expect(text).not.toMatch(/fastify|HPE_/i);
    }
    expect(await answerTo(app, 'PROPFIND / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 405 /,
    );
  });

  it('asks for https for a year where the site is reached by https', async () => {
    const app = await appWithFault({ publicUrl: 'https://rd.example.cn' });
    for (const url of ['/', '/no-such-page', '/fault'])
      expect((await app.inject(url)).headers['strict-transport-security']).toBe(
        'max-age=31536000; includeSubDomains',
      );
  });
});

describe('a fault', () => {
  it('shows a reference and nothing of its cause, and the next request is served', async () => {
    const app = await appWithFault();
    const [first, second] = [await new Browser(app).get('/fault'), await new Browser(app).get('/fault')];
    expect(first.text).not.toContain('secret');
    expect(first.$('.hash').text().trim()).toMatch(/^[0-9a-f]{16}$/);
    expect(first.$('.hash').text()).not.toBe(second.$('.hash').text());
    expect((await app.inject('/login')).statusCode).toBe(200);
  });

  it('of the register itself still has its page', async () => {
    const store = await openWorld();
    const app = await startApp(store);
    await store.close();
    const answer = await new Browser(app).get('/login');
    expect(answer.status).toBe(500);
    expect(answer.$('h1').text()).toBe('程序出错了');
    expect(answer.text).not.toContain('database');
  });
});

describe('pages of people who signed in', () => {
  it.each(['/desk', '/account', '/desk/districts', '/desk/no-such-page', '/text-size?size=100'])(
    '%s are kept by no browser and no proxy',
    async (url) => {
      const store = await openWorld();
      await addAccount(store, '李干事', ['clerk']);
      const clerk = await browserOf(await startApp(store), '李干事');
      expect((await clerk.get(url)).response.headers['cache-control']).toBe('no-store');
    },
  );
});

describe('addresses that a stranger tries', () => {
  it.each([
    '/.git/config',
    '/.env',
    '/data/app.db',
    '/data/register.sqlite',
    '/..%2f',
    '/..%2f..%2fetc/passwd',
    '/metrics',
    '/debug',
    '/assets',
    '/assets/',
    '/evidence',
    '/evidence/',
    '/migrations/',
    '/package.json',
    '/views/public/home.eta',
  ])('%s are not found, and nothing is listed', async (url) => {
    const answer = await (await appWithFault()).inject(url);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toMatch(/Index of|fastify|node/i);
    expect(headerFaults(answer)).toEqual([]);
  });

  it('are not believed about where they come from, unless a known proxy says it', async () => {
    const store = await openWorld();
    const app = await startApp(store);
    app.get('/ip', { config: { access: 'anyone' } }, async (request) => request.ip);
    const asked = { url: '/ip', headers: { 'x-forwarded-for': '203.0.113.7' } };
    expect((await app.inject(asked)).body).toBe('127.0.0.1');
    const behind = await startApp(store, undefined, { trustProxy: ['127.0.0.1'] });
    behind.get('/ip', { config: { access: 'anyone' } }, async (request) => request.ip);
    expect((await behind.inject(asked)).body).toBe('203.0.113.7');
  });
});
