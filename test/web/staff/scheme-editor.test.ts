import { describe, expect, it } from 'vitest';
import { listAudit } from '../../../src/audit/store.ts';
import { createCategory } from '../../../src/categories/actions.ts';
import { draftScheme } from '../../../src/schemes/actions.ts';
import type { Scheme } from '../../../src/schemes/rules.ts';
import { findScheme } from '../../../src/schemes/store.ts';
import { additive } from '../../../src/schemes/templates.ts';
import { browserOf, startApp } from '../../support/app.ts';
import { addAccount, doingAt, openWorld } from '../../support/world.ts';
import { errorsOf, fill, send, valuesIn } from './scheme-forms.ts';

const DRAFT = '/desk/schemes/1';

async function openDraft(body: Scheme = additive(2026)) {
  const store = await openWorld();
  await addAccount(store, '工作人员甲', ['clerk']);
  await addAccount(store, '工作人员乙', ['clerk']);
  for (const name of ['农业类', '企业类']) await createCategory(doingAt(store), { name, parentId: null });
  await draftScheme(doingAt(store), body);
  const app = await startApp(store);
  const now = async () => {
    const row = await findScheme(store.read, 1);
    if (row === undefined) throw new Error('no scheme');
    return row.body;
  };
  const titles = async (section: string) =>
    (await now()).items.filter((item) => item.section === section).map(({ title }) => title);
  return {
    store,
    now,
    titles,
    clerk: await browserOf(app, '工作人员甲'),
    other: await browserOf(app, '工作人员乙'),
  };
}

const ITEM = { section: 'contact', title: '下村走访', unit: '次', points: '1.5', kinds: ['contact.visit'] };

