import { describe, expect, it } from 'vitest';
import { Browser, browserOf, startApp, type Page } from '../support/app.ts';
import { addAccount, openWorld } from '../support/world.ts';

const FORM = '/desk/districts/new';
const FIELDS = { number: '3', name: '楠新选区', villages: '楠新村', seats: '1' };
const SAME_SITE = { 'sec-fetch-site': 'same-origin' };

async function startDesk() {
  const store = await openWorld();
  await addAccount(store, '李干事', ['clerk']);
  await addAccount(store, '王干事', ['clerk']);
  const app = await startApp(store);
  return { store, clerk: await browserOf(app, '李干事'), colleague: await browserOf(app, '王干事') };
}

async function tokenOn(browser: Browser, url: string): Promise<string> {
  return (await browser.get(url)).$('input[name=_csrf]').first().attr('value') ?? '';
}

describe('a form is refused and nothing is written', () => {
  const attempts: [string, (clerk: Browser, colleague: Browser) => Promise<Page>][] = [
    ['without a token', (clerk) => clerk.post(FORM, FIELDS)],
    ['with an empty token', (clerk) => clerk.post(FORM, { ...FIELDS, _csrf: '' })],
    [
      "with another person's token",
      async (clerk, colleague) => clerk.post(FORM, { ...FIELDS, _csrf: await tokenOn(colleague, FORM) }),
    ],
    [
      "with a visitor's token",
      async (clerk) =>
        clerk.post(FORM, { ...FIELDS, _csrf: await tokenOn(new Browser(clerk.app), '/login') }),
    ],
    [
      'with the token of a session that is over',
      async (clerk) => {
        const _csrf = await tokenOn(clerk, FORM);
        await clerk.submit('/desk', {}, '/logout');
        await clerk.signIn('李干事');
        return clerk.post(FORM, { ...FIELDS, _csrf });
      },
    ],
    [
      'with the token in the address',
      async (clerk) => clerk.post(`${FORM}?_csrf=${await tokenOn(clerk, FORM)}`, FIELDS),
    ],
    [
      'with two tokens',
      async (clerk) => {
        const _csrf = await tokenOn(clerk, FORM);
        const body = new URLSearchParams([...Object.entries(FIELDS), ['_csrf', _csrf], ['_csrf', 'x']]);
        return clerk.post(
          FORM,
          Object.fromEntries([...new Set(body.keys())].map((name) => [name, body.getAll(name)])),
        );
      },
    ],
    [
      'from another site, by its Origin',
      async (clerk) =>
        clerk.post(
          FORM,
          { ...FIELDS, _csrf: await tokenOn(clerk, FORM) },
          { ...SAME_SITE, origin: 'https://evil.example' },
        ),
    ],
    [
      'from another site, by Sec-Fetch-Site',
      async (clerk) =>
        clerk.post(
          FORM,
          { ...FIELDS, _csrf: await tokenOn(clerk, FORM) },
          { 'sec-fetch-site': 'cross-site' },
        ),
    ],
    [
      'from a neighbour under the same domain',
      async (clerk) =>
        clerk.post(FORM, { ...FIELDS, _csrf: await tokenOn(clerk, FORM) }, { 'sec-fetch-site': 'same-site' }),
    ],
    [
      'from a sandboxed frame',
      async (clerk) =>
        clerk.post(FORM, { ...FIELDS, _csrf: await tokenOn(clerk, FORM) }, { ...SAME_SITE, origin: 'null' }),
    ],
  ];

  it.each(attempts)('%s', async (_how, attempt) => {
    const { clerk, colleague } = await startDesk();
    const districts = async () => (await clerk.get('/desk/districts')).$('tbody tr').length;
    const answer = await attempt(clerk, colleague);
    expect(answer.status).toBe(403);
    expect(await districts()).toBe(0);
  });
});

