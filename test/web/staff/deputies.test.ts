import { describe, expect, it } from 'vitest';
import { ensureCategory } from '../../../src/categories/steps.ts';
import { write } from '../../../src/db/write.ts';
import type { Store } from '../../../src/db/store.ts';
import { recordMandateEvent } from '../../../src/deputies/actions.ts';
import { createDelegation, createGroup } from '../../../src/groups/actions.ts';
import { changeSettings } from '../../../src/settings/actions.ts';
import { browserOf, startApp, type Browser, type Page } from '../../support/app.ts';
import { addDistrict, addTestDeputy } from '../../support/roster.ts';
import { addAccount, doingAt, openWorld } from '../../support/world.ts';

async function clerkOf(store: Store): Promise<Browser> {
  await addAccount(store, '工作人员甲', ['clerk']);
  return browserOf(await startApp(store), '工作人员甲');
}

const namesOn = (page: Page): string[] =>
  page
    .$('tbody th[scope=row]')
    .toArray()
    .map((cell) => page.$(cell).text());

const FIRST_SURNAMES = Array.from('丁于万马王韦毛方尹孔邓石龙卢叶田史付白冯吕朱任');

describe('the roster', () => {
  it('is in order of name strokes and says by which rule', async () => {
    const store = await openWorld();
    const mixed = FIRST_SURNAMES.toSorted();
    for (const [index, surname] of mixed.entries())
      await addTestDeputy(store, String(index + 1), `${surname}一`);
    const clerk = await clerkOf(store);
    const page = await clerk.get('/desk/deputies');
    expect(namesOn(page).map((name) => name.charAt(0))).toEqual(FIRST_SURNAMES);
    expect(page.$('caption').text()).toBe('第六届，代表 23 名（在任 23，暂停 0，已终止 0），以姓名笔画为序');
    await changeSettings(doingAt(store), { nameOrder: 'slot' });
    expect((await clerk.get('/desk/deputies')).$('caption').text()).toContain('以姓氏笔画为序');
  });

  it('follows either official rule for given names of one character', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    await addTestDeputy(store, '002', '田大利');
    const clerk = await clerkOf(store);
    expect(namesOn(await clerk.get('/desk/deputies'))).toEqual(['田大利', '田富']);
    await changeSettings(doingAt(store), { nameOrder: 'slot' });
    expect(namesOn(await clerk.get('/desk/deputies'))).toEqual(['田富', '田大利']);
  });

  it('is searched by characters, full pinyin, initials, certificate number and the end of a phone number', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田大利', { phone: '13800006789' });
    await addTestDeputy(store, '002', '石兰');
    await addTestDeputy(store, '003', '买买提·吐尔逊');
    await addTestDeputy(store, '004', '张𬭎');
    const clerk = await clerkOf(store);
    for (const [q, names] of [
      ['大利', ['田大利']],
      ['tiandali', ['田大利']],
      ['TDL', ['田大利']],
      ['tian da', ['田大利']],
      ['sl', ['石兰']],
      ['买买提•吐', ['买买提·吐尔逊']],
      ['mmt', ['买买提·吐尔逊']],
      ['𬭎', ['张𬭎']],
      ['zhanghong', ['张𬭎']],
      ['００３', ['买买提·吐尔逊']],
      ['6789', ['田大利']],
      ['没有', []],
    ] as const) {
      const page = await clerk.get(`/desk/deputies?q=${encodeURIComponent(q)}`);
      expect([q, namesOn(page)]).toEqual([q, names]);
    }
    const none = await clerk.get('/desk/deputies?q=%E6%B2%A1%E6%9C%89');
    expect(none.$('.empty a').attr('href')).toBe('/desk/deputies');
    expect(none.$('#f-q').attr('value')).toBe('没有');
  });

  it('is filtered by place, class, state and kind of work, alone and together', async () => {
    const store = await openWorld();
    const districtId = await addDistrict(store, '3', '楠新选区');
    const delegationId = await createDelegation(doingAt(store), { name: '第一代表团' });
    const groupId = await createGroup(doingAt(store), { name: '城区组', focus: '', departments: [] });
    const classes = await write(doingAt(store), async (tx) => {
      tx.record({ kind: 'import.applied', subject: ['import', 'test'] });
      return {
        main: await ensureCategory(tx, '农业类', ''),
        sub: await ensureCategory(tx, '农业类', '种植'),
      };
    });
    await addTestDeputy(store, '001', '丁一', { districtId, delegationId, categoryId: classes.sub });
    await addTestDeputy(store, '002', '于一', { groupId, categoryId: classes.main, stateWorker: true });
    await addTestDeputy(store, '003', '万一', { groupId });
    const event = { on: '2026-03-20', document: '' } as const;
    await recordMandateEvent(doingAt(store), '002', { ...event, kind: 'suspended', ground: 'detained' });
    await recordMandateEvent(doingAt(store), '003', { ...event, kind: 'died', ground: '' });
    const clerk = await clerkOf(store);
    for (const [query, names] of [
      [`district=${districtId}`, ['丁一']],
      [`delegation=${delegationId}`, ['丁一']],
      ['delegation=none', ['于一', '万一']],
      [`group=${groupId}`, ['于一', '万一']],
      [`category=${classes.main}`, ['丁一', '于一']],
      [`category=${classes.sub}`, ['丁一']],
      ['category=none', ['万一']],
      ['state=in-office', ['丁一']],
      ['state=suspended', ['于一']],
      ['state=ended', ['万一']],
      ['worker=yes', ['于一']],
      ['worker=no', ['丁一', '万一']],
      [`group=${groupId}&state=ended`, ['万一']],
      ['state=whatever&district=x', ['丁一', '于一', '万一']],
    ] as const)
      expect([query, namesOn(await clerk.get(`/desk/deputies?${query}`))]).toEqual([query, names]);
    const filtered = await clerk.get(`/desk/deputies?group=${groupId}`);
    expect(filtered.$('caption').text()).toContain('符合条件的代表 2 名（全部 3 名）');
    expect(filtered.$('#f-group option[selected]').text()).toBe('城区组');
  });

  it('is ordered by number, district, group and class on demand, by name strokes within', async () => {
    const store = await openWorld();
    const [second, tenth] = [await addDistrict(store, '2'), await addDistrict(store, '10')];
    const groupId = await createGroup(doingAt(store), { name: '城区组', focus: '', departments: [] });
    await addTestDeputy(store, '3', '丁一', { districtId: tenth });
    await addTestDeputy(store, '20', '于一', { districtId: second });
    await addTestDeputy(store, '1', '万一', { districtId: tenth, groupId });
    const clerk = await clerkOf(store);
    expect(namesOn(await clerk.get('/desk/deputies?order=certificate'))).toEqual(['万一', '丁一', '于一']);
    expect(namesOn(await clerk.get('/desk/deputies?order=district'))).toEqual(['于一', '丁一', '万一']);
    expect(namesOn(await clerk.get('/desk/deputies?order=group'))).toEqual(['万一', '丁一', '于一']);
    const byClass = await clerk.get('/desk/deputies?order=category');
    expect(namesOn(byClass)).toEqual(['丁一', '于一', '万一']);
    expect(byClass.$('caption').text()).toContain('按代表类别排列，同一代表类别内以姓名笔画为序');
  });

  it('shows fifty on a page; filters stay in the address, a page beyond the end is the first', async () => {
    const store = await openWorld();
    const districtId = await addDistrict(store);
    for (let number = 1; number <= 51; number += 1)
      await addTestDeputy(store, String(number), '丁一', { districtId });
    const clerk = await clerkOf(store);
    const first = await clerk.get(`/desk/deputies?district=${districtId}`);
    expect(namesOn(first)).toHaveLength(50);
    const next = first.$('.pager a[rel=next]').attr('href') ?? '';
    expect(next).toBe(`/desk/deputies?district=${districtId}&page=2`);
    const second = await clerk.get(next);
    expect(namesOn(second)).toHaveLength(1);
    expect(second.$('title').text()).toContain('第 2 页');
    expect(namesOn(await clerk.get('/desk/deputies?page=9'))).toHaveLength(50);
  });

  it('says what to do first when it is empty', async () => {
    const store = await openWorld();
    const clerk = await clerkOf(store);
    const page = await clerk.get('/desk/deputies');
    expect(
      page
        .$('.empty a')
        .toArray()
        .map((link) => page.$(link).attr('href')),
    ).toEqual(['/desk/imports', '/desk/districts/new', '/desk/deputies/new']);
    const form = await clerk.get('/desk/deputies/new');
    expect(form.text).toContain('要先有选区');
    expect(form.$('.empty a').attr('href')).toBe('/desk/districts/new');
    expect(form.$('input[name=name]')).toHaveLength(0);
  });

  it('is not found by deputies, units and administrators, and asks a visitor to sign in', async () => {
    const store = await openWorld();
    await addTestDeputy(store, '001', '田富');
    const app = await startApp(store);
    const urls = [
      ...['deputies', 'delegations', 'groups', 'categories'].flatMap((noun) => [
        `/desk/${noun}`,
        `/desk/${noun}/new`,
      ]),
      ...['', '/edit', '/mandate-events', '/mandate-events/1/removal'].map(
        (rest) => `/desk/deputies/001${rest}`,
      ),
      ...['delegations', 'groups', 'categories'].map((noun) => `/desk/${noun}/1/edit`),
    ];
    for (const role of ['deputy', 'leader', 'unit', 'admin'] as const) {
      await addAccount(store, `账号${role}`, [role]);
      const browser = await browserOf(app, `账号${role}`);
      const csrf = (await browser.get('/account')).$('input[name=_csrf]').first().attr('value') ?? '';
      for (const url of urls) {
        expect([role, url, (await browser.get(url)).status]).toEqual([role, url, 404]);
        expect([role, url, (await browser.post(url, { _csrf: csrf })).status]).toEqual([role, url, 404]);
      }
    }
    for (const url of urls) expect((await app.inject(url)).headers.location).toMatch(/^\/login/);
  });
});
