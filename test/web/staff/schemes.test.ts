import { describe, expect, it } from 'vitest';
import { adoptScheme, draftScheme } from '../../../src/schemes/actions.ts';
import { findScheme, findSchemeInForce, listSchemes } from '../../../src/schemes/store.ts';
import { additive, hundred } from '../../../src/schemes/templates.ts';
import { browserOf, startApp } from '../../support/app.ts';
import { addAccount, doingAt, openWorld } from '../../support/world.ts';
import { fill } from './scheme-forms.ts';

async function openDesk() {
  const store = await openWorld();
  await addAccount(store, '工作人员甲', ['clerk']);
  await addAccount(store, '主席', ['presidium']);
  const app = await startApp(store);
  return { store, clerk: await browserOf(app, '工作人员甲'), chair: await browserOf(app, '主席') };
}

const ADOPTION = 'form[action$="/adoption"]';
const FIELDS = { start: 'json', year: '2026', json: '' };

describe('schemes on the desk', () => {
  it('start from a template and are adopted by the presidium with number and date', async () => {
    const { store, clerk, chair } = await openDesk();
    expect((await clerk.get('/desk/schemes')).text).toContain('还没有积分办法');
    const made = await clerk.submit('/desk/schemes/new', { ...FIELDS, start: 'hundred' });
    expect(made).toMatchObject({ status: 303, location: '/desk/schemes/1' });
    const draft = await clerk.get('/desk/schemes/1');
    for (const words of ['草案', '全年上限 40 分', '每次 +12 分', '由主席团成员登录后在这一页通过'])
      expect(draft.text).toContain(words);
    expect(draft.$('form[action$="/adoption"]')).toHaveLength(0);
    const forged = await clerk.submit(
      '/desk/schemes/1',
      { documentNumber: '1号', adoptedOn: '2026-01-20' },
      '/desk/schemes/1/adoption',
    );
    expect([forged.status, forged.text.includes('请由主席团成员登录后操作')]).toEqual([409, true]);
    expect(await findSchemeInForce(store.read, 2026)).toBeUndefined();

    const wrong = await chair.submit(
      '/desk/schemes/1',
      { documentNumber: '', adoptedOn: '2026-3-21' },
      '/desk/schemes/1/adoption',
    );
    expect(wrong.status).toBe(422);
    expect(
      wrong
        .$('.error-summary a')
        .toArray()
        .map((link) => wrong.$(link).text()),
    ).toEqual(['请填写文号', '通过日期不能晚于今天']);
    expect(wrong.$('#f-adoptedOn').attr('value')).toBe('2026-3-21');
    await fill(
      chair,
      '/desk/schemes/1',
      { documentNumber: '回镇人大〔2026〕1号', adoptedOn: '1月20日' },
      ADOPTION,
    );
    expect(await findSchemeInForce(store.read, 2026)).toMatchObject({ adoptedOn: '2026-01-20' });
    expect((await clerk.get('/desk/schemes')).text).toContain('执行中');
    const locked = await clerk.get('/desk/schemes/1/edit');
    expect([locked.status, locked.text.includes('已经在执行，不能再改')]).toEqual([409, true]);
  });

  it('name every fault of what was pasted, and keep it', async () => {
    const { store, clerk } = await openDesk();
    const pasted = JSON.stringify({ ...additive(2026), sections: [], year: 26 });
    const wrong = await clerk.submit('/desk/schemes/new', { ...FIELDS, json: pasted });
    expect(wrong.status).toBe(422);
    expect(wrong.$('#f-json').text()).toBe(pasted);
    expect(wrong.$('.warning li').length).toBeGreaterThan(20);
    expect(wrong.text).toContain('年度应为 2000 至 2100');
    expect(await listSchemes(store.read)).toEqual([]);
    const right = await clerk.submit('/desk/schemes/new', {
      ...FIELDS,
      json: JSON.stringify(additive(2027)),
    });
    expect(right.status).toBe(303);
    expect(await listSchemes(store.read)).toMatchObject([{ year: 2027, version: 1 }]);
  });

  it('are taken from a file, which comes back as text when it is faulty', async () => {
    const { store, clerk } = await openDesk();
    const file = (text: string) => ({ name: 'scheme.json', bytes: Buffer.from(text) });
    const broken = await clerk.upload('/desk/schemes/new', 'file', file('{"id":'), FIELDS);
    expect([broken.status, broken.$('#f-json').text()]).toEqual([422, '{"id":']);
    const foreign = await clerk.upload(
      '/desk/schemes/new',
      'file',
      { name: 'a.json', bytes: Buffer.from([0xb0, 0xec]) },
      FIELDS,
    );
    expect([foreign.status, foreign.$('#e-json').text().includes('UTF-8')]).toEqual([422, true]);
    const right = await clerk.upload(
      '/desk/schemes/new',
      'file',
      file(JSON.stringify(hundred(2026))),
      FIELDS,
    );
    expect(right.status).toBe(303);
    expect(await listSchemes(store.read)).toMatchObject([{ title: '2026年代表履职积分办法（百分制）' }]);
  });

  it('are changed as drafts, and replace the one in force', async () => {
    const { store, clerk, chair } = await openDesk();
    const first = await draftScheme(doingAt(store), additive(2026));
    await adoptScheme(doingAt(store), first, { documentNumber: '1号', adoptedOn: '2026-01-20' });
    const second = await draftScheme(doingAt(store), hundred(2026));
    const edit = await clerk.get(`/desk/schemes/${second}/edit`);
    const changed = edit.$('#f-json').text().replace('百分制', '新百分制');
    await fill(clerk, `/desk/schemes/${second}/edit`, { json: changed });
    expect(await findScheme(store.read, second)).toMatchObject({
      title: '2026年代表履职积分办法（新百分制）',
    });
    const year = await fill(clerk, `/desk/schemes/${second}/edit`, { json: JSON.stringify(hundred(2027)) });
    expect([year.status, year.$('#e-json').text().includes('年度不能改')]).toEqual([422, true]);

    expect((await chair.get(`/desk/schemes/${second}`)).text).toContain('同时停用');
    const adoption = { documentNumber: '2号', adoptedOn: '2026-03-01' };
    await fill(chair, `/desk/schemes/${second}`, adoption, ADOPTION);
    expect(await findScheme(store.read, first)).toMatchObject({ state: 'retired' });
    await chair.submit(`/desk/schemes/${second}`, {}, `/desk/schemes/${second}/retirement`);
    expect(await findSchemeInForce(store.read, 2026)).toBeUndefined();
  });
});
