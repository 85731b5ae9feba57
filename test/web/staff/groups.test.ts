import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/db/store.ts';
import { recordMandateEvent } from '../../../src/deputies/actions.ts';
import { createDelegation, createGroup } from '../../../src/groups/actions.ts';
import { browserOf, startApp, type Browser, type Page } from '../../support/app.ts';
import { addTestDeputy } from '../../support/roster.ts';
import { addAccount, doingAt, openWorld } from '../../support/world.ts';

async function clerkOf(store: Store): Promise<Browser> {
  await addAccount(store, '工作人员甲', ['clerk']);
  return browserOf(await startApp(store), '工作人员甲');
}

const cells = (page: Page, row = 0): string[] =>
  page
    .$('tbody tr')
    .eq(row)
    .children()
    .toArray()
    .map((cell) => page.$(cell).text().trim());

describe('groups on the desk', () => {
  it('are set up, get their leader from their deputies, and show what is missing', async () => {
    const store = await openWorld();
    const clerk = await clerkOf(store);
    expect((await clerk.get('/desk/groups')).text).toContain('还没有代表小组');
    const fields = { name: '城区组', focus: '民生', departments: '社保所、民政办' };
    expect(await clerk.submit('/desk/groups/new', fields)).toMatchObject({
      status: 303,
      location: '/desk/groups',
    });
    expect(cells(await clerk.get('/desk/groups'))).toEqual([
      '城区组',
      '—',
      '0',
      '0',
      '民生',
      '社保所、民政办',
      '不足 3 人',
      '修改城区组',
    ]);

    const edit = (await clerk.get('/desk/groups')).$('tbody a[href$=edit]').attr('href') ?? '';
    const groupId = Number(/\d+/.exec(edit)?.[0]);
    for (const [number, name] of [
      ['001', '田富'],
      ['002', '石兰'],
      ['003', '田大利'],
      ['004', '陈立平'],
    ] as const)
      await addTestDeputy(store, number, name, { groupId });
    await addTestDeputy(store, '005', '马前');
    await recordMandateEvent(doingAt(store), '004', {
      kind: 'died',
      on: '2026-03-01',
      ground: '',
      document: '',
    });
    const form = await clerk.get(edit);
    const leaders = form
      .$('#f-leaderId option')
      .toArray()
      .map((option) => form.$(option).text());
    expect(leaders).toEqual(['未定', '石兰（002）', '田大利（003）', '田富（001）']);
    const leaderId = form.$('#f-leaderId option').last().attr('value') ?? '';
    expect(await clerk.submit(edit, { ...fields, leaderId })).toMatchObject({ status: 303 });
    const page = await clerk.get('/desk/groups');
    expect(cells(page).slice(0, 4)).toEqual(['城区组', '田富', '4', '3']);
    expect(page.$('tbody .tag')).toHaveLength(0);
    expect(page.$('tbody .num a').first().attr('href')).toBe(`/desk/deputies?group=${groupId}`);
    expect(page.text).toContain('还有 1 名代表未编入代表小组');
  });

  it('say in the form what is wrong', async () => {
    const store = await openWorld();
    await createGroup(doingAt(store), { name: '城区组', focus: '', departments: [] });
    const clerk = await clerkOf(store);
    expect((await clerk.submit('/desk/groups/new', { name: '' })).$('#e-name').text()).toContain(
      '请填写代表小组名称',
    );
    const taken = await clerk.submit('/desk/groups/new', { name: '城区组', departments: '民政办' });
    expect([taken.status, taken.$('#e-name').length, taken.$('#f-departments').text()]).toEqual([
      422,
      1,
      '民政办',
    ]);
    expect((await clerk.get('/desk/groups/77/edit')).status).toBe(404);
  });
});

describe('delegations on the desk', () => {
  it('are set up, led by one of their deputies and refuse anybody else', async () => {
    const store = await openWorld();
    const clerk = await clerkOf(store);
    expect(await clerk.submit('/desk/delegations/new', { name: '第一代表团' })).toMatchObject({
      status: 303,
    });
    const edit = (await clerk.get('/desk/delegations')).$('tbody a[href$=edit]').attr('href') ?? '';
    const delegationId = Number(/\d+/.exec(edit)?.[0]);
    const leaderId = String(await addTestDeputy(store, '001', '田富', { delegationId }));
    const stranger = String(await addTestDeputy(store, '002', '石兰'));
    const refused = await clerk.submit(edit, { name: '第一代表团', leaderId: stranger });
    expect([refused.status, refused.$('#e-leaderId').length]).toEqual([422, 1]);
    expect(cells(await clerk.get('/desk/delegations'))).toContain('未定负责人');
    await clerk.submit(edit, { name: '第一代表团', leaderId });
    expect(cells(await clerk.get('/desk/delegations')).slice(0, 4)).toEqual(['第一代表团', '田富', '1', '1']);
  });

  it('say in the form when the name is taken', async () => {
    const store = await openWorld();
    await createDelegation(doingAt(store), { name: '第一代表团' });
    const clerk = await clerkOf(store);
    const taken = await clerk.submit('/desk/delegations/new', { name: '第一代表团' });
    expect([taken.status, taken.$('#e-name').text()]).toEqual([
      422,
      '错误：已经有名为“第一代表团”的代表团，请换一个名称。',
    ]);
  });
});

describe('categories on the desk', () => {
  it('have two levels, are renamed, and count their deputies', async () => {
    const store = await openWorld();
    const clerk = await clerkOf(store);
    expect((await clerk.get('/desk/categories')).text).toContain('还没有代表类别');
    expect(await clerk.submit('/desk/categories/new', { name: '农业类' })).toMatchObject({
      status: 303,
      location: '/desk/categories',
    });
    const add = (await clerk.get('/desk/categories')).$('tbody a[href*=parent]').attr('href') ?? '';
    const parentId = (await clerk.get(add)).$('#f-parentId option[selected]').attr('value') ?? '';
    expect(await clerk.submit(add, { name: '种植', parentId })).toMatchObject({ status: 303 });
    const taken = await clerk.submit(add, { name: '种植', parentId });
    expect([taken.status, taken.$('#e-name').length]).toEqual([422, 1]);
    const page = await clerk.get('/desk/categories');
    const subId = Number(/\d+/.exec(page.$('tbody tr').eq(1).find('a[href$=edit]').attr('href') ?? '')?.[0]);
    await addTestDeputy(store, '001', '石兰', { categoryId: subId });
    expect(await clerk.submit(`/desk/categories/${subId}/edit`, { name: '种植业' })).toMatchObject({
      status: 303,
    });
    const renamed = await clerk.get('/desk/categories');
    expect([cells(renamed, 0).slice(0, 3), cells(renamed, 1).slice(0, 3)]).toEqual([
      ['农业类', '', '1'],
      ['', '种植业', '1'],
    ]);
    expect(renamed.$('caption').text()).toContain('共 1 个大类、1 个小类');
  });
});
