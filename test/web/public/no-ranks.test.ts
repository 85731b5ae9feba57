import { load, type CheerioAPI } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { voidFiling } from '../../../src/filings/actions.ts';
import { closeQuarter } from '../../../src/notices/actions.ts';
import type { NoticeBody } from '../../../src/notices/body.ts';
import { prepareCorrection } from '../../../src/notices/correction/prepare.ts';
import { publishCorrection } from '../../../src/notices/correction/publish.ts';
import { firstUnexplained } from '../../../src/notices/replay.ts';
import { listChain } from '../../../src/notices/store.ts';
import { found } from '../../../src/refusals.ts';
import { publishReport, saveReport } from '../../../src/reports/actions.ts';
import { changeSettings } from '../../../src/settings/actions.ts';
import { startApp, testClock } from '../../support/app.ts';
import { APRIL, addFiledDeed, addHeldActivity, JULY, openQuarterWorld } from '../../support/quarter.ts';
import { addTestDeputy } from '../../support/roster.ts';
import { doingAt } from '../../support/world.ts';
import { crawl, type Crawled } from './crawl.ts';
import { REPORT } from '../../support/report.ts';

/** Two closed quarters, the first of them corrected, and a published report; ranks shown or not from the start. */
async function openPublished(publicRanking: boolean) {
  const { store, tian } = await openQuarterWorld();
  const chen = await addTestDeputy(store, '003', '陈立');
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-06', '2026-03-09'])
    await addFiledDeed(store, chen, day);
  const wrong = await addFiledDeed(store, tian, '2026-03-12');
  await changeSettings(doingAt(store), { publicRanking });
  await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '', openReason: '' });
  await addHeldActivity(store, '调研道路', '2026-05-05', JULY);
  await closeQuarter(doingAt(store, JULY), '2026Q2', { number: '', openReason: '' });
  await voidFiling(doingAt(store, JULY), wrong, '重复');
  const { differences } = found(await prepareCorrection(store.read, '2026Q1'));
  await publishCorrection(doingAt(store, JULY), '2026Q1', {
    number: '',
    reason: '登记重复',
    lines: differences.map(({ key }) => ({ key, reason: '' })),
    objections: [],
  });
  await saveReport(doingAt(store, JULY), '001', 2026, REPORT);
  await publishReport(doingAt(store, JULY), '001', 2026);
  const app = await startApp(store, testClock(JULY));
  const more = [
    '/notices/2026Q1/1',
    '/notices/2026Q2/1',
    '/data/notices/2026Q1.json',
    '/data/notices/2026Q1.csv',
  ];
  return { store, app, pages: await crawl(app, ['/', ...more, '/reports/2026/6-001']) };
}

/** Columns headed by a rank whose cells say one, words that say one, and keys that hold one. */
function ranksIn({ type, text }: Crawled): string[] {
  if (type.startsWith('application/json')) return text.match(/"rank":[^,}]*/g) ?? [];
  if (!type.startsWith('text/html')) return text.match(/名次[^<，。\n]*\d|(?<!不排)名次,/g) ?? [];
  const $ = load(text);
  return [...rankColumns($), ...(plainText($).match(/名次[^，。；]{0,6}\d+|第 ?\d+ ?名|\d+\/\d+ 名/g) ?? [])];
}

function rankColumns($: CheerioAPI): string[] {
  return $('table')
    .toArray()
    .flatMap((table) => {
      const heads = $(table).find('thead th').toArray();
      const at = heads.findIndex((cell) => $(cell).text().includes('名次'));
      if (at < 0) return [];
      return $(table)
        .find('tbody tr')
        .toArray()
        .map((row) => $(row).children().eq(at).text().trim())
        .filter((cell) => /\d/.test(cell));
    });
}

function plainText($: CheerioAPI): string {
  $('table').remove();
  return $('main').text().replace(/\s+/g, ' ');
}

const DEPUTIES = ['田大利', '石兰', '陈立'];

describe('with ranks switched off before the quarter is closed', () => {
  it('no public page, feed, Word file, table or JSON tells a rank, and none is ordered by it', async () => {
    const { pages } = await openPublished(false);
    expect(pages.length).toBeGreaterThan(40);
    expect(pages.filter(({ status }) => status !== 200).map(({ url }) => url)).toEqual([]);
    expect(pages.flatMap((one) => ranksIn(one).map((rank) => `${one.url}: ${rank}`))).toEqual([]);
    expect(pages.filter(({ url }) => url.endsWith('/categories')).map(({ url }) => url)).toEqual([]);
    const json = found(pages.find(({ url }) => url === '/data/notices/2026Q1.json'));
    const { deputies } = JSON.parse(json.text) as NoticeBody;
    expect(deputies.map(({ deputy }) => deputy)).toEqual(['001', '002', '003']);
    const csv = found(pages.find(({ url }) => url === '/data/notices/2026Q1.csv'));
    expect(DEPUTIES.toSorted((a, b) => csv.text.indexOf(a) - csv.text.indexOf(b))).toEqual([
      '石兰',
      '田大利',
      '陈立',
    ]);
  });

  it('names nobody in the distribution', async () => {
    const { pages } = await openPublished(false);
    const pictures = pages.filter(({ url }) => url.endsWith('/picture'));
    expect(pictures.length).toBeGreaterThan(2);
    for (const { text } of pictures) for (const name of DEPUTIES) expect(text).not.toContain(name);
  });

  it('does not offer the ranking within categories', async () => {
    const { app } = await openPublished(false);
    expect((await app.inject('/notices/2026Q1/1/categories')).statusCode).toBe(404);
  });

  it('publishes notices and corrections that can be computed from themselves', async () => {
    const { store } = await openPublished(false);
    const chain = await listChain(store.read);
    expect(chain.length).toBe(4);
    const bodies = chain.map((row) => JSON.parse(row.body) as NoticeBody);
    expect(bodies.map(firstUnexplained)).toEqual([null, null, null, null]);
    expect(bodies[2]?.corrects?.effects.map(({ name }) => name)).toEqual(['田大利']);
  });

  it('keeps them off when they are switched on later: what was published decides', async () => {
    const { store } = await openPublished(false);
    await changeSettings(doingAt(store, JULY), { publicRanking: true });
    const pages = await crawl(await startApp(store, testClock(JULY)), ['/notices']);
    expect(pages.flatMap(ranksIn)).toEqual([]);
  });
});

describe('with ranks shown', () => {
  it('the same search finds them, in pages, Word files, tables and JSON', async () => {
    const { pages } = await openPublished(true);
    const told = (url: string) => ranksIn(found(pages.find((one) => one.url === url))).length;
    for (const url of [
      '/notices/2026Q1/1',
      '/notices/2026Q1/1/categories',
      '/notices/2026Q1/1/deputies/001',
      '/data/notices/2026Q1.json',
      '/data/notices/2026Q1.csv',
    ])
      expect([url, told(url) > 0]).toEqual([url, true]);
    const picture = found(pages.find(({ url }) => url === '/notices/2026Q1/1/picture'));
    for (const name of DEPUTIES) expect(picture.text).toContain(name);
  });

  it('they stay where they were published when they are switched off later', async () => {
    const { store } = await openPublished(true);
    await changeSettings(doingAt(store, JULY), { publicRanking: false });
    const page = await (await startApp(store, testClock(JULY))).inject('/notices/2026Q1/1');
    expect(page.body).toContain('名次');
  });
});
