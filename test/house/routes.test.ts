import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
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
  browsers: ReadonlyMap<Person, Browser>;
  address: (route: DeclaredRoute) => string;
}

async function openSite(): Promise<Site> {
  const { store, ...codes } = await openTownship();
  const app = await startApp(store, testClock(YEAR_END));
  const browsers = new Map<Person, Browser>([['visitor', new Browser(app)]]);
  for (const person of PEOPLE.slice(1)) browsers.set(person, await browserOf(app, person));
  const examples = examplesFor(codes);
  return { app, browsers, address: ({ url }) => addressOf(url, examples) };
}

function routesOf(app: FastifyInstance, method: string): DeclaredRoute[] {
  return app.declaredRoutes.filter((route) => route.method === method);
}

function isAllowed({ access }: DeclaredRoute, person: Person): boolean {
  const viewer = person === 'visitor' ? null : ({ roles: [person as Role] } as unknown as Viewer);
  return mayOpen(access, viewer);
}

describe('a route', () => {
  it('that declares no access stops the app from starting', async () => {
    const app = await startApp(await openWorld());
    expect(() => app.get('/open-to-whom', async () => '')).toThrow('/open-to-whom declares no access');
    expect(() => app.post('/open-to-whom', { config: {} }, async () => '')).toThrow('declares no access');
  });
});

describe('every page', () => {
  it(
    'is whole, offers to sign out, and leads only to pages that there are',
    { timeout: MINUTES },
    async () => {
      const site = await openSite();
      const faults = new Set<string>();
      for await (const seen of everyPage(site)) {
        const { person, page, url } = seen;
        for (const fault of [...missingIn(page.$), ...signOutIn(seen), ...deadLinksIn(site.app, seen)])
          faults.add(`${url} for ${person}: ${fault}`);
      }
      expect([...faults]).toEqual([]);
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

/** Whoever signed in can sign out on every page, by a form. */
function signOutIn({ page, isForAll }: Seen): string[] {
  const isPrinted = page.$('link[href="/assets/print.css"]').length > 0;
  const isThere = page.$('form[method=post][action="/logout"]').length === 1;
  return isThere || isForAll || isPrinted ? [] : ['no way to sign out'];
}

/** Links and forms that lead nowhere, or where this person may not go. */
function deadLinksIn(app: FastifyInstance, { page, person }: Seen): string[] {
  return page
    .$('a[href^="/"], form[action^="/"]')
    .toArray()
    .flatMap((link) => {
      const method = link.tagName === 'form' && page.$(link).attr('method') === 'post' ? 'POST' : 'GET';
      const href = page.$(link).attr('href') ?? page.$(link).attr('action') ?? '';
      const route = routeAt(app, method, href);
      return route && (isAllowed(route, person) || route.url === '/login') ? [] : [`dead ${method} ${href}`];
    });
}

interface Seen {
  person: Person;
  page: Page;
  url: string;
  /** Anybody may open it, signed in or not. */
  isForAll: boolean;
}

/** Every page of ours as everybody sees it who may; documents and data are none. */
async function* everyPage({ app, browsers, address }: Site): AsyncGenerator<Seen> {
  for (const route of routesOf(app, 'GET')) {
    for (const [person, browser] of browsers) {
      if (!isAllowed(route, person) || (route.cached && person !== 'visitor')) continue;
      const url = address(route);
      const page = await browser.get(url);
      const isPage = String(page.response.headers['content-type']).startsWith('text/html');
      if (page.status === 200 && isPage) yield { person, page, url, isForAll: route.access === 'anyone' };
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
