import { describe, expect, it } from 'vitest';
import { closeQuarter } from '../../../src/notices/actions.ts';
import { browserOf, startApp, testClock, type Page } from '../../support/app.ts';
import { addTestActivity, addTestSitting } from '../../support/meetings.ts';
import { addFiledDeed, APRIL, openQuarterWorld } from '../../support/quarter.ts';
import { addDistrict, addTestDeputy } from '../../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld } from '../../support/world.ts';

const linksIn = (page: Page) =>
  page
    .$('main a')
    .toArray()
    .map((link) => [page.$(link).attr('href'), page.$(link).text().trim()]);

const stepsOn = (page: Page) =>
  page
    .$('ol.steps li')
    .toArray()
    .map((step) => [page.$(step).find('a').text(), page.$(step).find('.tag').text()]);

describe('the desk', () => {
  it('of a new register says what to enter first, and what is done already', async () => {
    const store = await openWorld();
    await addAccount(store, '李干事', ['clerk', 'admin']);
    const clerk = await browserOf(await startApp(store), '李干事');
    const first = await clerk.get('/desk');
    expect(stepsOn(first)).toEqual([
      ['选区', '未完成'],
      ['代表', '未完成'],
      ['积分办法', '未完成'],
      ['人代会、活动', '未完成'],
      ['账号', '未完成'],
    ]);
    expect(first.text).toContain('没有等着处理的事');
    expect(first.text).toContain('—在任代表 / 全部代表');
    await addDistrict(store, '1');
    await addTestDeputy(store, '001', '田大利');
    expect(stepsOn(await clerk.get('/desk')).map(([, state]) => state)).toEqual([
      '已完成',
      '已完成',
      '未完成',
      '未完成',
      '未完成',
    ]);
  });

  it('drops the list of steps when all are done', async () => {
    const { store } = await openQuarterWorld();
    await addAccount(store, '李干事', ['clerk']);
    await addAccount(store, '王主席', ['presidium']);
    const clerk = await browserOf(await startApp(store), '李干事');
    expect((await clerk.get('/desk')).$('ol.steps')).toHaveLength(0);
  });

  it('shows what waits, each with the place where it is done', async () => {
    const { store, tian } = await openQuarterWorld();
    await addAccount(store, '李干事', ['clerk']);
    const sitting = await addTestSitting(store);
    const { code } = await addTestActivity(store);
    await addTestActivity(store, { heldOn: '2026-05-01', title: '还没有开的会' });
    await addFiledDeed(store, tian, '2026-03-11', NOW, true);
    const clock = testClock(APRIL);
    const clerk = await browserOf(await startApp(store, clock), '李干事');
    const page = await clerk.get('/desk');
    expect(linksIn(page)).toEqual(
      expect.arrayContaining([
        ['/desk/filings?state=submitted', '1 条履职登记等待审核'],
        ['#missing', '2 次会议、活动还没有登记出勤'],
        ['/desk/notices/2026Q1/closing', '2026年第一季度已经结束，可以公示积分'],
        [`/desk/sittings/${sitting}/attendance`, '第六届第一次会议'],
        [`/desk/activities/${code}/attendance`, '调研农村饮水安全'],
      ]),
    );
    expect(page.text).not.toContain('还没有开的会');
    for (const [href = ''] of linksIn(page))
      if (href.startsWith('/')) expect((await clerk.get(href)).status, href).toBe(200);
  });

  it('shows a notice while its window is open, and the next quarter only when it is over', async () => {
    const { store } = await openQuarterWorld();
    await addAccount(store, '王主席', ['presidium']);
    await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '', openReason: '' });
    const clock = testClock(APRIL);
    const app = await startApp(store, clock);
    const page = await (await browserOf(app, '王主席')).get('/desk');
    expect(linksIn(page)).toContainEqual(['/notices/2026Q1', '2026年第一季度积分正在公示']);
    expect(page.text).toContain('到 2026年4月9日 为止');
    expect(page.text).not.toContain('可以公示积分');
    clock.now = APRIL + 9 * 24 * 60 * 60_000;
    expect((await (await browserOf(app, '王主席')).get('/desk')).text).not.toContain('正在公示');
  });

  it('counts deputies in office, activities and confirmed filings of the quarter', async () => {
    const { store } = await openQuarterWorld();
    await addAccount(store, '李干事', ['clerk']);
    const page = await (await browserOf(await startApp(store), '李干事')).get('/desk');
    const figures = page
      .$('.figures li')
      .toArray()
      .map((figure) => page.$(figure).find('.n').text());
    expect(figures).toEqual(['2/2', '1', '1']);
  });

  it('of an administrator who is no staff holds no content', async () => {
    const { store } = await openQuarterWorld();
    await addAccount(store, '管理员', ['admin']);
    const page = await (await browserOf(await startApp(store), '管理员')).get('/desk');
    expect(page.$('.figures')).toHaveLength(0);
    // A server that tests start for themselves is quick and not safe, and the self-check says so.
    const links = linksIn(page).filter(([href]) => href !== '/desk/self-check#durable');
    expect(links.map(([href]) => href)).toEqual([
      '/desk/accounts',
      '/desk/backups',
      '/desk/self-check',
      '/desk/accounts',
      '/desk/settings',
      '/desk/audit',
      '/desk/backups',
      '/desk/self-check',
    ]);
  });
});
