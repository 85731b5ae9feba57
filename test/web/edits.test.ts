import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import type { Store } from '../../src/db/store.ts';
import { reassignProposal } from '../../src/proposals/actions.ts';
import { shanghaiDay } from '../../src/lib/dates.ts';
import { findUnitByName } from '../../src/units/store.ts';
import { createUnit } from '../../src/units/actions.ts';
import { createCongressSession } from '../../src/meetings/actions.ts';
import { createDistrict } from '../../src/districts/actions.ts';
import { browserOf, startApp, testClock, type Browser, type Page } from '../support/app.ts';
import { addAccount, doingAt, openWorld } from '../support/world.ts';
import { missingIn } from '../support/page-rules.ts';
import { found } from '../../src/refusals.ts';
import { addressOf, examplesFor } from '../house/addresses.ts';
import { openTownship } from '../house/township.ts';
import { YEAR_END } from './public/sample-world.ts';
import { EDIT_ROWS, type EditRow } from './edit-rows.ts';
import { valuesIn } from './staff/scheme-forms.ts';

interface Site {
  store: Store;
  address: (row: EditRow) => string;
  /** Two people of each role, or one person on two devices; the first is called as the role. */
  pairs: ReadonlyMap<string, readonly [Browser, Browser]>;
}

/** What has no address of its own in test/house/addresses.ts, or is changed already there. */
const SPECIAL: Readonly<Record<string, string>> = {
  '/desk/reports/:year/:certificate': '/desk/reports/2026/002',
  '/my/statements/edit': '/my/statements/edit?quarter=2026Q4&record=',
  '/desk/proposals/:number/steps/withhold': '/desk/proposals/2026-001/steps/withhold',
  '/desk/proposals/:number/steps/oversee': '/desk/proposals/2026-900/steps/oversee',
  '/desk/proposals/:number/steps/reassign': '/desk/proposals/2026-900/steps/reassign',
  '/unit/proposals/:number/steps/contribute': '/unit/proposals/2026-900/steps/contribute',
};

async function openSite(): Promise<Site> {
  const { store, ...codes } = await openTownship();
  const account = await addAccount(store, '待改', ['clerk']);
  await addAccount(store, '王五', ['clerk']);
  await addAccount(store, '赵六', ['admin']);
  await addAccount(store, '孙七', ['presidium']);
  await makeHelper(store);
  // Of the first one is published already what it is called.
  const session = await createCongressSession(doingAt(store, YEAR_END), { title: '临时会议', regular: true });
  const app = await startApp(store, testClock(YEAR_END));
  const pairs = new Map<string, readonly [Browser, Browser]>();
  for (const [role, other] of Object.entries({
    clerk: '王五',
    admin: '赵六',
    presidium: '孙七',
    deputy: 'deputy',
    unit: 'unit',
  }))
    pairs.set(role, [await browserOf(app, role), await browserOf(app, other)]);
  const special: Readonly<Record<string, string>> = {
    ...SPECIAL,
    '/desk/accounts/:id/edit': `/desk/accounts/${account}/edit`,
    '/desk/sessions/:id/edit': `/desk/sessions/${session}/edit`,
  };
  const address = ({ route }: EditRow) => special[route] ?? addressOf(route, examplesFor(codes));
  return { store, pairs, address };
}

/** Two clerks and one district. */
async function openDesk(): Promise<Site> {
  const store = await openWorld();
  await addAccount(store, 'clerk', ['clerk']);
  await addAccount(store, '王五', ['clerk']);
  await createDistrict(doingAt(store), { number: '1', name: '一片', villages: [], seats: 3 });
  const app = await startApp(store);
  const pair = [await browserOf(app, 'clerk'), await browserOf(app, '王五')] as const;
  return { store, pairs: new Map([['clerk', pair]]), address: () => '/desk/districts/1/edit' };
}

