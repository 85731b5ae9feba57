import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import type { Store } from '../../src/db/store.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import { recordAttendance } from '../../src/meetings/actions.ts';
import type { MeetingRef } from '../../src/meetings/store.ts';
import { Refused, found } from '../../src/refusals.ts';
import {
  checkInByCode,
  checkInByHand,
  checkInByTicket,
  closeSignIn,
  openSignIn,
  undoCheckIn,
} from '../../src/signins/actions.ts';
import { digitsAt, ticketFor, tokenAt } from '../../src/signins/codes.ts';
import { loadSignInList } from '../../src/signins/list.ts';
import { scanToken } from '../../src/signins/scan.ts';
import { findSignInOf } from '../../src/signins/store.ts';
import { addActor, addAttendee } from '../support/attendees.ts';
import { addTestActivity, addTestSitting, openFour } from '../support/meetings.ts';
import { doingAt, NOW } from '../support/world.ts';

const TODAY = '2026-03-20';
const MINUTE = 60_000;

const reasonOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.reason : (error as Error).constructor.name),
  );

async function openHall() {
  const world = await openFour();
  const { store } = world;
  const ref = { type: 'sitting', id: await addTestSitting(store, TODAY) } as const;
  await openSignIn(doingAt(store), ref);
  return {
    ...world,
    ref,
    tianActs: await addAttendee(store, world.tian, '田大利'),
    shiActs: await addAttendee(store, world.shi, '石兰', ['deputy', 'clerk']),
    clerk: await addActor(store, '人大专干', ['clerk']),
  };
}

const signerOf = async (store: Store, ref: MeetingRef) => found(await findSignInOf(store.read, ref));

/** What the page of a scanned code carries for the account. */
async function ticketOf(
  store: Store,
  ref: MeetingRef,
  doing: { actor: { accountId: number | null } },
  at = NOW,
) {
  return ticketFor(await signerOf(store, ref), doing.actor.accountId ?? 0, at);
}

async function namesIn(store: Store, ref: MeetingRef) {
  const { rows } = await loadSignInList(store.read, ref, NOW);
  return rows.flatMap(({ entry, checkIn }) => (checkIn ? [`${entry.name} ${checkIn.method}`] : []));
}

describe('signing in', () => {
  it('by a ticket or by the digits writes down deputy, time and way, and nothing else', async () => {
    const { store, ref, tianActs, shiActs } = await openHall();
    await checkInByTicket(tianActs(NOW + MINUTE), await ticketOf(store, ref, tianActs()));
    await checkInByCode(shiActs(), digitsAt(await signerOf(store, ref), NOW));
    expect(await namesIn(store, ref)).toEqual(['田大利 scan', '石兰 code']);
    const entries = await listAudit(store.read, { kind: 'check-in.made' }, { limit: 9, offset: 0 });
    expect(entries.map(({ after }) => after)).toEqual([
      { deputy: '002', method: 'code' },
      { deputy: '001', method: 'scan' },
    ]);
  });

  it('twice is once: the first time stays', async () => {
    const { store, ref, tianActs } = await openHall();
    const ticket = await ticketOf(store, ref, tianActs());
    const all = await Promise.all([1, 2, 3].map((n) => checkInByTicket(tianActs(NOW + n), ticket)));
    expect(all.map(({ at }) => at)).toEqual([NOW + 1, NOW + 1, NOW + 1]);
    expect(await listAudit(store.read, { kind: 'check-in.made' }, { limit: 9, offset: 0 })).toHaveLength(1);
  });

  it('is refused with another’s ticket, another meeting’s, an old one, and after the closing', async () => {
    const { store, ref, tianActs, shiActs } = await openHall();
    const ticket = await ticketOf(store, ref, tianActs());
    expect(await reasonOf(checkInByTicket(shiActs(), ticket))).toBe('sign-in-expired');
    expect(await reasonOf(checkInByTicket(tianActs(NOW + 10 * MINUTE + 1), ticket))).toBe('sign-in-expired');
    expect(await reasonOf(checkInByTicket(tianActs(), 'zz.1.xxxxxxxxxxxxxxxxxxxxxx'))).toBe(
      'sign-in-unknown',
    );
    const [id = '', ...rest] = ticket.split('.');
    const afternoon = await addTestActivity(store, { heldOn: TODAY });
    const other = { type: 'activity', id: afternoon.id } as const;
    await openSignIn(doingAt(store), other);
    const moved = [(Number.parseInt(id, 36) + 1).toString(36), ...rest].join('.');
    expect(await reasonOf(checkInByTicket(tianActs(), moved))).toBe('sign-in-expired');
    await closeSignIn(doingAt(store), ref);
    expect(await reasonOf(checkInByTicket(tianActs(), ticket))).toBe('sign-in-closed');
    await openSignIn(doingAt(store), ref);
    expect(await reasonOf(checkInByTicket(tianActs(), ticket))).toBe('sign-in-expired');
    expect(await namesIn(store, ref)).toEqual([]);
  });

  it('is for who is in office and due: the suspended and the uninvited are sent to the clerk', async () => {
    const { store, tianActs, shiActs } = await openHall();
    const { id } = await addTestActivity(store, { heldOn: TODAY }, { by: 'all' });
    const uninvited = await addTestActivity(store, { heldOn: TODAY }, null);
    const [all, none] = [id, uninvited.id].map((one) => ({ type: 'activity', id: one }) as const);
    if (!all || !none) throw new Error('two activities');
    await openSignIn(doingAt(store), all);
    expect(await reasonOf(openSignIn(doingAt(store), none))).toBe('sign-in-nobody');
    await recordMandateEvent(doingAt(store), '001', {
      kind: 'suspended',
      on: TODAY,
      ground: 'detained',
      document: '',
    });
    const ticket = await ticketOf(store, all, tianActs());
    expect(await reasonOf(checkInByTicket(tianActs(), ticket))).toBe('check-in-not-in-office');
    expect(await reasonOf(checkInByTicket(shiActs(), await ticketOf(store, all, shiActs())))).toBe('done');
  });

  it('by digits is refused when they are wrong, old, or nobody is a deputy', async () => {
    const { store, ref, tianActs, clerk } = await openHall();
    const signer = await signerOf(store, ref);
    const digits = digitsAt(signer, NOW);
    expect(await reasonOf(checkInByCode(clerk(), digits))).toBe('attendee-no-deputy');
    expect(await reasonOf(checkInByCode(tianActs(NOW + 2 * MINUTE), digits))).toBe('check-in-wrong-code');
    expect(await reasonOf(checkInByCode(tianActs(), digits))).toBe('done');
  });
});

