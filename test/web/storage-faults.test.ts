import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import type { Store } from '../../src/db/store.ts';
import { browserOf, startApp, testClock } from '../support/app.ts';
import { addAccount, NOW, openWorld } from '../support/world.ts';

const DISTRICT = { number: '7', name: '滨河选区', villages: '', seats: '1' };
const fault = (code: string) => Object.assign(new Error('storage'), { code });

/** A clerk at the desk of a register whose next writes fail while `storage.error` is set. */
async function openFailing() {
  const store = await openWorld();
  await addAccount(store, '何干事', ['clerk']);
  const storage: { error: Error | null } = { error: null };
  const failing: Store = {
    ...store,
    transaction: (work) => (storage.error ? Promise.reject(storage.error) : store.transaction(work)),
  };
  const clock = testClock();
  const browser = await browserOf(await startApp(failing, clock), '何干事');
  return { store, storage, clock, browser };
}

describe('storage that takes nothing', () => {
  it.each([
    ['SQLITE_FULL', 507, '磁盘已满，本次没有保存'],
    ['ENOSPC', 507, '磁盘已满，本次没有保存'],
    ['SQLITE_IOERR_WRITE', 503, '磁盘写不进去，本次没有保存'],
    ['SQLITE_BUSY', 503, '登记册正忙，本次没有保存'],
  ])('with %s is answered by %i, the reason and what was typed', async (code, status, title) => {
    const { browser, storage } = await openFailing();
    storage.error = new Error('wrapped', { cause: fault(code) });
    const page = await browser.submit('/desk/districts/new', DISTRICT);
    expect([page.status, page.$('h1').text()]).toEqual([status, title]);
    expect(page.$('main input[name=name]').attr('value')).toBe('滨河选区');
    storage.error = null;
    const typed = Object.fromEntries(
      page
        .$('main form input')
        .toArray()
        .map((field) => [page.$(field).attr('name') ?? '', page.$(field).attr('value') ?? '']),
    );
    expect((await browser.post('/desk/districts/new', typed)).status).toBe(303);
  });

  it('is told of in the trail once it works again', async () => {
    const { store, browser, storage, clock } = await openFailing();
    storage.error = fault('SQLITE_FULL');
    await browser.submit('/desk/districts/new', DISTRICT);
    clock.now = NOW + 1000;
    await browser.submit('/desk/districts/new', DISTRICT);
    storage.error = null;
    await browser.submit('/desk/districts/new', DISTRICT);
    const [entry] = await listAudit(store.read, { kind: 'storage.failed' }, { limit: 1, offset: 0 });
    expect(entry?.after).toEqual({ since: NOW, times: 2 });
  });

  it('lets those who are signed in go on reading, and gives a script the words alone', async () => {
    const { browser, storage, clock } = await openFailing();
    storage.error = fault('SQLITE_FULL');
    clock.now = NOW + 5 * 60_000;
    const page = await browser.get('/desk/districts');
    expect(page.status).toBe(200);
    const _csrf = page.$('input[name=_csrf]').first().attr('value') ?? '';
    const fields = { ...DISTRICT, _csrf };
    const answer = await browser.post('/desk/districts/new', fields, { accept: 'application/json' });
    expect([answer.status, answer.response.json()]).toEqual([507, { fault: '磁盘已满，本次没有保存' }]);
  });

  it('lets nobody sign in without an entry in the trail, and shows no password', async () => {
    const { browser, storage } = await openFailing();
    storage.error = fault('SQLITE_FULL');
    browser.cookies.clear();
    const page = await browser.signIn('何干事');
    expect(page.status).toBe(507);
    expect(page.response.body).not.toContain('春天');
  });
});
