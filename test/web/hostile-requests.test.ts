import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { mayOpen, type DeclaredRoute } from '../../src/web/access.ts';
import type { Role, Viewer } from '../../src/accounts/rules.ts';
import * as tables from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { addressOf, examplesFor } from '../house/addresses.ts';
import { filesOf } from '../house/source.ts';
import { openTownship, PEOPLE } from '../house/township.ts';
import { Browser, browserOf, startApp, testClock } from '../support/app.ts';
import { YEAR_END } from './public/sample-world.ts';

const MINUTES = 5 * 60_000;
const ANSWERS = [200, 303, 400, 403, 404, 409, 422, 429];

async function openSite() {
  const { store, ...codes } = await openTownship();
  const clock = testClock(YEAR_END);
  const app = await startApp(store, clock);
  const browsers: [string, Browser][] = [['visitor', new Browser(app)]];
  for (const person of PEOPLE.slice(1)) browsers.push([person, await browserOf(app, person)]);
  const examples = examplesFor(codes);
  const wrong: string[] = [];
  /** Asks as the first who may, and notes whatever is no answer. */
  const ask = async (
    route: DeclaredRoute,
    work: (browser: Browser) => Promise<{ status: number }>,
    what: string,
  ) => {
    // No limit of searches or exports, but one of sessions: the clock goes on by little.
    clock.now += 1000;
    const browser = browserFor(browsers, route);
    const status = await work(browser).then(
      (page) => page.status,
      (error: unknown) => String(error),
    );
    if (!ANSWERS.includes(Number(status))) wrong.push(`${status}: ${what.slice(0, 200)}`);
  };
  return { app, store, wrong, ask, address: ({ url }: DeclaredRoute) => addressOf(url, examples) };
}

function browserFor(browsers: readonly [string, Browser][], { access }: DeclaredRoute): Browser {
  const found = browsers.find(([person]) =>
    mayOpen(access, person === 'visitor' ? null : ({ roles: [person as Role] } as unknown as Viewer)),
  );
  if (!found) throw new Error(`nobody may open it: ${JSON.stringify(access)}`);
  return found[1];
}

const routesOf = (app: FastifyInstance, method: string): DeclaredRoute[] =>
  app.declaredRoutes.filter((route) => route.method === method);

/** Every name that an address of ours can have behind its question mark, and that a form of ours can have. */
const ASKED = namesIn('src/web', '.ts', /(?:query|chosen)\(\w+, '(\w+)'/g);
const TYPED = namesIn('views', '.eta', /name(?:=|: )["'](\w+)["']/g).filter((name) => !name.startsWith('_'));

function namesIn(folder: string, ending: string, pattern: RegExp): string[] {
  const found = filesOf(folder, ending).flatMap(({ text }) => [...text.matchAll(pattern)]);
  return [...new Set(found.map(([, name = '']) => name))];
}

const SQL = "' OR 1=1--";
const CONTROLS = 'a\0\u0007\u001b[31m\u202eb';

describe('an address', () => {
  it(
    'with SQL, control characters or numbers without sense behind its question mark is answered',
    { timeout: MINUTES },
    async () => {
      const { app, wrong, ask, address } = await openSite();
      expect(ASKED.length).toBeGreaterThan(25);
      for (const route of routesOf(app, 'GET'))
        for (const value of [SQL, CONTROLS, 'NEAR("a* -9'])
          await ask(
            route,
            (browser) =>
              browser.get(
                `${address(route)}?${new URLSearchParams(ASKED.map((name) => [name, value])).toString()}`,
              ),
            `${route.url} with ${JSON.stringify(value)}`,
          );
      expect(wrong).toEqual([]);
    },
  );

  it(
    'with a name given twice, in brackets, or of the language itself is answered',
    { timeout: MINUTES },
    async () => {
      const { app, wrong, ask, address } = await openSite();
      const twice = ASKED.map((name) => `${name}=1&${name}=2&${name}[]=1&${name}[b]=1`).join('&');
      const own =
        '__proto__=1&__proto__[x]=1&constructor=1&constructor[prototype][x]=1&hasOwnProperty=1&%00=1&q=%ff&=';
      for (const route of routesOf(app, 'GET'))
        for (const query of [twice, own])
          await ask(route, (browser) => browser.get(`${address(route)}?${query}`), `${route.url}?${query}`);
      expect(wrong).toEqual([]);
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    },
  );

  it('with something else in any of its places is not found', { timeout: MINUTES }, async () => {
    const { app, wrong, ask, address } = await openSite();
    for (const route of routesOf(app, 'GET'))
      for (const [place, part] of route.url.split('/').entries()) {
        if (!part.startsWith(':')) continue;
        for (const value of [SQL, CONTROLS, '__proto__', '999999999999', '..', '%ff']) {
          const parts = address(route).split('/');
          const ending = /\.\w+$/.exec(part)?.[0] ?? '';
          parts[place] = (value === '%ff' ? value : encodeURIComponent(value)) + ending;
          await ask(route, (browser) => browser.get(parts.join('/')), parts.join('/'));
        }
      }
    expect(wrong).toEqual([]);
  });
});

describe('a form', () => {
  const each = (value: string | readonly string[], ending = '') =>
    Object.fromEntries(TYPED.map((name) => [`${name}${ending}`, value]));
  const BODIES: Record<string, Record<string, string | readonly string[]>> = {
    'control characters': each(CONTROLS),
    'every field twice': each(['1', '2']),
    lists: each('1', '[]'),
    objects: each('1', '[b]'),
    'names of the language': {
      __proto__: '1',
      '__proto__[x]': '1',
      'constructor[prototype][x]': '1',
      'a[__proto__][x]': '1',
      constructor: '1',
      toString: '1',
      hasOwnProperty: '1',
      '\0': '1',
    },
    SQL: each(SQL),
    ones: each('1'),
    days: each('2026-12-20'),
    'large numbers': each('999999999999'),
  };

  it(
    'with anything in its fields is answered, and nothing is stored that cannot be',
    { timeout: MINUTES },
    async () => {
      const { app, store, wrong, ask, address } = await openSite();
      expect(TYPED.length).toBeGreaterThan(80);
      const tokens = new Map<Browser, string>();
      const tokenOf = async (browser: Browser) => {
        const page = await browser.get(browser.cookies.has('sid') ? '/account' : '/login');
        return page.$('input[name=_csrf]').first().attr('value') ?? '';
      };
      for (const route of routesOf(app, 'POST').filter(({ url }) => url !== '/logout'))
        for (const [what, body] of Object.entries(BODIES))
          await ask(
            route,
            async (browser) => {
              const _csrf = tokens.get(browser) ?? (await tokenOf(browser));
              tokens.set(browser, _csrf);
              return browser.post(address(route), { _csrf, ...body });
            },
            `${route.url} with ${what}`,
          );
      expect(wrong).toEqual([]);
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
      expect(await controlsIn(store)).toEqual([]);
    },
  );
});

/** Tables in which a control character came to stand. */
async function controlsIn(store: Store): Promise<string[]> {
  const found: string[] = [];
  for (const [name, table] of Object.entries(tables)) {
    const rows = JSON.stringify(await store.read.select().from(table as typeof tables.person));
    if (/\\u0000|\\u0007|\\u001b|\u202e/i.test(rows)) found.push(name);
  }
  return found;
}
