import { describe, expect, it } from 'vitest';
import { acceptInvitation } from '../../../src/invitations/actions.ts';
import { askLeave } from '../../../src/leave/actions.ts';
import { browserOf, startApp, testClock } from '../../support/app.ts';
import { addAttendee } from '../../support/attendees.ts';
import { addTestActivity, addTestSitting, openFour } from '../../support/meetings.ts';
import { addAccount } from '../../support/world.ts';

const AHEAD = '2026-03-25';

async function openDesk() {
  const world = await openFour();
  const { store } = world;
  const { id, code } = await addTestActivity(store, { heldOn: AHEAD });
  await addAccount(store, '人大专干', ['clerk']);
  await addAccount(store, '主席', ['presidium']);
  const app = await startApp(store, testClock());
  const acts = {
    tian: await addAttendee(store, world.tian, '田大利'),
    shi: await addAttendee(store, world.shi, '石兰', ['deputy', 'presidium']),
  };
  const base = `/desk/activities/${code}`;
  return { ...world, acts, activity: { type: 'activity', id } as const, code, base, app };
}

describe('the desk', () => {
  it('publishes an activity, and each number of the answers opens its list', async () => {
    const { app, base, code, acts, activity } = await openDesk();
    const clerk = await browserOf(app, '人大专干');
    const wrong = await clerk.submit(`${base}/invitation`, {
      answerBy: '2026-04-1',
      places: '很多',
      time: '',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.$('.error-summary a').toArray()).toHaveLength(1);
    expect(wrong.$('#f-places').attr('value')).toBe('很多');
    const late = await clerk.submit(`${base}/invitation`, { answerBy: '2026-04-1' });
    expect(late.$('#e-answerBy').text()).toContain('活动当天（2026年3月25日）');
    const done = await clerk.submit(`${base}/invitation`, { answerBy: '3月22日', time: '上午9:00' });
    expect(done.location).toBe(base);
    await acceptInvitation(acts.tian(), code);
    await askLeave(acts.shi(), [activity], '出差');
    const page = await clerk.get(base);
    const figures = page.$('.figures').first().find('a').toArray();
    expect(figures.map((one) => page.$(one).text().trim())).toEqual([
      '2/4已答复',
      '1参加',
      '1请假待批',
      '0请假已批',
      '2未答复',
    ]);
    const lists = await Promise.all(figures.map((one) => clerk.get(page.$(one).attr('href') ?? '')));
    expect(lists.map(({ $ }) => $('tbody th').text())).toEqual([
      '石兰田大利',
      '田大利',
      '石兰',
      '',
      '王田富文岳',
    ]);
    expect(lists[2]?.text).toContain('出差');
  });

  it('shows waiting leave as a task; the presidium decides in bulk, never on the own', async () => {
    const { app, store, acts, activity, base } = await openDesk();
    const clerk = await browserOf(app, '人大专干');
    const chair = await browserOf(app, '主席');
    const shiAt = await browserOf(app, '石兰');
    await clerk.submit(`${base}/invitation`, {});
    const sitting = { type: 'sitting', id: await addTestSitting(store, AHEAD) } as const;
    await askLeave(acts.tian(), [activity, sitting], '住院');
    await askLeave(acts.shi(), [activity], '出差');
    const home = await clerk.get('/desk');
    expect(home.$('a[href="/desk/leave?state=asked"]').text()).toContain('3 条请假等待主席团成员审批');
    expect((await clerk.get('/desk/leave')).$('input[name=request]')).toHaveLength(0);
    const own = await shiAt.get('/desk/leave?state=asked');
    expect([own.$('input[name=request]').length, own.text.includes('本人的，由其他成员审批')]).toEqual([
      2,
      true,
    ]);
    const page = await chair.get('/desk/leave?state=asked');
    const ids = page
      .$('input[name=request]')
      .toArray()
      .map((one) => page.$(one).attr('value') ?? '');
    const forged = await shiAt.submit('/desk/leave?state=asked', { request: ids, action: 'approve' });
    expect([forged.status, forged.text.includes('不能审批自己的请假')]).toEqual([422, true]);
    const empty = await chair.submit('/desk/leave?state=asked', {});
    expect(empty.$('.error-summary a')).toHaveLength(2);
    const noNote = await chair.submit('/desk/leave?state=asked', { request: ids, action: 'refuse' });
    expect(noNote.$('#e-note').text()).toContain('理由');
    expect(noNote.$('input[name=request][checked]')).toHaveLength(3);
    await chair.submit('/desk/leave?state=asked', { request: ids, action: 'approve' });
    expect((await chair.get('/desk/leave?state=approved')).$('tbody tr')).toHaveLength(3);
    expect((await chair.get('/desk/leave?state=asked')).text).toContain('没有等着审批的请假');
    const narrowed = await chair.get(`/desk/leave?sitting=${sitting.id}`);
    expect(narrowed.$('tbody tr')).toHaveLength(1);
    expect((await clerk.get(`/desk/sittings/${sitting.id}`)).text).toContain('已批准');
  });

  it('is not where a deputy goes: what others answered is not there', async () => {
    const { app, base } = await openDesk();
    const tianAt = await browserOf(app, '田大利');
    for (const url of [`${base}/replies`, '/desk/leave', `${base}/sign-in`, `${base}/check-ins`])
      expect((await tianAt.get(url)).status).toBe(404);
  });
});
