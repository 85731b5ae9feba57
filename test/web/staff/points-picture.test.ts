import { describe, expect, it } from 'vitest';
import { browserOf, startApp, testClock, type Page } from '../../support/app.ts';
import { addAccount, openWorld } from '../../support/world.ts';
import { expectedPoints, openImported } from '../../points/imported.ts';

const YEAR_END = Date.UTC(2026, 11, 28, 2, 0);

async function openDesk() {
  const store = await openImported();
  await addAccount(store, '工作人员甲', ['clerk']);
  return browserOf(await startApp(store, testClock(YEAR_END)), '工作人员甲');
}

const rowsOf = (page: Page, table = 0) =>
  page
    .$('table')
    .eq(table)
    .find('tbody tr')
    .toArray()
    .map((row) => page.$(row));

const JUNE = '?as-of=2026-6-30';

describe('the picture of everybody’s points on the desk', () => {
  it('sorts everybody into bins; each opens the list of just those', async () => {
    const clerk = await openDesk();
    const page = await clerk.get(`/desk/points/picture${JUNE}`);
    expect(page.$('svg[role=img]')).toHaveLength(2);
    const counts = rowsOf(page).map((row) => Number(row.find('td').text().match(/\d+/)?.[0]));
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(8);
    const listed: string[] = [];
    for (const row of rowsOf(page)) {
      const href = row.find('a').attr('href');
      const count = Number(row.find('td').text().match(/\d+/)?.[0]);
      if (count === 0) expect(href).toBeUndefined();
      else {
        const names = rowsOf(await clerk.get(href ?? '')).map((one) => one.find('th').text());
        expect(names).toHaveLength(count);
        listed.push(...names);
      }
    }
    expect(new Set(listed).size).toBe(8);
  });

  it('tells median and quartiles of the totals as of the day', async () => {
    const page = await (await openDesk()).get(`/desk/points/picture${JUNE}`);
    const totals = (expectedPoints()['2026-06-30'] ?? []).map(({ total }) => total).toSorted((a, b) => a - b);
    const median = Math.round(((totals[3] ?? 0) + (totals[4] ?? 0)) * 50) / 100;
    const cells = rowsOf(page, 2)
      .at(-1)
      ?.find('td')
      .toArray()
      .map((cell) => Number(page.$(cell).text()));
    expect([cells?.[0], cells?.[1], cells?.[3], cells?.[5]]).toEqual([8, totals[0], median, totals[7]]);
    expect(page.text).toContain('数据截至 2026年6月30日');
  });

  it('shares what was given among the sections, without remainder', async () => {
    const page = await (await openDesk()).get('/desk/points/picture');
    const shares = rowsOf(page, 1).map((row) => Number.parseFloat(row.find('td[data-label=占加分]').text()));
    expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100, 5);
  });

  it('says what is missing: no scheme, a day that is none', async () => {
    const store = await openWorld();
    await addAccount(store, '工作人员乙', ['clerk']);
    const clerk = await browserOf(await startApp(store), '工作人员乙');
    expect((await clerk.get('/desk/points/picture')).text).toContain('2026年还没有通过的积分办法');
    const wrong = await clerk.get('/desk/points/picture?as-of=2026-02-30');
    expect(wrong.$('.error-summary').text()).toContain('截至日期不是有效的日期');
  });
});

describe('ranking within categories on the desk', () => {
  it('lists each category with the rank and how many it has', async () => {
    const page = await (await openDesk()).get('/desk/points?order=category');
    const lists = page
      .$('h2')
      .toArray()
      .map((heading) => page.$(heading).text());
    expect(lists.length).toBeGreaterThan(1);
    let everybody = 0;
    for (const [index] of lists.entries()) {
      const rows = rowsOf(page, index);
      everybody += rows.length;
      expect(rows[0]?.find('td').first().text()).toBe(`1/${rows.length}`);
      expect(page.$('table').eq(index).find('caption').text()).toBe(`共 ${rows.length} 名代表`);
    }
    expect(everybody).toBe(8);
  });

  it('keeps the rank among all of the category when only some are shown', async () => {
    const clerk = await openDesk();
    const all = await clerk.get('/desk/points?order=category');
    const place = new Map(
      all
        .$('tbody tr')
        .toArray()
        .map((row) => [all.$(row).find('th').text(), all.$(row).find('td').first().text()]),
    );
    const group = all.$('#f-group option').eq(1).attr('value') ?? '';
    const some = await clerk.get(`/desk/points?order=category&group=${group}`);
    const rows = some.$('tbody tr').toArray();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(8);
    for (const row of rows)
      expect(some.$(row).find('td').first().text()).toBe(place.get(some.$(row).find('th').text()));
  });
});

describe('a deputy’s points on the desk', () => {
  it('are drawn by quarter and by section beside tables that add up to the total', async () => {
    const page = await (await openDesk()).get('/desk/points/001?as-of=2026-6-30');
    expect(page.$('svg[role=img]')).toHaveLength(2);
    expect(page.$('svg').first().find('.none').text()).toBe('未到未到');
    const sections = page.$('table').eq(1);
    const numbers = sections
      .find('tbody td')
      .toArray()
      .map((cell) => Number(page.$(cell).text()));
    const total = Number(sections.find('tfoot td').text());
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBeCloseTo(total, 5);
    expect(total).toBe(Number(page.$('.figures .n').first().text()));
    for (const link of sections.find('a').toArray())
      expect(page.$(page.$(link).attr('href') ?? '#none')).toHaveLength(1);
  });
});
