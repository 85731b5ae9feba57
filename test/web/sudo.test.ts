import { describe, expect, it } from 'vitest';
import { countAudit } from '../../src/audit/store.ts';
import type { Role } from '../../src/accounts/rules.ts';
import { Browser, browserOf, startApp, testClock, type Page } from '../support/app.ts';
import { APRIL, openQuarterWorld } from '../support/quarter.ts';
import { addAccount, openWorld, PASSWORD } from '../support/world.ts';

const MINUTE = 60_000;
const ASKS = '请再输入一次密码';
const ROLES: readonly Role[] = ['clerk', 'presidium', 'admin'];

/** What is published, taken out of the register, deleted, or decides about accounts. */
const GUARDED = [
  'GET /desk/exports/register.xlsx',
  'GET /desk/exports/register.zip',
  'POST /desk/accounts/:id/card',
  'POST /desk/accounts/:id/disabling',
  'POST /desk/accounts/:id/edit',
  'POST /desk/accounts/:id/enabling',
  'POST /desk/accounts/:id/sign-out',
  'POST /desk/accounts/bulk',
  'POST /desk/accounts/cards/new',
  'POST /desk/accounts/new',
  'POST /desk/assessments/:year/confirmation',
  'POST /desk/audit/export',
  'POST /desk/backups/:name/download',
  'POST /desk/deputies/:certificate/mandate-events/:id/removal',
  'POST /desk/filings/:code/evidence/:name/removal',
  'POST /desk/filings/:code/void',
  'POST /desk/notices/:quarter/closing',
  'POST /desk/notices/:quarter/correction',
  'POST /desk/reports/:year/:certificate/publication',
  'POST /desk/reports/:year/:certificate/withdrawal',
  'POST /desk/speeches/:id/removal',
];

async function openDesk() {
  const store = await openWorld();
  await addAccount(store, '李国庆', ROLES);
  const clock = testClock();
  const app = await startApp(store, clock);
  return { store, clock, app, desk: await browserOf(app, '李国庆') };
}

/** Everything that the asking page sends, with this password. */
async function answer(browser: Browser, page: Page, password: string): Promise<Page> {
  const form = page.$('main form');
  const fields: Record<string, string[]> = {};
  for (const input of form.find('input[type=hidden]').toArray())
    (fields[page.$(input).attr('name') ?? ''] ??= []).push(page.$(input).attr('value') ?? '');
  return browser.post(form.attr('action') ?? '', { ...fields, _password: password });
}

const asks = (page: Page) => [page.status, page.$('h1').text()];

