import { describe, expect, it, vi } from 'vitest';
import { Browser, browserOf, startApp, testClock } from '../support/app.ts';
import { hashes } from '../support/hashes.ts';
import { signInTimes } from '../support/sign-in-times.ts';
import { addAccount, openWorld, PASSWORD } from '../support/world.ts';

vi.mock('@node-rs/argon2', async () => (await import('../support/hashes.ts')).countingHashes());

const MINUTE = 60_000;
const WRONG = '不是这个密码';

/** What a lure may put behind `next=`. */
const ELSEWHERE = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example',
  'HTTPS://evil.example/desk',
  'javascript:alert(1)',
  'data:text/html,x',
  'evil.example',
  '%2f%2fevil.example',
  '/%2fevil.example',
  '/%5cevil.example',
  '/%09/evil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  ' //evil.example',
  '/..//evil.example',
  '/./\\evil.example',
  '/desk/..//evil.example',
  'https://localhost@evil.example',
  '',
];

/** A township behind a proxy that is believed, so that requests may come from many addresses. */
async function openTownship() {
  const store = await openWorld();
  await addAccount(store, '李干事', ['clerk']);
  const clock = testClock();
  const app = await startApp(store, clock, { trustProxy: ['127.0.0.1'] });
  const tryFrom = async (ip: string, login: string, password: string, browser = new Browser(app)) => {
    const form = await browser.get('/login');
    const _csrf = form.$('input[name=_csrf]').attr('value') ?? '';
    return browser.post('/login', { login, password, next: '', _csrf }, { 'x-forwarded-for': ip });
  };
  return { store, app, clock, tryFrom };
}

describe('guessing at one account', () => {
  it('waits after five failures in a quarter of an hour, from wherever they come; in minutes, and not for ever', async () => {
    const { app, clock, tryFrom } = await openTownship();
    for (let n = 0; n < 5; n += 1)
      expect((await tryFrom(`203.0.113.${n}`, '李干事', WRONG)).status).toBe(422);
    const waiting = await tryFrom('203.0.113.99', '李干事', PASSWORD);
    expect([waiting.status, waiting.response.headers['retry-after']]).toEqual([429, '30']);
    expect(waiting.$('#e-login').text()).toBe('错误：试得太多了，请过 1 分钟再试');
    expect(waiting.$('#f-login').attr('value')).toBe('李干事');
    clock.now += 15 * MINUTE;
    expect((await browserOf(app, '李干事')).cookies.has('sid')).toBe(true);
  });

  it('never keeps the owner out of a browser in which they signed in before', async () => {
    const { app, tryFrom } = await openTownship();
    const own = await browserOf(app, '李干事');
    await own.submit('/desk', {}, '/logout');
    for (let n = 0; n < 9; n += 1) await tryFrom('203.0.113.9', '李干事', WRONG);
    expect((await tryFrom('198.51.100.7', '李干事', PASSWORD)).status).toBe(429);
    expect((await tryFrom('198.51.100.7', '李干事', PASSWORD, own)).location).toBe('/desk');
  });

  it('in such a browser waits as well, on a count of its own', async () => {
    const { app, tryFrom } = await openTownship();
    const own = await browserOf(app, '李干事');
    await own.submit('/desk', {}, '/logout');
    for (let n = 0; n < 5; n += 1)
      expect((await tryFrom('198.51.100.7', '李干事', WRONG, own)).status).toBe(422);
    expect((await tryFrom('198.51.100.7', '李干事', PASSWORD, own)).status).toBe(429);
    expect((await tryFrom('198.51.100.8', '李干事', PASSWORD)).status).toBe(303);
  });

  it('gains nothing by a planted cookie or by that of somebody else’s browser', async () => {
    const { store, app, tryFrom } = await openTownship();
    await addAccount(store, '王干事', ['clerk']);
    const other = await browserOf(app, '王干事');
    await other.submit('/desk', {}, '/logout');
    const planted = new Browser(app);
    planted.cookies.set('device', 'planted-by-somebody');
    for (let n = 0; n < 5; n += 1) await tryFrom('203.0.113.9', '李干事', WRONG);
    for (const browser of [planted, other])
      expect((await tryFrom('198.51.100.7', '李干事', PASSWORD, browser)).status).toBe(429);
    await planted.signIn('王干事');
    expect(planted.cookies.get('device')).not.toBe('planted-by-somebody');
  });
});

