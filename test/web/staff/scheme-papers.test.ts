import { describe, expect, it } from 'vitest';
import { write } from '../../../src/db/write.ts';
import type { Store } from '../../../src/db/store.ts';
import { insertNotice } from '../../../src/notices/store.ts';
import { adoptScheme, draftScheme } from '../../../src/schemes/actions.ts';
import { findSchemeInForce, listSchemes } from '../../../src/schemes/store.ts';
import { additive, hundred } from '../../../src/schemes/templates.ts';
import { Browser, browserOf, startApp } from '../../support/app.ts';
import { addAccount, doingAt, NOW, openWorld } from '../../support/world.ts';
import { errorsOf, fill, send } from './scheme-forms.ts';

const ADOPTION = { documentNumber: '回镇人大〔2026〕1号', adoptedOn: '2026-01-20' };
const ADOPTION_FORM = 'form[action$="/adoption"]';

async function openDesk() {
  const store = await openWorld();
  await addAccount(store, '工作人员甲', ['clerk']);
  await addAccount(store, '主席', ['presidium']);
  const app = await startApp(store);
  const [clerk, chair] = [await browserOf(app, '工作人员甲'), await browserOf(app, '主席')];
  return { store, app, clerk, chair, visitor: new Browser(app) };
}

async function closeFirstQuarter(store: Store, schemeId: number): Promise<void> {
  await write(doingAt(store), async (tx) => {
    const days = { windowFrom: '2026-04-02', windowTo: '2026-04-08' };
    const notice = {
      quarter: '2026Q1',
      version: 1,
      number: '',
      schemeId,
      publishedAt: NOW,
      body: '{}',
      sha256: '',
    };
    await insertNotice(tx, { ...notice, ...days });
    tx.record({ kind: 'notice.published', subject: ['notice', '2026Q1/1'] });
  });
}

describe('a draft begins', () => {
  it('empty, from a template, from another version or from JSON', async () => {
    const { store, clerk } = await openDesk();
    expect((await clerk.get('/desk/schemes/new')).$('input[name=start][value=copy]')).toHaveLength(0);
    await fill(clerk, '/desk/schemes/new', { start: 'blank', year: '2026' });
    const blank = await clerk.get('/desk/schemes/1');
    for (const words of ['还没有板块和计分项目', '加一个板块']) expect(blank.text).toContain(words);
    expect((await clerk.get('/desk/schemes/1/items/new')).text).toContain('请先加一个板块');
    await fill(clerk, '/desk/schemes/new', { start: 'base60', year: '2026' });
    await fill(clerk, '/desk/schemes/new', { start: 'json', json: JSON.stringify(hundred(2026)) });
    const copy = await clerk.get('/desk/schemes/new?from=3');
    expect(copy.$('input[name=start][checked]').attr('value')).toBe('copy');
    expect(copy.$('#f-year').attr('value')).toBe('2027');
    await send(clerk, copy, '/desk/schemes/new', {});
    const heads = (await listSchemes(store.read)).map(({ year, version, title }) => [year, version, title]);
    expect(heads).toEqual([
      [2027, 1, '2027年代表履职积分办法（百分制）'],
      [2026, 3, '2026年代表履职积分办法（百分制）'],
      [2026, 2, '2026年代表履职积分办法（基础分60制）'],
      [2026, 1, '2026年代表履职积分办法'],
    ]);
  });

  it('not with a year, a version or a JSON that does not fit', async () => {
    const { store, clerk } = await openDesk();
    const id = await draftScheme(doingAt(store), additive(2026));
    const wrong = (typed: Record<string, string>) => fill(clerk, '/desk/schemes/new', typed);
    expect(errorsOf(await wrong({ start: 'blank', year: '99' }))).toEqual({
      year: '年度请填 2000 到 2100 之间的整数',
    });
    expect(errorsOf(await wrong({ start: 'copy', from: '', year: '2027' }))).toEqual({
      from: '请选择照哪一版起草',
    });
    expect((await wrong({ start: 'copy', from: '77', year: '2027' })).status).toBe(404);
    expect(Object.keys(errorsOf(await wrong({ start: 'json', json: '{"id":' })))).toEqual(['json']);
    await adoptScheme(doingAt(store), id, ADOPTION);
    await closeFirstQuarter(store, id);
    expect(errorsOf(await wrong({ start: 'blank', year: '2026' }))['year']).toContain('已经有季度公示');
    expect(await listSchemes(store.read)).toHaveLength(1);
  });
});

describe('a draft that is not ready', () => {
  it('says why, offers no adoption, and refuses one that is sent all the same with the list', async () => {
    const { store, chair } = await openDesk();
    const scheme = additive(2026);
    const items = scheme.items.map((item) =>
      item.code === 'duty' ? { ...item, categories: ['渔业类'] } : item,
    );
    const extra = {
      code: 'i1',
      section: 'deed',
      title: '再办实事',
      unit: '件',
      points: 1,
      kinds: ['deed.done'] as const,
    };
    await draftScheme(doingAt(store), { ...scheme, items: [...items, extra] });
    const page = await chair.get('/desk/schemes/1');
    expect(page.$(ADOPTION_FORM)).toHaveLength(0);
    for (const href of ['/desk/schemes/1/items/duty', '/desk/schemes/1/items/i1'])
      expect(page.$(`.warning a[href="${href}"]`)).toHaveLength(1);
    const refused = await chair.submit('/desk/schemes/1', ADOPTION, '/desk/schemes/1/adoption');
    expect(refused.status).toBe(409);
    for (const words of ['还不能通过', '“再办实事”：', '“进站值班”：']) expect(refused.text).toContain(words);
    expect(await findSchemeInForce(store.read, 2026)).toBeUndefined();
  });

  it('is not adopted by somebody who read it before it was changed', async () => {
    const { store, clerk, chair } = await openDesk();
    await draftScheme(doingAt(store), additive(2026));
    const read = await chair.get('/desk/schemes/1');
    await fill(clerk, '/desk/schemes/1/items/duty', { points: '30' });
    const told = await send(chair, read, '', ADOPTION, ADOPTION_FORM);
    expect([told.status, errorsOf(told)['documentNumber']]).toEqual([
      422,
      '您打开这一页以后，草案又改过了。请看一看现在的内容，再办一次。',
    ]);
    expect(told.text).toContain('每次 +30 分');
    expect((await send(chair, told, '', {}, ADOPTION_FORM)).status).toBe(303);
  });
});

