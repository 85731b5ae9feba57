import { describe, expect, it } from 'vitest';
import { listAudit } from '../../../src/audit/store.ts';
import { recordAttendance } from '../../../src/meetings/actions.ts';
import { listMarksOf } from '../../../src/meetings/store.ts';
import { browserOf, startApp, type Browser, type Page } from '../../support/app.ts';
import { addTestActivity, addTestSitting, openFour } from '../../support/meetings.ts';
import { addAccount, doingAt, NOW } from '../../support/world.ts';

async function openSheet() {
  const world = await openFour();
  const id = await addTestSitting(world.store);
  await addAccount(world.store, '工作人员甲', ['clerk']);
  const app = await startApp(world.store, () => NOW);
  const marks = async () =>
    new Map(
      [...(await listMarksOf(world.store.read, { type: 'sitting', id }))].map(([key, mark]) => [
        key,
        mark.state,
      ]),
    );
  return {
    ...world,
    id,
    app,
    marks,
    clerk: await browserOf(app, '工作人员甲'),
    sheet: `/desk/sittings/${id}/attendance`,
  };
}

/** Everything that a browser would send from the page as it stands, with changes. */
function fieldsOf({ $ }: Page, change: Record<string, string> = {}): Record<string, string> {
  const fields: Record<string, string> = {};
  $('#attendance input').each((_index, input) => {
    const field = $(input);
    const isOff = field.attr('type') === 'radio' && field.attr('checked') === undefined;
    if (!isOff && field.attr('name') && field.attr('disabled') === undefined)
      fields[field.attr('name') ?? ''] = field.attr('value') ?? '';
  });
  return { ...fields, ...change };
}

async function saveByScript(browser: Browser, sheet: string, fields: Record<string, string>) {
  const page = await browser.get(sheet);
  const _csrf = page.$('#attendance input[name=_csrf]').attr('value') ?? '';
  const answer = await browser.post(sheet, { _csrf, ...fields }, { accept: 'application/json' });
  return { status: answer.status, body: answer.response.json() as Record<string, unknown> };
}

describe('the attendance sheet without scripts', () => {
  it('shows everybody due as present, in name order, and saves all with one button', async () => {
    const { clerk, sheet, shi, wen, marks } = await openSheet();
    const page = await clerk.get(sheet);
    expect(
      page
        .$('#sheet tbody th')
        .toArray()
        .map((cell) => page.$(cell).text()),
    ).toEqual(['王田富', '文岳', '石兰', '田大利']);
    expect(page.$('input[value=present][checked]')).toHaveLength(4);
    expect(page.$('caption').text()).toContain('以姓名笔画为序');
    expect(page.text).toContain('还没有登记');
    const change = {
      [`state-${shi}`]: 'leave',
      [`reason-${shi}`]: '住院',
      [`approver-${shi}`]: '主席',
      [`state-${wen}`]: 'absent',
    };
    expect(await clerk.post(sheet, fieldsOf(page, change))).toMatchObject({ status: 303, location: sheet });
    expect([...(await marks()).values()].toSorted()).toEqual(['absent', 'leave', 'present', 'present']);
    const saved = await clerk.get(sheet);
    expect(saved.$('[data-total=attended]').text()).toBe('2');
    expect(saved.$(`#f-reason-${shi}`).attr('value')).toBe('住院');
  });

  it('says beside each deputy what is missing and keeps all that was typed', async () => {
    const { clerk, sheet, shi, wang, wen, marks } = await openSheet();
    const change = {
      [`state-${shi}`]: 'leave',
      [`reason-${shi}`]: '',
      [`approver-${shi}`]: '主席',
      [`state-${wang}`]: 'leave',
      [`reason-${wang}`]: '出差',
      [`state-${wen}`]: 'late',
      [`reason-${wen}`]: '堵车',
    };
    const wrong = await clerk.post(sheet, fieldsOf(await clerk.get(sheet), change));
    expect(wrong.status).toBe(422);
    expect(wrong.$('title').text()).toMatch(/^错误：/);
    const links = wrong
      .$('.error-summary a')
      .toArray()
      .map((link) => [wrong.$(link).attr('href'), wrong.$(link).text()]);
    expect(links).toEqual([
      [`#f-approver-${wang}`, '王田富请假，请填写批准人'],
      [`#f-reason-${shi}`, '石兰请假，请填写事由'],
    ]);
    expect(wrong.$(`input[name=state-${wen}][checked]`).attr('value')).toBe('late');
    expect(wrong.$(`#f-reason-${wen}`).attr('value')).toBe('堵车');
    expect(wrong.$(`#f-approver-${shi}`).attr('value')).toBe('主席');
    expect((await marks()).size).toBe(0);
  });

  it('answers a double submit the same and records it once', async () => {
    const { store, clerk, sheet, wen } = await openSheet();
    const fields = fieldsOf(await clerk.get(sheet), { [`state-${wen}`]: 'absent' });
    const answers = await Promise.all([1, 2, 3].map(() => clerk.post(sheet, fields)));
    expect(answers.map((answer) => [answer.status, answer.location])).toEqual(Array(3).fill([303, sheet]));
    const entries = await listAudit(store.read, { kind: 'attendance.recorded' }, { limit: 9, offset: 0 });
    expect(entries).toHaveLength(1);
  });

  it('names who changed a line meanwhile, keeps what was typed, and lets the second try decide', async () => {
    const { store, id, clerk, sheet, shi, wen, marks } = await openSheet();
    const page = await clerk.get(sheet);
    const absent = { state: 'absent', reason: '', approver: '' } as const;
    const other = { ...doingAt(store), actor: { ...doingAt(store).actor, name: '工作人员乙' } };
    await recordAttendance(other, { type: 'sitting', id }, [
      { deputyId: wen, mark: absent },
      { deputyId: shi, mark: absent },
    ]);
    const conflict = await clerk.post(sheet, fieldsOf(page, { [`state-${wen}`]: 'late' }));
    expect(conflict.status).toBe(422);
    expect(conflict.$('.error-summary').text()).toContain(
      '文岳的出勤已由工作人员乙在 2026-03-20 10:00 记为“缺席”',
    );
    expect(conflict.$(`input[name=state-${wen}][checked]`).attr('value')).toBe('late');
    expect(conflict.$(`input[name=state-${shi}][checked]`).attr('value')).toBe('absent');
    expect((await clerk.post(sheet, fieldsOf(conflict))).status).toBe(303);
    expect([(await marks()).get(wen), (await marks()).get(shi)]).toEqual(['late', 'absent']);
  });

  it('orders by delegation, group or district when the address says so', async () => {
    const { clerk, sheet } = await openSheet();
    const page = await clerk.get(`${sheet}?order=district`);
    expect(page.$('#sheet thead').text()).toContain('选区');
    expect(page.$('caption').text()).toContain('按选区排列，同一选区内以姓名笔画为序');
    const wrong = await clerk.get(`${sheet}?order=nonsense`);
    expect(wrong.$('caption').text()).toContain('以姓名笔画为序');
  });

  it('cannot be opened to save before the day, and tells what to do when nobody is invited', async () => {
    const { store, clerk } = await openSheet();
    const later = await addTestSitting(store, '2026-03-21', '第六届第二次会议');
    const early = await clerk.get(`/desk/sittings/${later}/attendance`);
    expect(early.text).toContain('到 2026年3月21日当天再登记出勤');
    expect(early.$('#attendance')).toHaveLength(0);
    const { code } = await addTestActivity(store, {}, null);
    const lonely = await clerk.get(`/desk/activities/${code}/attendance`);
    expect(lonely.$(`a[href="/desk/activities/${code}/invitees"]`).text()).toBe('邀请代表');
  });
});

