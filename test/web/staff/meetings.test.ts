import { describe, expect, it } from 'vitest';
import { recordAttendance } from '../../../src/meetings/actions.ts';
import { browserOf, startApp } from '../../support/app.ts';
import { addTestActivity, addTestSitting, openFour, YESTERDAY } from '../../support/meetings.ts';
import { addAccount, doingAt, NOW, openWorld } from '../../support/world.ts';

async function openDesk() {
  const world = await openFour();
  await addAccount(world.store, '工作人员甲', ['clerk']);
  const app = await startApp(world.store, () => NOW);
  return { ...world, app, clerk: await browserOf(app, '工作人员甲') };
}

describe('congress sessions on the desk', () => {
  it('say what to do first when there are none', async () => {
    const store = await openWorld();
    await addAccount(store, '工作人员甲', ['clerk']);
    const clerk = await browserOf(await startApp(store), '工作人员甲');
    expect((await clerk.get('/desk/sessions')).$('.empty a').first().attr('href')).toBe('/desk/sessions/new');
    expect((await clerk.get('/desk/activities')).$('.empty a').first().attr('href')).toBe(
      '/desk/activities/new',
    );
  });

  it('are set up with their half-days and agenda', async () => {
    const { clerk } = await openDesk();
    const form = await clerk.get('/desk/sessions/new');
    expect(form.$('#f-title').attr('value')).toBe('第六届第一次会议');
    expect(await clerk.submit('/desk/sessions/new', { title: '第六届第一次会议' })).toMatchObject({
      status: 303,
      location: '/desk/sessions/1',
    });
    const agenda = '报告：听取镇人民政府工作报告\n\n补选副镇长';
    const sitting = await clerk.submit('/desk/sessions/1/sittings/new', {
      heldOn: '3月19日',
      half: 'am',
      agenda,
    });
    expect(sitting).toMatchObject({ status: 303, location: '/desk/sittings/1' });
    const page = await clerk.get('/desk/sittings/1');
    expect(
      page
        .$('ol.plain li')
        .toArray()
        .map((item) => page.$(item).text()),
    ).toEqual(['报告 听取镇人民政府工作报告', '选举 补选副镇长']);
    const edit = await clerk.get('/desk/sittings/1/edit');
    expect(edit.$('#f-agenda').text()).toBe('报告：听取镇人民政府工作报告\n选举：补选副镇长');
  });

  it('say in the form what is wrong and lose nothing', async () => {
    const { store, clerk } = await openDesk();
    await addTestSitting(store);
    const taken = await clerk.submit('/desk/sessions/new', { title: '第六届第一次会议' });
    expect([taken.status, taken.$('#e-title').text()]).toEqual([
      422,
      '错误：已经有名为“第六届第一次会议”的会议，请换一个名称。',
    ]);
    const wrong = await clerk.submit('/desk/sessions/1/sittings/new', {
      heldOn: '2026-2-30',
      half: '',
      agenda: '一',
    });
    expect(
      wrong
        .$('.error-summary a')
        .toArray()
        .map((link) => wrong.$(link).attr('href')),
    ).toEqual(['#f-heldOn', '#f-half']);
    expect(wrong.$('#f-agenda').text()).toBe('一');
    const twice = await clerk.submit('/desk/sessions/1/sittings/new', {
      heldOn: YESTERDAY,
      half: 'am',
      agenda: '',
    });
    expect(twice.$('#e-heldOn').text()).toContain('在这个半天已经有一场会议');
  });

  it('mark the half-days without attendance and show n/N with a link to the sheet for the others', async () => {
    const { store, clerk, wen } = await openDesk();
    const id = await addTestSitting(store);
    await addTestSitting(store, '2026-03-21', '第六届第二次会议');
    const before = await clerk.get('/desk/sessions');
    expect(before.text).toContain('有 1 个半天还没有登记出勤');
    expect(before.$('.tag.bad').text()).toBe('未登记出勤');
    expect(before.text).toContain('未召开');
    await recordAttendance(doingAt(store), { type: 'sitting', id }, [
      { deputyId: wen, mark: { state: 'absent', reason: '', approver: '' } },
    ]);
    const after = await clerk.get('/desk/sessions');
    const link = after.$(`a[href="/desk/sittings/${id}/attendance"]`);
    expect(link.text()).toBe('3/4');
    expect(after.text).not.toContain('未登记出勤');
  });

  it('take speeches of those who were there, and give them back', async () => {
    const { store, clerk, tian, wen } = await openDesk();
    const id = await addTestSitting(store);
    await recordAttendance(doingAt(store), { type: 'sitting', id }, [
      { deputyId: wen, mark: { state: 'absent', reason: '', approver: '' } },
    ]);
    const page = await clerk.get(`/desk/sittings/${id}`);
    expect(
      page
        .$('#f-deputy option')
        .toArray()
        .map((option) => page.$(option).text()),
    ).toEqual(['请选择', '王田富', '石兰', '田大利']);
    const wrong = await clerk.submit(
      `/desk/sittings/${id}`,
      { deputy: '', topic: '修路' },
      `/desk/sittings/${id}/speeches`,
    );
    expect([wrong.status, wrong.$('#f-topic').attr('value')]).toEqual([422, '修路']);
    await clerk.submit(
      `/desk/sittings/${id}`,
      { deputy: String(tian), topic: '修路' },
      `/desk/sittings/${id}/speeches`,
    );
    const noted = await clerk.get(`/desk/sittings/${id}`);
    expect(noted.text).toContain('发言 1 次');
    const removal = noted.$('form[action$="/removal"]').attr('action') ?? '';
    expect((await clerk.submit(`/desk/sittings/${id}`, {}, removal)).status).toBe(303);
    expect((await clerk.get(`/desk/sittings/${id}`)).text).toContain('还没有发言记录');
  });
});

