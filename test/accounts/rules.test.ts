import { describe, expect, it } from 'vitest';
import {
  accountState,
  cardEndsAt,
  homeOf,
  isCardGood,
  isConfirmed,
  isExpired,
  lifetimeOf,
  missingLink,
  sessionEnd,
  unusedAccounts,
  type Role,
  type UsedAccount,
} from '../../src/accounts/rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a session', () => {
  const opened = { createdAt: 0, seenAt: 0 };

  it.each([
    ['staff after half an hour of rest', ['clerk'], 0, 30 * MINUTE, 12 * HOUR],
    ['the administrator likewise', ['admin'], 0, 30 * MINUTE, 12 * HOUR],
    ['a deputy who is staff too likewise', ['deputy', 'presidium'], 0, 30 * MINUTE, 12 * HOUR],
    ['a unit after a week', ['unit'], 0, 7 * DAY, 30 * DAY],
    ["a deputy's phone after a week", ['deputy'], 0, 7 * DAY, 30 * DAY],
    ["a group leader's phone after a week", ['leader'], 0, 7 * DAY, 30 * DAY],
  ] as [string, Role[], number, number, number][])('of %s ends', (_who, roles, _from, idle, absolute) => {
    const lifetime = lifetimeOf(roles);
    expect(isExpired(opened, lifetime, idle)).toBe(false);
    expect(isExpired(opened, lifetime, idle + 1)).toBe(true);
    expect(isExpired({ createdAt: 0, seenAt: absolute }, lifetime, absolute)).toBe(false);
    expect(isExpired({ createdAt: 0, seenAt: absolute + 1 }, lifetime, absolute + 1)).toBe(true);
  });

  it('from the future counts as ended', () => {
    expect(isExpired({ createdAt: 10, seenAt: 10 }, lifetimeOf(['deputy']), 9)).toBe(true);
  });

  it('of the desk says five minutes before that it is about to end; a phone’s is days away', () => {
    const desk = lifetimeOf(['clerk']);
    expect(sessionEnd(0, desk, 0)).toEqual({ warnAfter: 25 * 60, isFinal: false });
    expect(sessionEnd(0, desk, 11 * HOUR + 40 * MINUTE)).toEqual({ warnAfter: 15 * 60, isFinal: true });
    expect(sessionEnd(0, desk, 11 * HOUR + 58 * MINUTE)).toEqual({ warnAfter: 0, isFinal: true });
    expect(sessionEnd(0, lifetimeOf(['deputy']), 0)).toBeNull();
  });

  it('is confirmed for ten minutes by the password, and never by one that is still to be given', () => {
    expect([isConfirmed(5, 5), isConfirmed(5, 5 + 10 * MINUTE), isConfirmed(5, 6 + 10 * MINUTE)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([isConfirmed(null, 5), isConfirmed(10, 5)]).toEqual([false, false]);
  });
});

describe('an account', () => {
  it.each([
    [['deputy'], null, null, 'needs-person'],
    [['clerk', 'leader'], null, null, 'needs-person'],
    [['unit'], null, null, 'needs-unit'],
    [['deputy'], 1, null, null],
    [['unit'], null, 1, null],
    [['clerk', 'admin'], null, null, null],
  ] as [Role[], number | null, number | null, string | null][])(
    'with the roles %j, person %j and unit %j lacks %j',
    (roles, personId, unitId, missing) => expect(missingLink({ roles, personId, unitId })).toBe(missing),
  );

  it('lands where its roles work', () => {
    expect(
      [['deputy', 'clerk'], ['admin'], ['unit', 'deputy'], ['deputy'], ['leader']].map((roles) =>
        homeOf(roles as Role[]),
      ),
    ).toEqual(['/desk', '/desk', '/unit', '/my', '/my']);
  });

  it('stands as waiting, in use, shut out for want of use, or disabled', () => {
    const account = { id: 1, disabledAt: null, passwordHash: '$argon2id$' };
    const states = [account, { ...account, passwordHash: null }, { ...account, disabledAt: 5 }].flatMap(
      (one) => [accountState(one, new Set()), accountState(one, new Set([1]))],
    );
    expect(states).toEqual(['active', 'unused', 'waiting', 'waiting', 'disabled', 'disabled']);
  });
});

describe('an account that nobody uses', () => {
  const used = (id: number, lastUsedAt: number | null, ...roles: Role[]) => ({
    id,
    roles,
    disabledAt: null,
    passwordHash: '$argon2id$',
    lastUsedAt,
  });
  const unusedOn = (at: number, ...accounts: UsedAccount[]) => [...unusedAccounts(accounts, at)];

  it('is shut out after 180 days; one that was never used is not forgotten', () => {
    expect(unusedOn(180 * DAY, used(1, 0, 'clerk'), used(2, null, 'clerk'))).toEqual([]);
    expect(unusedOn(180 * DAY + 1, used(1, 0, 'clerk'), used(2, null, 'clerk'))).toEqual([1]);
  });

  it('is never the last administrator: of several the one who came last stays', () => {
    expect(unusedOn(200 * DAY, used(1, 0, 'admin'))).toEqual([]);
    expect(unusedOn(400 * DAY, used(1, 0, 'admin'), used(2, DAY, 'admin'))).toEqual([1]);
    expect(unusedOn(400 * DAY, used(1, 0, 'admin'), used(2, 300 * DAY, 'admin'))).toEqual([1]);
    const disabled = { ...used(2, 399 * DAY, 'admin'), disabledAt: 1 };
    expect(unusedOn(400 * DAY, used(1, 0, 'admin'), disabled)).toEqual([]);
  });
});

describe('a card', () => {
  const card = { issuedAt: 0, firstUsedAt: null, isReset: false, endedAt: null };

  it('may lie in a drawer for sixty days', () => {
    expect(cardEndsAt(card)).toBe(60 * DAY);
    expect([isCardGood(card, 60 * DAY), isCardGood(card, 60 * DAY + 1)]).toEqual([true, false]);
  });

  it('lives for a day from its first use, also when that is on its last day', () => {
    const used = { ...card, firstUsedAt: 59 * DAY };
    expect(cardEndsAt(used)).toBe(60 * DAY);
    expect([isCardGood(used, 60 * DAY), isCardGood(used, 60 * DAY + 1)]).toEqual([true, false]);
    const early = { ...card, firstUsedAt: 2 * HOUR };
    expect([isCardGood(early, DAY + 2 * HOUR), isCardGood(early, DAY + 2 * HOUR + 1)]).toEqual([true, false]);
  });

  it('in the place of a forgotten password lives for a day, used or not', () => {
    const reset = { ...card, isReset: true };
    expect([isCardGood(reset, DAY), isCardGood(reset, DAY + 1)]).toEqual([true, false]);
    expect(isCardGood({ ...reset, firstUsedAt: DAY }, DAY + 1)).toBe(false);
  });

  it('is worth nothing once it is spent or replaced', () => {
    expect(isCardGood({ ...card, endedAt: 5 }, 5)).toBe(false);
  });
});
