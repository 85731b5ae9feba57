import { describe, expect, it } from 'vitest';
import { publishInvitation } from '../../../src/invitations/actions.ts';
import { askLeave, decideLeave } from '../../../src/leave/actions.ts';
import { createSitting } from '../../../src/meetings/actions.ts';
import { browserOf, startApp, testClock } from '../../support/app.ts';
import { addActor, addAttendee } from '../../support/attendees.ts';
import { addTestActivity, addTestSitting, openFour } from '../../support/meetings.ts';
import { doingAt, NOW } from '../../support/world.ts';

const AHEAD = '2026-03-25';
const DAY = 86_400_000;

async function openPhone(places: number | null = null, circle: { by: 'all' } | null = { by: 'all' }) {
  const world = await openFour();
  const { store } = world;
  const { id, code } = await addTestActivity(store, { heldOn: AHEAD }, circle);
  await publishInvitation(doingAt(store), id, {
    time: '上午9:00',
    words: '带雨鞋',
    answerBy: '2026-03-22',
    places,
  });
  const tianActs = await addAttendee(store, world.tian, '田大利');
  await addAttendee(store, world.shi, '石兰');
  const clock = testClock();
  const app = await startApp(store, clock);
  const url = `/my/invitations/${code}`;
  return { ...world, id, code, url, clock, app, tianActs, tianAt: await browserOf(app, '田大利') };
}

describe('an invitation on the phone', () => {
  it('waits on the first page, and is answered 参加 by one tap', async () => {
    const { tianAt, url } = await openPhone();
    expect((await tianAt.get('/my')).$(`a[href="${url}"]`).text()).toContain(
      '答复活动通知：调研农村饮水安全',
    );
    const page = await tianAt.get(url);
    expect(page.text).toContain('上午9:00');
    expect(page.text).toContain('带雨鞋');
    expect((await tianAt.submit(url, {}, `${url}/coming`)).location).toBe(url);
    expect((await tianAt.get(url)).$('.tag').first().text()).toBe('参加');
    expect((await tianAt.get('/my')).$(`a[href="${url}"]`)).toHaveLength(0);
  });

  it('is answered by leave with a reason, which can be taken back until it is decided', async () => {
    const { tianAt, url, store } = await openPhone();
    const empty = await tianAt.submit(url, { reason: ' ' }, `${url}/leave`);
    expect([empty.status, empty.$('#e-reason').text()]).toEqual([422, '错误：请填写请假事由']);
    await tianAt.submit(url, { reason: '住院' }, `${url}/leave`);
    const page = await tianAt.get(url);
    expect(page.text).toContain('请假待批');
    expect(page.text).toContain('等主席团成员审批');
    await tianAt.submit(url, {}, page.$('form[action$=withdrawal]').attr('action') ?? '');
    await tianAt.submit(url, { reason: '住院' }, `${url}/leave`);
    const chair = await addActor(store, '主席', ['presidium']);
    await decideLeave(chair(), [2], 'refuse', '人手不够');
    expect((await tianAt.get(url)).text).toContain('请假没有批准 理由：人手不够');
    expect((await tianAt.get('/my/leave')).text).toContain('已撤回');
  });

  it('says what is left after the last day to answer: no sign-up, but leave up to the day', async () => {
    const { tianAt, url, clock } = await openPhone(2);
    clock.now = NOW + 4 * DAY;
    const page = await tianAt.get(url);
    expect(page.text).toContain('已经过了。到活动当天为止还可以答复和请假');
    expect(page.$(`form[action="${url}/leave"]`)).toHaveLength(1);
    clock.now = NOW + 6 * DAY;
    const over = await tianAt.get(url);
    expect([over.$('main form').length, over.text.includes('活动已经过了')]).toEqual([0, true]);
  });

  it('of others has places to sign up for, and is not there without any', async () => {
    const { app, tianAt, url } = await openPhone(1, null);
    const list = await tianAt.get('/my/invitations');
    expect(list.text).toContain('还有 1 个名额');
    await tianAt.submit(url, {}, `${url}/sign-up`);
    expect((await tianAt.get(url)).text).toContain('报名参加');
    const shiAt = await browserOf(app, '石兰');
    const full = await shiAt.get(url);
    expect([full.$(`form[action="${url}/sign-up"]`).length, full.text.includes('名额已经报满')]).toEqual([
      0,
      true,
    ]);
    expect((await shiAt.submit('/my/sign-in', {}, `${url}/sign-up`)).text).toContain('名额已经报满');
    expect((await tianAt.submit(url, {}, `${url}/cancellation`)).location).toBe('/my/invitations');
    expect((await shiAt.submit(url, {}, `${url}/sign-up`)).location).toBe(url);
    const closed = await openPhone();
    const { code } = await addTestActivity(closed.store, { heldOn: AHEAD });
    expect((await closed.tianAt.get(`/my/invitations/${code}`)).status).toBe(404);
  });
});

describe('own leave', () => {
  it('is asked from sittings ahead, several at once; another’s request is not there', async () => {
    const { app, store, tianAt, tianActs, id } = await openPhone();
    const am = await addTestSitting(store, AHEAD);
    const pm = await createSitting(doingAt(store), 1, { heldOn: AHEAD, half: 'pm', agenda: [] });
    await createSitting(doingAt(store), 1, { heldOn: '2026-03-19', half: 'pm', agenda: [] });
    const page = await tianAt.get('/my/leave');
    expect(page.$('input[name=sitting]')).toHaveLength(2);
    expect((await tianAt.submit('/my/leave', {})).$('.error-summary a')).toHaveLength(2);
    await tianAt.submit('/my/leave', { sitting: [String(am), String(pm)], reason: '住院' });
    const asked = await tianAt.get('/my/leave');
    expect([asked.$('section.answer').length, asked.$('input[name=sitting]').length]).toEqual([2, 0]);
    const twice = await tianAt.submit('/my/leave', { sitting: String(am), reason: '住院' });
    expect([twice.status, twice.text.includes('正在等主席团审批')]).toEqual([422, true]);
    const [request = 0] = await askLeave(tianActs(), [{ type: 'activity', id }], '住院');
    const shiAt = await browserOf(app, '石兰');
    expect((await shiAt.submit('/my/leave', {}, `/my/leave/${request}/withdrawal`)).status).toBe(404);
    expect((await shiAt.get('/my/leave')).text).not.toContain('住院。');
  });
});
