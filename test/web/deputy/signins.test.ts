import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/db/store.ts';
import { inviteDeputies } from '../../../src/meetings/actions.ts';
import type { MeetingRef } from '../../../src/meetings/store.ts';
import { found } from '../../../src/refusals.ts';
import { openSignIn } from '../../../src/signins/actions.ts';
import { digitsAt, tokenAt } from '../../../src/signins/codes.ts';
import { findSignInOf, listCheckIns } from '../../../src/signins/store.ts';
import { Browser, browserOf, startApp, testClock } from '../../support/app.ts';
import { addAttendee } from '../../support/attendees.ts';
import { addTestActivity, addTestSitting, openFour } from '../../support/meetings.ts';
import { addAccount, doingAt, NOW, PASSWORD } from '../../support/world.ts';

const TODAY = '2026-03-20';
const SECOND = 1000;

async function openHall() {
  const world = await openFour();
  const { store } = world;
  const ref = { type: 'sitting', id: await addTestSitting(store, TODAY) } as const;
  await openSignIn(doingAt(store), ref);
  await addAttendee(store, world.tian, '田大利');
  await addAccount(store, '人大专干', ['clerk']);
  const clock = testClock();
  const app = await startApp(store, clock);
  return { ...world, ref, clock, app };
}

const signerOf = async (store: Store, ref: MeetingRef) => found(await findSignInOf(store.read, ref));
const scanned = async (store: Store, ref: MeetingRef, at = NOW) =>
  `/my/sign-in/${tokenAt(await signerOf(store, ref), at)}`;
const checkedIn = async (store: Store, ref: MeetingRef) => {
  const rows = await listCheckIns(store.read, (await signerOf(store, ref)).id);
  return [...rows.values()].filter(({ undoneAt }) => undoneAt === null);
};

describe('a deputy who scans the code', () => {
  it('is shown the meeting and presses once; looking changes nothing, and no location is asked for', async () => {
    const { store, ref, app, clock, tian } = await openHall();
    const tianAt = await browserOf(app, '田大利');
    const url = await scanned(store, ref);
    const page = await tianAt.get(url);
    expect(page.text).toContain('第六届第一次会议');
    expect(page.text).toContain('不读取手机的位置');
    expect(await checkedIn(store, ref)).toEqual([]);
    clock.now = NOW + 300 * SECOND;
    const ticket = page.$('input[name=ticket]').attr('value') ?? '';
    const _csrf = page.$('input[name=_csrf]').first().attr('value') ?? '';
    const done = await tianAt.post(url, { _csrf, ticket });
    expect(done).toMatchObject({ status: 303, location: '/my/sign-in' });
    expect(await checkedIn(store, ref)).toMatchObject([{ deputyId: tian, method: 'scan', at: clock.now }]);
    expect((await tianAt.get('/my/sign-in')).text).toContain('田大利 已签到，10:05');
    const again = await tianAt.get(await scanned(store, ref, clock.now));
    expect(again.text).toContain('您已经在 10:05 签到');
    expect(again.$('input[name=ticket]')).toHaveLength(0);
  });

  it('and has to sign in first comes back within ten minutes, however slowly they type', async () => {
    const { store, ref, app, clock } = await openHall();
    const phone = new Browser(app);
    const url = await scanned(store, ref);
    const sent = await phone.get(url);
    expect(sent.location).toBe(`/login?next=${encodeURIComponent(url)}`);
    clock.now = NOW + 300 * SECOND;
    const back = await phone.submit('/login', { login: '田大利', password: PASSWORD, next: url });
    expect(back.location).toBe(url);
    const page = await phone.get(url);
    expect(page.$('input[name=ticket]')).toHaveLength(1);
    const fields = { ticket: page.$('input[name=ticket]').attr('value') ?? '' };
    expect((await phone.submit(url, fields)).location).toBe('/my/sign-in');
    const stranger = await browserOf(app, '田大利');
    expect((await stranger.get(url)).text).toContain('已经过期');
  });

  it('is told that a code is old, forged, or none of theirs', async () => {
    const { store, ref, app, clock } = await openHall();
    const url = await scanned(store, ref);
    const [visitor, tianAt] = [new Browser(app), await browserOf(app, '田大利')];
    const clerk = await browserOf(app, '人大专干');
    expect((await clerk.get(url)).text).toContain('不是本届人大代表的账号');
    clock.now = NOW + 90 * SECOND;
    for (const browser of [visitor, tianAt]) {
      const old = await browser.get(url);
      expect([old.status, old.text.includes('已经过期')]).toEqual([422, true]);
      expect((await browser.get('/my/sign-in/1.1.xxxxxxxxxxxxxxxxxxxxxx')).text).toContain('签到码不对');
    }
    expect(await checkedIn(store, ref)).toEqual([]);
  });

  it('at an activity of others is sent to the clerk', async () => {
    const { store, app } = await openHall();
    const { id } = await addTestActivity(store, { heldOn: TODAY }, null);
    await inviteDeputies(doingAt(store), id, { by: 'name', names: ['石兰'] });
    const ref = { type: 'activity', id } as const;
    await openSignIn(doingAt(store), ref);
    const page = await (await browserOf(app, '田大利')).get(await scanned(store, ref));
    expect(page.text).toContain('请找工作人员');
    expect(page.$('input[name=ticket]')).toHaveLength(0);
  });
});

describe('a deputy who types the digits', () => {
  it('is signed in, also with full-width digits and a space', async () => {
    const { store, ref, app } = await openHall();
    const tianAt = await browserOf(app, '田大利');
    const digits = digitsAt(await signerOf(store, ref), NOW);
    const typed = `${digits.slice(0, 3)} ${digits.slice(3).replace(/\d/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))}`;
    expect((await tianAt.submit('/my/sign-in', { code: typed })).location).toBe('/my/sign-in');
    expect(await checkedIn(store, ref)).toMatchObject([{ method: 'code' }]);
  });

  it('is told beside the field what is wrong, and waits after five wrong tries; others do not', async () => {
    const { store, ref, app, shi, clock } = await openHall();
    const tianAt = await browserOf(app, '田大利');
    expect((await tianAt.submit('/my/sign-in', { code: '12' })).$('#e-code').text()).toContain('6 位数字');
    const signer = await signerOf(store, ref);
    const wrong = ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777', '888888']
      .filter((code) => code !== digitsAt(signer, NOW))
      .slice(0, 5);
    for (const code of wrong) {
      const page = await tianAt.submit('/my/sign-in', { code });
      expect([page.status, page.$('#e-code').text().includes('数字不对')]).toEqual([422, true]);
    }
    const digits = digitsAt(signer, NOW);
    const refused = await tianAt.submit('/my/sign-in', { code: digits });
    expect([refused.status, refused.response.headers['retry-after']]).toEqual([429, '30']);
    await addAttendee(store, shi, '石兰');
    const other = await browserOf(app, '石兰');
    expect((await other.submit('/my/sign-in', { code: digits })).status).toBe(303);
    clock.now = NOW + 31 * SECOND;
    expect((await tianAt.submit('/my/sign-in', { code: digits })).status).toBe(303);
  });
});