describe('the password is asked for again', () => {
  it('by each of these routes and by no other', async () => {
    const { app } = await openDesk();
    const guarded = app.declaredRoutes.filter((route) => route.sudo && route.method !== 'HEAD');
    expect(guarded.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(GUARDED);
  });

  it('by each of them ten minutes after it was given, and nothing is done', async () => {
    const { store, clock, app, desk } = await openDesk();
    clock.now += 10 * MINUTE + 1;
    const _csrf = (await desk.get('/account')).$('input[name=_csrf]').first().attr('value') ?? '';
    const version = await store.version();
    for (const { method, url } of app.declaredRoutes.filter(({ sudo }) => sudo)) {
      if (method === 'HEAD') continue;
      const address = url.replace(/:\w+/g, '1');
      const page = method === 'GET' ? await desk.get(address) : await desk.post(address, { _csrf, a: 'b' });
      expect([url, ...asks(page)]).toEqual([url, 403, ASKS]);
    }
    expect(await store.version()).toBe(version);
  });

  it('after the session and the form’s token, not before', async () => {
    const { clock, app, desk } = await openDesk();
    clock.now += 11 * MINUTE;
    expect((await desk.post('/desk/accounts/new', { a: 'b' })).$('h1').text()).toContain('页面已过期');
    expect((await new Browser(app).get('/desk/exports/register.zip')).location).toContain('/login');
  });

  it('not within ten minutes, also of signing in', async () => {
    const { clock, desk } = await openDesk();
    clock.now += 10 * MINUTE;
    const fields = { login: '石兰', name: '石兰', roles: 'clerk', personId: '', unitId: '' };
    expect((await desk.submit('/desk/accounts/new', fields)).location).toBe('/desk/accounts/cards');
  });
});

describe('a form that had to wait for the password', () => {
  const FIELDS = { login: '石兰', name: '石兰', roles: ['clerk', 'presidium'], personId: '', unitId: '' };

  it('is carried on with all that was typed and does its work once the password is right', async () => {
    const { store, clock, desk } = await openDesk();
    clock.now += 11 * MINUTE;
    const asked = await desk.submit('/desk/accounts/new', FIELDS);
    expect(asks(asked)).toEqual([403, ASKS]);
    expect(asked.$('input[name=roles]')).toHaveLength(2);
    const wrong = await answer(desk, asked, '不是这个密码');
    expect([...asks(wrong), wrong.$('[id="e-_password"]').text()]).toEqual([
      422,
      ASKS,
      expect.stringContaining('密码不对'),
    ]);
    expect(wrong.response.body).not.toContain('不是这个密码');
    expect((await desk.get('/desk/accounts?q=石兰')).$('tbody tr')).toHaveLength(0);
    const done = await answer(desk, wrong, PASSWORD);
    expect(done).toMatchObject({ status: 303, location: '/desk/accounts/cards' });
    expect((await desk.get('/desk/accounts?q=石兰')).text).toContain('主席团工作人员、主席团成员');
    expect(await countAudit(store.read, { kind: 'session.confirmed' })).toBe(1);
    expect(await countAudit(store.read, { kind: 'session.refused' })).toBe(1);
  });

  it('keeps what an edit page says of what it showed, so that nobody is taken to have saved meanwhile', async () => {
    const { store, clock, desk } = await openDesk();
    const id = await addAccount(store, '石兰', ['clerk']);
    const fields = { name: '石兰兰', roles: 'clerk', personId: '', unitId: '' };
    clock.now += 11 * MINUTE;
    const asked = await desk.submit(`/desk/accounts/${id}/edit`, fields);
    expect(asks(asked)).toEqual([403, ASKS]);
    expect((await answer(desk, asked, PASSWORD)).status).toBe(303);
    expect((await desk.get('/desk/accounts?q=石兰兰')).$('tbody tr')).toHaveLength(1);
  });

  it('sent twice does its work once', async () => {
    const { store, clock, desk } = await openDesk();
    clock.now += 11 * MINUTE;
    const asked = await desk.submit('/desk/accounts/new', FIELDS);
    const first = await answer(desk, asked, PASSWORD);
    const second = await answer(desk, asked, PASSWORD);
    expect([first.location, second.location]).toEqual(['/desk/accounts/cards', '/desk/accounts/cards']);
    expect(await countAudit(store.read, { kind: 'account.created' })).toBe(2);
  });

  it('and is not asked again for ten minutes; then it is', async () => {
    const { clock, desk } = await openDesk();
    clock.now += 11 * MINUTE;
    await answer(desk, await desk.submit('/desk/accounts/new', FIELDS), PASSWORD);
    clock.now += 10 * MINUTE;
    expect((await desk.get('/desk/exports/register.zip')).status).toBe(200);
    clock.now += 1;
    expect(asks(await desk.get('/desk/exports/register.zip'))).toEqual([403, ASKS]);
  });

  it('closes a quarter with the number that was typed', async () => {
    const world = await openQuarterWorld();
    await addAccount(world.store, '主席', ['presidium']);
    const clock = testClock(APRIL);
    const chair = await browserOf(await startApp(world.store, clock), '主席');
    clock.now += 15 * MINUTE;
    const closing = '/desk/notices/2026Q1/closing';
    const page = await chair.get(closing);
    const fields = Object.fromEntries(
      page
        .$('main form[method=post] input')
        .toArray()
        .map((input) => [page.$(input).attr('name') ?? '', page.$(input).attr('value') ?? '']),
    );
    const asked = await chair.post(closing, { ...fields, number: '回镇人大〔2026〕2号' });
    expect(asks(asked)).toEqual([403, ASKS]);
    expect((await chair.get('/notices/2026Q1')).status).toBe(404);
    expect((await answer(chair, asked, PASSWORD)).status).toBe(303);
    expect((await chair.get('/notices/2026Q1')).text).toContain('回镇人大〔2026〕2号');
  });
});

describe('guessing at the password that is asked for', () => {
  it('has to wait after five wrong ones, and keeps what was typed', async () => {
    const { clock, desk } = await openDesk();
    clock.now += 11 * MINUTE;
    const fields = { login: '石兰', name: '石兰', roles: 'clerk', personId: '', unitId: '' };
    let page = await desk.submit('/desk/accounts/new', fields);
    for (let n = 0; n < 5; n += 1) page = await answer(desk, page, `第${n}次`);
    const waiting = await answer(desk, page, PASSWORD);
    expect([waiting.status, waiting.response.headers['retry-after']]).toEqual([429, '30']);
    expect(waiting.$('input[name=login]').attr('value')).toBe('石兰');
    clock.now += MINUTE;
    expect((await answer(desk, waiting, PASSWORD)).status).toBe(303);
  });
});

describe('a download that had to wait for the password', () => {
  it('follows once it is right; the page leads back to where it was asked for', async () => {
    const { clock, desk } = await openDesk();
    clock.now += 11 * MINUTE;
    const asked = await desk.get('/desk/exports/register.zip', { referer: 'http://localhost/desk/exports' });
    expect(asks(asked)).toEqual([403, ASKS]);
    expect(asked.$('main .actions a').attr('href')).toBe('/desk/exports');
    expect(asks(await answer(desk, asked, '不是这个密码'))).toEqual([422, ASKS]);
    const done = await answer(desk, asked, PASSWORD);
    expect(done).toMatchObject({ status: 303, location: '/desk/exports/register.zip' });
    const file = await desk.get('/desk/exports/register.zip');
    expect(file.response.headers['content-type']).toBe('application/zip');
  });

  it('never leads to another site', async () => {
    const { clock, desk } = await openDesk();
    clock.now += 11 * MINUTE;
    const _csrf = (await desk.get('/account')).$('input[name=_csrf]').first().attr('value') ?? '';
    const fields = { _csrf, _password: PASSWORD, next: '//evil.example', _back: 'https://evil.example' };
    expect((await desk.post('/account/confirmation', fields)).location).toBe('/desk');
  });
});
