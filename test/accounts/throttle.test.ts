import { describe, expect, it } from 'vitest';
import { makeThrottle } from '../../src/accounts/throttle.ts';

const MINUTE = 60_000;

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

  it('at one name waits from wherever it comes', () => {
    const throttle = makeThrottle();
    for (let n = 0; n < 5; n += 1) throttle.failed('田国斌', `203.0.113.${n}`, 0);
    expect(throttle.waitSeconds('田国斌', '10.0.0.1', 0)).toBe(30);
    expect(throttle.waitSeconds('石兰', '10.0.0.1', 0)).toBe(0);
  });

  it('of twenty names in a minute from one address waits until the minute is over', () => {
    const throttle = makeThrottle();
    for (let n = 0; n < 20; n += 1) throttle.failed(`name${n}`, '203.0.113.9', n);
    expect(throttle.waitSeconds('another', '203.0.113.9', 19)).toBe(60);
    expect(throttle.waitSeconds('another', '203.0.113.10', 19)).toBe(0);
    expect(throttle.waitSeconds('another', '203.0.113.9', MINUTE)).toBe(0);
  });

  it('from one IPv6 network is one address', () => {
    const throttle = makeThrottle();
    for (let n = 0; n < 20; n += 1) throttle.failed(`name${n}`, `2001:db8:1:2::${n.toString(16)}`, 0);
    expect(throttle.waitSeconds('another', '2001:db8:1:2:ffff::1', 0)).toBe(60);
    expect(throttle.waitSeconds('another', '2001:db8:1:3::1', 0)).toBe(0);
    for (let n = 0; n < 20; n += 1) throttle.failed(`x${n}`, '::ffff:10.0.0.1', 0);
    expect(throttle.waitSeconds('another', '10.0.0.1', 0)).toBe(60);
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
    for (let n = 0; n < 12_000; n += 1) throttle.failed(`name${n}`, '203.0.113.9', 0);
    expect(throttle.waitSeconds('another', '203.0.113.9', 0)).toBe(60);
  });
});
