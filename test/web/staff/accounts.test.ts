import { describe, expect, it } from 'vitest';
import { countAccounts, findAccountByLogin, rolesOf } from '../../../src/accounts/store.ts';
import { countAudit } from '../../../src/audit/store.ts';
import { recordMandateEvent } from '../../../src/deputies/actions.ts';
import { findRosterEntry } from '../../../src/deputies/store.ts';
import { changeGroup, createGroup } from '../../../src/groups/actions.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { Browser, browserOf, startApp, testClock, type Page } from '../../support/app.ts';
import { addTestDeputy } from '../../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld, PASSWORD } from '../../support/world.ts';

async function startOffice() {
  const store = await openWorld();
  await addAccount(store, '管理员', ['admin']);
  await addTestDeputy(store, '001', '田大利');
  await addTestDeputy(store, '002', '石兰');
  const clock = testClock();
  const app = await startApp(store, clock);
  return { store, clock, app, admin: await browserOf(app, '管理员') };
}

/** The code on the first card of the page, as it is typed from paper; '' where there is none. */
const codeOn = (page: Page) => page.$('.card-code').first().text().trim().replace(/\s+/g, ' ');

/** Sets a password with a card's code in a browser of its own; where that leads. */
async function useCard(app: Browser['app'], code: string, password = PASSWORD): Promise<Page> {
  const browser = new Browser(app);
  await browser.submit('/card', { code });
  return browser.submit('/card', { code, password }, '/card/password');
}

async function personId(store: Awaited<ReturnType<typeof openWorld>>, certificate: string): Promise<string> {
  const term = await getCurrentTerm(store.read);
  return String((await findRosterEntry(store.read, term.id, certificate))?.person.id);
}

