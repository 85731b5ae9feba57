import { describe, expect, it } from 'vitest';
import { listGroups } from '../../../src/groups/store.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { expectedPoints, openImported } from '../../points/imported.ts';
import { browserOf, startApp, testClock } from '../../support/app.ts';
import { addAccount, openWorld } from '../../support/world.ts';

const YEAR_END = Date.UTC(2026, 11, 28, 2, 0);

async function openDesk() {
  const store = await openImported();
  await addAccount(store, '工作人员甲', ['clerk']);
  const app = await startApp(store, testClock(YEAR_END));
  return { store, clerk: await browserOf(app, '工作人员甲') };
}

describe('points on the desk', () => {
  it('stand in a table as of a day, every number with the records behind it', async () => {
    const { clerk } = await openDesk();
    const page = await clerk.get('/desk/points?as-of=2026.6.30');
    const rows = page
      .$('tbody tr')
      .toArray()
      .map((row) => page.$(row));
    const shown = rows.map((row) => [
      Number(row.find('td').first().text()),
      Number(row.find('td').last().text()),
    ]);
    const expected = expectedPoints()['2026-06-30'] ?? [];
    expect(shown).toEqual(expected.map(({ rank, total }) => [rank, total]));
    expect(
      page
        .$('thead th')
        .toArray()
        .map((cell) => page.$(cell).text())
        .slice(4),
    ).toEqual(['第一季度', '第二季度', '累计']);
    expect(page.text).toContain('数据截至 2026年6月30日');
    expect(page.text).toContain('共 8 名代表');
    const link = rows[0]?.find('td a').first().attr('href');
    expect(link).toBe('/desk/points/002?year=2026&as-of=2026.6.30&quarter=2026Q1');
    const behind = await clerk.get(link ?? '');
    const sum = behind
      .$('table.lines tfoot .num')
      .toArray()
      .reduce((total, cell) => total + Number(behind.$(cell).text()), 0);
    expect(sum).toBe(expected[0]?.quarters[0]?.points);
  });

  it('are narrowed to a group, ordered by name strokes, with the rank among all', async () => {
    const { store, clerk } = await openDesk();
    const { id: termId } = await getCurrentTerm(store.read);
    const group = (await listGroups(store.read, termId)).find((one) => one.name === '城区组');
    const page = await clerk.get(`/desk/points?group=${group?.id}&order=name`);
    expect(
      page
        .$('tbody th')
        .toArray()
        .map((cell) => page.$(cell).text()),
    ).toEqual(['田大利', '田富', '买买提·吐尔逊']);
    expect(page.text).toContain('名次是全部 8 名代表中的名次');
    expect(page.text).toContain('笔画');
  });

  it('are explained down to record and rule', async () => {
    const { clerk } = await openDesk();
    const page = await clerk.get('/desk/points/001');
    for (const words of [
      '田富的积分是怎么来的',
      '参加人代会：每次 +8 分',
      '出席人代会',
      '人代会（半天）',
      '建议被采纳',
    ])
      expect(page.text).toContain(words);
    expect(page.$('a[href="/desk/activities/A01"]').length).toBeGreaterThan(0);
    expect(page.$('a[href="/desk/filings/F01"]').length).toBeGreaterThan(0);
    expect(page.$('a[href="/desk/proposals/2026-001"]').length).toBeGreaterThan(0);
    expect(page.$('a[href^="/desk/sessions/"]').length).toBeGreaterThan(0);
    for (const href of new Set(
      page
        .$('main a[href^="/desk/"]')
        .toArray()
        .map((link) => page.$(link).attr('href') ?? ''),
    ))
      expect([href, (await clerk.get(href)).status]).toEqual([href, 200]);
  });

  it('say what is missing when there is no scheme, no such day, no such deputy', async () => {
    const { clerk } = await openDesk();
    const wrong = await clerk.get('/desk/points?as-of=2026-02-30');
    expect(wrong.$('.error-summary').text()).toContain('截至日期不是有效的日期');
    expect((await clerk.get('/desk/points/999')).status).toBe(404);
    expect((await clerk.get('/desk/points/001?as-of=2026-01-09')).text).toContain('没有代表资格');
    const store = await openWorld();
    await addAccount(store, '工作人员乙', ['clerk']);
    const other = await browserOf(await startApp(store), '工作人员乙');
    expect((await other.get('/desk/points')).text).toContain('2026年还没有通过的积分办法');
  });
});

describe('proposals on the desk', () => {
  it('are listed and shown with their reckoning', async () => {
    const { clerk } = await openDesk();
    const list = await clerk.get('/desk/proposals');
    expect(list.text).toContain('共 35 件');
    const numbersAt = async (query: string) => {
      const { $ } = await clerk.get(`/desk/proposals?${query}`);
      return $('tbody tr').length;
    };
    expect(await numbersAt('q=公路清扫')).toBe(1);
    expect(await numbersAt('kind=motion')).toBe(0);
    expect(await numbersAt('deputy=001')).toBeGreaterThan(3);
    const unit = list
      .$('#f-unit option')
      .toArray()
      .map((option) => [list.$(option).text(), list.$(option).attr('value')])
      .find(([name]) => name === '社保所')?.[1];
    expect(await numbersAt(`unit=${unit}`)).toBeGreaterThan(0);

    const page = await clerk.get('/desk/proposals/2026-001');
    for (const words of [
      '关于解决农转非人员养老问题的建议',
      '2026年1月14日交办，办理期限3个月，最迟2026年4月14日答复',
      '按期答复',
      'B 类：正在解决或列入计划',
      '社保所（主办',
      '基本满意',
    ])
      expect(page.text).toContain(words);
    expect((await clerk.get('/desk/proposals/2026-999')).status).toBe(404);
  });
});