describe('guessing from one address', () => {
  it('waits after twenty failures in a minute, whatever the names, and only there', async () => {
    const { clock, tryFrom } = await openTownship();
    for (let n = 0; n < 20; n += 1)
      expect((await tryFrom('203.0.113.9', `没有这人${n}`, WRONG)).status).toBe(422);
    const waiting = await tryFrom('203.0.113.9', '李干事', PASSWORD);
    expect([waiting.status, waiting.response.headers['retry-after']]).toEqual([429, '60']);
    expect(waiting.text).toContain('请过 1 分钟再试');
    expect((await tryFrom('198.51.100.7', '李干事', PASSWORD)).status).toBe(303);
    clock.now += MINUTE;
    expect((await tryFrom('203.0.113.9', '李干事', PASSWORD)).status).toBe(303);
  });

  it('is not hidden by an address that the guesser claims, where no proxy is known', async () => {
    const store = await openWorld();
    const app = await startApp(store);
    const guesser = new Browser(app);
    const form = await guesser.get('/login');
    const _csrf = form.$('input[name=_csrf]').attr('value') ?? '';
    const statuses = [];
    for (let n = 0; n < 21; n += 1) {
      const fields = { login: `没有这人${n}`, password: WRONG, next: '', _csrf };
      const answer = await guesser.post('/login', fields, { 'x-forwarded-for': `203.0.113.${n}` });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(422), 429]);
  });
});

describe('many sign-ins at once', () => {
  it('are counted before they are checked, and two passwords at most are hashed at a time', async () => {
    const { app } = await openTownship();
    const guesser = new Browser(app);
    const _csrf = (await guesser.get('/login')).$('input[name=_csrf]').attr('value') ?? '';
    hashes.most = 0;
    const send = (login: string) => guesser.post('/login', { login, password: WRONG, next: '', _csrf });
    const logins = [...Array<string>(8).fill('李干事'), '没有这人', '也没有这人'];
    const statuses = await Promise.all(logins.map((login) => send(login).then(({ status }) => status)));
    expect(statuses.filter((status) => status === 422)).toHaveLength(7);
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    expect(hashes.most).toBe(2);
  });
});

describe('a wrong password and an unknown name', () => {
  it('get the same words and status, and cost one hash each', async () => {
    const { tryFrom } = await openTownship();
    await tryFrom('198.51.100.7', '没有这人', WRONG);
    const answers = [];
    for (const login of ['李干事', '没有这人']) {
      const before = { ...hashes };
      const answer = await tryFrom('198.51.100.7', login, WRONG);
      expect(answer.$('#f-login').attr('value')).toBe(login);
      const page = answer
        .$('main')
        .html()
        ?.replaceAll(login, '')
        .replace(/name="_\w+" value="[^"]*"/g, '');
      const cost = [hashes.checked - before.checked, hashes.made - before.made];
      answers.push([answer.status, cost, page]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.slice(0, 2)).toEqual([422, [1, 0]]);
  });

  it('take about the same time', async () => {
    const { app, clock } = await openTownship();
    const names = { known: '李干事', unknown: '没有这人' };
    const times = await signInTimes(app, names, 5, () => void (clock.now += 15 * MINUTE));
    // Without the hash an unknown name would be answered many times faster; a busy machine may blur the rest.
    expect(times.unknown / times.known).toBeGreaterThan(0.4);
    expect(times.unknown / times.known).toBeLessThan(2.5);
  });
});

describe('the sign-in form', () => {
  it('is taken only from its own page: not without the cookie, not without the token', async () => {
    const { store, app } = await openTownship();
    const version = await store.version();
    const fields = { login: '李干事', password: PASSWORD, next: '' };
    const stranger = new Browser(app);
    expect((await stranger.post('/login', fields)).status).toBe(403);
    const page = await new Browser(app).get('/login');
    const _csrf = page.$('input[name=_csrf]').attr('value') ?? '';
    const lured = new Browser(app);
    expect((await lured.post('/login', { ...fields, _csrf })).status).toBe(403);
    expect(lured.cookies.has('sid')).toBe(false);
    const visitor = new Browser(app);
    await visitor.get('/login');
    expect((await visitor.post('/login', fields)).status).toBe(403);
    expect(await store.version()).toBe(version);
  });

  it('leads home and nowhere else when it is asked to go on to another place', async () => {
    const { app } = await openTownship();
    const browser = await browserOf(app, '李干事');
    const led: string[] = [];
    for (const next of ELSEWHERE) {
      const answer = await browser.submit(
        '/account',
        { login: '李干事', password: PASSWORD, next },
        '/login',
      );
      if (answer.status !== 303 || answer.location !== '/desk') led.push(`${next} → ${answer.location}`);
      const asked = await new Browser(app).get(`/login?next=${encodeURIComponent(next)}`);
      expect(asked.status).toBe(200);
    }
    expect(led).toEqual([]);
    const fields = { login: '李干事', password: PASSWORD, next: '/desk/districts?page=2' };
    expect((await browser.submit('/account', fields, '/login')).location).toBe('/desk/districts?page=2');
  });
});