describe('an old browser that sends no Sec-Fetch-Site', () => {
  const send = async (headers: Record<string, string>) => {
    const { clerk } = await startDesk();
    const fields = { ...FIELDS, _csrf: await tokenOn(clerk, FORM) };
    const body = new URLSearchParams(fields).toString();
    const cookie = [...clerk.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await clerk.app.inject({
      method: 'POST',
      url: FORM,
      payload: body,
      headers: { ...type, cookie, ...headers },
    });
    return answer.statusCode;
  };

  it.each([
    ['its Origin is this host', { host: 'rd.example.cn', origin: 'http://rd.example.cn' }, 303],
    [
      'its Referer is a page of this host',
      { host: 'rd.example.cn', referer: 'http://rd.example.cn/desk' },
      303,
    ],
    ['it says nothing at all', { host: 'rd.example.cn' }, 403],
    [
      'its Referer is another host',
      { host: 'rd.example.cn', referer: 'http://evil.example/rd.example.cn' },
      403,
    ],
    ['its Origin is another port', { host: 'rd.example.cn', origin: 'http://rd.example.cn:8080' }, 403],
    ['its Origin is no address', { host: 'rd.example.cn', origin: 'rd.example.cn' }, 403],
  ])('is believed only when %s', async (_what, headers, status) => {
    expect(await send(headers as Record<string, string>)).toBe(status);
  });

  it('is believed behind a proxy that changes the host, when it names the public address', async () => {
    const store = await openWorld();
    const app = await startApp(store, undefined, { publicUrl: 'https://rd.example.cn' });
    await addAccount(store, '李干事', ['clerk']);
    const clerk = await browserOf(app, '李干事');
    const fields = { ...FIELDS, _csrf: await tokenOn(clerk, FORM) };
    expect((await clerk.post(FORM, fields, { origin: 'https://rd.example.cn' })).status).toBe(303);
  });
});

describe('signing in', () => {
  it('needs the token of the sign-in page too', async () => {
    const { clerk, store } = await startDesk();
    const stranger = new Browser(clerk.app);
    const entries = await store.version();
    const fields = { login: '李干事', password: 'x', next: '' };
    expect((await stranger.post('/login', fields)).status).toBe(403);
    const token = await tokenOn(new Browser(clerk.app), '/login');
    expect((await stranger.post('/login', { ...fields, _csrf: token })).status).toBe(403);
    expect(await store.version()).toBe(entries);
  });
});

describe('a page that has grown old', () => {
  it('shows what was typed and takes it at the second try', async () => {
    const { clerk } = await startDesk();
    const expired = await clerk.post(FORM, { ...FIELDS, villages: '楠新村\n文林村', _csrf: 'old' });
    expect(expired.status).toBe(403);
    expect(expired.$('h1').text()).toBe('页面已过期，请再次提交');
    const again = await sendAgain(clerk, expired);
    expect(again).toMatchObject({ status: 303, location: '/desk/districts' });
    expect((await clerk.get('/desk/districts')).text).toContain('楠新村、文林村');
  });

  it('never shows a password again', async () => {
    const { clerk } = await startDesk();
    const fields = { current: '现在的密码是这个', password: '以后的密码是那个', _csrf: 'old' };
    const expired = await clerk.post('/account/password', fields);
    expect(expired.status).toBe(403);
    expect(expired.response.body).not.toContain('密码是');
  });

  it('shows nothing of what another site sent', async () => {
    const { clerk } = await startDesk();
    const answer = await clerk.post(FORM, { ...FIELDS, _csrf: 'old' }, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('楠新');
  });

  it('keeps what was typed when the session is over: sign in elsewhere, send it again', async () => {
    const { clerk } = await startDesk();
    const _csrf = await tokenOn(clerk, FORM);
    clerk.cookies.delete('sid');
    const out = await clerk.post(FORM, { ...FIELDS, _csrf });
    expect(out.status).toBe(403);
    expect(out.$('h1').text()).toBe('您已经退出登录');
    expect(out.text).toContain('楠新选区');
    await clerk.signIn('李干事');
    const once = await sendAgain(clerk, out);
    expect(once.$('h1').text()).toBe('页面已过期，请再次提交');
    expect(await sendAgain(clerk, once)).toMatchObject({ status: 303, location: '/desk/districts' });
  });

  it('that was only a button leads to signing in', async () => {
    const { clerk } = await startDesk();
    const stranger = new Browser(clerk.app);
    expect(await stranger.post('/logout', {})).toMatchObject({ status: 303, location: '/login' });
  });
});

/** Presses the button of a page that shows what was typed. */
async function sendAgain(browser: Browser, page: Page): Promise<Page> {
  const form = page.$('main form');
  const fields = Object.fromEntries(
    form
      .find('input')
      .toArray()
      .map((input) => [page.$(input).attr('name') ?? '', page.$(input).attr('value') ?? '']),
  );
  return browser.post(form.attr('action') ?? '', fields);
}