describe('accounts', () => {
  it('are made for a deputy of the roster with a card that is shown once', async () => {
    const { store, app, admin } = await startOffice();
    const form = await admin.get('/desk/accounts/new');
    const options = form.$('#f-personId option').toArray();
    expect(options.map((option) => form.$(option).text())).toEqual([
      '不是代表',
      '石兰（002 共用选区）',
      '田大利（001 共用选区）',
    ]);
    const fields = {
      login: '田大利',
      name: '',
      roles: ['deputy'],
      personId: await personId(store, '001'),
      unitId: '',
    };
    const made = await admin.submit('/desk/accounts/new', fields);
    expect(made.status).toBe(303);
    const slip = await admin.get(made.location ?? '');
    expect(slip.text).toContain('请在2026年5月19日前使用');
    expect(codeOn(slip)).toMatch(/^(\w{4} ){4}\w{4}$/);
    const again = await admin.get(made.location ?? '');
    expect(again.$('h1').text()).toBe('登录卡只显示一次');
    expect(again.response.body).not.toContain(codeOn(slip).slice(0, 4));
    expect(await findAccountByLogin(store.read, '田大利')).toMatchObject({
      name: '田大利',
      passwordHash: null,
    });
    const id = (await findAccountByLogin(store.read, '田大利'))?.id ?? 0;
    expect((await admin.get(`/desk/accounts/${id}`)).text).toContain('登录卡 2026-05-19 10:00 前有效');
    expect((await useCard(app, codeOn(slip))).location).toBe('/my');
    const rest = await admin.get('/desk/accounts/new');
    expect(rest.$('#f-personId').text()).not.toContain('田大利');
  });

  it('show their code once even when the form was sent twice', async () => {
    const { admin } = await startOffice();
    const form = await admin.get('/desk/accounts/new');
    const fields = {
      _csrf: form.$('main input[name=_csrf]').attr('value') ?? '',
      _key: form.$('main input[name=_key]').attr('value') ?? '',
      login: '李干事',
      name: '李国庆',
      roles: ['clerk', 'presidium'],
      personId: '',
      unitId: '',
    };
    const answers = await Promise.all([
      admin.post('/desk/accounts/new', fields),
      admin.post('/desk/accounts/new', fields),
    ]);
    expect(new Set(answers.map((answer) => answer.location)).size).toBe(1);
    const slip = await admin.get(answers[0]?.location ?? '');
    expect((await useCard(admin.app, codeOn(slip))).location).toBe('/desk');
    expect((await admin.get('/desk/accounts')).$('tbody tr')).toHaveLength(2);
  });

  it('show a code to the administrator who asked for it, and not for longer than ten minutes', async () => {
    const { store, app, admin, clock } = await startOffice();
    await addAccount(store, '另一管理员', ['admin']);
    const other = await browserOf(app, '另一管理员');
    const fields = { login: '李干事', name: '李国庆', roles: 'clerk', personId: '', unitId: '' };
    const made = await admin.submit('/desk/accounts/new', fields);
    expect(codeOn(await other.get(made.location ?? ''))).toBe('');
    clock.now += 11 * 60_000;
    expect(codeOn(await admin.get(made.location ?? ''))).toBe('');
  });

  it('say at once everything that is wrong, and keep what was chosen', async () => {
    const { store, admin } = await startOffice();
    const before = await countAudit(store.read, {});
    const wrong = await admin.submit('/desk/accounts/new', {
      login: 'x',
      name: '',
      personId: '',
      unitId: '',
    });
    expect(wrong.status).toBe(422);
    const links = (page: Page) =>
      page
        .$('.error-summary a')
        .toArray()
        .map((link) => page.$(link).attr('href'));
    expect(links(wrong)).toEqual(['#f-name', '#f-roles', '#f-login']);
    const unlinked = await admin.submit('/desk/accounts/new', {
      login: '田大利',
      name: '田大利',
      roles: ['deputy', 'king'],
      personId: '',
      unitId: '',
    });
    expect(links(unlinked)).toEqual(['#f-personId']);
    expect(unlinked.$('input[name=roles][value=deputy]').attr('checked')).toBeDefined();
    const taken = await admin.submit('/desk/accounts/new', {
      login: '管理员',
      name: '某人',
      roles: 'clerk',
      personId: '',
      unitId: '',
    });
    expect(taken.$('#e-login').text()).toContain('已经有人使用');
    expect(await countAudit(store.read, {})).toBe(before + 1);
  });

  it('change name, roles and links; the person signs in again with the new rights', async () => {
    const { store, app, admin } = await startOffice();
    const id = await addAccount(store, '李干事', ['clerk']);
    const clerk = await browserOf(app, '李干事');
    const edit = await admin.get(`/desk/accounts/${id}/edit`);
    expect(
      edit
        .$('input[name=roles]:checked')
        .toArray()
        .map((input) => edit.$(input).attr('value')),
    ).toEqual(['clerk']);
    const fields = {
      name: '李国庆',
      roles: ['presidium', 'deputy'],
      personId: await personId(store, '002'),
      unitId: '',
    };
    expect(await admin.submit(`/desk/accounts/${id}/edit`, fields)).toMatchObject({
      status: 303,
      location: `/desk/accounts/${id}`,
    });
    expect((await clerk.get('/desk')).status).toBe(303);
    const shown = await admin.get(`/desk/accounts/${id}`);
    expect(shown.text).toContain('主席团成员、人大代表');
    expect(shown.text).toContain('石兰（002）');
  });

  it('get new cards, are disabled and enabled; an administrator cannot lock themself out', async () => {
    const { store, app, admin } = await startOffice();
    const id = await addAccount(store, '李干事', ['clerk']);
    const clerk = await browserOf(app, '李干事');
    const reset = await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/card`);
    const code = codeOn(await admin.get(reset.location ?? ''));
    expect((await clerk.get('/desk')).status).toBe(303);
    expect((await new Browser(app).signIn('李干事')).status).toBe(422);
    expect((await useCard(app, code)).location).toBe('/desk');

    await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/disabling`);
    expect((await admin.get('/desk/accounts?state=disabled')).$('tbody tr')).toHaveLength(1);
    expect((await new Browser(app).signIn('李干事')).status).toBe(422);
    await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/enabling`);
    expect((await new Browser(app).signIn('李干事')).location).toBe('/desk');

    const own = (await findAccountByLogin(store.read, '管理员'))?.id ?? 0;
    const page = await admin.get(`/desk/accounts/${own}`);
    expect(page.$('main form')).toHaveLength(0);
    expect(
      (await admin.submit(`/desk/accounts/${own}/edit`, {}, `/desk/accounts/${own}/disabling`)).status,
    ).toBe(409);
    expect((await admin.submit(`/desk/accounts/${own}/edit`, {}, `/desk/accounts/${own}/card`)).status).toBe(
      409,
    );
    const last = await admin.submit(`/desk/accounts/${own}/edit`, {
      name: '管理员',
      roles: 'clerk',
      personId: '',
      unitId: '',
    });
    expect(last.$('#e-roles').text()).toContain('至少要保留一个');
  });

  it('are listed with roles, last use and state, and narrowed by them', async () => {
    const { store, app, admin, clock } = await startOffice();
    await addAccount(store, '李干事', ['clerk']);
    await addAccount(store, '王主席', ['presidium']);
    await browserOf(app, '李干事');
    const list = await admin.get('/desk/accounts');
    expect(list.$('caption').text()).toBe('共 3 个账号，以姓名笔画为序');
    expect(
      list
        .$('tbody th')
        .toArray()
        .map((cell) => list.$(cell).text()),
    ).toEqual(['王主席', '李干事', '管理员']);
    expect(list.text).toContain('从未登录');
    expect(list.text).toContain('2026-03-20 10:00');
    expect((await admin.get('/desk/accounts?role=clerk')).$('tbody tr')).toHaveLength(1);
    expect((await admin.get('/desk/accounts?q=主席')).$('tbody tr')).toHaveLength(1);
    expect((await admin.get('/desk/accounts?q=没有&role=x&page=9')).$('.empty')).toHaveLength(1);
    clock.now = NOW + 181 * 24 * 60 * 60_000;
    const later = await browserOf(app, '管理员');
    const unused = await later.get('/desk/accounts?state=unused');
    expect(unused.$('tbody th').text()).toBe('李干事');
  });

  it('are found by the administrator only', async () => {
    const { store, app } = await startOffice();
    await addAccount(store, '李干事', ['clerk', 'presidium']);
    const clerk = await browserOf(app, '李干事');
    for (const url of ['', '/1', '/new', '/bulk', '/cards', '/cards/new'].map(
      (end) => `/desk/accounts${end}`,
    ))
      expect((await clerk.get(url)).status).toBe(404);
    expect((await clerk.submit('/desk', {}, '/desk/accounts/1/disabling')).status).toBe(404);
  });
});

async function startBulk() {
  const store = await openWorld();
  await addAccount(store, '管理员', ['admin']);
  const groupId = await createGroup(doingAt(store), { name: '第一代表小组', focus: '', departments: [] });
  const leaderId = await addTestDeputy(store, '001', '田大利', { groupId });
  const group = { name: '第一代表小组', focus: '', departments: [], leaderId };
  await changeGroup(doingAt(store), groupId, group);
  await addTestDeputy(store, '002', '王伟', { groupId });
  await addTestDeputy(store, '003', '王伟');
  await addTestDeputy(store, '004', '石兰');
  await recordMandateEvent(doingAt(store), '004', {
    kind: 'resigned',
    on: '2026-03-01',
    ground: 'resignation_accepted',
    document: '',
  });
  const clock = testClock();
  const app = await startApp(store, clock);
  return { store, clock, app, groupId, admin: await browserOf(app, '管理员') };
}

/** The ids of everybody ticked on the page. */
const ticked = (page: Page, name = 'deputy') =>
  page
    .$(`input[name=${name}]:checked`)
    .toArray()
    .map((input) => page.$(input).attr('value') ?? '');

describe('accounts in bulk', () => {
  it('are made for everybody who holds a mandate and has none, with names that tell them apart', async () => {
    const { store, app, admin } = await startBulk();
    const page = await admin.get('/desk/accounts/bulk');
    const cells = page
      .$('tbody tr')
      .toArray()
      .map((row) => page.$(row).find('td').last().prev().text() + '/' + page.$(row).find('td').last().text());
    expect(cells).toEqual([
      '王伟002/人大代表',
      '王伟003/人大代表',
      '田大利/代表小组长、代表团团长、人大代表 （第一代表小组）',
    ]);
    const made = await admin.submit('/desk/accounts/bulk', { rule: 'name', deputy: ticked(page) });
    expect(made).toMatchObject({ status: 303, location: '/desk/accounts/cards' });
    const cards = await admin.get('/desk/accounts/cards');
    expect(cards.$('.card')).toHaveLength(3);
    expect(cards.$('.card svg path')).toHaveLength(3);
    expect(
      new Set(
        cards
          .$('.card-code')
          .toArray()
          .map((code) => cards.$(code).text()),
      ).size,
    ).toBe(3);
    const leader = await findAccountByLogin(store.read, '田大利');
    expect(await rolesOf(store.read, leader?.id ?? 0)).toEqual(['leader', 'deputy']);
    expect((await admin.get('/desk/accounts/bulk')).$('.empty')).toHaveLength(1);
    expect((await useCard(app, codeOn(cards))).location).toBe('/my');
    expect(await admin.get('/desk/accounts?state=waiting').then((list) => list.$('tbody tr').length)).toBe(2);
  });

  it('are narrowed to a group, and take certificate numbers where that is wished', async () => {
    const { store, admin, groupId } = await startBulk();
    const page = await admin.get(`/desk/accounts/bulk?circle=group:${groupId}&rule=certificate`);
    expect(ticked(page)).toHaveLength(2);
    expect(page.$('input[name=rule]').attr('value')).toBe('certificate');
    await admin.submit(`/desk/accounts/bulk?circle=group:${groupId}&rule=certificate`, {
      rule: 'certificate',
      deputy: ticked(page),
    });
    expect(await findAccountByLogin(store.read, '002')).toMatchObject({ name: '王伟' });
    expect((await admin.get('/desk/accounts/bulk?circle=group:x&rule=x')).status).toBe(200);
  });

  it('say what is wrong, keep the ticks and make none', async () => {
    const { store, admin } = await startBulk();
    const none = await admin.submit('/desk/accounts/bulk', { rule: 'name' });
    expect([none.status, none.$('#e-deputy').text()]).toEqual([
      422,
      '错误：没有选中代表，请先勾选，再按“新建账号”。',
    ]);
    const [first = ''] = ticked(await admin.get('/desk/accounts/bulk'));
    const strange = await admin.submit('/desk/accounts/bulk', { rule: 'name', deputy: [first, '999'] });
    expect([strange.status, ticked(strange)]).toEqual([422, [first]]);
    const rule = await admin.submit('/desk/accounts/bulk', { rule: 'king', deputy: first });
    expect([rule.status, rule.$('#e-deputy').text()]).toEqual([422, '错误：请选择登录名的取法']);
    expect(await countAccounts(store.read)).toBe(1);
  });

  it('are made once though the form was sent twice', async () => {
    const { store, admin } = await startBulk();
    const page = await admin.get('/desk/accounts/bulk');
    const fields = {
      _csrf: page.$('main input[name=_csrf]').attr('value') ?? '',
      _key: page.$('main input[name=_key]').attr('value') ?? '',
      rule: 'name',
      deputy: ticked(page),
    };
    const answers = [
      await admin.post('/desk/accounts/bulk', fields),
      await admin.post('/desk/accounts/bulk', fields),
    ];
    expect(answers.map(({ location }) => location)).toEqual(['/desk/accounts/cards', '/desk/accounts/cards']);
    expect((await admin.get('/desk/accounts/cards')).$('.card')).toHaveLength(3);
    expect(await countAccounts(store.read)).toBe(4);
  });

  it('get new cards while they have no password; the cards from before end', async () => {
    const { app, admin } = await startBulk();
    const page = await admin.get('/desk/accounts/bulk');
    await admin.submit('/desk/accounts/bulk', { rule: 'name', deputy: ticked(page) });
    const first = await admin.get('/desk/accounts/cards');
    const list = await admin.get('/desk/accounts/cards/new');
    const waiting = list
      .$('input[name=account]')
      .toArray()
      .map((input) => list.$(input).attr('value') ?? '');
    expect(waiting).toHaveLength(3);
    const none = await admin.submit('/desk/accounts/cards/new', {});
    expect([none.status, none.$('#e-account').length]).toEqual([422, 1]);
    await admin.submit('/desk/accounts/cards/new', { account: waiting });
    const second = await admin.get('/desk/accounts/cards');
    expect((await useCard(app, codeOn(first))).status).toBe(422);
    expect((await useCard(app, codeOn(second))).location).toBe('/my');
  });
});
