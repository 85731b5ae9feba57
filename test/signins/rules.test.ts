import { describe, expect, it } from 'vitest';
import {
  freshSteps,
  isFresh,
  isSignInOpen,
  isTicketValid,
  refuseCheckIn,
  refuseOpening,
  STEP_MS,
  stepAt,
  stepStart,
  TICKET_MS,
  untilNextStep,
  VALID_MS,
  type CheckInFacts,
} from '../../src/signins/rules.ts';

const T = stepStart(90_000_000);

describe('the code on the wall', () => {
  it('turns every 20 seconds', () => {
    expect([T - 1, T, T + STEP_MS - 1, T + STEP_MS].map((at) => stepAt(at) - stepAt(T))).toEqual([
      -1, 0, 0, 1,
    ]);
    expect([untilNextStep(T), untilNextStep(T + STEP_MS - 1)]).toEqual([STEP_MS, 1]);
  });

  it('is taken for 90 seconds from its turn, not a millisecond longer, and never before', () => {
    const step = stepAt(T);
    expect([T - 1, T, T + VALID_MS - 1, T + VALID_MS].map((at) => isFresh(step, at))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('is one of five at any time, or of four when the oldest is over', () => {
    const back = (at: number) => freshSteps(at).map((step) => step - stepAt(at));
    expect(back(T)).toEqual([0, -1, -2, -3, -4]);
    expect(back(T + 9_999)).toEqual([0, -1, -2, -3, -4]);
    expect(back(T + 10_000)).toEqual([0, -1, -2, -3]);
  });

  it('once opened gives ten minutes', () => {
    expect([-1, 0, TICKET_MS, TICKET_MS + 1].map((age) => isTicketValid(T, T + age))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('sign-in', () => {
  it('is open on the meeting’s day until somebody closes it', () => {
    expect(isSignInOpen(null, '2026-03-20', '2026-03-20')).toBe(true);
    expect(isSignInOpen(1, '2026-03-20', '2026-03-20')).toBe(false);
    expect(isSignInOpen(null, '2026-03-20', '2026-03-21')).toBe(false);
  });

  it.each([
    ['another day', { heldOn: '2026-03-21' }, 'sign-in-not-today'],
    ['after attendance was recorded', { rollTaken: true }, 'sign-in-roll-taken'],
    ['with nobody due', { due: 0 }, 'sign-in-nobody'],
    ['when it is open', { isOpen: true }, 'sign-in-is-open'],
    ['on the day', {}, null],
  ] as const)('is opened %s: %j gives %s', (_name, more, reason) => {
    const facts = { today: '2026-03-20', heldOn: '2026-03-20', rollTaken: false, due: 4, isOpen: false };
    expect(refuseOpening({ ...facts, ...more })).toBe(reason);
  });
});

describe('signing in', () => {
  const facts: CheckInFacts = {
    method: 'scan',
    isOpen: true,
    rollTaken: false,
    isInOffice: true,
    isInvited: true,
    provenAt: 10,
    undoneAt: null,
    isOwnHand: false,
  };
  it.each([
    ['by whoever is due', {}, null],
    ['after the closing', { isOpen: false }, 'sign-in-closed'],
    ['while suspended', { isInOffice: false }, 'check-in-not-in-office'],
    ['uninvited', { isInvited: false }, 'check-in-not-invited'],
    ['with what was proven before staff took it back', { undoneAt: 10 }, 'check-in-undone'],
    ['with a new code after that', { undoneAt: 9 }, null],
    ['by hand after the closing', { method: 'staff', isOpen: false }, null],
    ['by hand after attendance was recorded', { method: 'staff', rollTaken: true }, 'sign-in-roll-taken'],
    ['by one’s own hand', { method: 'staff', isOwnHand: true }, 'check-in-own'],
    ['by hand after it was taken back', { method: 'staff', undoneAt: 10 }, null],
    ['by hand while suspended', { method: 'staff', isInOffice: false }, 'check-in-not-in-office'],
  ] as const)('%s', (_name, more, reason) => {
    expect(refuseCheckIn({ ...facts, ...more })).toBe(reason);
  });
});
