import { describe, expect, it } from 'vitest';
import { countAudit } from '../../../src/audit/store.ts';
import { listActivities } from '../../../src/meetings/store.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { browserOf, startApp, testClock, type Page } from '../../support/app.ts';
import { openLed } from '../../support/led.ts';
import { addFiledDeed, adoptTestScheme } from '../../support/quarter.ts';
import { addAccount, NOW } from '../../support/world.ts';

async function startLed() {
  const world = await openLed();
  await adoptTestScheme(world.store);
  await addFiledDeed(world.store, world.shi, '2026-03-10');
  const app = await startApp(world.store, testClock(NOW));
  return { ...world, app, leader: await browserOf(app, '田大利'), member: await browserOf(app, '石兰') };
}

const names = (page: Page) =>
  page
    .$('tbody th a')
    .toArray()
    .map((link) => page.$(link).text());

const TYPED = { title: '走访果园种植户', heldOn: '2026-3-18', place: '楠新村', summary: '走访 12 户' };

describe('the leader’s group', () => {
  it('shows its members with telephone, points, attendance and duties; nobody else’s', async () => {
    const { store, leader, app } = await startLed();
    const before = await countAudit(store.read, {});
    const page = await leader.get('/my/group');
    expect(names(page)).toEqual(['王伟', '石兰', '田大利']);
    expect(page.text).toContain('13800138000');
    expect(page.text).not.toContain('13900139000');
    expect(page.text).toContain('农业办');
    const delegation = await (await browserOf(app, '文岳')).get('/my/group');
    expect([names(delegation), delegation.$('h1').text()]).toEqual([['文岳', '孔德'], '第一代表团']);
    expect(await countAudit(store.read, {})).toBe(before + 1);
  });

  it('leads to each member’s duties and points with their reasons, to read only', async () => {
    const { leader } = await startLed();
    const page = await leader.get('/my/group/members/002');
    expect(page.status).toBe(200);
    expect(page.$('dl.duties').text()).toContain('为民办实事');
    expect(page.text).toContain('为民办实事（2026-03-10）');
    expect(page.$('main form')).toHaveLength(0);
    expect((await leader.get('/my/group/members/002?quarter=2026Q1')).status).toBe(200);
    expect((await leader.get('/my/group/members/002?year=1999&quarter=x')).status).toBe(200);
  });

  it('leads to nobody outside of it', async () => {
    const { leader, app, delegationId } = await startLed();
    for (const certificate of ['004', '005', '999', '..%2F001'])
      expect((await leader.get(`/my/group/members/${certificate}`)).status).toBe(404);
    expect((await leader.get(`/my/group/activities/new?body=delegation:${delegationId}`)).status).toBe(404);
    const other = await browserOf(app, '文岳');
    expect((await other.get('/my/group/members/002')).status).toBe(404);
    expect((await other.get('/my/group/members/005')).status).toBe(200);
  });

  it('is told apart from leading nothing: the role alone opens nobody’s page', async () => {
    const { member, app, store } = await startLed();
    const page = await member.get('/my/group');
    expect([page.status, page.$('.empty').length]).toEqual([200, 1]);
    expect((await member.get('/my/group/activities/new')).$('.empty')).toHaveLength(1);
    for (const certificate of ['001', '002', '003'])
      expect((await member.get(`/my/group/members/${certificate}`)).status).toBe(404);
    expect((await member.submit('/account', TYPED, '/my/group/activities/new')).status).toBe(404);
    await addAccount(store, '某代表', ['deputy']);
    const deputy = await browserOf(app, '某代表');
    expect((await deputy.get('/my/group')).status).toBe(404);
    expect((await deputy.get('/my')).$('a[href="/my/group"]')).toHaveLength(0);
  });
});

describe('a group activity by form', () => {
  it('is recorded with its attendance, counts for the members, and is marked on the desk', async () => {
    const { store, app, leader, tian, shi, wang } = await startLed();
    const form = await leader.get('/my/group/activities/new');
    expect(form.$('input[type=radio]:checked')).toHaveLength(3);
    expect(form.$(`input[name=state-${tian}]`)).toHaveLength(2);
    const sent = await leader.submit('/my/group/activities/new', {
      ...TYPED,
      [`state-${tian}`]: 'present',
      [`state-${shi}`]: 'leave',
      [`reason-${shi}`]: '住院',
      [`state-${wang}`]: 'absent',
    });
    expect(sent).toMatchObject({ status: 303, location: '/my/group' });
    const page = await leader.get('/my/group');
    expect(page.text).toContain('走访果园种植户');
    expect(page.text).toContain('0/1');
    await addAccount(store, '李干事', ['clerk']);
    const clerk = await browserOf(app, '李干事');
    expect((await clerk.get('/desk/activities')).$('tbody .tag').text()).toBe('由组长、团长登记');
    const desk = await clerk.get('/desk/activities/2026-H001');
    expect(desk.text).toContain('由组长、团长登记');
    expect(desk.text).toContain('田大利');
    expect((await clerk.get('/desk/activities/2026-H001/attendance')).status).toBe(200);
  });

  it('says everything that is wrong at once, keeps what was typed and records nothing', async () => {
    const { store, leader, tian, shi, wang } = await startLed();
    const empty = await leader.submit('/my/group/activities/new', {});
    const links = (page: Page) =>
      page
        .$('.error-summary a')
        .toArray()
        .map((link) => page.$(link).attr('href'));
    expect(empty.status).toBe(422);
    expect(links(empty)).toEqual(expect.arrayContaining(['#f-title', '#f-heldOn', '#f-summary']));
    const marks = { [`state-${tian}`]: 'present', [`state-${shi}`]: 'leave', [`state-${wang}`]: 'absent' };
    const wrong = await leader.submit('/my/group/activities/new', { ...TYPED, ...marks });
    expect([wrong.status, links(wrong)]).toEqual([422, [`#f-reason-${shi}`]]);
    expect(wrong.$(`input[name=state-${wang}][value=absent]`).attr('checked')).toBeDefined();
    const late = await leader.submit('/my/group/activities/new', {
      ...TYPED,
      heldOn: '2026-3-25',
      ...marks,
      [`reason-${shi}`]: '住院',
    });
    expect([late.status, late.$('#e-heldOn').text()]).toEqual([422, expect.stringContaining('2026-03-25')]);
    const term = await getCurrentTerm(store.read);
    expect(await listActivities(store.read, term.id)).toEqual([]);
  });

  it('is recorded once though the form was sent twice', async () => {
    const { store, leader, tian, shi, wang } = await startLed();
    const page = await leader.get('/my/group/activities/new');
    const fields = {
      _csrf: page.$('main input[name=_csrf]').attr('value') ?? '',
      _key: page.$('main input[name=_key]').attr('value') ?? '',
      ...TYPED,
      ...Object.fromEntries([tian, shi, wang].map((id) => [`state-${id}`, 'present'])),
    };
    const answers = await Promise.all([
      leader.post('/my/group/activities/new', fields),
      leader.post('/my/group/activities/new', fields),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const term = await getCurrentTerm(store.read);
    expect(await listActivities(store.read, term.id)).toHaveLength(1);
  });
});
