import { describe, expect, it } from 'vitest';
import { createObjection } from '../../../src/objections/actions.ts';
import { findObjection } from '../../../src/objections/store.ts';
import {
  actingAt,
  actorWith,
  AFTER_WINDOW,
  appAt,
  objectionTo,
  openNoticeWorld,
  SENDER,
  sendObjection,
  VISITOR,
} from '../../objections/support.ts';
import { browserOf } from '../../support/app.ts';
import { missingIn } from '../../support/page-rules.ts';
import { addAccount } from '../../support/world.ts';

async function openDesk(at?: number) {
  const world = await openNoticeWorld();
  const { store, tian } = world;
  await addAccount(store, '工作人员甲', ['clerk']);
  await addAccount(store, '主席', ['presidium']);
  await actorWith(store, '田主席', ['presidium', 'deputy'], tian);
  const app = await appAt(store, at);
  return {
    ...world,
    clerk: await browserOf(app, '工作人员甲'),
    chair: await browserOf(app, '主席'),
    own: await browserOf(app, '田主席'),
  };
}

describe('objections on the desk', () => {
  it('are a task and a list with what has waited longest first', async () => {
    const { store, clerk, present } = await openDesk(AFTER_WINDOW);
    expect((await clerk.get('/desk/objections')).text).toContain('还没有收到异议');
    await sendObjection(store, present);
    await sendObjection(store, '');
    expect((await clerk.get('/desk')).text).toContain('2 件异议等待主席团答复');
    const list = await clerk.get('/desk/objections?state=received&quarter=2026Q1');
    const first = list.$('tbody tr').first();
    expect(first.text()).toContain('2026Q1-01');
    expect(first.text()).toContain('视察敬老院');
    expect(first.find('.num').text()).toBe('5 天');
    expect((await clerk.get('/desk/objections?state=upheld')).text).toContain('没有符合条件的异议');
    expect((await clerk.get('/desk/notices')).text).toContain('公示期满，尚有异议在办（2 件）');
  });

  it('show the line as published and the sender to staff; the clerk decides nothing', async () => {
    const { store, clerk, present } = await openDesk();
    const address = `/desk/objections/${await sendObjection(store, present)}`;
    const page = await clerk.get(address);
    for (const words of [...Object.values(SENDER), '视察敬老院', '异议由主席团成员答复'])
      expect(page.text).toContain(words);
    expect(page.$('form[action$="/answer"]')).toHaveLength(0);
    expect(missingIn(page.$)).toEqual([]);
    const token = page.$('input[name=_csrf]').first().attr('value') ?? '';
    expect((await clerk.post(`${address}/answer`, { _csrf: token })).status).toBe(404);
  });

  it('are answered by form; what is wrong is said and kept; upheld ones lead to the correction', async () => {
    const { store, chair, present } = await openDesk();
    const address = `/desk/objections/${await sendObjection(store, present)}`;
    const empty = await chair.submit(address, {}, `${address}/answer`);
    expect(empty.status).toBe(422);
    expect(
      empty
        .$('.error-summary a')
        .toArray()
        .map((link) => empty.$(link).attr('href')),
    ).toEqual(['#f-action', '#f-summary', '#f-answer']);
    const answer = { action: 'uphold', summary: '反映没有到场', answer: `经向${SENDER.name}核实，属实。` };
    const telling = await chair.submit(address, answer, `${address}/answer`);
    expect(telling.status).toBe(422);
    expect(telling.$('#e-summary').text()).toContain('不能出现提出人的姓名、电话');
    expect(telling.$('#f-answer').text()).toBe(answer.answer);
    const right = { ...answer, answer: '经核对签到表，属实。' };
    const done = await chair.submit(address, right, `${address}/answer`);
    expect(done).toMatchObject({ status: 303, location: address });
    const page = await chair.get(address);
    expect(page.$('a[href="/desk/notices/2026Q1/correction"]')).toHaveLength(1);
    expect(page.$('form[action$="/answer"]')).toHaveLength(0);
    const again = await chair.get('/desk/objections');
    const token = again.$('input[name=_csrf]').first().attr('value') ?? '';
    const twice = await chair.post(`${address}/answer`, { _csrf: token, ...right });
    expect(twice.status).toBe(409);
    expect(twice.text).toContain('答复以后不能再改');
  });

  it('to one’s own line hide the sender and are left to others', async () => {
    const { store, own, present } = await openDesk();
    const address = `/desk/objections/${await sendObjection(store, present)}`;
    const page = await own.get(address);
    expect(page.text).toContain('须由主席团其他成员答复');
    for (const secret of Object.values(SENDER)) expect(page.text).not.toContain(secret);
    expect(page.$('form[action$="/answer"]')).toHaveLength(0);
  });

  it('are written down for somebody who came, with the day on which they came', async () => {
    const { store, clerk } = await openDesk(AFTER_WINDOW);
    const address = '/desk/objections/new?quarter=2026Q1&deputy=001';
    expect((await clerk.get('/desk/objections/new')).$('select[name=deputy] option')).toHaveLength(3);
    const fields = { deputy: '001', record: '', content: '记多了', name: '王老伯', phone: '' };
    const late = await clerk.submit(address, { ...fields, day: '4月10日' });
    expect(late.status).toBe(409);
    const early = await clerk.submit(address, { ...fields, day: '4月1日' });
    expect(early.status).toBe(422);
    expect(early.$('#e-day').text()).toContain('早于公示发布');
    const empty = await clerk.submit(address, { deputy: '001', record: '', day: '' });
    expect(empty.status).toBe(422);
    const right = await clerk.submit(address, { ...fields, day: '4月8日' });
    expect(right.status).toBe(200);
    expect(right.$('dd strong.hash').first().text()).toBe('2026Q1-01');
    expect(await findObjection(store.read, '2026Q1-01')).toMatchObject({ name: '王老伯', accountId: null });
  });
});

it('a deputy’s own objection shows no name but the deputy’s', async () => {
  const { store, shi, chair } = await openDesk();
  const deputy = actingAt(store, await actorWith(store, '石兰', ['deputy'], shi));
  const sent = { source: 'deputy', deputy: '002', name: '', phone: '', code: '' } as const;
  const { reference } = await createObjection(deputy, objectionTo('', sent));
  expect((await chair.get(`/desk/objections/${reference}`)).text).toContain('代表本人（石兰）');
  expect((await createObjection(actingAt(store, VISITOR), objectionTo(''))).reference).toBe('2026Q1-02');
});
