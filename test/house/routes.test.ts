import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import * as tables from '../../src/db/schema/index.ts';
import type { Role, Viewer } from '../../src/accounts/rules.ts';
import { mayOpen, type DeclaredRoute } from '../../src/web/access.ts';
import { Browser, browserOf, startApp, testClock, type Page } from '../support/app.ts';
import { missingIn } from '../support/page-rules.ts';
import { openWorld } from '../support/world.ts';
import { secretsOf, YEAR_END } from '../web/public/sample-world.ts';
import { addressOf, examplesFor } from './addresses.ts';
import { openTownship, PEOPLE, type Person } from './township.ts';

const MINUTES = 5 * 60_000;

interface Site {
  app: FastifyInstance;
  store: Store;
  browsers: ReadonlyMap<Person, Browser>;
  address: (route: DeclaredRoute) => string;
}

async function openSite(): Promise<Site> {
  const { store, ...codes } = await openTownship();
  const app = await startApp(store, testClock(YEAR_END));
  const browsers = new Map<Person, Browser>([['visitor', new Browser(app)]]);
  for (const person of PEOPLE.slice(1)) browsers.set(person, await browserOf(app, person));
  const examples = examplesFor(codes);
  return { app, store, browsers, address: ({ url }) => addressOf(url, examples) };
}

function routesOf(app: FastifyInstance, method: string): DeclaredRoute[] {
  return app.declaredRoutes.filter((route) => route.method === method);
}

function isAllowed({ access }: DeclaredRoute, person: Person): boolean {
  const viewer = person === 'visitor' ? null : ({ roles: [person as Role] } as unknown as Viewer);
  return mayOpen(access, viewer);
}

/** A link that opens the set-up of an empty register is dead in a township that is set up. */
const NOT_HERE = ['/setup/:token'];

const OTHERS = ['/my/filings/:code', '/my/evidence/:name', '/my/proposals/:number', '/my/attachments/:name'];

/** What is one deputy's own: the account `deputy` has it, another deputy does not find it. */
const isOthers = ({ url }: DeclaredRoute, person: Person): boolean =>
  person === 'leader' && OTHERS.some((beginning) => url.startsWith(beginning));

/** Everything in the register by table, as text; that somebody took an export, or was turned away, is written down and is no change. */
async function everything(store: Store): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for (const [name, table] of Object.entries(tables)) {
    const all: object[] = await store.read.select().from(table as typeof tables.person);
    rows[name] = JSON.stringify(all.filter((row) => !('kind' in row && NOTES.includes(String(row.kind)))));
  }
  return rows;
}

const NOTES = ['export.made', 'access.denied'];