describe('the form of an item', () => {
  it('adds an item behind those of its section, with a code of its own', async () => {
    const { store, now, titles, clerk } = await openDraft();
    const page = await fill(clerk, `${DRAFT}/items/new`, {
      ...ITEM,
      cap: '６',
      categories: ['农业类'],
      evidence: 'yes',
    });
    expect([page.status, page.location]).toEqual([303, `${DRAFT}#item-16`]);
    expect(await titles('contact')).toEqual([
      '进站值班',
      '接待群众',
      '走访选民',
      '推动解决群众问题',
      '下村走访',
    ]);
    expect((await now()).items[15]).toEqual({
      code: 'i1',
      section: 'contact',
      title: '下村走访',
      unit: '次',
      points: 1.5,
      cap: 6,
      categories: ['农业类'],
      kinds: ['contact.visit'],
      evidence: true,
    });
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ kind: 'scheme.changed', after: { 下村走访: { points: 1.5, cap: 6 } } });
  });

  it('says every fault at its field, all at once, and keeps what was typed', async () => {
    const { store, clerk } = await openDraft();
    const version = await store.version();
    const empty = await fill(clerk, `${DRAFT}/items/new`, {});
    expect(errorsOf(empty)).toEqual({
      title: '请填写项目名称',
      unit: '请填写计量单位',
      points: '请填写分值',
    });
    const wrong = await fill(clerk, `${DRAFT}/items/new`, {
      ...ITEM,
      title: '下'.repeat(61),
      points: '-2',
      cap: '三',
      quarterCap: '-1',
      categories: ['渔业类'],
      kinds: ['contact.visit', 'walking'],
      bestOf: '走访',
      split: 'lead',
      splitPercent: '100',
    });
    expect([wrong.status, errorsOf(wrong)]).toEqual([
      422,
      {
        title: '项目名称最多 60 个字',
        points: '分值请填正数；要扣分的，请在上面选“扣分”',
        cap: '全年上限请填数字，最多两位小数',
        quarterCap: '每季上限不能小于 0',
        kinds: '请选择计入的履职',
        categories: '请选择适用的代表类别',
        splitPercent: '第一提案人所得的百分比请填 0 到 100 之间的数，不含 0 和 100',
      },
    ]);
    for (const field of Object.keys(errorsOf(wrong)))
      expect([field, wrong.$(`#f-${field}`).length]).toEqual([field, 1]);
    expect(valuesIn(wrong.$, 'main form')).toMatchObject({
      cap: ['三'],
      bestOf: ['走访'],
      kinds: ['contact.visit'],
    });
    expect(await store.version()).toBe(version);
  });

  it('says faults of a table in its rows', async () => {
    const { clerk } = await openDraft();
    const tiers = {
      ...ITEM,
      worth: 'tiers',
      tierFrom: ['2', '2', '', '5'],
      tierPoints: ['10', '', '3', '二'],
    };
    expect(errorsOf(await fill(clerk, `${DRAFT}/items/new`, { ...tiers, quarterCap: '3' }))).toEqual({
      'tierFrom.0': '第一行的起始数请填 1',
      'tierFrom.1': '第 2 行：起始数要比上一行的 2 大',
      'tierPoints.1': '第 2 行：请填写分值',
      'tierFrom.2': '第 3 行：请填写起始数',
      'tierPoints.3': '第 4 行：分值请填数字，最多两位小数',
      quarterCap: '按件数分段、应完成数是按全年一并算的，不能再设每季上限，请留空',
    });
    const grades = { ...ITEM, worth: 'grades', grade: ['一等', '一等', ''], gradePoints: ['5', '3', '1'] };
    const wrong = await fill(clerk, `${DRAFT}/items/new`, grades);
    expect(errorsOf(wrong)).toEqual({
      'grade.1': '第 2 行：等次“一等”写了两次，请去掉一个',
      'grade.2': '第 3 行：请填写等次名称',
    });
    expect(wrong.$('[id="f-grade.1"]').attr('value')).toBe('一等');
    for (const worth of ['grades', 'tiers'])
      expect(Object.values(errorsOf(await fill(clerk, `${DRAFT}/items/new`, { ...ITEM, worth })))).toEqual([
        '请至少填一行',
      ]);
    expect(
      errorsOf(await fill(clerk, `${DRAFT}/items/new`, { ...ITEM, worth: 'target', targetLess: '0' })),
    ).toEqual({
      targetQuantity: '请填写应完成数',
      targetPoints: '请填写刚好完成得的分',
      targetLess: '每少一个单位扣的分不能是 0',
    });
  });

  it('says what the rest of the scheme has against it', async () => {
    const { clerk } = await openDraft();
    await fill(clerk, `${DRAFT}/items/award`, { bestOf: '表彰', cap: '' });
    const page = await fill(clerk, `${DRAFT}/items/new`, { ...ITEM, bestOf: '表彰' });
    expect(errorsOf(page)['bestOf']).toContain('两项不在同一个板块');
  });

  it('changes an item in its place, moves it into another section, copies and removes it', async () => {
    const { now, titles, clerk } = await openDraft();
    const page = await fill(clerk, `${DRAFT}/items/speech`, { sign: 'plus', points: '2', cap: '' });
    expect(page.location).toBe(`${DRAFT}#item-4`);
    const speech = (await now()).items[3];
    expect([speech?.points, speech && 'cap' in speech]).toEqual([2, false]);
    await fill(clerk, `${DRAFT}/items/speech`, { section: 'model' });
    expect((await titles('model')).at(-1)).toBe('大会审议发言');
    const copy = await fill(clerk, `${DRAFT}/items/new?copy=speech`, { title: '小组审议发言' });
    expect([copy.status, (await titles('model')).at(-1)]).toEqual([303, '小组审议发言']);
    await fill(clerk, `${DRAFT}/items/speech`, {}, 'form[action$="/removal"]');
    expect((await now()).items.some(({ code }) => code === 'speech')).toBe(false);
    expect((await clerk.get(`${DRAFT}/items/speech`)).status).toBe(404);
    for (const url of ['/desk/schemes/9/items/new', `${DRAFT}/sections/x`, '/desk/schemes/x/head'])
      expect([url, (await clerk.get(url)).status]).toEqual([url, 404]);
  });

  it('shows a deduction without its minus', async () => {
    const { now, clerk } = await openDraft();
    const values = valuesIn((await clerk.get(`${DRAFT}/items/congress-absent`)).$, 'main form');
    expect(values).toMatchObject({ sign: ['minus'], points: ['3'] });
    await fill(clerk, `${DRAFT}/items/congress-absent`, { points: '-4' });
    expect((await now()).items[2]).toMatchObject({ points: -4 });
  });
});

