import { describe, expect, it } from 'vitest';
import { findAccountByLogin } from '../../../src/accounts/store.ts';
import { countAudit } from '../../../src/audit/store.ts';
import { findRosterEntry } from '../../../src/deputies/store.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { Browser, browserOf, startApp, testClock, type Page } from '../../support/app.ts';
import { addTestDeputy } from '../../support/roster.ts';
import { addAccount, NOW, openWorld, PASSWORD } from '../../support/world.ts';

async function startOffice() {
  const store = await openWorld();
  await addAccount(store, '管理员', ['admin']);
  await addTestDeputy(store, '001', '田大利');
  await addTestDeputy(store, '002', '石兰');
  const clock = testClock();
  const app = await startApp(store, clock);
  return { store, clock, app, admin: await browserOf(app, '管理员') };
}

const codeOn = (page: Page) => page.$('strong.hash').text();

async function personId(store: Awaited<ReturnType<typeof openWorld>>, certificate: string): Promise<string> {
  const term = await getCurrentTerm(store.read);
  return String((await findRosterEntry(store.read, term.id, certificate))?.person.id);
}

describe('accounts', () => {
  it('are made for a deputy of the roster with a one-time code that is shown once', async () => {
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
    expect(slip.text).toContain('2026-03-27 10:00 前');
    expect(codeOn(slip)).toMatch(/^[\w]{4}-[\w]{4}-[\w]{4}$/);
    const again = await admin.get(made.location ?? '');
    expect(again.$('h1').text()).toBe('一次性密码只显示一次');
    expect(again.response.body).not.toContain(codeOn(slip));
    expect(await findAccountByLogin(store.read, '田大利')).toMatchObject({
      name: '田大利',
      mustChangePassword: true,
    });

    const deputy = new Browser(app);
    expect((await deputy.signIn('田大利', codeOn(slip))).location).toBe('/account');
    await deputy.submit('/account', { current: codeOn(slip), password: PASSWORD }, '/account/password');
    expect((await deputy.get('/my')).status).toBe(200);
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
    expect((await new Browser(admin.app).signIn('李干事', codeOn(slip))).location).toBe('/account');
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

  it('are reset, disabled and enabled; an administrator cannot lock themself out', async () => {
    const { store, app, admin } = await startOffice();
    const id = await addAccount(store, '李干事', ['clerk']);
    const clerk = await browserOf(app, '李干事');
    const reset = await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/code`);
    const code = codeOn(await admin.get(reset.location ?? ''));
    expect((await clerk.get('/desk')).status).toBe(303);
    expect((await new Browser(app).signIn('李干事', code)).location).toBe('/account');

    await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/disabling`);
    expect((await admin.get('/desk/accounts?state=disabled')).$('tbody tr')).toHaveLength(1);
    expect((await new Browser(app).signIn('李干事', code)).status).toBe(422);
    await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/enabling`);
    expect((await new Browser(app).signIn('李干事', code)).location).toBe('/account');

    const own = (await findAccountByLogin(store.read, '管理员'))?.id ?? 0;
    const page = await admin.get(`/desk/accounts/${own}`);
    expect(page.$('main form')).toHaveLength(0);
    expect(
      (await admin.submit(`/desk/accounts/${own}/edit`, {}, `/desk/accounts/${own}/disabling`)).status,
    ).toBe(409);
    expect((await admin.submit(`/desk/accounts/${own}/edit`, {}, `/desk/accounts/${own}/code`)).status).toBe(
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
    expect((await later.get('/desk/accounts?state=unused')).$('tbody tr')).toHaveLength(2);
  });

  it('are found by the administrator only', async () => {
    const { store, app } = await startOffice();
    await addAccount(store, '李干事', ['clerk', 'presidium']);
    const clerk = await browserOf(app, '李干事');
    for (const url of ['/desk/accounts', '/desk/accounts/1', '/desk/accounts/new'])
      expect((await clerk.get(url)).status).toBe(404);
    expect((await clerk.submit('/desk', {}, '/desk/accounts/1/disabling')).status).toBe(404);
  });
});
