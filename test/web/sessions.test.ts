import { describe, expect, it } from 'vitest';
import { changeAccount, changeRoles, setDisabled } from '../../src/accounts/actions.ts';
import { countAudit } from '../../src/audit/store.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import type { Role } from '../../src/accounts/rules.ts';
import { session } from '../../src/db/schema/index.ts';
import { Browser, browserOf, startApp, testClock } from '../support/app.ts';
import { addTestDeputy, personOfDeputy } from '../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld, PASSWORD } from '../support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NEXT = '另一句记得住的话';

async function openTownship(name = '李干事', roles: readonly Role[] = ['clerk']) {
  const store = await openWorld();
  await addAccount(store, '管理员', ['admin']);
  const id = await addAccount(store, name, roles);
  const clock = testClock();
  return { store, id, clock, app: await startApp(store, clock) };
}

/** Where somebody is sent who kept this session's id. */
async function replay(app: Browser['app'], sid: string, url = '/desk'): Promise<string | undefined> {
  const answer = await app.inject({ url, headers: { cookie: `sid=${sid}` } });
  return answer.headers.location?.toString();
}

const LOGIN = '/login?next=%2Fdesk';
const sidOf = (browser: Browser) => browser.cookies.get('sid') ?? '';

describe('a session id', () => {
  it('is 256 random bits of which the register keeps the SHA-256 only', async () => {
    const { store, app } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    expect(sidOf(clerk)).toMatch(/^[\w-]{43}$/);
    const [row] = await store.read.select().from(session);
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(sidOf(clerk));
  });

  it('is new at every sign-in, and one that was planted is never taken up', async () => {
    const { app } = await openTownship();
    const browser = new Browser(app);
    const planted = 'A'.repeat(43);
    browser.cookies.set('sid', planted);
    expect((await browser.get('/desk')).location).toBe(LOGIN);
    await browser.signIn('李干事');
    const first = sidOf(browser);
    expect(first).not.toBe(planted);
    await browser.submit('/account', { login: '李干事', password: PASSWORD, next: '' }, '/login');
    expect(sidOf(browser)).not.toBe(first);
    for (const old of [planted, first]) expect(await replay(app, old)).toBe(LOGIN);
  });

  it('is new after a change of password, and every other session is over', async () => {
    const { app } = await openTownship();
    const [clerk, phone] = [await browserOf(app, '李干事'), await browserOf(app, '李干事')];
    const before = sidOf(clerk);
    const fields = { current: PASSWORD, password: NEXT };
    expect((await clerk.submit('/account', fields, '/account/password')).status).toBe(303);
    expect(sidOf(clerk)).not.toBe(before);
    expect((await clerk.get('/desk')).status).toBe(200);
    for (const old of [before, sidOf(phone)]) expect(await replay(app, old)).toBe(LOGIN);
  });

  it('is worth nothing after a change of roles: the next request is asked to sign in', async () => {
    const { store, id, app } = await openTownship('李干事', ['clerk', 'presidium']);
    const clerk = await browserOf(app, '李干事');
    await changeRoles(doingAt(store), id, ['clerk']);
    expect(await replay(app, sidOf(clerk))).toBe(LOGIN);
    const again = await browserOf(app, '李干事');
    await changeAccount(doingAt(store), id, {
      name: '李干事',
      roles: ['unit'],
      personId: null,
      unitId: null,
    });
    expect((await again.get('/desk')).location).toBe(LOGIN);
    expect((await (await browserOf(app, '李干事')).get('/desk')).status).toBe(404);
  });

  it('is dead for whoever kept it after signing out, and after signing out everywhere', async () => {
    const { app } = await openTownship();
    const [clerk, phone] = [await browserOf(app, '李干事'), await browserOf(app, '李干事')];
    const [here, there] = [sidOf(clerk), sidOf(phone)];
    await clerk.submit('/account/devices', {}, '/account/devices/others');
    expect(await replay(app, there)).toBe(LOGIN);
    await clerk.submit('/desk', {}, '/logout');
    expect(await replay(app, here)).toBe(LOGIN);
  });
});

describe('a session of the desk', () => {
  it('is over after half an hour of rest, for good, and lives as long as it is used', async () => {
    const { app, clock } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    for (const minutes of [29, 58, 87]) {
      clock.now = NOW + minutes * MINUTE;
      expect((await clerk.get('/desk')).status).toBe(200);
    }
    clock.now += 30 * MINUTE + 1;
    expect(await replay(app, sidOf(clerk))).toBe(LOGIN);
    clock.now -= 20 * MINUTE;
    expect(await replay(app, sidOf(clerk))).toBe(LOGIN);
  });

  it('is over after twelve hours, though it was used all the time', async () => {
    const { app, clock } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    for (clock.now = NOW; clock.now <= NOW + 12 * HOUR; clock.now += 25 * MINUTE)
      expect((await clerk.get('/account')).status).toBe(200);
    clock.now = NOW + 12 * HOUR + 1;
    expect(await replay(app, sidOf(clerk))).toBe(LOGIN);
  });

  it('says on its pages when it ends; what is typed waits on the page until one has signed in again', async () => {
    const { app, clock } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    const form = await clerk.get('/desk/deputies');
    expect(form.$('[data-session-end]').attr('data-session-end')).toBe(String(25 * 60));
    expect(form.$('footer').text()).toContain('30 分钟没有操作');
    const account = await clerk.get('/account');
    const _csrf = account.$('input[name=_csrf]').first().attr('value') ?? '';
    clock.now += 31 * MINUTE;
    const late = await clerk.post('/desk/groups/new', { name: '第三小组', _csrf });
    expect([late.status, late.$('h1').text()]).toEqual([403, '您已经退出登录']);
    expect(late.$('input[name=name]').attr('value')).toBe('第三小组');
  });
});