describe('staff', () => {
  it('sign in who cannot, also after the closing, until attendance is recorded; never themselves', async () => {
    const { store, ref, tian, shi, wen, shiActs } = await openHall();
    await closeSignIn(doingAt(store), ref);
    expect(await reasonOf(checkInByHand(shiActs(), ref, tian))).toBe('done');
    expect(await reasonOf(checkInByHand(shiActs(), ref, shi))).toBe('check-in-own');
    await recordAttendance(doingAt(store), ref, []);
    expect(await reasonOf(checkInByHand(shiActs(), ref, wen))).toBe('sign-in-roll-taken');
    expect(await namesIn(store, ref)).toEqual(['田大利 staff']);
    expect(await reasonOf(openSignIn(doingAt(store), ref))).toBe('sign-in-roll-taken');
  });

  it('take a sign-in back; its ticket is worth nothing any more, a new code is', async () => {
    const { store, ref, tian, tianActs, clerk } = await openHall();
    const ticket = await ticketOf(store, ref, tianActs());
    await checkInByTicket(tianActs(), ticket);
    await undoCheckIn(clerk(NOW + MINUTE), ref, tian);
    expect(await namesIn(store, ref)).toEqual([]);
    expect(await reasonOf(undoCheckIn(clerk(), ref, tian))).toBe('check-in-none');
    expect(await reasonOf(checkInByTicket(tianActs(NOW + 2 * MINUTE), ticket))).toBe('check-in-undone');
    const fresh = await ticketOf(store, ref, tianActs(), NOW + 2 * MINUTE);
    expect(await reasonOf(checkInByTicket(tianActs(NOW + 2 * MINUTE), fresh))).toBe('done');
  });
});

describe('a scanned token', () => {
  it('opens while it is fresh, or later for the browser that had opened it fresh', async () => {
    const { store, ref } = await openHall();
    const signer = await signerOf(store, ref);
    const token = tokenAt(signer, NOW);
    const scan = async (at: number, arrival = '') => {
      const found = await scanToken(store.read, token, at, arrival);
      return found.ok ? found.openedAt : found.reason;
    };
    expect(await scan(NOW + MINUTE)).toBe(NOW + MINUTE);
    expect(await scan(NOW + 2 * MINUTE)).toBe('sign-in-expired');
    const arrival = ticketFor(signer, 'visitor', NOW);
    expect(await scan(NOW + 9 * MINUTE, arrival)).toBe(NOW);
    expect(await scan(NOW + 11 * MINUTE, arrival)).toBe('sign-in-expired');
    expect(await scan(NOW + 2 * MINUTE, ticketFor(signer, 5, NOW))).toBe('sign-in-expired');
    await closeSignIn(doingAt(store), ref);
    expect(await scan(NOW, arrival)).toBe('sign-in-closed');
    // Not its last sign: of that only four bits are read, so one in sixteen others is the same token.
    const forged = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.slice(-1)}`;
    expect(await scanToken(store.read, forged, NOW, arrival)).toMatchObject({
      reason: 'sign-in-unknown',
    });
  });

  it('is closed at the end of the meeting’s day, also when nobody closed it', async () => {
    const { store, ref } = await openHall();
    const late = NOW + 24 * 60 * MINUTE;
    const token = tokenAt(await signerOf(store, ref), late);
    expect(await scanToken(store.read, token, late, '')).toMatchObject({ reason: 'sign-in-closed' });
  });
});
