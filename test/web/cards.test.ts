import { describe, expect, it } from 'vitest';
import { createAccount } from '../../src/accounts/actions.ts';
import { countAudit } from '../../src/audit/store.ts';
import { Browser, browserOf, startApp, testClock, type Page } from '../support/app.ts';
import { addAccount, doingAt, NOW, openWorld, PASSWORD } from '../support/world.ts';

const DAY = 24 * 60 * 60_000;

async function startWithCard() {
  const store = await openWorld();
  const account = { login: '田大利', name: '田大利', roles: ['deputy'] } as const;
  const { code } = await createAccount(doingAt(store), account);
  const clock = testClock();
  return { store, clock, code, app: await startApp(store, clock) };
}

const says = (page: Page) => [page.status, page.$('#e-code').text()];

const USELESS = [
  422,
  '错误：这个登录码不对、已经用过，或者已经过期。请对照登录卡再看一遍，还不行请找工作人员换一张',
];

describe('a card', () => {
  it('leads from its QR code to a password, and signs in under a new session id', async () => {
    const { app, code } = await startWithCard();
    const phone = new Browser(app);
    phone.cookies.set('sid', 'planted-by-somebody');
    const scanned = await phone.get(`/card/${code}`);
    expect(scanned.$('#f-code').attr('value')).toBe(code);
    expect(scanned.text).not.toContain('田大利');
    const opened = await phone.submit(`/card/${code}`, { code }, '/card');
    expect([opened.status, opened.$('dl.facts').text()]).toEqual([200, expect.stringContaining('田大利')]);
    const done = await phone.submit('/card', { code, password: PASSWORD }, '/card/password');
    expect(done).toMatchObject({ status: 303, location: '/my' });
    expect(phone.cookies.get('sid')).toMatch(/^[\w-]{43}$/);
    expect((await phone.get('/my')).text).toContain('密码已设好');
    expect((await new Browser(app).signIn('田大利')).location).toBe('/my');
  });

  it('is not touched by looking at its address', async () => {
    const { store, clock, app, code } = await startWithCard();
    const version = await store.version();
    await new Browser(app).get(`/card/${code}`);
    expect(await store.version()).toBe(version);
    clock.now += 50 * DAY;
    expect((await new Browser(app).submit('/card', { code })).status).toBe(200);
  });

  it('says the same for a wrong, a spent and an expired code, and the address says nothing', async () => {
    const { clock, app, code } = await startWithCard();
    const wrong = 'aaaa-bbbb-cccc-dddd-eeee';
    expect(says(await new Browser(app).submit('/card', { code: wrong }))).toEqual(USELESS);
    expect((await new Browser(app).get(`/card/${wrong}`)).status).toBe(200);
    await new Browser(app).submit('/card', { code });
    clock.now = NOW + DAY + 1;
    expect(says(await new Browser(app).submit('/card', { code }))).toEqual(USELESS);
    clock.now = NOW + DAY;
    await new Browser(app).submit('/card', { code, password: PASSWORD }, '/card/password');
    expect(says(await new Browser(app).submit('/card', { code }))).toEqual(USELESS);
    const late = { code, password: '另一句记得住的话' };
    expect(says(await new Browser(app).submit('/card', late, '/card/password'))).toEqual(USELESS);
    expect((await new Browser(app).signIn('田大利')).status).toBe(303);
  });

  it('says what is wrong with a password, does not print it, and is not spent by it', async () => {
    const { app, code } = await startWithCard();
    const phone = new Browser(app);
    for (const password of ['', '短', '12345678901', '田大利田大利甲乙']) {
      const weak = await phone.submit('/card', { code, password }, '/card/password');
      expect([weak.status, weak.$('#e-password').length]).toEqual([422, 1]);
      expect(weak.$('#f-password').attr('value')).toBeUndefined();
    }
    expect((await phone.submit('/card', {})).$('#e-code').text()).toBe('错误：请填写登录码');
    expect((await phone.submit('/card', {}, '/card/password')).status).toBe(422);
    const done = await phone.submit('/card', { code, password: PASSWORD }, '/card/password');
    expect(done.status).toBe(303);
  });

  it('is answered alike when its form was pressed twice', async () => {
    const { app, code } = await startWithCard();
    const phone = new Browser(app);
    const page = await phone.submit('/card', { code });
    const fields = {
      _csrf: page.$('input[name=_csrf]').attr('value') ?? '',
      _key: page.$('input[name=_key]').attr('value') ?? '',
      code,
      password: PASSWORD,
    };
    const cookies = new Map(phone.cookies);
    expect((await phone.post('/card/password', fields)).status).toBe(303);
    const again = new Browser(app);
    for (const [name, value] of cookies) again.cookies.set(name, value);
    expect(await again.post('/card/password', fields)).toMatchObject({ status: 303, location: '/my' });
    const other = new Browser(app);
    for (const [name, value] of cookies) other.cookies.set(name, value);
    expect((await other.post('/card/password', { ...fields, password: '另一句记得住的话' })).status).toBe(
      422,
    );
  });

  it('makes a guesser wait, and leaves a line for each guess in the trail', async () => {
    const { store, clock, app, code } = await startWithCard();
    const guesser = new Browser(app);
    for (let n = 0; n < 5; n += 1)
      expect((await guesser.submit('/card', { code: `aaaa-bbbb-cccc-dddd-eee${n}` })).status).toBe(422);
    const waiting = await guesser.submit('/card', { code });
    expect(waiting.status).toBe(429);
    expect(waiting.response.headers['retry-after']).toBe('30');
    const more = await guesser.submit('/card', { code, password: PASSWORD }, '/card/password');
    expect(more.status).toBe(429);
    expect(await countAudit(store.read, { kind: 'card.refused' })).toBe(5);
    clock.now += 31_000;
    expect((await guesser.submit('/card', { code })).status).toBe(200);
  });
});

