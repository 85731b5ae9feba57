import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { createAccount, setDisabled } from '../../src/accounts/actions.ts';
import { findAccount, listAccounts, updateAccount } from '../../src/accounts/store.ts';
import { keepHouse } from '../../src/db/write.ts';
import { Browser, browserOf, startApp, testClock } from '../support/app.ts';
import { openEmpty } from '../support/register.ts';
import { addTestDeputy, personOfDeputy } from '../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld, PASSWORD, TOWNSHIP } from '../support/world.ts';
import { issueSetupLink } from '../../src/settings/actions.ts';

const DAY = 24 * 60 * 60_000;
const NEXT = '另一句记得住的话';

async function openOffice() {
  const store = await openWorld();
  const admin = await addAccount(store, '管理员', ['admin']);
  const id = await addAccount(store, '李干事', ['clerk']);
  const clock = testClock();
  return { store, admin, id, clock, app: await startApp(store, clock) };
}

const change = (browser: Browser, current: string, password: string) =>
  browser.submit('/account', { current, password }, '/account/password');

describe('a new password', () => {
  it('shorter than eight characters is refused, of 64 and of 200 is taken as it is, of 201 is refused', async () => {
    const { app } = await openOffice();
    const clerk = await browserOf(app, '李干事');
    const long = (length: number) =>
      Array.from({ length }, (_, n) => '春眠不觉晓处闻啼鸟'.charAt(n % 9)).join('');
    for (const [password, words] of [
      ['七个字的密码啊', '至少 8 个字符'],
      [long(201), '最多 200 个字符'],
    ] as const) {
      const refused = await change(clerk, PASSWORD, password);
      expect([refused.status, refused.$('#e-password').text()]).toEqual([
        422,
        expect.stringContaining(words),
      ]);
    }
    expect((await change(clerk, PASSWORD, long(64))).status).toBe(303);
    expect((await change(clerk, long(64), long(200))).status).toBe(303);
    const tries = [long(200).slice(0, -1), `${long(200)}x`, `${long(200)} `, long(72), long(128)];
    for (const almost of tries.slice(0, 4))
      expect((await new Browser(app).signIn('李干事', almost)).status).toBe(422);
    expect((await clerk.get('/desk')).status).toBe(200);
    expect((await signInWith(app, '李干事', long(200))).status).toBe(303);
  });

  it('is taken only with the present one', async () => {
    const { app } = await openOffice();
    const clerk = await browserOf(app, '李干事');
    for (const current of ['', '不是这个密码', `${PASSWORD} `])
      expect((await change(clerk, current, NEXT)).$('#e-current')).toHaveLength(1);
    expect((await new Browser(app).signIn('李干事')).status).toBe(303);
  });

  it('made of what everybody knows of its owner or of the township is refused, with words on a better one', async () => {
    const store = await openWorld();
    const deputyId = await addTestDeputy(store, '001', '田大利', { phone: '13800138642' });
    const personId = await personOfDeputy(store, deputyId);
    const account = { login: 'tdl', name: '田大利', roles: ['deputy'], personId } as const;
    const { code } = await createAccount(doingAt(store), account);
    const phone = new Browser(await startApp(store));
    const told = [];
    const weak =
      'rd123456 12345678 tiandali1968 tdl19680101 春天13800138642 abcd138642xyz huilong2026 回龙镇@2026 password1';
    for (const password of weak.split(' ')) {
      const page = await phone.submit('/card', { code, password }, '/card/password');
      expect([password, page.status]).toEqual([password, 422]);
      told.push(page.$('#e-password').text());
    }
    expect(told.filter((text) => !text.includes('自己记得住'))).toEqual([]);
    expect(told[4]).toContain('手机号');
    expect((await phone.submit('/card', { code, password: PASSWORD }, '/card/password')).status).toBe(303);
  });

  it('of the first administrator may not be made of the township or of their name either', async () => {
    const store = openEmpty();
    const link = `/setup/${await issueSetupLink(store)}`;
    const browser = new Browser(await startApp(store));
    const fields = {
      ...TOWNSHIP,
      termNumber: '6',
      termStart: '2026-1-14',
      termEnd: '2031-1-13',
      adminName: '李国庆',
      login: 'admin1',
    };
    for (const password of ['huilong123', 'liguoqing66', 'admin12345']) {
      const page = await browser.submit(link, { ...fields, password });
      expect([password, page.status, page.$('#e-password').length]).toEqual([password, 422, 1]);
    }
    expect((await browser.submit(link, { ...fields, password: PASSWORD })).status).toBe(303);
    expect((await browser.get(link)).status).toBe(404);
  });
});

function signInWith(app: Browser['app'], login: string, password: string) {
  return new Browser(app).signIn(login, password);
}

