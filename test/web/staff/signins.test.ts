import { describe, expect, it } from 'vitest';
import { recordAttendance } from '../../../src/meetings/actions.ts';
import { listMarksOf } from '../../../src/meetings/store.ts';
import { found } from '../../../src/refusals.ts';
import { digitsAt } from '../../../src/signins/codes.ts';
import { findSignInOf } from '../../../src/signins/store.ts';
import { askLeave, decideLeave } from '../../../src/leave/actions.ts';
import { browserOf, startApp, testClock, type Page } from '../../support/app.ts';
import { addActor, addAttendee } from '../../support/attendees.ts';
import { addTestSitting, openFour } from '../../support/meetings.ts';
import { addAccount, doingAt, NOW } from '../../support/world.ts';

const TODAY = '2026-03-20';

async function openDesk(heldOn = TODAY) {
  const world = await openFour();
  const id = await addTestSitting(world.store, heldOn);
  await addAccount(world.store, '人大专干', ['clerk']);
  const clock = testClock();
  const app = await startApp(world.store, clock);
  const base = `/desk/sittings/${id}`;
  return { ...world, id, base, clock, app, clerk: await browserOf(app, '人大专干') };
}

const rowOf = ({ $ }: Page, name: string) => $(`#sheet tr:has(th:contains("${name}"))`);

describe('sign-in on the wall', () => {
  it('is opened by one press and shows picture, digits, count; both turn every 20 seconds', async () => {
    const { store, id, base, clock, clerk } = await openDesk();
    const ready = await clerk.get(`${base}/sign-in`);
    expect(ready.text).toContain('拍照发给没来的人用不了');
    const opened = await clerk.submit(`${base}/sign-in`, {});
    expect(opened.location).toBe(`${base}/sign-in`);
    const wall = await clerk.get(`${base}/sign-in`);
    const signer = found(await findSignInOf(store.read, { type: 'sitting', id }));
    const digits = digitsAt(signer, NOW);
    expect(wall.$('#sign-in-digits').text()).toBe(`${digits.slice(0, 3)} ${digits.slice(3)}`);
    expect(wall.text).toContain('已签到 0/4');
    expect(wall.response.body).toContain('<noscript><meta http-equiv="refresh" content="20"></noscript>');
    clock.now = NOW + 20_000;
    const turned = (await clerk.get(`${base}/sign-in/code`)).response.json() as Record<string, unknown>;
    expect(turned).toMatchObject({ open: true, due: 4, count: 0, digits: digitsAt(signer, clock.now) });
    expect(turned['path']).not.toBe(wall.$('#sign-in-qr path').attr('d'));
    const told = wall.response.body + JSON.stringify(turned);
    expect(told).not.toContain(signer.secret);
  });

  it('is not opened on another day, nor shown once it is closed', async () => {
    const ahead = await openDesk('2026-03-25');
    const early = await ahead.clerk.get(`${ahead.base}/sign-in`);
    expect(early.text).toContain('只能在会议、活动当天（2026年3月25日）开始签到');
    const refused = await ahead.clerk.submit(`${ahead.base}`, {}, `${ahead.base}/sign-in`);
    expect(refused.text).toContain('只能在会议、活动当天');
    const { base, clerk } = await openDesk();
    await clerk.submit(`${base}/sign-in`, {});
    await clerk.submit(`${base}/check-ins`, {}, `${base}/sign-in/closing`);
    expect((await clerk.get(`${base}/sign-in/code`)).response.json()).toEqual({ open: false });
    expect((await clerk.get(`${base}/sign-in`)).text).toContain('重新开始签到');
  });
});

describe('the list at the door', () => {
  it('enters by hand and takes back; each number opens its list', async () => {
    const { base, clerk, tian } = await openDesk();
    await clerk.submit(`${base}/sign-in`, {});
    await clerk.submit(`${base}/check-ins`, { deputy: String(tian) });
    const list = await clerk.get(`${base}/check-ins?list=in`);
    expect(list.$('tbody th').text()).toBe('田大利');
    expect(list.text).toContain('已签到 1');
    expect(list.text).toContain('工作人员代签');
    const meeting = await clerk.get(base);
    expect(meeting.$(`a[href="${base}/check-ins?list=in"]`).text()).toContain('1/4');
    await clerk.submit(`${base}/check-ins`, { deputy: String(tian) }, `${base}/check-ins/removal`);
    expect((await clerk.get(`${base}/check-ins?list=out`)).$('tbody tr')).toHaveLength(4);
    const twice = await clerk.submit(
      `${base}/check-ins`,
      { deputy: String(tian) },
      `${base}/check-ins/removal`,
    );
    expect([twice.status, twice.text.includes('这位代表没有签到')]).toEqual([422, true]);
  });
});

