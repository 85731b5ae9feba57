import net from 'node:net';
import { load } from 'cheerio';
import { afterEach, expect, it, vi } from 'vitest';
import { person } from '../../../src/db/schema/index.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../../src/demo/content/accounts.ts';
import { fillDemo } from '../../../src/demo/fill.ts';
import { Browser, startApp, testClock } from '../../support/app.ts';
import { changedTables, everything, isNoNote } from '../../support/everything.ts';
import { inlineCodeIn } from '../../support/page-rules.ts';
import { openEmpty } from '../../support/register.ts';
import { textOf } from '../public/crawl.ts';
import { headerFaults } from './answers.ts';
import { ask, askerAt } from './ask.ts';
import { crawlSite, type Visit } from './crawl.ts';

/** The day after the sample's last event. */
const TODAY = Date.UTC(2026, 10, 21, 2, 0);

/** As many addresses of a kind as are looked at; WHOLE_SITE=1 looks at all of them. */
const mostOf = (isVisitor: boolean): number =>
  process.env['WHOLE_SITE'] === '1' ? Number.POSITIVE_INFINITY : isVisitor ? 2 : 1;

const STARTS = ['/', '/desk', '/my', '/unit', '/account', '/card'];

const NUMBERS = /(?<![\d.])1[3-9]\d{9}(?!\d)|(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dXx](?!\d)/;

afterEach(() => {
  vi.restoreAllMocks();
});

it(
  'the whole site, crawled as everybody: nothing is changed, told to the wrong people, fetched from elsewhere or without its headers',
  { timeout: 60 * 60_000 },
  async () => {
    const store = openEmpty();
    await fillDemo(store);
    const secrets = (await store.read.select().from(person)).flatMap(({ phone, bornMonth }) => [
      ...(phone ? [phone] : []),
      ...(bornMonth ? [bornMonth, monthText(bornMonth)] : []),
    ]);
    expect(secrets.length).toBeGreaterThan(60);
    const app = await startApp(store, testClock(TODAY));
    const https = await startApp(store, testClock(TODAY), { publicUrl: 'https://rd.example.cn' });
    const people = [null, ...DEMO_ACCOUNTS];
    const connect = vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(() => {
      throw new Error('a connection to somewhere');
    });
    const wrong: string[] = [];
    const counts: Record<string, number> = {};
    const kinds = new Set<string>();
    for (const one of people) {
      const browser = new Browser(app);
      if (one) await browser.signIn(one.login, DEMO_PASSWORD);
      const who = await askerAt(browser);
      const before = await everything(store.read, isNoNote);
      const name = one?.login ?? 'visitor';
      const heads = new Set<string>();
      for await (const visit of crawlSite(app, who, STARTS, { most: mostOf(!one), isPublic: !one })) {
        counts[name] = (counts[name] ?? 0) + 1;
        kinds.add(visit.kind.split(' ')[0] ?? '');
        const faults = faultsOf(visit);
        if (!one) faults.push(...toldBy(visit, secrets));
        if (!heads.has(visit.kind)) {
          heads.add(visit.kind);
          const head = await ask(app, who, 'HEAD', visit.url);
          if (head.statusCode !== visit.response.statusCode || head.body !== '')
            faults.push('HEAD is not like GET');
          faults.push(...headerFaults(head).map((fault) => `HEAD ${fault}`));
          if (!one)
            faults.push(
              ...headerFaults(await https.inject(visit.url), true).map((fault) => `https ${fault}`),
            );
        }
        wrong.push(...faults.map((fault) => `${name} at ${visit.url}: ${fault}`));
      }
      for (const table of changedTables(before, await everything(store.read, isNoNote)))
        wrong.push(`${name} changed ${table}`);
    }
    process.stdout.write(`crawled: ${JSON.stringify(counts)}, ${kinds.size} routes\n`);
    expect(connect).not.toHaveBeenCalled();
    expect([...new Set(wrong)]).toEqual([]);
    expect(kinds.size).toBeGreaterThan(150);
  },
);

const monthText = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/** What is wrong with an answer, whoever gets it. */
function faultsOf({ response, links }: Visit): string[] {
  const faults = headerFaults(response);
  const { statusCode, body, headers } = response;
  if (![200, 303, 304].includes(statusCode) && statusCode !== 404) faults.push(`answers ${statusCode}`);
  if (String(headers['content-type']).startsWith('text/html')) faults.push(...inlineCodeIn(load(body)));
  for (const link of links) {
    if (/^(?:[a-z]+:|\/\/)/i.test(link) && !/^(?:data:image|tel:)/.test(link))
      faults.push(`leads to ${link}`);
    if (NUMBERS.test(decodeURIComponent(link)) && !link.startsWith('tel:'))
      faults.push(`a number in ${link}`);
    if (/[?&](?:_csrf|token|sid|password|phone)=/.test(link)) faults.push(`a secret in ${link}`);
  }
  return faults;
}

/** Personal data in what a visitor gets. */
function toldBy({ response }: Visit, secrets: readonly string[]): string[] {
  const text = textOf(String(response.headers['content-type'] ?? ''), response.rawPayload);
  const number = NUMBERS.exec(text)?.[0];
  return [...secrets.filter((secret) => text.includes(secret)), ...(number ? [number] : [])].map(
    (told) => `tells ${told}`,
  );
}
