import { describe, expect, it } from 'vitest';
import { startApp, testClock } from '../../support/app.ts';
import { crawl } from './crawl.ts';
import { HOSTILE, openSample, secretsOf, YEAR_END } from './sample-world.ts';

async function everything() {
  const app = await startApp(await openSample(), testClock(YEAR_END));
  return { app, pages: await crawl(app, ['/', '/search?q=田', '/deputies?q=tdl', '/deputies?state=all']) };
}

describe('everything that can be reached without an account', () => {
  it('tells no phone, birth month, party, education, reason of leave or document of anybody', async () => {
    const { pages } = await everything();
    expect(pages.length).toBeGreaterThan(200);
    const told = pages.flatMap(({ url, text }) =>
      secretsOf()
        .filter((secret) => text.includes(secret))
        .map((secret) => `${url}: ${secret}`),
    );
    expect(told).toEqual([]);
    // The search would see it: what is public is found.
    expect(pages.some(({ text }) => text.includes('0833-1234567'))).toBe(true);
    expect(pages.some(({ url, text }) => url.endsWith('.docx') && text.includes('田大利'))).toBe(true);
  });

  it('has no link that leads nowhere, and no proposal that is not registered', async () => {
    const { app, pages } = await everything();
    expect(pages.filter(({ status }) => status !== 200).map(({ url }) => url)).toEqual([]);
    expect(pages.filter(({ text }) => text.includes('还没有登记的草稿')).map(({ url }) => url)).toEqual([]);
    expect((await app.inject('/proposals/2026-099')).statusCode).toBe(404);
  });

  it('says as of when on every page, and tells search machines what it is about', async () => {
    const { pages } = await everything();
    // A notice and a scheme on paper bear the days of their own.
    const isPaper = (url: string) => url.startsWith('/notices') || url.endsWith('/print');
    const own = pages.filter(({ url, type }) => type.startsWith('text/html') && !isPaper(url));
    for (const { url, text } of own) {
      expect(text, url).toContain('数据截至2026年12月28日');
      expect(text, url).toMatch(/<meta name="description" content="[^"]+">/);
    }
  });

  it('prints a hostile name as text, wherever it stands', async () => {
    const { pages } = await everything();
    const withMarkup = pages.filter(
      ({ type, text }) => /html|xml/.test(type) && !type.includes('openxml') && text.includes('<img'),
    );
    expect(withMarkup.map(({ url }) => url)).toEqual([]);
    const named = pages.filter(({ text }) =>
      text.includes('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;'),
    );
    expect(named.map(({ url }) => url)).toEqual(
      expect.arrayContaining(['/deputies', '/deputies/6-009', '/deputies/6-009/feed.atom', '/groups']),
    );
    const table = pages.find(({ url }) => url === '/data/deputies.csv');
    expect(table?.text).toContain(`"${HOSTILE.replaceAll('"', '""')}"`);
    expect(table?.text).toContain(",'=cmd(),");
  });
});

describe('the public search for deputies', () => {
  it('does not answer to a phone number, whole or in part', async () => {
    const app = await startApp(await openSample(), testClock(YEAR_END));
    for (const q of ['13800000003', '0003', '00000003', '1957-02', '初中'])
      expect((await app.inject(`/deputies?q=${encodeURIComponent(q)}`)).body).toContain(`没有找到“${q}”`);
  });
});