describe('a stored password', () => {
  it('is an argon2id hash, another one for each of two people with the same password', async () => {
    const { store } = await openOffice();
    const hashes = (await listAccounts(store.read)).map(({ passwordHash }) => passwordHash ?? '');
    expect(hashes.every((one) => one.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('that was hashed with weaker parameters is hashed anew at the next sign-in, and only then', async () => {
    const { store, id, app } = await openOffice();
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await keepHouse(store, (queries) =>
      updateAccount(queries as Parameters<typeof updateAccount>[0], id, { passwordHash: weak }),
    );
    expect((await new Browser(app).signIn('李干事', '不是这个密码')).status).toBe(422);
    expect((await findAccount(store.read, id))?.passwordHash).toBe(weak);
    await browserOf(app, '李干事');
    const strong = (await findAccount(store.read, id))?.passwordHash;
    expect(strong).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await browserOf(app, '李干事');
    expect((await findAccount(store.read, id))?.passwordHash).toBe(strong);
  });
});

describe('a forgotten password', () => {
  it('is replaced by the owner with a random code of a day; the administrator never chooses or sees one', async () => {
    const { store, id, clock, app } = await openOffice();
    const clerk = await browserOf(app, '李干事');
    const admin = await browserOf(app, '管理员');
    for (const url of [`/desk/accounts/${id}`, `/desk/accounts/${id}/edit`, '/desk/accounts/new'])
      expect((await admin.get(url)).$('main input[type=password]')).toHaveLength(0);
    await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/card`);
    const cards = await admin.get('/desk/accounts/cards');
    expect(cards.text).toContain('2026-03-21 10:00 前使用');
    const code = cards
      .$('.card-code span')
      .toArray()
      .map((part) => cards.$(part).text())
      .join('-');
    expect(code).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/);
    expect((await clerk.get('/desk')).status).toBe(303);
    expect((await new Browser(app).signIn('李干事')).status).toBe(422);
    expect((await new Browser(app).signIn('李干事', code)).status).toBe(422);
    clock.now = NOW + DAY + 1;
    expect((await new Browser(app).submit('/card', { code })).status).toBe(422);
    clock.now = NOW + DAY;
    const own = await new Browser(app).submit('/card', { code, password: NEXT }, '/card/password');
    expect(own.location).toBe('/desk');
    expect((await new Browser(app).submit('/card', { code })).status).toBe(422);
    expect((await findAccount(store.read, id))?.passwordHash).toContain('$argon2id$');
  });

  it('gets a card of a day also when the first one was lost; an account’s first card may wait for sixty days', async () => {
    const { store, id, clock, app } = await openOffice();
    const { id: first } = await createAccount(doingAt(store), {
      login: '石兰',
      name: '石兰',
      roles: ['clerk'],
    });
    const admin = await browserOf(app, '管理员');
    for (const account of [id, id, first]) await admin.submit('/desk', {}, `/desk/accounts/${account}/card`);
    clock.now += 5 * 60_000;
    expect((await admin.get(`/desk/accounts/${id}`)).text).toContain('登录卡 2026-03-21 10:00 前有效');
    expect((await admin.get(`/desk/accounts/${first}`)).text).toContain('登录卡 2026-05-19 10:00 前有效');
  });
});

describe('an account that nobody used for 180 days', () => {
  it('is shut out, told why with the right password only, shown to the administrator and let in again', async () => {
    const { id, clock, app } = await openOffice();
    await browserOf(app, '李干事');
    clock.now = NOW + 180 * DAY;
    await browserOf(app, '管理员');
    clock.now += 1;
    const wrong = await new Browser(app).signIn('李干事', '不是这个密码');
    expect(wrong.$('#e-login').text()).toContain('登录名或密码不对');
    const refused = await new Browser(app).signIn('李干事');
    expect([refused.status, refused.$('#e-login').text()]).toEqual([422, expect.stringContaining('180 天')]);
    expect(refused.response.cookies.some(({ name }) => name === 'sid')).toBe(false);
    const admin = await browserOf(app, '管理员');
    expect((await admin.get('/desk/accounts?state=unused')).$('tbody th').text()).toBe('李干事');
    expect((await admin.get(`/desk/accounts/${id}`)).text).toContain('已经自动停用');
    await admin.submit(`/desk/accounts/${id}`, {}, `/desk/accounts/${id}/enabling`);
    expect((await new Browser(app).signIn('李干事')).status).toBe(303);
  });

  it('is never the last administrator who can come in', async () => {
    const { store, clock, app } = await openOffice();
    const other = await addAccount(store, '副管理员', ['admin']);
    await browserOf(app, '管理员');
    clock.now += DAY;
    await browserOf(app, '副管理员');
    clock.now += 400 * DAY;
    expect((await new Browser(app).signIn('管理员')).status).toBe(422);
    expect((await new Browser(app).signIn('副管理员')).status).toBe(303);
    clock.now += 400 * DAY;
    await setDisabled(doingAt(store, clock.now), other, true);
    expect((await new Browser(app).signIn('管理员')).status).toBe(303);
  });
});

describe('a new register', () => {
  it('has no account and lets nobody in but by the link of its set-up', async () => {
    const store = openEmpty();
    await issueSetupLink(store);
    const app = await startApp(store);
    expect(await listAccounts(store.read)).toEqual([]);
    for (const [login, password] of [
      ['admin', 'admin'],
      ['admin', 'admin123'],
      ['root', 'root'],
      ['管理员', '12345678'],
    ] as const)
      expect((await new Browser(app).signIn(login, password)).status).toBe(422);
    expect((await new Browser(app).get('/setup')).status).toBe(404);
  });
});