describe('own devices', () => {
  const WECHAT =
    'Mozilla/5.0 (Linux; Android 13; M2102J2SC Build/TKQ1.220829.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) ' +
    'Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20231002 MMWEBID/2247 MicroMessenger/8.0.43';

  async function startTwice() {
    const store = await openWorld();
    await addAccount(store, '李干事', ['deputy']);
    const app = await startApp(store);
    return { store, app, here: await browserOf(app, '李干事'), phone: await browserOf(app, '李干事') };
  }

  const rows = (page: Page) => page.$('ul.plain > li').length;
  const keyOn = (page: Page) => page.$('input[name=device]').first().attr('value') ?? '';

  it('are listed in plain words, this one first and marked; no address tells a session', async () => {
    const { app, here } = await startTwice();
    const third = new Browser(app);
    const form = await third.get('/login');
    const _csrf = form.$('input[name=_csrf]').attr('value') ?? '';
    const fields = { login: '李干事', password: PASSWORD, next: '', _csrf };
    await third.post('/login', fields, { 'user-agent': WECHAT });
    const page = await here.get('/account/devices');
    expect(rows(page)).toBe(3);
    expect(page.$('ul.plain > li').first().text()).toContain('本机');
    expect(page.text).toContain('安卓手机，微信');
    expect(page.response.body).not.toContain(here.cookies.get('sid') ?? '');
  });

  it('are signed out one by one or all but this one; the trail says so', async () => {
    const { store, app, here, phone } = await startTwice();
    const key = keyOn(await here.get('/account/devices'));
    expect((await here.submit('/account/devices', { device: key })).status).toBe(303);
    expect((await phone.get('/my')).status).toBe(303);
    expect(rows(await here.get('/account/devices'))).toBe(1);
    expect(await countAudit(store.read, { kind: 'session.ended' })).toBe(1);
    const [second, third] = [await browserOf(app, '李干事'), await browserOf(app, '李干事')];
    await here.submit('/account/devices', {}, '/account/devices/others');
    for (const browser of [second, third]) expect((await browser.get('/my')).status).toBe(303);
    expect((await here.get('/my')).status).toBe(200);
    expect((await here.submit('/account/devices', {}, '/account/devices/others')).status).toBe(409);
  });

  it('of somebody else are not found', async () => {
    const { store, app, here } = await startTwice();
    await addAccount(store, '石兰', ['deputy']);
    const stranger = await browserOf(app, '石兰');
    const key = keyOn(await here.get('/account/devices'));
    for (const device of [key, 'f'.repeat(16), '', '../x'])
      expect((await stranger.submit('/account/devices', { device })).status).toBe(404);
    expect(rows(await here.get('/account/devices'))).toBe(2);
  });
});