describe('a session of a deputy or a unit', () => {
  it.each([
    ['田代表', 'deputy', '/my'],
    ['农业办', 'unit', '/unit'],
  ] as const)('(%s) lives for seven days of rest and thirty days in all', async (name, role, home) => {
    const { app, clock } = await openTownship(name, [role]);
    const phone = await browserOf(app, name);
    const sid = sidOf(phone);
    for (const days of [6, 12, 18, 24, 30]) {
      clock.now = NOW + days * DAY;
      expect((await phone.get(home)).status).toBe(200);
    }
    clock.now = NOW + 30 * DAY + 1;
    expect(await replay(app, sid, home)).toBe(`/login?next=${encodeURIComponent(home)}`);
    const rested = await browserOf(app, name);
    clock.now += 7 * DAY + 1;
    expect((await rested.get(home)).status).toBe(303);
    expect((await (await browserOf(app, name)).get('/account')).$('[data-session-end]')).toHaveLength(0);
  });
});

describe('the next request is refused', () => {
  it('when the account was disabled', async () => {
    const { store, id, app } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    await setDisabled(doingAt(store), id, true);
    expect((await clerk.get('/desk')).location).toBe(LOGIN);
  });

  it('when the mandate has ended, and so is signing in; other roles stay', async () => {
    const store = await openWorld();
    const deputyId = await addTestDeputy(store, '001', '田大利');
    const personId = await personOfDeputy(store, deputyId);
    const id = await addAccount(store, '田大利', ['deputy', 'leader'], { personId });
    await addAccount(store, '管理员', ['admin']);
    const clock = testClock();
    const app = await startApp(store, clock);
    const phone = await browserOf(app, '田大利');
    expect((await phone.get('/my/archive')).status).toBe(200);
    const event = { kind: 'resigned', on: '2026-03-20', ground: '', document: '' } as const;
    await recordMandateEvent(doingAt(store), '001', event);
    clock.now += DAY;
    expect((await phone.get('/my/archive')).location).toBe('/login?next=%2Fmy%2Farchive');
    const refused = await new Browser(app).signIn('田大利');
    expect([refused.status, refused.$('#e-login').text()]).toEqual([
      422,
      expect.stringContaining('代表职务已经终止'),
    ]);
    await changeRoles(doingAt(store), id, ['deputy', 'clerk']);
    const clerk = await browserOf(app, '田大利');
    expect((await clerk.get('/desk')).status).toBe(200);
    expect((await clerk.get('/my')).status).toBe(404);
  });
});

describe('the administrator', () => {
  it('sees where somebody is signed in and ends it; the trail says who did', async () => {
    const { store, id, app } = await openTownship();
    const [clerk, phone] = [await browserOf(app, '李干事'), await browserOf(app, '李干事')];
    const admin = await browserOf(app, '管理员');
    const page = await admin.get(`/desk/accounts/${id}`);
    expect(page.$('ul.plain li')).toHaveLength(2);
    expect(page.text).toContain('2026-03-20 10:00 登录');
    const done = await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/sign-out`);
    expect(done).toMatchObject({ status: 303, location: `/desk/accounts/${id}` });
    for (const browser of [clerk, phone]) expect((await browser.get('/desk')).location).toBe(LOGIN);
    expect(await countAudit(store.read, { kind: 'session.ended', actor: '管理员' })).toBe(1);
    const none = await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/sign-out`);
    expect(none.status).toBe(409);
  });
});

describe('signing out', () => {
  it('leaves nothing behind in the browser: no copy of a page is kept, and going back leads to the sign-in page', async () => {
    const { app } = await openTownship();
    const clerk = await browserOf(app, '李干事');
    for (const url of ['/desk', '/account', '/account/devices', '/desk/deputies', '/desk/exports'])
      expect((await clerk.get(url)).response.headers['cache-control']).toBe('no-store');
    const out = await clerk.submit('/desk', {}, '/logout');
    expect(out.response.headers['clear-site-data']).toBe('"cache", "storage"');
    expect(out.response.headers['cache-control']).toBe('no-store');
    expect((await clerk.get('/desk')).location).toBe(LOGIN);
    expect(clerk.cookies.has('device')).toBe(true);
  });
});
