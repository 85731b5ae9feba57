import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { browserOf, startApp } from '../support/app.ts';
import { addAccount, openWorld } from '../support/world.ts';

const FIELDS = { number: '3', name: '楠新选区', villages: '', seats: '1' };

async function startDesk() {
  const store = await openWorld();
  await addAccount(store, '李干事', ['clerk']);
  const app = await startApp(store);
  const warnings: unknown[] = [];
  app.addHook('onRequest', async (request) => {
    request.log = Object.assign(Object.create(request.log) as typeof request.log, {
      warn: (...words: unknown[]) => void warnings.push(words),
    });
  });
  return { store, app, warnings, clerk: await browserOf(app, '李干事') };
}

describe('a posted form', () => {
  it('is taken without fields that it does not have; their names are logged, not what was in them', async () => {
    const { store, clerk, warnings } = await startDesk();
    const forged = 'role\r\n{"level":60,"msg":"forged"}';
    const extra = { ...FIELDS, termId: '99', state: 'published', _role: 'admin', [forged]: 'y' };
    expect((await clerk.submit('/desk/districts/new', extra)).status).toBe(303);
    const [entry] = await listAudit(store.read, { kind: 'district.created' }, { limit: 1, offset: 0 });
    expect(Object.keys(entry?.after as object).toSorted()).toEqual(['name', 'number', 'seats', 'villages']);
    const fields = ['termId', 'state', '_role', forged];
    const [[what, message] = []] = warnings as [object, string][];
    expect(what).toEqual({ route: '/desk/districts/new', fields, account: 1, ip: '127.0.0.1' });
    // The log is one line of JSON for each entry: no name can break out of its own.
    expect(message).toBe('fields of no form');
    expect(JSON.stringify(what)).not.toMatch(/[\r\n]/);
  });

  it('that is a button is remarked on when fields come with it; who was turned away is not', async () => {
    const { clerk, warnings } = await startDesk();
    await clerk.submit('/desk', { role: 'admin' }, '/desk/imports/999/discard');
    await clerk.submit('/desk', { role: 'admin' }, '/logout');
    expect(warnings).toEqual([
      [{ route: '/logout', fields: ['role'], account: 1, ip: '127.0.0.1' }, 'fields of no form'],
    ]);
  });

  it('with all its own fields is not remarked on', async () => {
    const { clerk, warnings } = await startDesk();
    await clerk.submit('/desk/districts/new', FIELDS);
    await clerk.submit('/desk', {}, '/logout');
    expect(warnings).toEqual([]);
  });

  it('in another language than that of forms is not read', async () => {
    const { clerk } = await startDesk();
    const _csrf = (await clerk.get('/desk/districts/new')).$('input[name=_csrf]').first().attr('value') ?? '';
    const cookie = [...clerk.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const send = (type: string) =>
      clerk.app.inject({
        method: 'POST',
        url: '/desk/districts/new',
        headers: { 'content-type': type, 'sec-fetch-site': 'same-origin', cookie },
        payload: JSON.stringify({ ...FIELDS, _csrf }),
      });
    for (const type of ['application/json', 'text/plain']) expect((await send(type)).statusCode).toBe(415);
  });

  it('is stored without control characters and without marks that turn the line around', async () => {
    const { store, clerk } = await startDesk();
    const name = '楠\0\u0007\u001b[31m\u0085\u202e\u2066新\u2069选区';
    await clerk.submit('/desk/districts/new', { ...FIELDS, name });
    const [entry] = await listAudit(store.read, { kind: 'district.created' }, { limit: 1, offset: 0 });
    expect(entry?.after).toMatchObject({ name: '楠[31m新选区' });
  });

  it.each([
    [
      'more fields than any form has',
      Object.fromEntries(Array.from({ length: 4001 }, (_, n) => [`f${n}`, '1'])),
    ],
    ['fields nested too deep', { 'a[b][c][d][e]': '1' }],
  ])('with %s is not understood', async (_what, fields) => {
    const { clerk } = await startDesk();
    expect((await clerk.submit('/desk/districts/new', fields as Record<string, string>)).status).toBe(400);
  });

  it('that is larger than a megabyte is refused', async () => {
    const { clerk } = await startDesk();
    expect(
      (await clerk.submit('/desk/districts/new', { ...FIELDS, villages: 'x'.repeat(1_100_000) })).status,
    ).toBe(413);
  });
});