describe('activities on the desk', () => {
  const FIELDS = {
    title: '视察农村公路',
    kind: 'activity.inspection',
    heldOn: '2026-3-5',
    place: '楠新村',
    organiser: '主席团',
    summary: '看了三段路',
    cost: '３５０.５',
    code: '',
    circle: 'all',
  };

  it('are set up with their invitees in one page', async () => {
    const { clerk } = await openDesk();
    expect(await clerk.submit('/desk/activities/new', FIELDS)).toMatchObject({
      status: 303,
      location: '/desk/activities/2026-H001',
    });
    const page = await clerk.get('/desk/activities/2026-H001');
    expect(page.text).toContain('350.5 元');
    expect(page.text).toContain('应到 4 人');
    const edit = await clerk.get('/desk/activities/2026-H001/edit');
    expect([edit.$('#f-cost').attr('value'), edit.$('#f-code')]).toMatchObject(['350.5', { length: 0 }]);
  });

  it('say in the form what is wrong and lose nothing', async () => {
    const { clerk } = await openDesk();
    const wrong = await clerk.submit('/desk/activities/new', {
      ...FIELDS,
      title: '',
      kind: 'activity.absent',
      heldOn: '昨天',
      cost: '很多',
      code: 'A/1',
    });
    expect(wrong.status).toBe(422);
    expect(
      wrong
        .$('.error-summary a')
        .toArray()
        .map((link) => wrong.$(link).attr('href')),
    ).toEqual(['#f-kind', '#f-title', '#f-heldOn', '#f-cost', '#f-code']);
    expect(wrong.$('#f-summary').text()).toBe('看了三段路');
    const outside = await clerk.submit('/desk/activities/new', { ...FIELDS, heldOn: '2025-12-31' });
    expect(outside.$('#e-heldOn').text()).toContain('不在第 6 届任期内');
  });

  it('are filtered and paged in the address, fifty a page', async () => {
    const { store, clerk } = await openDesk();
    for (let n = 1; n <= 51; n += 1)
      await addTestActivity(store, { title: `活动${n}`, heldOn: '2026-03-01' }, null);
    await addTestActivity(store, { title: '学习代表法', kind: 'activity.training' });
    const first = await clerk.get('/desk/activities');
    expect(first.$('tbody tr')).toHaveLength(50);
    expect(first.$('a[rel=next]').attr('href')).toBe('/desk/activities?page=2');
    expect((await clerk.get('/desk/activities?page=2')).$('tbody tr')).toHaveLength(2);
    const training = await clerk.get('/desk/activities?kind=activity.training&quarter=2026Q1&year=2026');
    expect([training.$('tbody tr').length, training.$('caption').text()]).toEqual([
      1,
      expect.stringContaining('符合条件的活动 1 次'),
    ]);
    expect((await clerk.get('/desk/activities?text=代表法')).$('tbody tr')).toHaveLength(1);
    expect((await clerk.get('/desk/activities?text=没有的')).$('.empty').text()).toContain(
      '没有符合条件的活动',
    );
  });

  it('show invitees, take more by circle and by name, and give them back', async () => {
    const { store, clerk, shi } = await openDesk();
    const { code } = await addTestActivity(store, {}, null);
    const page = `/desk/activities/${code}/invitees`;
    const unknown = await clerk.submit(page, { names: '石兰、张三' }, `${page}/names`);
    expect([unknown.status, unknown.$('#e-names').text()]).toEqual([
      422,
      '错误：没有找到这些代表：张三。请核对姓名或代表证号。',
    ]);
    expect(unknown.$('#f-names').text()).toBe('石兰、张三');
    expect((await clerk.submit(page, { names: '石兰\n001' }, `${page}/names`)).status).toBe(303);
    expect((await clerk.submit(page, { circle: 'all' }, `${page}/circle`)).status).toBe(303);
    const again = await clerk.submit(page, { circle: 'all' }, `${page}/circle`);
    expect(again.$('#e-circle').text()).toContain('没有新增');
    expect(
      (await clerk.submit(page, { circle: 'everybody' }, `${page}/circle`)).$('#e-circle').text(),
    ).toContain('请选择邀请范围');
    await clerk.submit(page, { deputy: String(shi) }, `${page}/removal`);
    const list = await clerk.get(page);
    expect(list.$('caption').text()).toContain('已邀请 3 人');
    expect((await clerk.submit(page, {}, `${page}/removal`)).$('.error-summary').text()).toContain(
      '没有选中代表',
    );
  });

  it('of any code are found by it', async () => {
    const { clerk } = await openDesk();
    await clerk.submit('/desk/activities/new', { ...FIELDS, code: '活动-1' });
    const page = await clerk.get(`/desk/activities/${encodeURIComponent('活动-1')}`);
    expect([page.status, page.$('h1').text()]).toEqual([200, '视察农村公路']);
    expect((await clerk.get('/desk/activities/none')).status).toBe(404);
  });
});

