import { describe, expect, it } from 'vitest';
import { Browser, startApp, testClock, type Page } from '../../support/app.ts';
import { openSample, YEAR_END } from './sample-world.ts';

async function visit(): Promise<Browser> {
  return new Browser(await startApp(await openSample(), testClock(YEAR_END)));
}

const texts = ({ $ }: Page, selector: string): string[] =>
  $(selector)
    .toArray()
    .map((node) => $(node).text().replace(/\s+/g, ' ').trim());

const sumOf = (page: Page): number =>
  texts(page, 'tbody td[data-label=数量]').reduce((sum, text) => sum + Number.parseFloat(text), 0);

describe('find my deputy', () => {
  it('lists who holds a mandate by name strokes, says so, and says how many no longer do', async () => {
    const visitor = await visit();
    const page = await visitor.get('/deputies');
    expect(page.$('caption').text()).toBe('第六届现任代表共 9 名，以姓名笔画为序');
    expect(texts(page, 'tbody th').slice(0, 4)).toEqual(['邓有田', '石兰', '田大利', '田富']);
    expect(page.text).not.toContain('向前进');
    const former = await visitor.get(page.$('a:contains(不再担任代表的 1 名)').attr('href') ?? '');
    expect(texts(former, 'tbody th')).toEqual(['向前进 已终止']);
  });

  it.each([
    ['田', ['田大利', '田富', '邓有田']],
    ['tiandali', ['田大利']],
    ['TDL', ['田大利']],
    ['zeng', ['曾文教']],
    ['吐尔逊', ['买买提·吐尔逊']],
    ['００３', ['石兰']],
    ['xqj', ['向前进 已终止']],
  ])('finds by name, pinyin, initials or certificate: %s', async (q, names) => {
    const page = await (await visit()).get(`/deputies?q=${encodeURIComponent(q)}`);
    expect(texts(page, 'tbody th').toSorted()).toEqual(names.toSorted());
  });

  it.each(['文林村', '文林', '文林村5组', '楠新选区'])(
    'finds by village or district and names who was elected there: %s',
    async (q) => {
      const page = await (await visit()).get(`/deputies?q=${encodeURIComponent(q)}`);
      expect(texts(page, '.found h2')).toEqual(['3 楠新选区']);
      expect(texts(page, '.found li strong')).toEqual(['石兰']);
    },
  );

  it('filters by district and group, and says what to do when nothing is left', async () => {
    const visitor = await visit();
    const group = await visitor.get('/deputies?district=1&group=城区组');
    expect(texts(group, 'tbody th')).toEqual(['田富', '买买提·吐尔逊']);
    const none = await visitor.get('/deputies?district=3&group=城区组');
    expect(none.$('.empty a').attr('href')).toBe('/deputies');
  });
});

describe("a deputy's page", () => {
  it('says who it is, from where, with the oath, and how to reach the deputy', async () => {
    const page = await (await visit()).get('/deputies/6-006');
    for (const words of [
      '男，土家族',
      '村委会主任',
      '五合选区',
      '乡村组',
      '2026年1月14日',
      '我宣誓',
      '0833-1234567',
    ])
      expect(page.text).toContain(words);
    expect(page.$('h1').text()).toBe('邓有田');
    expect(texts(page, 'dl.duties dt')).toEqual([
      '大会期间',
      '闭会期间',
      '联系群众',
      '为民办实事',
      '模范作用',
      '承诺与述职',
    ]);
  });

  it('has the duties of the expected figures, and every number opens the list that it counts', async () => {
    const visitor = await visit();
    const page = await visitor.get('/deputies/6-006');
    expect(texts(page, 'dl.duties a')).toContain('为民办实事 4 件');
    const links = page.$('dl.duties a').toArray();
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) {
      const list = await visitor.get(page.$(link).attr('href') ?? '');
      expect(sumOf(list), page.$(link).text()).toBe(Number(page.$(link).find('strong').text()));
    }
  });

  it('shows attendance as n/N with leave and absence apart, each opening its meetings', async () => {
    const visitor = await visit();
    const page = await visitor.get('/deputies/6-003');
    const [sittings] = page.$('table.stack tbody tr').toArray();
    const cells = page.$(sittings).find('td');
    expect(cells.eq(0).text().trim()).toBe('3/5');
    expect(cells.eq(1).text().trim()).toBe('0');
    expect(cells.eq(2).text().trim()).toBe('2');
    const absent = await visitor.get(cells.eq(2).find('a').attr('href') ?? '');
    expect(texts(absent, 'tbody td[data-label=出勤]')).toEqual(['缺席', '缺席']);
    expect(absent.$('caption').text()).toContain('应到 5 次，其中缺席 2 次');
    expect(texts(await visitor.get('/deputies/6-003/attendance?type=sitting'), 'tbody tr')).toHaveLength(5);
  });

  it('counts who was elected in mid-term only from the election on: 3/3', async () => {
    const visitor = await visit();
    const page = await visitor.get('/deputies/6-009');
    expect(page.text).toContain('2026年9月1日（补选）');
    expect(page.text).toContain('没有应参加的');
    expect(texts(page, 'td[data-label="实到/应到"]')).toEqual(['没有应参加的', '3/3']);
    expect(texts(await visitor.get('/deputies/6-009/attendance'), 'tbody tr')).toHaveLength(3);
  });

  it('shows points from the published notices only, drawn and as a table, each opening its lines', async () => {
    const visitor = await visit();
    const page = await visitor.get('/deputies/6-006');
    const chart = page.$('svg[role=img]').first();
    expect(chart.find('title').text()).toBe('邓有田2026年各季度积分');
    expect(chart.find('desc').text()).toMatch(/2026年第三季度 [\d.]+ 分，2026年第四季度未公示$/);
    expect(chart.find('[style], script, a').length).toBe(0);
    expect(texts(page, '.columns tbody tr')[3]).toBe('第四季度未公示');
    const link = page.$('.columns tbody a').first();
    expect(link.attr('href')).toBe('/notices/2026Q1/1/deputies/006');
    const lines = await visitor.get('/notices/2026Q1/1/deputies/006');
    expect(lines.status).toBe(200);
    const own = page.$('.columns tbody tr').first().find('td').last().text();
    expect(own).toMatch(/^\d+(\.\d+)?$/);
    expect(lines.text).toContain(own);
  });

  it('says since when and how a mandate ended, without the legal ground', async () => {
    const page = await (await visit()).get('/deputies/6-010');
    expect(page.$('.warning').text()).toBe('不再担任代表（2026年6月15日，辞去代表职务）');
  });

  it('lists the proposals led and co-signed with their states', async () => {
    const page = await (await visit()).get('/deputies/6-006');
    expect(texts(page, 'h3')).toEqual(['领衔提出 7 件', '附议 5 件']);
    expect(page.$('ul.choices .tag').first().text()).toBe('已评价');
  });

  it.each([
    '/deputies/6-999',
    '/deputies/5-001',
    '/deputies/001',
    '/deputies/6-',
    '/deputies/6-999/records',
    '/deputies/6-999/feed.atom',
  ])('is not found: %s', async (url) => {
    expect((await (await visit()).get(url)).status).toBe(404);
  });

  it('takes any year or code that it does not know for none', async () => {
    const page = await (await visit()).get('/deputies/6-006/records?year=1066&section=none&kind=%27&page=-3');
    expect(page.status).toBe(200);
    expect(page.$('h1').text()).toBe('2026年履职记录');
  });
});