/** The unit of the account helps with the proposal that it had in hand. */
async function makeHelper(store: Store): Promise<void> {
  const doing = doingAt(store, YEAR_END);
  const helper = (await findUnitByName(store.read, '农业办'))?.id ?? 0;
  const leadUnitId = await createUnit(doing, '水利站');
  const units = { leadUnitId, coUnitIds: [helper], assignedOn: shanghaiDay(YEAR_END), complex: false };
  await reassignProposal(doing, '2026-900', units, '改由水利站主办');
}

/** Whoever is to contribute has signed for it, after whatever reassigned it. */
async function signFor({ pairs }: Site): Promise<void> {
  const [unit] = pairs.get('unit') ?? [];
  await unit?.submit(PROPOSAL, {}, `${PROPOSAL}/steps/sign-for`);
}

const PROPOSAL = '/unit/proposals/2026-900';
const FORM = 'main form:has(input[name=_seen])';

function editForm({ $ }: Page, url: string): string {
  const path = url.split('?')[0];
  const fits = $(FORM)
    .toArray()
    .findIndex((form) => ($(form).attr('action') ?? url).split('?')[0] === path);
  expect(fits, `form with a seal on ${url}: ${$('h1').text()}`).toBeGreaterThanOrEqual(0);
  $(FORM).eq(fits).attr('data-edit', 'yes');
  return 'form[data-edit]';
}

/** What the form of a page would send, with these fields typed over; '' of a checkbox leaves it out. */
function filled(page: Page, url: string, typed: Readonly<Record<string, string>>) {
  const values: Record<string, string | string[]> = { ...valuesIn(page.$, editForm(page, url)), ...typed };
  for (const [name, value] of Object.entries(typed))
    if (value === '' && page.$(`input[type=checkbox][name=${name}]`).length > 0) delete values[name];
  return values;
}

/** What stands in the register, as the form shows it. */
async function shown(browser: Browser, url: string, names: readonly string[]) {
  const page = await browser.get(url);
  const values = valuesIn(page.$, editForm(page, url));
  return Object.fromEntries(names.map((name) => [name, [values[name] ?? ''].flat()[0]]));
}

async function collide({ address, pairs }: Site, row: EditRow, second: Readonly<Record<string, string>>) {
  const url = address(row);
  const [a, b] = pairs.get(row.role) ?? [];
  if (!a || !b) throw new Error(row.role);
  const [pageA, pageB] = [await a.get(url), await b.get(url)];
  const saved = await a.post(url, filled(pageA, url, { ...row.first, ...row.also }));
  expect(`${saved.status} ${saved.$('.error-summary, .lead').text()}`).toMatch(/^303/);
  const told = await b.post(url, filled(pageB, url, { ...second, ...row.also }));
  return { url, b, told };
}

const take = (browser: Browser, url: string, told: Page, how: 'mine' | 'merge', typed = {}) =>
  browser.post(url, { ...valuesIn(told.$, 'main form:has(input[name=_seen])'), _take: how, ...typed });