describe('the forms of head, sections and order', () => {
  it('change name and bounds, and say what is wrong', async () => {
    const { now, clerk } = await openDraft();
    const wrong = await fill(clerk, `${DRAFT}/head`, { title: ' ', base: 'x', floor: '80', cap: '60' });
    expect(errorsOf(wrong)).toEqual({
      title: '请填写办法名称',
      base: '基础分请填数字，最多两位小数',
      floor: '总分最低不能高于总分最高',
    });
    await fill(clerk, `${DRAFT}/head`, { title: '新办法', base: '60', floor: '', cap: '100.5' });
    expect(await now()).toMatchObject({ title: '新办法', base: 60, floor: null, cap: 100.5, year: 2026 });
  });

  it('add, change, move and remove sections; items go along or into another', async () => {
    const { now, titles, clerk } = await openDraft();
    expect(errorsOf(await fill(clerk, `${DRAFT}/sections/new`, { cap: '-1' }))).toEqual({
      title: '请填写板块名称',
      cap: '板块上限不能小于 0，不设请留空',
    });
    const added = await fill(clerk, `${DRAFT}/sections/new`, { title: '附加', base: '5', floor: '0' });
    expect(added.location).toBe(`${DRAFT}#section-7`);
    expect((await now()).sections[6]).toEqual({ code: 's1', title: '附加', cap: null, base: 5, floor: 0 });
    await fill(clerk, `${DRAFT}/sections/s1`, { title: '附加分', base: '', floor: '', cap: '20' });
    expect((await now()).sections[6]).toEqual({ code: 's1', title: '附加分', cap: 20 });

    const unsaid = await fill(clerk, `${DRAFT}/sections/model`, {}, 'form[action$="/removal"]');
    expect(errorsOf(unsaid)).toEqual({ items: '请选择里面的项目怎么办' });
    await fill(clerk, `${DRAFT}/sections/model`, { items: 's1' }, 'form[action$="/removal"]');
    expect(await titles('s1')).toEqual(['受到表彰奖励', '自学法律政策', '宣传法律政策']);
    await fill(clerk, `${DRAFT}/sections/deed`, { items: '-' }, 'form[action$="/removal"]');
    expect([(await now()).sections.length, await titles('deed')]).toEqual([5, []]);
  });

  it('move items within their section and sections with their items', async () => {
    const { now, titles, clerk } = await openDraft();
    const move = (value: string) => fill(clerk, DRAFT, { move: value }, 'form[action$="/order"]');
    expect((await move('item down duty')).location).toBe(`${DRAFT}#item-13`);
    expect(await titles('contact')).toEqual(['接待群众', '进站值班', '走访选民', '推动解决群众问题']);
    await move('section up contact');
    const { sections, items } = await now();
    expect(sections.map(({ code }) => code).slice(0, 3)).toEqual(['session', 'contact', 'recess']);
    expect(items.slice(7, 9).map(({ code }) => code)).toEqual(['reception', 'duty']);
    expect((await move('item up nobody')).status).toBe(409);
    expect((await move('item sideways duty')).status).toBe(404);
  });
});

