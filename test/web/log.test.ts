import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { issueCards } from '../../src/accounts/actions/cards.ts';
import { buildApp } from '../../src/app.ts';
import * as tables from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { issueSetupLink } from '../../src/settings/actions.ts';
import { Browser, browserOf, TEST_CONFIG, testClock } from '../support/app.ts';
import { openEmpty } from '../support/register.ts';
import { addDistrict, addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, openWorld, PASSWORD } from '../support/world.ts';

const PHONE = '13812345678';
const OTHER_PHONE = '13987654321';
/** Made up; its check digit is right. */
const IDENTITY = '11010519491231002X';

async function openLogged(store: Store) {
  const lines: string[] = [];
  const log = { sink: { write: (line: string) => void lines.push(line) }, level: 'trace' };
  const app = await buildApp({ store, clock: testClock(), config: { ...TEST_CONFIG, quiet: false }, log });
  onTestFinished(() => app.close());
  return { app, lines };
}

const trailOf = async (store: Store) => JSON.stringify(await store.read.select().from(tables.auditEntry));

describe('the log and the trail', () => {
  it('hold no password, token, code, whole telephone number or identity number, whatever is done', async () => {
    const store = await openWorld();
    const districtId = await addDistrict(store);
    await addTestDeputy(store, '001', '田大利', { phone: PHONE });
    await addAccount(store, '工作人员甲', ['clerk', 'presidium', 'admin']);
    const accountId = await addAccount(store, '石兰', ['admin']);
    const { app, lines } = await openLogged(store);

    const visitor = new Browser(app);
    await visitor.signIn('工作人员甲', '猜错的密码-guess');
    await visitor.post('/login', { login: '工作人员甲', password: '没有令牌-secret', _csrf: 'x' });
    const clerk = await browserOf(app, '工作人员甲');
    const token = clerk.cookies.get('sid') ?? '';
    const csrf = (await clerk.get('/account')).$('input[name=_csrf]').first().attr('value') ?? '';

    const edit = '/desk/deputies/001/edit';
    const page = await clerk.get(edit);
    const values = Object.fromEntries(
      page
        .$('main form input[name], main form select[name], main form textarea[name]')
        .toArray()
        .filter((field) => page.$(field).attr('type') !== 'checkbox')
        .map((field) => [page.$(field).attr('name') ?? '', String(page.$(field).val() ?? '')]),
    );
    expect(values['phone']).toBe(PHONE);
    const changed = await clerk.post(edit, { ...values, phone: OTHER_PHONE, districtId: String(districtId) });
    expect(changed.status).toBe(303);
    expect((await clerk.post(edit, { ...values, phone: `${PHONE}x`, strange: PHONE })).status).toBe(422);
    const shown = await clerk.submit('/desk/deputies/001', {}, '/desk/deputies/001/phone');
    expect(shown.text).toContain(OTHER_PHONE);
    await clerk.get(`/desk/deputies?q=${OTHER_PHONE}`);
    const noted = await clerk.submit('/desk/districts/new', { number: '8', name: `选区${IDENTITY}` });
    expect([noted.status, noted.text.includes('不要写身份证号码')]).toEqual([422, true]);

    const [card] = await issueCards(doingAt(store), [accountId]);
    const code = card?.code ?? '';
    const owner = new Browser(app);
    await owner.get(`/card/${code}`);
    await owner.submit('/card', { code });
    await owner.submit('/card', { code: 'wrong-code-guess' });
    const answer = await clerk.submit(
      '/account',
      { current: PASSWORD, password: '全新的长密码-fresh' },
      '/account/password',
    );
    expect(answer.status).toBeLessThan(500);

    const everything = `${lines.join('\n')}\n${await trailOf(store)}`;
    const secrets = [
      PASSWORD,
      '猜错的密码-guess',
      '没有令牌-secret',
      '全新的长密码-fresh',
      token,
      csrf,
      code,
      'wrong-code-guess',
      PHONE,
      OTHER_PHONE,
      IDENTITY,
    ];
    expect(secrets.every((secret) => secret.length > 5)).toBe(true);
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
    // The log was on, and the trail tells what was done.
    expect(lines.length).toBeGreaterThan(20);
    for (const kind of ['deputy.changed', 'deputy.phone-shown', 'session.refused', 'session.opened'])
      expect(everything).toContain(`"${kind}"`);
    expect(everything).toContain('139****4321');
  });

  it('hold no link to set up the register, even when it is used', async () => {
    const store = openEmpty();
    const link = (await issueSetupLink(store)) ?? '';
    const { app, lines } = await openLogged(store);
    await new Browser(app).get(`/setup/${link}`);
    expect(link.length).toBeGreaterThan(20);
    expect(lines.some((line) => line.includes('/setup/:token'))).toBe(true);
    expect(lines.join('\n')).not.toContain(link);
  });

  it('tell of a query that fails the query and its cause, and none of its values', async () => {
    const store = await openWorld();
    const { app, lines } = await openLogged(store);
    // As PostgreSQL's queries fail; SQLite's tell no values of themselves.
    app.get('/fault', { config: { access: 'anyone' } }, async () => {
      const cause = new Error('UNIQUE constraint failed');
      throw new DrizzleQueryError('insert into account values (?, ?)', [PHONE, 'argon-secret'], cause);
    });
    const page = await new Browser(app).get('/fault');
    expect(page.status).toBe(500);
    const told = lines.join('\n');
    expect(told).toContain('insert into');
    expect(told).toContain('UNIQUE constraint failed');
    expect(told).not.toContain(PHONE);
    expect(told).not.toContain('argon-secret');
    expect(page.text).toContain(/"reqId":"([0-9a-f]{16})","err"/.exec(told)?.[1] ?? 'no reference');
  });

  it('cannot be forged by a line break or an escape in what is typed', async () => {
    const store = await openWorld();
    const { app, lines } = await openLogged(store);
    await new Browser(app).post('/login', { 'login\r\n{"level":60}\u001b[31m': 'x', _csrf: 'x' });
    await new Browser(app).get('/%0d%0a%1b[31m');
    for (const line of lines) {
      expect(line.trimEnd()).not.toMatch(/[\p{Cc}]/u);
      expect(() => JSON.parse(line) as unknown).not.toThrow();
    }
  });
});
