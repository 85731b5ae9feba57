import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/db/store.ts';
import { write } from '../../../src/db/write.ts';
import { findRosterEntry } from '../../../src/deputies/store.ts';
import type { NewMessage, Recipient } from '../../../src/messages/rules.ts';
import { tell } from '../../../src/messages/steps.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { ensureUnit } from '../../../src/units/steps.ts';
import { browserOf, startApp, testClock, type Page } from '../../support/app.ts';
import { addTestDeputy } from '../../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld } from '../../support/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const about = (title: string): NewMessage => ({
  kind: 'invited',
  subject: ['activity', title],
  detail: { title, day: '2026-03-25', time: '', place: '', answerBy: '' },
});

async function send(store: Store, recipient: Recipient, message: NewMessage, at = NOW): Promise<void> {
  await write(doingAt(store, at), async (tx) => {
    await tell(tx, at, [recipient], message);
    tx.record({ kind: 'setting.changed', subject: ['setting', 'x'] });
  });
}

async function personOf(store: Store, certificate: string): Promise<number> {
  const term = await getCurrentTerm(store.read);
  return (await findRosterEntry(store.read, term.id, certificate))?.person.id ?? 0;
}

async function startTwo() {
  const store = await openWorld();
  await addTestDeputy(store, '001', '田大利');
  await addTestDeputy(store, '002', '石兰');
  const [tian, shi] = [await personOf(store, '001'), await personOf(store, '002')];
  await addAccount(store, '田大利', ['deputy'], { personId: tian });
  await addAccount(store, '石兰', ['deputy', 'leader'], { personId: shi });
  const clock = testClock();
  const app = await startApp(store, clock);
  return {
    store,
    clock,
    app,
    tian: await browserOf(app, '田大利'),
    shi: await browserOf(app, '石兰'),
    ids: { tian, shi },
  };
}

const titles = (page: Page) =>
  page
    .$('.messages > li')
    .toArray()
    .map((row) => page.$(row).find('button.link strong, > a, > span').first().text());

const badge = (page: Page) => page.$('.masthead .count').text().replace(/\D/g, '');

describe('messages', () => {
  it('stand in a list, the unread first, with their number on every page of the deputy', async () => {
    const { store, tian, shi, ids } = await startTwo();
    for (const [index, title] of ['甲活动', '乙活动', '丙活动'].entries())
      await send(store, { personId: ids.tian }, about(title), NOW + index * MINUTE);
    const list = await tian.get('/my/messages');
    expect(titles(list)).toEqual(['请您参加：丙活动', '请您参加：乙活动', '请您参加：甲活动']);
    for (const url of ['/my', '/my/points', '/account']) expect(badge(await tian.get(url))).toBe('3');
    const action = list.$('.messages form').first().attr('action') ?? '';
    expect(await tian.submit('/my/messages', {}, action)).toMatchObject({
      status: 303,
      location: `/my/invitations/${encodeURIComponent('丙活动')}`,
    });
    expect(titles(await tian.get('/my/messages'))).toEqual([
      '请您参加：乙活动',
      '请您参加：甲活动',
      '请您参加：丙活动',
    ]);
    expect(badge(await tian.get('/my'))).toBe('2');
    expect(badge(await shi.get('/my'))).toBe('');
    expect((await shi.get('/my/messages')).$('.empty')).toHaveLength(1);
  });

  it('are not read by looking at the list, and reading them is no entry of the register', async () => {
    const { store, tian, ids } = await startTwo();
    await send(store, { personId: ids.tian }, about('甲活动'));
    const version = await store.version();
    await tian.get('/my/messages');
    expect(badge(await tian.get('/my/messages'))).toBe('1');
    await tian.submit('/my/messages', {}, '/my/messages/reading');
    expect(badge(await tian.get('/my/messages'))).toBe('');
    expect(await store.version()).toBe(version);
  });

  it('of somebody else are not found, and stay unread', async () => {
    const { store, tian, shi, ids } = await startTwo();
    await send(store, { personId: ids.tian }, about('甲活动'));
    const action = (await tian.get('/my/messages')).$('.messages form').attr('action') ?? '';
    expect((await shi.submit('/my/messages', {}, action)).status).toBe(404);
    expect((await shi.submit('/my/messages', {}, '/my/messages/reading')).status).toBe(303);
    for (const id of ['999', 'x', '-1'])
      expect((await tian.submit('/my/messages', {}, `/my/messages/${id}/reading`)).status).toBe(404);
    expect(badge(await tian.get('/my'))).toBe('1');
  });

  it('are cut into pages and kept for a year', async () => {
    const { store, clock, app, tian, ids } = await startTwo();
    for (let n = 1; n <= 31; n += 1)
      await send(store, { personId: ids.tian }, about(`活动${n}`), NOW + n * MINUTE);
    expect((await tian.get('/my/messages')).$('.messages > li')).toHaveLength(30);
    expect(titles(await tian.get('/my/messages?page=2'))).toEqual(['请您参加：活动1']);
    // Whoever stays away for half a year is shut out.
    for (const days of [150, 300]) {
      clock.now = NOW + days * DAY;
      await browserOf(app, '田大利');
    }
    clock.now = NOW + 366 * DAY + 30 * MINUTE;
    const later = await browserOf(app, '田大利');
    expect(badge(await later.get('/my'))).toBe('2');
    await later.submit('/my/messages', {}, '/my/messages/reading');
    clock.now = NOW + 5 * MINUTE;
    const earlier = await browserOf(app, '田大利');
    expect((await earlier.get('/my/messages')).$('.messages > li')).toHaveLength(2);
  });

  it('reach a unit in the same way, and only the unit', async () => {
    const { store, app, tian, ids } = await startTwo();
    const unitId = await write(doingAt(store), async (tx) => {
      tx.record({ kind: 'unit.created', subject: ['unit', '农业办'] });
      return ensureUnit(tx, '农业办');
    });
    await addAccount(store, '农业办', ['unit'], { unitId });
    await send(
      store,
      { unitId },
      {
        kind: 'proposal-changed',
        subject: ['proposal', '2026-001'],
        detail: { title: '修路', change: 'assigned' },
      },
    );
    await send(store, { personId: ids.tian }, about('甲活动'));
    const unit = await browserOf(app, '农业办');
    const list = await unit.get('/unit/messages');
    expect([titles(list), badge(list)]).toEqual([['《修路》已交办给您单位，请签收'], '1']);
    const action = list.$('.messages form').attr('action') ?? '';
    expect((await unit.submit('/unit/messages', {}, action)).location).toBe('/unit/proposals/2026-001');
    expect((await unit.get('/my/messages')).status).toBe(404);
    expect(titles(await tian.get('/my/messages'))).toEqual(['请您参加：甲活动']);
  });

  it('cannot reach an account that is nobody’s', async () => {
    const { store, app } = await startTwo();
    await addAccount(store, '某人', ['deputy']);
    const nobody = await browserOf(app, '某人');
    const page = await nobody.get('/my/messages');
    expect([page.status, page.$('.empty').length]).toEqual([200, 1]);
    expect((await nobody.submit('/account', {}, '/my/messages/reading')).status).toBe(404);
  });
});