describe('a year with a closed quarter', () => {
  it('has no buttons, and refuses every step that is sent all the same, with the reason', async () => {
    const { store, chair } = await openDesk();
    const first = await draftScheme(doingAt(store), additive(2026));
    const second = await draftScheme(doingAt(store), hundred(2026));
    await adoptScheme(doingAt(store), first, ADOPTION);
    await closeFirstQuarter(store, first);
    for (const id of [first, second]) {
      const page = await chair.get(`/desk/schemes/${id}`);
      expect(page.$('main form')).toHaveLength(0);
      expect(page.text).toContain('新的办法从下一年开始执行');
      expect(page.$(`a[href="/desk/schemes/new?from=${id}"]`)).toHaveLength(1);
    }
    const before = await listSchemes(store.read);
    const token = (await chair.get('/account')).$('input[name=_csrf]').first().attr('value') ?? '';
    const steps = [
      'adoption',
      'edit',
      'head',
      'order',
      'sections/new',
      'sections/deed',
      'sections/deed/removal',
    ]
      .concat('items/new', 'items/deed', 'items/deed/removal')
      .map((step) => `/desk/schemes/${second}/${step}`);
    for (const url of [...steps, `/desk/schemes/${first}/retirement`]) {
      const page = await chair.post(url, { _csrf: token, ...ADOPTION, seen: 'x' });
      expect([url, page.status, page.text.includes('不能再变')]).toEqual([url, 409, true]);
    }
    expect(await listSchemes(store.read)).toEqual(before);
  });

  it('one in force and one retired say that they stand', async () => {
    const { store, chair } = await openDesk();
    const first = await draftScheme(doingAt(store), additive(2026));
    await adoptScheme(doingAt(store), first, ADOPTION);
    expect((await chair.get('/desk/schemes/1/items/duty')).text).toContain('已经在执行，不能再改');
    const second = await draftScheme(doingAt(store), hundred(2026));
    await adoptScheme(doingAt(store), second, ADOPTION);
    expect((await chair.get('/desk/schemes/1/head')).text).toContain('已经停用，不能再用');
  });
});

describe('a scheme on paper, as a file and beside another', () => {
  it('is compared with any other version', async () => {
    const { store, clerk } = await openDesk();
    const first = await draftScheme(doingAt(store), additive(2026));
    const items = additive(2026).items.map((item) => (item.code === 'duty' ? { ...item, points: 2 } : item));
    await draftScheme(doingAt(store), { ...additive(2026), items });
    expect((await clerk.get('/desk/schemes/compare')).location).toBe('/desk/schemes/1/compare/2');
    expect((await clerk.get('/desk/schemes/compare?old=2&new=1')).location).toBe('/desk/schemes/2/compare/1');
    const page = await clerk.get(`/desk/schemes/${first}/compare/2`);
    const cells = page
      .$('tbody tr td')
      .toArray()
      .map((cell) => page.$(cell).text());
    expect(cells).toEqual(['分值', '每次 +3 分', '每次 +2 分']);
    expect((await clerk.get('/desk/schemes/1/compare/1')).text).toContain('两份内容完全一样');
    for (const url of ['/desk/schemes/1/compare/7', '/desk/schemes/1/compare/x', '/desk/schemes/7/print'])
      expect([url, (await clerk.get(url)).status]).toEqual([url, 404]);
  });

  it('is printed and downloaded on the desk, and by the public once it is in force', async () => {
    const { store, clerk, visitor } = await openDesk();
    const id = await draftScheme(doingAt(store), hundred(2026));
    expect((await clerk.get('/desk/schemes/1/print')).text).toContain('2026年第1版 草案');
    const file = await clerk.get('/desk/schemes/1/scheme.json');
    expect(JSON.parse(file.response.body)).toEqual({ ...hundred(2026), version: 1 });
    expect(file.response.headers['content-disposition']).toContain('attachment');
    for (const url of ['/rules/2026/print', '/data/rules/2026.json'])
      expect([url, (await visitor.get(url)).status]).toEqual([url, 404]);
    await adoptScheme(doingAt(store), id, ADOPTION);
    const rules = await visitor.get('/rules');
    for (const words of ['每半天扣 5 分', '全年上限 40 分', '晚登记的怎么算', '补登'])
      expect(rules.text).toContain(words);
    for (const href of ['/rules/2026/print', '/data/rules/2026.json'])
      expect([href, rules.$(`a[href="${href}"]`).length]).toEqual([href, 1]);
    const paper = await visitor.get('/rules/2026/print');
    for (const words of ['回镇人大〔2026〕1号', '每次 +12 分', '2026年1月20日'])
      expect(paper.text).toContain(words);
    const data = JSON.parse((await visitor.get('/data/rules/2026.json')).response.body) as unknown;
    expect(data).toEqual({ ...hundred(2026), version: 1 });
  });
});
