import { describe, expect, it } from 'vitest';
import { setDisabled } from '../../src/accounts/actions.ts';
import type { Role } from '../../src/accounts/rules.ts';
import { Browser, browserOf, startApp, testClock } from '../support/app.ts';
import { addAccount, doingAt, NOW, openWorld, PASSWORD } from '../support/world.ts';

const MINUTE = 60_000;

async function openTownship(roles: readonly Role[] = ['clerk']) {
  const store = await openWorld();
  const id = await addAccount(store, '李干事', roles);
  const clock = testClock();
  return { store, id, clock, app: await startApp(store, clock) };
}

describe('signing in', () => {
  it('leads each role to its place, or to the page that asked for it', async () => {
    const { store, app } = await openTownship();
    await addAccount(store, '田代表', ['deputy']);
    await addAccount(store, '农业办', ['unit']);
    expect((await new Browser(app).signIn('李干事')).location).toBe('/desk');
    expect((await new Browser(app).signIn('田代表')).location).toBe('/my');
    expect((await new Browser(app).signIn('农业办')).location).toBe('/unit');
    const visitor = new Browser(app);
    const asked = await visitor.get('/desk/districts?page=2');
    expect(asked.location).toBe('/login?next=%2Fdesk%2Fdistricts%3Fpage%3D2');
    const page = await visitor.get(asked.location ?? '');
    const fields = {
      login: '李干事',
      password: PASSWORD,
      next: page.$('input[name=next]').attr('value') ?? '',
    };
    expect((await visitor.submit('/login', fields)).location).toBe('/desk/districts?page=2');
  });

  it('says the same for an unknown name and a wrong password, and keeps the name', async () => {
    const { app } = await openTownship();
    const answers = [];
    for (const login of ['李干事', '没有这人']) {
      const answer = await new Browser(app).submit('/login', { login, password: '不是这个密码', next: '' });
      expect(answer.$('#f-login').attr('value')).toBe(login);
      answers.push([answer.status, answer.$('.error-summary').text()]);
      expect(answer.response.body).not.toContain('不是这个密码');
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(422);
  });

  it('takes a new session id: the one from before is worth nothing', async () => {
    const { app } = await openTownship();
    const browser = new Browser(app);
    browser.cookies.set('sid', 'planted-by-somebody');
    expect((await browser.get('/desk')).location).toContain('/login');
    await browser.signIn('李干事');
    const first = browser.cookies.get('sid') ?? '';
    expect(first).not.toBe('planted-by-somebody');
    const hidden = (await browser.get('/account')).$('input[name=_csrf]').first().attr('value') ?? '';
    await browser.post('/login', { login: '李干事', password: PASSWORD, next: '', _csrf: hidden });
    expect(browser.cookies.get('sid')).not.toBe(first);
    expect(await replay(app, first)).toBe('/login?next=%2Fdesk');
  });

  it('sets a cookie that scripts cannot read, and a bound one where the site is reached by https', async () => {
    const { store, app } = await openTownship();
    const plain = (await new Browser(app).signIn('李干事')).response.cookies.find(
      (cookie) => cookie.name === 'sid',
    );
    expect(plain).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    const secure = await startApp(store, testClock(), { publicUrl: 'https://rd.example.cn' });
    const bound = (await new Browser(secure).signIn('李干事')).response.cookies.find(
      (cookie) => cookie.name === '__Host-sid',
    );
    expect(bound).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', secure: true });
    expect(bound?.domain).toBeUndefined();
  });
});

/** Where a request with this session id is sent. */
async function replay(app: Browser['app'], sid: string): Promise<string | undefined> {
  const answer = await app.inject({ url: '/desk', headers: { cookie: `sid=${sid}` } });
  return answer.headers.location?.toString();
}

describe('a session', () => {
  it('is over after signing out, for anybody who kept its id', async () => {
    const { app } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    const sid = clerk.cookies.get('sid') ?? '';
    expect(await clerk.submit('/desk', {}, '/logout')).toMatchObject({ status: 303, location: '/' });
    expect(clerk.cookies.has('sid')).toBe(false);
    expect(await replay(app, sid)).toBe('/login?next=%2Fdesk');
  });

  it('is not ended by a link', async () => {
    const { app } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    expect((await clerk.get('/logout')).status).toBe(404);
    expect((await clerk.get('/desk')).status).toBe(200);
  });

  it('is over after half an hour of rest on the desk', async () => {
    const { app, clock } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    clock.now = NOW + 29 * MINUTE;
    expect((await clerk.get('/desk')).status).toBe(200);
    clock.now = NOW + 60 * MINUTE;
    expect((await clerk.get('/desk')).location).toBe('/login?next=%2Fdesk');
  });

  it('is over at the next request when the account is disabled', async () => {
    const { store, app } = await openTownship();
    await addAccount(store, '管理员', ['admin']);
    const id = await addAccount(store, '王干事', ['clerk']);
    const clerk = await browserOf(app, '王干事');
    await setDisabled(doingAt(store), id, true);
    expect((await clerk.get('/desk')).location).toBe('/login?next=%2Fdesk');
  });
});

describe('one’s own password', () => {
  it('is changed only with the present one; every other session ends', async () => {
    const { app } = await openTownship();
    const [clerk, other] = [await browserOf(app, '李干事'), await browserOf(app, '李干事')];
    const wrong = await clerk.submit(
      '/account',
      { current: '不是这个密码', password: '另一句记得住的话' },
      '/account/password',
    );
    expect([wrong.status, wrong.$('#e-current').text()]).toEqual([422, '错误：现在的密码不对']);
    const weak = await clerk.submit(
      '/account',
      { current: PASSWORD, password: '12345678' },
      '/account/password',
    );
    expect([weak.status, weak.$('#e-password').length]).toEqual([422, 1]);
    const before = clerk.cookies.get('sid');
    const done = await clerk.submit(
      '/account',
      { current: PASSWORD, password: '另一句记得住的话' },
      '/account/password',
    );
    expect(done).toMatchObject({ status: 303, location: '/desk' });
    expect(clerk.cookies.get('sid')).not.toBe(before);
    expect((await clerk.get('/desk')).status).toBe(200);
    expect((await other.get('/desk')).status).toBe(303);
    expect((await new Browser(app).signIn('李干事', '另一句记得住的话')).status).toBe(303);
  });
});