describe('the attendance sheet after sign-in', () => {
  async function openKnown() {
    const desk = await openDesk();
    const { store, id, base, clerk, tian, shi, wang } = desk;
    const sitting = { type: 'sitting', id } as const;
    const acts = [
      await addAttendee(store, tian, '田大利'),
      await addAttendee(store, shi, '石兰'),
      await addAttendee(store, wang, '王田富'),
    ];
    const chair = await addActor(store, '主席', ['presidium']);
    const ids: number[] = [];
    for (const act of acts) ids.push(...(await askLeave(act(), [sitting], '住院')));
    await decideLeave(chair(), ids.slice(0, 2), 'approve');
    await clerk.submit(`${base}/sign-in`, {});
    await clerk.submit(`${base}/check-ins`, { deputy: String(shi) });
    return { ...desk, sitting, chair, waiting: ids[2] ?? 0 };
  }

  /** Everything that a browser would send from the page as it stands, with changes. */
  function fieldsOf({ $ }: Page, change: Record<string, string> = {}): Record<string, string> {
    const fields: Record<string, string> = {};
    $('#attendance input').each((_index, input) => {
      const field = $(input);
      const isOff = field.attr('type') === 'radio' && field.attr('checked') === undefined;
      if (!isOff && field.attr('name')) fields[field.attr('name') ?? ''] = field.attr('value') ?? '';
    });
    return { ...fields, ...change };
  }

  it('proposes leave that was granted, except for whoever came, and says from where it knows', async () => {
    const { base, clerk, tian, shi, wang, store, sitting } = await openKnown();
    const sheet = await clerk.get(`${base}/attendance`);
    const stateOf = (id: number) => sheet.$(`input[name=state-${id}][checked]`).attr('value');
    expect([tian, shi, wang].map(stateOf)).toEqual(['leave', 'present', 'present']);
    expect(sheet.$(`#f-approver-${tian}`).attr('value')).toBe('主席');
    expect(rowOf(sheet, '田大利').find('.known').text()).toContain('请假已由主席批准');
    expect(rowOf(sheet, '石兰').find('.known').text()).toContain('签到 10:00（工作人员代签）');
    expect(rowOf(sheet, '王田富').find('.known').text()).toMatch(/请假待批：住院.*没有签到/);
    expect(rowOf(sheet, '文岳').find('.known').text()).toContain('没有签到');
    expect(sheet.text).toContain('都还没有保存');
    expect(sheet.text).toContain('签到还没有结束');
    expect((await listMarksOf(store.read, sitting)).size).toBe(0);
    const saved = await clerk.post(`${base}/attendance`, fieldsOf(sheet));
    expect(saved.status).toBe(303);
    expect((await listMarksOf(store.read, sitting)).get(tian)).toMatchObject({
      state: 'leave',
      reason: '住院',
    });
    expect((await clerk.get(`${base}/attendance`)).text).not.toContain('都还没有保存');
  });

  it('is not saved over leave that was granted after the page was opened: the line comes back to be looked at', async () => {
    const { base, clerk, wang, store, sitting, chair, waiting } = await openKnown();
    const fields = fieldsOf(await clerk.get(`${base}/attendance`));
    await decideLeave(chair(), [waiting], 'approve');
    const back = await clerk.post(`${base}/attendance`, fields);
    expect([back.status, back.$('.error-summary').text().includes('王田富的请假或签到刚才有变化')]).toEqual([
      422,
      true,
    ]);
    expect(back.$(`input[name=state-${wang}][checked]`).attr('value')).toBe('leave');
    expect((await listMarksOf(store.read, sitting)).size).toBe(0);
    expect((await clerk.post(`${base}/attendance`, fieldsOf(back))).status).toBe(303);
    expect((await listMarksOf(store.read, sitting)).get(wang)?.state).toBe('leave');
  });

  it('shows what it knows beside what was recorded, and proposes nothing any more', async () => {
    const { base, clerk, tian, store, sitting } = await openKnown();
    const present = { state: 'present', reason: '', approver: '' } as const;
    await recordAttendance(doingAt(store), sitting, [{ deputyId: tian, mark: present }]);
    const sheet = await clerk.get(`${base}/attendance`);
    expect(sheet.$(`input[name=state-${tian}][checked]`).attr('value')).toBe('present');
    expect(rowOf(sheet, '田大利').find('.known').text()).toContain('请假已由主席批准');
  });

  it('and the printed book know of granted leave beforehand', async () => {
    const { base, clerk } = await openKnown();
    expect((await clerk.get(`${base}/sign-in-sheet`)).text).toContain('请假，住院，主席批准');
  });
});