describe('two people at one draft', () => {
  it('the second is told, sees both, and saves on purpose', async () => {
    const { now, clerk, other } = await openDraft();
    const opened = await other.get(`${DRAFT}/items/duty`);
    await fill(clerk, `${DRAFT}/items/duty`, { points: '4', cap: '12' });
    const told = await send(other, opened, `${DRAFT}/items/duty`, { points: '5' });
    expect(told.status).toBe(409);
    for (const words of ['别人改过这里', '每次 +4 分', '每次 +5 分', '12 分'])
      expect(told.text).toContain(words);
    expect(told.$('#f-points').attr('value')).toBe('5');
    expect((await now()).items.find(({ code }) => code === 'duty')).toMatchObject({ points: 4, cap: 12 });
    expect((await send(other, told, '', {})).status).toBe(303);
    expect((await now()).items.find(({ code }) => code === 'duty')?.points).toBe(5);
  });

  it('the first may have removed what the second still types', async () => {
    const { titles, clerk, other } = await openDraft();
    const opened = await other.get(`${DRAFT}/items/duty`);
    await fill(clerk, `${DRAFT}/items/duty`, {}, 'form[action$="/removal"]');
    const told = await send(other, opened, `${DRAFT}/items/duty`, { title: '值班' });
    expect([told.status, told.$('#f-title').attr('value')]).toEqual([409, '值班']);
    await send(other, told, '', {});
    expect(await titles('contact')).toContain('值班');
  });

  it('may change different items without getting in each other’s way', async () => {
    const { now, clerk, other } = await openDraft();
    const opened = await other.get(`${DRAFT}/items/visit`);
    await fill(clerk, `${DRAFT}/items/duty`, { points: '4' });
    expect((await send(other, opened, `${DRAFT}/items/visit`, { points: '1' })).status).toBe(303);
    const points = (await now()).items
      .filter(({ code }) => ['duty', 'visit'].includes(code))
      .map((item) => item.points);
    expect(points).toEqual([4, 1]);
  });

  it('head, sections, order and the whole draft are guarded alike', async () => {
    const { store, now, clerk, other } = await openDraft();
    const pages = await Promise.all(
      ['/head', '/sections/contact', '', '/edit'].map((path) => other.get(`${DRAFT}${path}`)),
    );
    const [head, section, order, whole] = pages;
    if (!head || !section || !order || !whole) throw new Error('no page');
    await fill(clerk, `${DRAFT}/head`, { base: '10' });
    await fill(clerk, `${DRAFT}/sections/contact`, { cap: '30' });
    await fill(clerk, DRAFT, { move: 'item down duty' }, 'form[action$="/order"]');
    const [before, version] = [await now(), await store.version()];
    const told = [
      await send(other, head, `${DRAFT}/head`, { title: '甲' }),
      await send(other, section, '', { title: '乙' }),
      await send(other, section, '', { items: '-' }, 'form[action$="/removal"]'),
      await send(other, order, '', { move: 'item down visit' }, 'form[action$="/order"]'),
      await send(other, whole, `${DRAFT}/edit`, {}),
    ];
    expect(told.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
    expect(told.map(({ text }) => text.includes('您打开这一页以后'))).toEqual([true, true, true, true, true]);
    expect(await now()).toEqual(before);
    expect(await store.version()).toBeGreaterThanOrEqual(version);
    expect(valuesIn(told[4]?.$ ?? whole.$, 'main form')['json']).toEqual(
      valuesIn(whole.$, 'main form')['json'],
    );
  });

  it('one who sends the same form twice is not told off', async () => {
    const { titles, clerk } = await openDraft();
    const opened = await clerk.get(`${DRAFT}/items/duty`);
    const first = await send(clerk, opened, '', { title: '值班' });
    expect([first.status, (await send(clerk, opened, '', { title: '值班' })).status]).toEqual([303, 303]);
    const page = await clerk.get(`${DRAFT}/items/new`);
    for (let round = 0; round < 2; round += 1) await send(clerk, page, '', ITEM);
    expect((await titles('contact')).filter((title) => title === ITEM.title)).toHaveLength(1);
  });
});
