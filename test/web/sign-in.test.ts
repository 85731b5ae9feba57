import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/accounts/rules.ts';
import { Browser, browserOf, startApp, testClock } from '../support/app.ts';
import { addAccount, openWorld, PASSWORD } from '../support/world.ts';

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

  it('warns the administrator in red where the site is reached without https', async () => {
    const { store, app } = await openTownship(['admin']);
    const warned = (await (await browserOf(app, '李干事')).get('/desk/settings')).$('p.warning.bad').text();
    expect(warned).toContain('没有启用 https');
    const secure = await startApp(store, testClock(), { publicUrl: 'https://rd.example.cn' });
    const page = await (await browserOf(secure, '李干事')).get('/desk/settings');
    expect(page.$('p.warning.bad')).toHaveLength(0);
  });
});

describe('a session', () => {
  it('is not ended by a link', async () => {
    const { app } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    expect((await clerk.get('/logout')).status).toBe(404);
    expect((await clerk.get('/desk')).status).toBe(200);
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
