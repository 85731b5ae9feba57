import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { findNotice } from '../../../src/notices/store.ts';
import { found } from '../../../src/refusals.ts';
import { startApp, testClock } from '../../support/app.ts';
import { openQuarterWorld } from '../../support/quarter.ts';
import { openSample, YEAR_END } from './sample-world.ts';

async function openPublic() {
  const store = await openSample();
  const app = await startApp(store, testClock(YEAR_END));
  const { body } = found(await findNotice(store.read, '2026Q2'));
  return { body, get: async (url: string) => load((await app.inject(url)).body) };
}

const numbersIn = ($: ReturnType<typeof load>, selector: string): number[] =>
  $(selector)
    .toArray()
    .map((cell) => Number(/-?[\d.]+/.exec($(cell).text())?.[0]));

describe('the picture of a published notice', () => {
  it('is drawn from what was published and says as of when', async () => {
    const { body, get } = await openPublic();
    const $ = await get('/notices/2026Q2/picture');
    const counts = numbersIn($, 'table:first tbody td');
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(body.deputies.length);
    expect($('.figures .n').first().text()).toBe(String(body.deputies.length));
    expect($('.asof').text()).toContain('2026年6月30日');
    const totals = body.deputies.map(({ total }) => total);
    expect($('table').last().find('tbody tr').last().find('td').last().text()).toBe(
      String(Math.max(...totals)),
    );
  });

  it('opens from each bin the names in it, each with the lines behind the points', async () => {
    const { body, get } = await openPublic();
    const $ = await get('/notices/2026Q2/1/picture');
    const named: string[] = [];
    for (const link of $('table:first tbody a').toArray()) {
      const heading = $($(link).attr('href') ?? '#none');
      expect(heading).toHaveLength(1);
      const people = heading.next('ul').find('a').toArray();
      expect(people).toHaveLength(Number(/\d+/.exec($(link).text())?.[0]));
      named.push(...people.map((one) => $(one).attr('href') ?? ''));
    }
    expect(new Set(named).size).toBe(body.deputies.length);
  });

  it('is offered by the notice and by the list of notices', async () => {
    const { get } = await openPublic();
    expect((await get('/notices/2026Q2'))('a[href="/notices/2026Q2/1/picture"]')).toHaveLength(1);
    expect((await get('/notices'))('a[href="/notices/2026Q3/picture"]')).toHaveLength(1);
  });
});

describe('the ranking of a published notice within categories', () => {
  it('is offered by the notice and ranks each among their own', async () => {
    const { body, get } = await openPublic();
    expect((await get('/notices/2026Q2'))('a[href="/notices/2026Q2/1/categories"]')).toHaveLength(1);
    const $ = await get('/notices/2026Q2/1/categories');
    const told = $('tbody tr')
      .toArray()
      .map((row) => [$(row).find('th').text(), $(row).find('td').first().text()]);
    const expected = body.deputies.map(({ name, category, total }) => {
      const own = body.deputies.filter((one) => one.category === category);
      return [name, `${1 + own.filter((one) => one.total > total).length}/${own.length}`];
    });
    expect(new Map(told as [string, string][])).toEqual(new Map(expected as [string, string][]));
    expect(told).toHaveLength(expected.length);
  });
});

describe('a deputy’s published points by section', () => {
  it('stand on the deputy’s page as of the latest notice and add up', async () => {
    const { get } = await openPublic();
    const $ = await get('/deputies/6-001?year=2026');
    const table = $('caption:contains(各板块累计积分)').closest('table');
    expect(table.find('caption').text()).toContain('2026年第三季度的公示');
    const parts = table
      .find('tbody td')
      .toArray()
      .map((cell) => Number(/-?[\d.]+/.exec($(cell).text())?.[0]));
    expect(parts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(Number(table.find('tfoot td').text()), 5);
    const lines = await get(table.find('a').first().attr('href') ?? '');
    expect(lines('h1').text()).toContain('积分是怎么来的');
  });

  it('are not there while nothing is published', async () => {
    const { store } = await openQuarterWorld();
    const $ = load((await (await startApp(store)).inject('/deputies/6-001')).body);
    expect($('h1').text()).toBe('田大利');
    expect($('caption:contains(各板块累计积分)')).toHaveLength(0);
  });
});
