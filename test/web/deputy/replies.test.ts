import { describe, expect, it } from 'vitest';
import { answerObjection } from '../../../src/objections/actions.ts';
import { countObjections } from '../../../src/objections/store.ts';
import {
  actingAt,
  actorWith,
  AFTER_WINDOW,
  appAt,
  openNoticeWorld,
  sendObjection,
} from '../../objections/support.ts';
import { browserOf } from '../../support/app.ts';
import { missingIn } from '../../support/page-rules.ts';

async function openOwn(at?: number) {
  const world = await openNoticeWorld();
  await actorWith(world.store, '石兰', ['deputy'], world.shi);
  const deputy = await browserOf(await appAt(world.store, at), '石兰');
  return { ...world, deputy };
}

describe('a deputy', () => {
  it('objects to the own line from the own points, and follows it there', async () => {
    const { store, deputy, absence } = await openOwn();
    await sendObjection(store, '');
    expect((await deputy.get('/my')).text).toContain('核对正在公示的2026年第一季度积分');
    const points = await deputy.get('/my/points?quarter=2026Q1');
    const address = `/my/objections/new?quarter=2026Q1&record=${encodeURIComponent(absence)}`;
    expect(points.$(`a[href="${address}"]`)).toHaveLength(1);
    const empty = await deputy.submit(address, { record: absence, content: '' });
    expect(empty.status).toBe(422);
    expect(empty.$('select[name=record]').val()).toBe(absence);
    const sent = await deputy.submit(address, { record: absence, content: '我到场了，有照片。' });
    expect(sent).toMatchObject({ status: 303, location: '/my/objections' });
    const list = await deputy.get('/my/objections');
    expect(list.text).toContain('我到场了，有照片。');
    expect(list.$('.answer')).toHaveLength(1);
    const chair = actingAt(store, await actorWith(store, '主席', ['presidium']));
    const answer = { action: 'uphold', summary: '反映本人到场', answer: '照片属实。' } as const;
    await answerObjection(chair, '2026Q1-02', answer);
    expect((await deputy.get('/my/objections')).text).toContain('照片属实。');
    expect([points, empty, list].flatMap((page) => missingIn(page.$))).toEqual([]);
  });

  it('cannot object to another’s line, nor after the window', async () => {
    const { store, deputy, present } = await openOwn();
    const address = '/my/objections/new?quarter=2026Q1';
    const other = await deputy.submit(address, { record: present, content: '他没有到场' });
    expect(other.status).toBe(422);
    expect(other.$('#e-record').text()).toContain('没有这一项');
    expect(await countObjections(store.read, {})).toBe(0);
    const later = await openOwn(AFTER_WINDOW);
    expect((await later.deputy.get(address)).text).toContain('公示期到2026年4月9日为止');
    const points = await later.deputy.get('/my/points?quarter=2026Q1');
    expect(points.$('a[href^="/my/objections/new"]')).toHaveLength(0);
    const late = await later.deputy.submit('/my/objections', { record: '', content: '晚了' }, address);
    expect(late.status).toBe(409);
  });

  it('writes beside an absence; after publication once, and it says so', async () => {
    const { deputy, absence } = await openOwn();
    const address = `/my/statements/edit?quarter=2026Q1&record=${encodeURIComponent(absence)}`;
    const points = await deputy.get('/my/points');
    expect(points.$(`a[href="${address}"]`).text()).toBe('写说明');
    const long = await deputy.submit(address, { content: '说'.repeat(301) });
    expect(long.status).toBe(422);
    const form = await deputy.get(address);
    expect(form.text).toContain('注明是公示后的说明');
    const saved = await deputy.submit(address, { content: '当天送母亲住院' });
    expect(saved).toMatchObject({ status: 303, location: '/my/points?year=2026&quarter=2026Q1' });
    expect((await deputy.get('/my/points')).text).toContain('公示后的说明');
    expect((await deputy.get('/my/points')).$(`a[href="${address}"]`)).toHaveLength(0);
    const again = await deputy.get(address);
    expect(again.text).toContain('这条说明已经公开，不能再改');
    expect(again.$('main form')).toHaveLength(0);
    const quarter = await deputy.submit('/my/statements/edit?quarter=2026Q2', { content: '这一季外出' });
    expect(quarter.status).toBe(303);
    const link = 'a[href="/my/statements/edit?quarter=2026Q2"]';
    expect((await deputy.get('/my/points')).$(link).text()).toBe('修改说明');
  });
});