describe('the sign-in book', () => {
  it('lists who is due, as a page and as a document', async () => {
    const { store, clerk } = await openDesk();
    const id = await addTestSitting(store);
    const page = await clerk.get(`/desk/sittings/${id}/sign-in-sheet`);
    expect(page.text).toContain('回龙镇第六届人民代表大会第一次会议');
    expect(page.text).toContain('应到 4 人');
    expect(page.$('tbody tr').first().text().replace(/\s+/g, ' ')).toContain('003王田富');
    const file = await clerk.get(`/desk/sittings/${id}/sign-in-sheet.docx`);
    expect(file.response.headers['content-disposition']).toContain(encodeURIComponent('签到册.docx'));
    const { code } = await addTestActivity(store);
    expect((await clerk.get(`/desk/activities/${code}/sign-in-sheet`)).text).toContain('地点：楠新村');
  });

  it('and every page of meetings are not found by who may not see them', async () => {
    const { store, app } = await openDesk();
    await addTestSitting(store);
    await addAccount(store, '田代表', ['deputy']);
    const deputy = await browserOf(app, '田代表');
    for (const url of [
      '/desk/sessions',
      '/desk/sessions/1',
      '/desk/sittings/1',
      '/desk/sittings/1/sign-in-sheet',
      '/desk/activities',
      '/desk/activities/new',
    ]) {
      expect([url, (await deputy.get(url)).status]).toEqual([url, 404]);
    }
  });
});
