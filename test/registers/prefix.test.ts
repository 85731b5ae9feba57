import { describe, expect, it } from 'vitest';
import type { CheerioAPI } from 'cheerio';
import type { Store } from '../../src/db/store.ts';
import type { RegisterSource } from '../../src/registers/source.ts';
import { locationWithPrefix, withPrefix } from '../../src/web/prefix.ts';
import { addressOf, examplesFor } from '../house/addresses.ts';
import { openTownship, PEOPLE, type Person } from '../house/township.ts';
import { browserAt, startMany } from '../support/registers.ts';
import { YEAR_END } from '../web/public/sample-world.ts';

describe('the addresses of a page', () => {
  it('are put behind the prefix in every attribute that holds one, and in none other', () => {
    const html =
      '<a href="/desk">/desk</a><form action="/my/x" data-draft="/my/d"><button formaction="/y?a=/b">' +
      '<img src="/evidence/1"><input name="next" value="/desk"><i data-code="/c" title="/t"></i>';
    expect(withPrefix(html, '/qingxi')).toBe(
      '<a href="/qingxi/desk">/desk</a><form action="/qingxi/my/x" data-draft="/qingxi/my/d">' +
        '<button formaction="/qingxi/y?a=/b"><img src="/qingxi/evidence/1"><input name="next" value="/desk">' +
        '<i data-code="/qingxi/c" title="/t"></i>',
    );
    const others =
      '<link href="/assets/style.css"><a href="//evil.example"><a href="#main"><a href="?page=2">' +
      '<a href="https://x.cn/"> href=&quot;/x&quot;';
    expect(withPrefix(others, '/qingxi')).toBe(others);
    expect(withPrefix(html, '')).toBe(html);
  });

  it('to which an answer leads are put behind it too, but for other sites', () => {
    expect(locationWithPrefix('/desk?a=1', '/qingxi')).toBe('/qingxi/desk?a=1');
    expect(locationWithPrefix('//evil.example', '/qingxi')).toBe('//evil.example');
    expect(locationWithPrefix('https://x.cn/', '/qingxi')).toBe('https://x.cn/');
  });
});

function sourceOf(stores: Readonly<Record<string, Store>>): RegisterSource {
  const open = async (name: string) => {
    const store = stores[name];
    if (!store) throw new Error(`no ${name}`);
    return { ...store, close: () => Promise.resolve() };
  };
  const close = () => Promise.resolve();
  return { list: async () => Object.keys(stores), open, serve: open, create: open, close };
}

/** Values of attributes that are an address of this site, but the target that a form hands on. */
function addressesIn($: CheerioAPI): string[] {
  return $('*')
    .toArray()
    .filter((element) => $(element).attr('name') !== 'next')
    .flatMap((element) => Object.values('attribs' in element ? element.attribs : {}))
    .filter((value) => /^\/[^/]/.test(value) || value === '/');
}

describe('a township reached by path', () => {
  it('has no page that leads out of it', { timeout: 120_000 }, async () => {
    const { store, ...codes } = await openTownship();
    const { app, clock } = await startMany('', { source: sourceOf({ qingxi: store }) });
    clock.now = YEAR_END;
    const browsers = new Map(PEOPLE.map((person) => [person, browserAt(app, { prefix: '/qingxi' })]));
    for (const [person, browser] of browsers)
      if (person !== 'visitor') expect((await browser.signIn(person)).location).toMatch(/^\/qingxi\//);
    const out = new Set<string>();
    let pages = 0;
    for (const { url: pattern, access } of app.declaredRoutes.filter(({ method }) => method === 'GET')) {
      const persons = typeof access === 'string' ? (['visitor', 'deputy'] as const) : (access as Person[]);
      const url = addressOf(pattern, examplesFor(codes));
      const page = await browsers.get(persons.at(-1) ?? 'visitor')?.get(url);
      if (!page) continue;
      pages += page.status === 200 ? 1 : 0;
      const leads = [...addressesIn(page.$), page.location ?? '/qingxi/'];
      for (const address of leads)
        if (!/^\/(?:qingxi|assets)\//.test(address)) out.add(`${address} on ${url}`);
    }
    expect([...out]).toEqual([]);
    expect(pages).toBeGreaterThan(150);
  });

  it('is told apart in feeds, open data and the code on the wall', async () => {
    const { store } = await openTownship();
    const { app, clock } = await startMany('', {
      source: sourceOf({ qingxi: store }),
      publicUrl: 'https://rd.example.cn',
    });
    clock.now = YEAR_END;
    const visitor = browserAt(app, { prefix: '/qingxi', host: 'rd.example.cn' });
    const feed = (await visitor.get('/feed.atom')).response.body;
    expect(feed).toContain('href="https://rd.example.cn/qingxi/');
    expect(feed.replaceAll('https://rd.example.cn/qingxi/', '')).not.toContain('rd.example.cn/');
    const data = (await visitor.get('/data')).response.body;
    expect(data).not.toMatch(/https:\/\/rd\.example\.cn(?!\/qingxi)/);
  });
});
