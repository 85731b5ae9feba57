import { describe, expect, it } from 'vitest';
import { createDistrict } from '../../../src/districts/actions.ts';
import { Browser, startApp, testClock, type Page } from '../../support/app.ts';
import { openEmpty } from '../../support/register.ts';
import { doingAt, openWorld } from '../../support/world.ts';
import { crawl } from './crawl.ts';
import { openSample, YEAR_END } from './sample-world.ts';

async function visit(): Promise<Browser> {
  return new Browser(await startApp(await openSample(), testClock(YEAR_END)));
}

const texts = ({ $ }: Page, selector: string): string[] =>
  $(selector)
    .toArray()
    .map((node) => $(node).text().replace(/\s+/g, ' ').trim());

describe('the home page', () => {
  it('has four figures, and each opens a list of that many', async () => {
    const visitor = await visit();
    const page = await visitor.get('/');
    const figures = page.$('.figures a').toArray();
    expect(figures.map((link) => page.$(link).find('.n').text())).toEqual(['9', '28', '35', '32']);
    for (const link of figures) {
      const list = await visitor.get(page.$(link).attr('href') ?? '');
      expect(list.$('caption').text()).toMatch(new RegExp(`共 ${page.$(link).find('.n').text()} [名次件]`));
    }
  });

  it('shows the latest notice with its standing, recent activities and where to turn', async () => {
    const page = await (await visit()).get('/');
    expect(page.text).toContain('2026年第三季度履职积分公示');
    expect(page.text).toContain('公示期满');
    expect(page.text).toContain('述职预备会');
    expect(page.$('a[href="tel:08331234567"]').length).toBe(1);
  });
});

describe('districts and groups', () => {
  it('name their deputies', async () => {
    const visitor = await visit();
    expect(texts(await visitor.get('/districts'), 'tbody tr')[2]).toMatch(
      /3 楠新选区.*楠新村、文林村.*石兰.*1\/1/,
    );
    const district = await visitor.get('/districts/6-5');
    expect(district.text).toContain('本届曾任 1 名');
    const groups = await visitor.get('/groups');
    expect(texts(groups, 'section h3')).toEqual(['城区组', '乡村组', '镇直组', '第一代表团', '第二代表团']);
    expect((await visitor.get('/districts/6-99')).status).toBe(404);
  });
});

describe('activities', () => {
  it('filter by kind and open with who took part', async () => {
    const visitor = await visit();
    const list = await visitor.get('/activities?kind=activity.training');
    expect(list.$('caption').text()).toContain('本届学习培训共 2 次');
    const page = await visitor.get('/activities/A24');
    expect(texts(page, '.figures .n')).toEqual(['4', '4', '0', '0']);
    expect(texts(page, 'ul.names li')).toEqual(['邓有田', '陈立平', '黄土生', '曾文教']);
    expect((await visitor.get('/activities/A99')).status).toBe(404);
  });

  it('count as due only who held a mandate on the day', async () => {
    const page = await (await visit()).get('/activities/A25');
    expect(texts(page, '.figures .n')).toEqual(['1', '1', '0', '0']);
  });
});

describe('proposals', () => {
  it('filter by state, unit and words', async () => {
    const visitor = await visit();
    const page = await visitor.get('/proposals?unit=社保所&q=养老');
    expect(texts(page, 'tbody th')).toEqual(['关于解决农转非人员养老问题的建议']);
    expect((await visitor.get('/proposals?state=assigned')).$('tbody tr').length).toBe(3);
    expect((await visitor.get('/proposals?q=没有这样的字')).$('.empty').length).toBe(1);
  });

  it('show lead, units, dates with their reckoning, answer and rating', async () => {
    const page = await (await visit()).get('/proposals/2026-001');
    for (const words of [
      '田富',
      '社保所',
      '最迟2026年4月14日答复',
      '2026年4月10日',
      'B 类',
      '已列入计划',
      '基本满意',
    ])
      expect(page.text).toContain(words);
  });
});

describe('the rules', () => {
  it('show every item of the scheme in force with points and caps', async () => {
    const visitor = await visit();
    const page = await visitor.get('/rules');
    expect(page.text).toContain('示例镇人大代表履职积分办法');
    expect(page.text).toContain('每半天扣 2 分');
    expect(page.text).toContain('全年上限 8 分');
    expect((await visitor.get('/rules/2026')).text).toBe(page.text);
    for (const url of ['/rules/2025', '/rules/x']) expect((await visitor.get(url)).status).toBe(404);
  });
});

describe('the search', () => {
  it.each([
    ['养老', '议案建议'],
    ['食品', '活动'],
    ['文林', '选区'],
    ['石兰', '代表'],
  ])('finds a two-character word: %s', async (q, heading) => {
    const page = await (await visit()).get(`/search?q=${q}`);
    expect(texts(page, 'main h2')).toEqual([heading]);
  });

  it('says when nothing was found, and prints what was typed as text', async () => {
    const page = await (await visit()).get(`/search?q=${encodeURIComponent('<b>"x')}`);
    expect(page.$('[role=status]').text()).toContain('“<b>"x”共找到 0 条');
    expect(page.$('main b').length).toBe(0);
  });
});

describe('kept pages', () => {
  it('show a change at once, and nothing of the visitor', async () => {
    const store = await openSample();
    const app = await startApp(store, testClock(YEAR_END));
    const before = await app.inject('/districts');
    expect(before.body).not.toContain('新设选区');
    expect(before.body).not.toContain('_csrf');
    expect(before.headers['set-cookie']).toBeUndefined();
    await createDistrict(doingAt(store, YEAR_END), { number: '7', name: '新设选区', villages: [], seats: 1 });
    const after = await app.inject('/districts');
    expect(after.body).toContain('新设选区');
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
  });
});

describe('a register with nothing in it', () => {
  it.each([
    ['before it was set up', () => Promise.resolve(openEmpty())],
    ['with township and term alone', openWorld],
  ])('has no broken page, %s', async (_when, open) => {
    const app = await startApp(await open());
    const pages = await crawl(app, ['/', '/deputies?q=田', '/search?q=田', '/groups']);
    expect(pages.length).toBeGreaterThan(15);
    expect(pages.filter(({ status }) => status !== 200)).toEqual([]);
    const lists = ['/deputies', '/districts', '/activities', '/proposals', '/rules', '/groups'];
    for (const list of lists)
      expect(pages.find(({ url }) => url === list)?.text, list).toContain('class="empty"');
  });
});