describe('of two who edit the same thing, the one who saves second', () => {
  it(
    'is shown both versions and may save the own: on every page that edits',
    { timeout: 60_000 },
    async () => {
      const site = await openSite();
      for (const row of EDIT_ROWS) await expectBothShown(site, row);
    },
  );

  it('merges field by field: on every page with several', { timeout: 60_000 }, async () => {
    const site = await openSite();
    for (const row of EDIT_ROWS.filter(({ beside }) => beside)) {
      const beside = row.beside ?? {};
      const { url, b, told } = await collide(site, row, beside);
      expect(told.status, row.route).toBe(409);
      expect((await take(b, url, told, 'merge')).status, row.route).toBe(303);
      const both = { ...row.first, ...beside };
      expect(await shown(b, url, Object.keys(both)), row.route).toEqual(both);
    }
  });

  it('must decide what both changed before a merge is saved', async () => {
    const { url, b, told } = await collide(await openDesk(), DISTRICT, { name: '乙片' });
    const asked = await take(b, url, told, 'merge');
    expect([asked.status, asked.text.includes('还有没选的')]).toEqual([409, true]);
    expect((await take(b, url, asked, 'merge', { '_use-name': 'theirs' })).status).toBe(303);
    expect(await shown(b, url, ['name'])).toEqual({ name: '甲片' });
  });

  it('is asked again when a third saved in the meantime', async () => {
    const site = await openDesk();
    const { url, b, told } = await collide(site, DISTRICT, { name: '乙片' });
    await collide(site, { ...DISTRICT, first: { name: '丙片' } }, { name: '丙片' });
    const asked = await take(b, url, told, 'mine');
    expect([asked.status, asked.text.includes('丙片')]).toEqual([409, true]);
    expect(await shown(b, url, ['name'])).toEqual({ name: '丙片' });
  });

  it('and typed what the first saved loses nothing and is not asked', async () => {
    const { told } = await collide(await openDesk(), DISTRICT, { name: '甲片' });
    expect(told.status).toBe(303);
  });

  it('gets the same answer to the same form sent twice', async () => {
    const { url, b, told } = await collide(await openDesk(), DISTRICT, { name: '乙片', seats: '5' });
    const form = { ...valuesIn(told.$, FORM), _take: 'merge', '_use-name': 'theirs' };
    expect([(await b.post(url, form)).status, (await b.post(url, form)).status]).toEqual([303, 303]);
    expect(await shown(b, url, ['name', 'seats'])).toEqual({ name: '甲片', seats: '5' });
  });

  it('is asked too when the form does not say what it showed', async () => {
    const { pairs, address } = await openDesk();
    const [a] = pairs.get('clerk') ?? [];
    const url = address(DISTRICT);
    const { _seen, ...rest } = filled(await found(a).get(url), url, { name: '甲片' });
    expect(_seen).toBeDefined();
    const told = await found(a).post(url, rest);
    expect([told.status, told.text.includes('系统看不出这一页是什么时候打开的')]).toEqual([409, true]);
    expect((await take(found(a), url, told, 'mine')).status).toBe(303);
    expect(await shown(found(a), url, ['name'])).toEqual({ name: '甲片' });
  });

  it('keeps the seal and the choices of a form that had grown old', async () => {
    const { url, b, told } = await collide(await openDesk(), DISTRICT, { name: '乙片' });
    const form = { ...valuesIn(told.$, FORM), _take: 'merge', '_use-name': 'theirs', _csrf: 'old' };
    const expired = await b.post(url, form);
    expect(expired.status).toBe(403);
    expect((await b.post(url, valuesIn(expired.$, 'main form'))).status).toBe(303);
    expect(await shown(b, url, ['name'])).toEqual({ name: '甲片' });
  });
});

const DISTRICT: EditRow = { role: 'clerk', route: '', first: { name: '甲片' }, second: {} };

async function expectBothShown(site: Site, row: EditRow): Promise<void> {
  const { route } = row;
  if (row.role === 'unit') await signFor(site);
  const [name, first] = Object.entries(row.first)[0] ?? ['', ''];
  const second = row.second[name] ?? '';
  const { url, b, told } = await collide(site, row, row.second);
  expect(told.status, `${route} ${told.text}`).toBe(409);
  expect(missingIn(told.$), route).toEqual([]);
  expect(told.text, route).toContain('还没有保存');
  expect(told.text, route).toContain(/deputy|unit/.test(row.role) ? '您自己' : `被 ${row.role} 在`);
  const titles = told.$('main h3').toArray();
  expect(titles.map((title) => told.$(title).text().trim() !== '')).toEqual(titles.map(() => true));
  if (second !== '') {
    expect(told.$('.version p.text').text(), route).toContain(first);
    expect(valuesIn(told.$, FORM)[name], route).toEqual([second]);
  }
  expect((await shown(b, url, [name]))[name] ?? '', route).toBe(first);
  const saved = await take(b, url, told, 'mine');
  expect(`${saved.status} ${saved.text.slice(0, 100)}`, route).toMatch(/^303/);
  expect((await shown(b, url, [name]))[name] ?? '', route).toBe(second);
  const [entry] = (await listAudit(site.store.read, {}, { limit: 3, offset: 0 })).filter(
    ({ before }) => before !== null,
  );
  expect(JSON.stringify(entry?.before), route).not.toBe(JSON.stringify(entry?.after));
}