describe('a route', () => {
  it('that declares no access stops the app from starting', async () => {
    const app = await startApp(await openWorld());
    expect(() => app.get('/open-to-whom', async () => '')).toThrow('/open-to-whom declares no access');
    expect(() => app.post('/open-to-whom', { config: {} }, async () => '')).toThrow('declares no access');
  });

  it(
    'is opened by those whom it declares, asks visitors to sign in and is not found by all others',
    { timeout: MINUTES },
    async () => {
      const { app, browsers, address } = await openSite();
      const wrong: string[] = [];
      for (const route of routesOf(app, 'GET')) {
        for (const [person, browser] of browsers) {
          const url = address(route);
          const got = outcomeOf(await browser.get(url));
          const mayOpenIt = isAllowed(route, person) && !isOthers(route, person);
          const wanted = mayOpenIt ? 'opened' : person === 'visitor' ? 'sign in' : '404';
          const isDead = NOT_HERE.includes(route.url) && got === '404';
          if (got !== wanted && !isDead) wrong.push(`${person} at ${url}: ${got} instead of ${wanted}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it('that is only looked at changes nothing in the register', { timeout: MINUTES }, async () => {
    const { app, store, browsers, address } = await openSite();
    const before = await everything(store);
    for (const route of routesOf(app, 'GET'))
      for (const [person, browser] of browsers)
        if (isAllowed(route, person)) await browser.get(address(route));
    expect(changedTables(before, await everything(store))).toEqual([]);
  });

  it(
    'that takes a form refuses everybody else, and everybody without the page’s token; nothing is written',
    { timeout: MINUTES },
    async () => {
      const { app, store, browsers, address } = await openSite();
      const before = await everything(store);
      const wrong: string[] = [];
      for (const route of routesOf(app, 'POST')) {
        for (const [person, browser] of browsers) {
          const url = address(route);
          const allowed = isAllowed(route, person);
          const token = allowed ? undefined : await tokenOf(browser);
          const page = await browser.post(url, token === undefined ? {} : { _csrf: token });
          const got = outcomeOf(page);
          const wanted = allowed ? '403' : person === 'visitor' ? 'sign in' : '404';
          if (got !== wanted) wrong.push(`${person} at ${url}: ${got} instead of ${wanted}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(changedTables(before, await everything(store))).toEqual([]);
    },
  );
});

function changedTables(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}

function outcomeOf({ status, location = '' }: Page): string {
  if (status === 303 && /^\/login(?:\?|$)/.test(location)) return 'sign in';
  if (status === 404 || status === 403 || status >= 500) return String(status);
  return 'opened';
}

async function tokenOf(browser: Browser): Promise<string> {
  const page = await browser.get(browser.cookies.has('sid') ? '/account' : '/login');
  return page.$('input[name=_csrf]').first().attr('value') ?? '';
}

describe('every page', () => {
  it(
    'has language, title, one heading, labelled fields and a token in each form',
    { timeout: MINUTES },
    async () => {
      const missing: string[] = [];
      for await (const { person, page, url } of everyPage())
        missing.push(...missingIn(page.$).map((what) => `${url} for ${person}: ${what}`));
      expect([...new Set(missing)]).toEqual([]);
    },
  );

  it('that somebody opens who signed in offers to sign out, by a form', { timeout: MINUTES }, async () => {
    const without = new Set<string>();
    for await (const { person, page, url, isForAll } of everyPage()) {
      const isPrinted = page.$('link[href="/assets/print.css"]').length > 0;
      const isOut = page.$('form[method=post][action="/logout"]').length !== 1;
      if (isOut && !isForAll && !isPrinted) without.add(`${url} for ${person}`);
    }
    expect([...without]).toEqual([]);
  });

  it(
    'leads only to pages that there are, and that may be opened from there',
    { timeout: MINUTES },
    async () => {
      const dead = new Set<string>();
      for await (const { app, person, page, url } of everyPage()) {
        for (const link of page.$('a[href^="/"], form[action^="/"]').toArray()) {
          const method = link.tagName === 'form' && page.$(link).attr('method') === 'post' ? 'POST' : 'GET';
          const href = page.$(link).attr('href') ?? page.$(link).attr('action') ?? '';
          const route = routeAt(app, method, href);
          if (!route || !(isAllowed(route, person) || route.url === '/login'))
            dead.add(`${method} ${href} on ${url} for ${person}`);
        }
      }
      expect([...dead]).toEqual([]);
    },
  );

  it(
    'for everybody holds no token and nothing that is nobody else’s business',
    { timeout: MINUTES },
    async () => {
      const { app, browsers, address } = await openSite();
      const secrets = ['name="_csrf"', ...secretsOf().filter((secret) => secret.length > 4)];
      const numbers = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dX](?!\d)/;
      const visitor = browsers.get('visitor') ?? new Browser(app);
      const told: string[] = [];
      for (const route of routesOf(app, 'GET').filter(({ cached }) => cached)) {
        const { body } = (await visitor.get(address(route))).response;
        const found = [...secrets.filter((secret) => body.includes(secret)), ...(numbers.exec(body) ?? [])];
        told.push(...found.map((secret) => `${route.url}: ${secret}`));
      }
      expect(told).toEqual([]);
    },
  );
});

interface Seen {
  app: FastifyInstance;
  person: Person;
  page: Page;
  url: string;
  /** Anybody may open it, signed in or not. */
  isForAll: boolean;
}

/** Every page of ours as everybody sees it who may; documents and data are none. */
async function* everyPage(): AsyncGenerator<Seen> {
  const { app, browsers, address } = await openSite();
  for (const route of routesOf(app, 'GET')) {
    for (const [person, browser] of browsers) {
      if (!isAllowed(route, person) || (route.cached && person !== 'visitor')) continue;
      const url = address(route);
      const page = await browser.get(url);
      const isPage = String(page.response.headers['content-type']).startsWith('text/html');
      if (page.status === 200 && isPage)
        yield { app, person, page, url, isForAll: route.access === 'anyone' };
    }
  }
}

/** The route that answers an address. */
function routeAt(app: FastifyInstance, method: string, href: string): DeclaredRoute | undefined {
  const path = href.split(/[?#]/)[0] ?? '';
  return routesOf(app, method)
    .toSorted((a, b) => a.url.split(':').length - b.url.split(':').length)
    .find(({ url }) => patternOf(url).test(path));
}

function patternOf(url: string): RegExp {
  const source = url.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}/?$`);
}