describe('saving lines by script', () => {
  it('takes changed lines only and answers with the time', async () => {
    const { clerk, sheet, wen, marks } = await openSheet();
    const answer = await saveByScript(clerk, sheet, {
      [`state-${wen}`]: 'absent',
      [`was-${wen}`]: 'present\t\t',
    });
    expect(answer).toEqual({ status: 200, body: { savedAt: '10:00' } });
    expect([...(await marks()).values()].toSorted()).toEqual(['absent', 'present', 'present', 'present']);
  });

  it('refuses leave without a reason like the form does', async () => {
    const { clerk, sheet, wen, marks } = await openSheet();
    const answer = await saveByScript(clerk, sheet, {
      [`state-${wen}`]: 'leave',
      [`reason-${wen}`]: ' ',
      [`approver-${wen}`]: '主席',
    });
    expect(answer).toEqual({
      status: 422,
      body: { problems: [{ deputy: wen, text: '文岳请假，请填写事由' }] },
    });
    expect((await marks()).size).toBe(0);
  });

  it('takes a repeated save in silence and tells of a line changed by somebody else', async () => {
    const { store, id, clerk, sheet, wen, marks } = await openSheet();
    await recordAttendance(doingAt(store), { type: 'sitting', id }, [
      { deputyId: wen, mark: { state: 'leave', reason: '住院', approver: '主席' } },
    ]);
    const was = { [`was-${wen}`]: 'present\t\t' };
    const again = {
      [`state-${wen}`]: 'leave',
      [`reason-${wen}`]: '住院',
      [`approver-${wen}`]: '主席',
      ...was,
    };
    expect((await saveByScript(clerk, sheet, again)).status).toBe(200);
    const answer = await saveByScript(clerk, sheet, { [`state-${wen}`]: 'late', ...was });
    expect(answer).toMatchObject({
      status: 422,
      body: { problems: [{ deputy: wen, theirs: 'leave\t住院\t主席' }] },
    });
    expect((await marks()).get(wen)).toBe('leave');
  });

  it('says no in words where nothing can be recorded', async () => {
    const { store, clerk } = await openSheet();
    const later = await addTestSitting(store, '2026-03-21', '第六届第二次会议');
    const token = (await clerk.get('/desk/sessions/new')).$('input[name=_csrf]').first().attr('value') ?? '';
    const refused = await clerk.post(
      `/desk/sittings/${later}/attendance`,
      { _csrf: token },
      { accept: 'application/json' },
    );
    expect([refused.status, refused.response.json()]).toEqual([
      409,
      { refused: '要到 2026-03-21 当天才能登记出勤。' },
    ]);
  });

  it('needs the token of the page, sign-in and the right role', async () => {
    const { store, app, clerk, sheet, wen, marks } = await openSheet();
    const json = { accept: 'application/json' };
    expect((await clerk.post(sheet, { [`state-${wen}`]: 'absent' }, json)).status).toBe(403);
    await addAccount(store, '文岳代表', ['deputy']);
    expect((await (await browserOf(app, '文岳代表')).get(sheet)).status).toBe(404);
    const visitor = await app.inject({
      method: 'POST',
      url: sheet,
      payload: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([visitor.statusCode, visitor.headers.location]).toEqual([303, '/login']);
    expect((await marks()).size).toBe(0);
  });
});
