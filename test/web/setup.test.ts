import { describe, expect, it } from 'vitest';
import { listAccounts } from '../../src/accounts/store.ts';
import { countAudit } from '../../src/audit/store.ts';
import type { Store } from '../../src/db/store.ts';
import { issueSetupLink } from '../../src/settings/actions.ts';
import { findCurrentTerm, findTownship } from '../../src/settings/store.ts';
import { Browser, startApp } from '../support/app.ts';
import { openEmpty } from '../support/register.ts';
import { PASSWORD, TOWNSHIP } from '../support/world.ts';

const FIELDS = {
  ...TOWNSHIP,
  termNumber: '6',
  termStart: '2026.1.14',
  termEnd: '2031年1月13日',
  adminName: '李国庆',
  login: '李国庆',
  password: PASSWORD,
};

async function openNew(): Promise<{ store: Store; link: string; browser: Browser }> {
  const store = openEmpty();
  const link = `/setup/${await issueSetupLink(store)}`;
  return { store, link, browser: new Browser(await startApp(store)) };
}

describe('the set-up link of an empty register', () => {
  it('opens the form and makes township, term and first administrator, who can sign in', async () => {
    const { store, link, browser } = await openNew();
    expect((await browser.get(link)).$('h1').text()).toBe('建立登记册');
    expect(await browser.submit(link, FIELDS)).toMatchObject({ status: 303, location: '/login' });
    expect(await findTownship(store.read)).toMatchObject(TOWNSHIP);
    expect(await findCurrentTerm(store.read)).toMatchObject({
      number: 6,
      startOn: '2026-01-14',
      endOn: '2031-01-13',
    });
    expect(await listAccounts(store.read)).toMatchObject([
      { login: '李国庆', roles: ['clerk', 'presidium', 'admin'] },
    ]);
    expect((await browser.signIn('李国庆')).location).toBe('/desk');
  });

  it('works once and is dead afterwards', async () => {
    const { store, link, browser } = await openNew();
    const old = await browser.get(link);
    await browser.submit(link, FIELDS);
    expect((await browser.get(link)).status).toBe(404);
    const _csrf = old.$('input[name=_csrf]').attr('value') ?? '';
    const again = await browser.post(link, {
      ...FIELDS,
      login: '另一人',
      _csrf,
      _key: 'another-form-than-before',
    });
    expect(again.status).toBe(404);
    expect((await browser.post(link, { _csrf, name: '' })).status).toBe(404);
    expect(await listAccounts(store.read)).toHaveLength(1);
    expect(await issueSetupLink(store)).toBeNull();
  });

  it('answers a double submit the same', async () => {
    const { store, link, browser } = await openNew();
    const page = await browser.get(link);
    const [_csrf = '', _key = ''] = ['_csrf', '_key'].map((name) =>
      page.$(`input[name=${name}]`).attr('value'),
    );
    for (let n = 0; n < 2; n += 1)
      expect(await browser.post(link, { ...FIELDS, _csrf, _key })).toMatchObject({
        status: 303,
        location: '/login',
      });
    expect(await listAccounts(store.read)).toHaveLength(1);
  });

  it('is one only: a wrong one or one from before is not found', async () => {
    const { store, link, browser } = await openNew();
    expect((await browser.get('/setup/wrong')).status).toBe(404);
    expect((await browser.submit('/login', FIELDS, '/setup/wrong')).status).toBe(404);
    const newer = `/setup/${await issueSetupLink(store)}`;
    expect((await browser.get(link)).status).toBe(404);
    expect((await browser.get(newer)).status).toBe(200);
    expect(await countAudit(store.read, {})).toBe(0);
  });

  it('says everything that is wrong at once, keeps what was typed but the password, and writes nothing', async () => {
    const { store, link, browser } = await openNew();
    const wrong = await browser.submit(link, {
      ...FIELDS,
      divisionCode: '5111',
      termEnd: '2025-1-1',
      login: '李',
      password: '李国庆1',
    });
    expect(wrong.status).toBe(422);
    expect(
      wrong
        .$('.error-summary a')
        .toArray()
        .map((link_) => wrong.$(link_).attr('href')),
    ).toEqual(['#f-divisionCode', '#f-termEnd', '#f-login', '#f-password']);
    expect(wrong.$('#f-congressName').attr('value')).toBe(TOWNSHIP.congressName);
    expect(wrong.response.body).not.toContain('李国庆1"');
    const early = await browser.submit(link, { ...FIELDS, termEnd: '2025-1-1' });
    expect(early.$('#e-termEnd').text()).toContain('要晚于开始日期');
    expect(await findTownship(store.read)).toBeUndefined();
  });
});

describe('an empty register', () => {
  it('shows a visitor a friendly page', async () => {
    const { browser } = await openNew();
    for (const url of ['/', '/login']) expect((await browser.get(url)).status).toBe(200);
  });
});
