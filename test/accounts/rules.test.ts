import { describe, expect, it } from 'vitest';
import {
  accountState,
  cardEndsAt,
  homeOf,
  isCardGood,
  isExpired,
  lifetimeOf,
  missingLink,
  passwordFault,
  type Role,
} from '../../src/accounts/rules.ts';
import { makeThrottle } from '../../src/accounts/throttle.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a password', () => {
  it.each([
    ['seven letters', '1234567', 'too-short'],
    ['seven characters', '七个字的密码啊', 'too-short'],
    ['201 characters', '长'.repeat(201), 'too-long'],
    ['what everybody takes', 'rd123456', 'too-common'],
    ['what everybody takes, in other letters', 'Password', 'too-common'],
    ['one letter repeated', 'aaaaaaaa', 'too-common'],
    ['two letters repeated', 'abababab', 'too-common'],
    ['a birthday', '19680815', 'only-digits'],
    ['a telephone number', '13800138000', 'only-digits'],
    ['the login name and a year', 'tianguobin2026', 'has-login'],
  ])('of %s is refused', (_what, password, fault) => {
    expect(passwordFault(password, 'TianGuobin')).toBe(fault);
  });

  it.each([
    ['eight characters', '八个字的密码就够'],
    ['64 characters', `${'长'.repeat(63)}短`],
    ['200 characters', `${'长'.repeat(199)}短`],
    ['letters and digits in groups', 'k7mw-2xqa-9hfd'],
    ['words with a space', '春天来了 spring'],
  ])('of %s is accepted', (_what, password) => {
    expect(passwordFault(password, 'tianguobin')).toBeNull();
  });

  it('may not hold a Chinese login name, however short; two letters may stand in any word', () => {
    expect(passwordFault('田国斌今年六十岁', '田国斌')).toBe('has-login');
    expect(passwordFault('an apple a day keeps', 'an')).toBeNull();
  });
});

describe('a session', () => {
  const opened = { createdAt: 0, seenAt: 0 };

  it.each([
    ['staff after half an hour of rest', ['clerk'], 0, 30 * MINUTE, 12 * HOUR],
    ['the administrator likewise', ['admin'], 0, 30 * MINUTE, 12 * HOUR],
    ['a deputy who is staff too likewise', ['deputy', 'presidium'], 0, 30 * MINUTE, 12 * HOUR],
    ['a unit likewise', ['unit'], 0, 30 * MINUTE, 12 * HOUR],
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

  it('is pointed out when nobody has used it for half a year', () => {
    const account = { createdAt: 0, disabledAt: null, passwordHash: '$argon2id$' };
    expect(accountState(account, null, 180 * DAY)).toBe('active');
    expect(accountState(account, null, 180 * DAY + 1)).toBe('unused');
    expect(accountState(account, 100 * DAY, 200 * DAY)).toBe('active');
    expect(accountState({ ...account, passwordHash: null }, null, 200 * DAY)).toBe('waiting');
    expect(accountState({ ...account, disabledAt: 5 }, null, 200 * DAY)).toBe('disabled');
  });
});

describe('a card', () => {
  const card = { issuedAt: 0, firstUsedAt: null, endedAt: null };

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

  it('is worth nothing once it is spent or replaced', () => {
    expect(isCardGood({ ...card, endedAt: 5 }, 5)).toBe(false);
  });
});

describe('guessing passwords', () => {
  const fail = (
    throttle: ReturnType<typeof makeThrottle>,
    login: string,
    ip: string,
    times: number,
    at = 0,
  ) => {
    for (let n = 0; n < times; n += 1) throttle.failed(login, ip, at);
  };

  it('waits after five failures, longer after each one more, and never for ever', () => {
    const throttle = makeThrottle();
    fail(throttle, '田国斌', '10.0.0.1', 4);
    expect(throttle.waitSeconds('田国斌', '10.0.0.1', 0)).toBe(0);
    const waits = Array.from({ length: 8 }, () => {
      throttle.failed('田国斌', '10.0.0.1', 0);
      return throttle.waitSeconds('田国斌', '10.0.0.1', 0);
    });
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    expect(throttle.waitSeconds('田国斌', '10.0.0.1', 15 * MINUTE)).toBe(0);
  });

  it('by a stranger does not make the owner wait at another address', () => {
    const throttle = makeThrottle();
    fail(throttle, '田国斌', '203.0.113.9', 50);
    expect(throttle.waitSeconds('田国斌', '203.0.113.9', 0)).toBeGreaterThan(0);
    expect(throttle.waitSeconds('田国斌', '10.0.0.1', 0)).toBe(0);
  });

  it('of many names from one address waits too', () => {
    const throttle = makeThrottle();
    for (let n = 0; n < 20; n += 1) throttle.failed(`name${n}`, '203.0.113.9', 0);
    expect(throttle.waitSeconds('another', '203.0.113.9', 0)).toBe(30);
    expect(throttle.waitSeconds('another', '203.0.113.10', 0)).toBe(0);
  });

  it('from one IPv6 network is one address', () => {
    const throttle = makeThrottle();
    for (let n = 0; n < 20; n += 1) throttle.failed(`name${n}`, `2001:db8:1:2::${n.toString(16)}`, 0);
    expect(throttle.waitSeconds('another', '2001:db8:1:2:ffff::1', 0)).toBe(30);
    expect(throttle.waitSeconds('another', '2001:db8:1:3::1', 0)).toBe(0);
    fail(throttle, 'x', '::ffff:10.0.0.1', 5);
    expect(throttle.waitSeconds('x', '10.0.0.1', 0)).toBe(30);
  });

  it('is forgotten once the right one was typed', () => {
    const throttle = makeThrottle();
    fail(throttle, '田国斌', '10.0.0.1', 5);
    throttle.succeeded('田国斌', '10.0.0.1');
    expect(throttle.waitSeconds('田国斌', '10.0.0.1', 0)).toBe(0);
  });

  it('while the clock stood ahead keeps nobody out once it is right again', () => {
    const throttle = makeThrottle();
    fail(throttle, '田国斌', '10.0.0.1', 9, 10 * 365 * 24 * 60 * MINUTE);
    expect(throttle.waitSeconds('田国斌', '10.0.0.1', 0)).toBe(0);
  });

  it('with ten thousand names does not wash away what is known of an address', () => {
    const throttle = makeThrottle();
    for (let n = 0; n < 30_000; n += 1) throttle.failed(`name${n}`, '203.0.113.9', 0);
    expect(throttle.waitSeconds('another', '203.0.113.9', 0)).toBe(900);
  });
});
