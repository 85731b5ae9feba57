import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { changeTownship } from '../../src/settings/actions.ts';
import { findTownship } from '../../src/settings/store.ts';
import { emptyForm } from '../../src/web/form.ts';
import { page, publicPage } from '../../src/web/page.ts';
import { startApp, testClock } from '../support/app.ts';
import { openAgain } from '../support/register.ts';
import { doingAt, NOW, openWorld, TOWNSHIP } from '../support/world.ts';

interface Counting {
  app: FastifyInstance;
  /** How often the public page was rendered. */
  rendered: () => number;
}

/** The app with one more public page, which counts how often it is rendered. */
async function countingApp(store: Store, clock = testClock()): Promise<Counting> {
  const app = await startApp(store, clock);
  let rendered = 0;
  app.get('/counted', { config: { access: 'anyone', cached: true } }, async (_request, reply) => {
    rendered += 1;
    return publicPage(reply, 'errors/not-found', {});
  });
  return { app, rendered: () => rendered };
}

const rename = (store: Store, name: string) =>
  changeTownship(doingAt(store), { ...TOWNSHIP, congressName: `${name}人民代表大会` });

describe('a public page', () => {
  it('is rendered once and kept', async () => {
    const { app, rendered } = await countingApp(await openWorld());
    const [first, second] = [await app.inject('/counted'), await app.inject('/counted')];
    expect(rendered()).toBe(1);
    expect(second.body).toBe(first.body);
    expect(second.headers).toMatchObject({
      etag: first.headers.etag,
      'cache-control': 'no-cache',
      vary: 'cookie',
    });
    expect(second.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(second.headers['content-security-policy']).toBe(first.headers['content-security-policy']);
  });

  it('is not sent again to a browser that has it, kept or rendered anew', async () => {
    const store = await openWorld();
    const { app, rendered } = await countingApp(store);
    const { headers } = await app.inject('/counted');
    const asked = { url: '/counted', headers: { 'if-none-match': String(headers.etag) } };
    const kept = await app.inject(asked);
    expect([kept.statusCode, kept.body, kept.headers.etag]).toEqual([304, '', headers.etag]);
    await rename(store, '回龙镇');
    const anew = await app.inject(asked);
    expect([anew.statusCode, anew.body, anew.headers.etag]).toEqual([304, '', headers.etag]);
    expect(rendered()).toBe(2);
    expect((await app.inject({ url: '/counted', headers: { 'if-none-match': '"other"' } })).statusCode).toBe(
      200,
    );
  });

  it('is never older than the register', async () => {
    const store = await openWorld();
    const { app } = await countingApp(store);
    for (const name of ['回龙镇', '沙湾镇', '回龙镇', '楠新镇']) {
      await rename(store, name);
      expect((await app.inject('/counted')).body).toContain(`${name}人民代表大会`);
    }
  });

  it('is never older than what another process wrote', async () => {
    const here = await openWorld();
    const { app } = await countingApp(here);
    await app.inject('/counted');
    const elsewhere = openAgain(here);
    await rename(elsewhere, '沙湾镇');
    expect((await app.inject('/counted')).body).toContain('沙湾镇人民代表大会');
  });

  it('that was being rendered while the register changed is rendered again', async () => {
    const store = await openWorld();
    const app = await startApp(store);
    app.get('/slow', { config: { access: 'anyone', cached: true } }, async (_request, reply) => {
      const township = await findTownship(store.read);
      if (township?.congressName === TOWNSHIP.congressName) await rename(store, '沙湾镇');
      return reply.type('text/html; charset=utf-8').send(township?.congressName);
    });
    expect((await app.inject('/slow')).body).toBe(TOWNSHIP.congressName);
    expect((await app.inject('/slow')).body).toBe('沙湾镇人民代表大会');
  });

  it('is kept for each text size, and a strange cookie changes nobody else’s', async () => {
    const { app, rendered } = await countingApp(await openWorld());
    const sizeIn = async (cookie?: string) => {
      const { body } = await app.inject({ url: '/counted', headers: cookie === undefined ? {} : { cookie } });
      return /class="\w+ size-(\d+)"/.exec(body)?.[1];
    };
    expect([await sizeIn(), await sizeIn('size=125'), await sizeIn('a=b; size=150')]).toEqual([
      '100',
      '125',
      '150',
    ]);
    expect(rendered()).toBe(3);
    for (const cookie of ['size="125"', 'size=1250', 'resize=125', 'size=100; size=150', 'size=%31%32%35'])
      await sizeIn(cookie);
    expect([await sizeIn(), await sizeIn('size=125'), await sizeIn('size=150')]).toEqual([
      '100',
      '125',
      '150',
    ]);
  });

  it('is rendered anew when the day turns in China', async () => {
    const clock = testClock(NOW);
    const { app, rendered } = await countingApp(await openWorld(), clock);
    await app.inject('/counted');
    clock.now = Date.UTC(2026, 2, 20, 15, 59);
    await app.inject('/counted');
    expect(rendered()).toBe(1);
    clock.now = Date.UTC(2026, 2, 20, 16, 0);
    await app.inject('/counted');
    expect(rendered()).toBe(2);
  });

  it('is kept for each host by which the site is asked', async () => {
    const { app, rendered } = await countingApp(await openWorld());
    await app.inject({ url: '/counted', headers: { host: 'evil.example' } });
    await app.inject('/counted');
    expect(rendered()).toBe(2);
  });

  it('holds no token and sets no cookie', async () => {
    const { app } = await countingApp(await openWorld());
    for (const url of ['/counted', '/']) {
      const { body, cookies } = await app.inject(url);
      expect(body).not.toContain('_csrf');
      expect(cookies).toEqual([]);
    }
  });

  it('that holds a token by mistake is not given to anybody', async () => {
    const app = await startApp(await openWorld());
    app.get('/mistake', { config: { access: 'anyone', cached: true } }, async (_request, reply) =>
      page(reply, 'accounts/sign-in', { form: emptyForm() }),
    );
    expect((await app.inject('/mistake')).statusCode).toBe(500);
  });

  it('that is missing or broken is not kept', async () => {
    const app = await startApp(await openWorld());
    const statuses = [404, 200];
    app.get('/later', { config: { access: 'anyone', cached: true } }, async (_request, reply) =>
      publicPage(reply, 'errors/not-found', {}, statuses.shift()),
    );
    expect((await app.inject('/later')).statusCode).toBe(404);
    expect((await app.inject('/later')).statusCode).toBe(200);
  });
});

describe('an asset', () => {
  it('is not sent again to a browser that has it', async () => {
    const app = await startApp(await openWorld());
    const { headers } = await app.inject('/assets/style.css');
    const again = await app.inject({
      url: '/assets/style.css',
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});

describe('the text size', () => {
  it('is remembered and leads back to the page', async () => {
    const app = await startApp(await openWorld());
    const answer = await app.inject('/text-size?size=150&next=%2Fdeputies%3Fq%3D1');
    expect(answer.headers.location).toBe('/deputies?q=1');
    expect(answer.cookies).toMatchObject([{ name: 'size', value: '150', path: '/' }]);
  });

  it.each([
    ['/text-size?size=999', '100', '/'],
    ['/text-size?size=125&next=//evil.example', '125', '/'],
    ['/text-size?size=125&size=150', '100', '/'],
    ['/text-size', '100', '/'],
  ])('of %s is %s and leads to %s', async (url, size, location) => {
    const answer = await (await startApp(await openWorld())).inject(url);
    expect([answer.cookies[0]?.value, answer.headers.location]).toEqual([size, location]);
  });
});
