import { describe, expect, it } from 'vitest';
import { lineWords } from '../../src/care/line-labels.ts';
import {
  isClockBack,
  LINE_CODES,
  linesOf,
  type Facts,
  type Level,
  type LineCode,
} from '../../src/care/rules.ts';
import { NOW } from '../support/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const GB = 1024 ** 3;

const went = (at = NOW - DAY / 2, fault = '', detail = '') => ({ at, fault, detail, about: 'x' });

/** A register that is kept as it should be. */
const WELL: Facts = {
  now: NOW,
  web: {
    publicUrl: 'https://rd.example',
    cookie: '__Host-sid',
    hasHsts: true,
    host: '127.0.0.1',
    trustsProxy: true,
    isForwarded: true,
  },
  register: { isDurable: true, schema: 'current', lastEntryAt: NOW - MINUTE, isSample: false },
  chores: { backup: went(), second: went(), drill: went(), check: went() },
  newestCopyAt: NOW - DAY / 2,
  second: { isSet: true, isThere: true, isSameDisk: false, disk: { free: 100 * GB, total: 500 * GB } },
  disk: { free: 100 * GB, total: 500 * GB },
  accounts: { administrators: 2, idle: 0 },
  machine: { isRoot: false, isFolderPrivate: true, isDebugged: false },
};

type Parts = {
  [K in keyof Facts]?: Facts[K] extends object | null ? Partial<NonNullable<Facts[K]>> | null : Facts[K];
};

function withPart(part: Parts): Facts {
  const merged = Object.entries(part).map(([key, value]) => {
    const old = WELL[key as keyof Facts];
    const isPart = typeof value === 'object' && value !== null && typeof old === 'object';
    return [key, isPart ? { ...old, ...value } : value];
  });
  return { ...WELL, ...(Object.fromEntries(merged) as Partial<Facts>) };
}

/** The lines that are not well. */
const troubles = (facts: Facts): [LineCode, Level][] =>
  linesOf(facts)
    .filter(({ level }) => level !== 'ok')
    .map(({ code, level }) => [code, level]);

describe('the self-check', () => {
  it('finds nothing where all is well, and has a line for each thing', () => {
    expect(troubles(WELL)).toEqual([]);
    expect(linesOf(WELL).map(({ code }) => code)).toEqual(LINE_CODES);
  });

  const plain = { publicUrl: null, cookie: 'sid', hasHsts: false, trustsProxy: false, isForwarded: false };
  it.each<[what: string, part: Parts, troubles: [LineCode, Level][]]>([
    [
      'no https on this machine only',
      { web: plain },
      [
        ['https', 'warning'],
        ['cookie', 'warning'],
        ['hsts', 'warning'],
      ],
    ],
    [
      'no https for everybody',
      { web: { ...plain, host: '0.0.0.0' } },
      [
        ['https', 'fault'],
        ['cookie', 'warning'],
        ['hsts', 'warning'],
      ],
    ],
    ['a proxy that nobody named', { web: { trustsProxy: false } }, [['proxy', 'warning']]],
    ['a port that goes round the proxy', { web: { host: '0.0.0.0' } }, [['listening', 'warning']]],
    ['https without its header', { web: { hasHsts: false } }, [['hsts', 'fault']]],
    ['a cookie that any host may set', { web: { cookie: 'sid' } }, [['cookie', 'fault']]],
    ['a clock that went back', { register: { lastEntryAt: NOW + 6 * MINUTE } }, [['clock', 'fault']]],
    ['commits that may be lost', { register: { isDurable: false } }, [['durable', 'fault']]],
    ['tables of another program', { register: { schema: 'behind' } }, [['schema', 'fault']]],
    ['the sample', { register: { isSample: true } }, [['sample', 'warning']]],
    [
      'a trail that broke',
      { chores: { check: went(NOW, 'check-wrong', '操作日志链条有问题') } },
      [['chain', 'fault']],
    ],
    [
      'a trail not looked at for four days',
      { chores: { check: went(NOW - 4 * DAY) } },
      [['chain', 'warning']],
    ],
    ['a failed copy', { chores: { backup: went(NOW, 'disk-full') } }, [['backup', 'fault']]],
    ['no copy yet', { newestCopyAt: null }, [['backup', 'warning']]],
    ['a copy of three days ago', { newestCopyAt: NOW - 3 * DAY }, [['backup', 'warning']]],
    ['a copy of eight days ago', { newestCopyAt: NOW - 8 * DAY }, [['backup', 'fault']]],
    ['no second folder', { second: { isSet: false, isThere: false, disk: null } }, [['second', 'warning']]],
    ['a second folder that is gone', { second: { isThere: false } }, [['second', 'fault']]],
    ['a second folder on the same disk', { second: { isSameDisk: true } }, [['second', 'warning']]],
    ['a second copy that failed', { chores: { second: went(NOW, 'disk-full') } }, [['second', 'fault']]],
    ['a drill that failed', { chores: { drill: went(NOW, 'sum-wrong') } }, [['drill', 'fault']]],
    ['no drill yet', { chores: { drill: null } }, [['drill', 'warning']]],
    ['less than a gigabyte', { disk: { free: GB - 1, total: 2 * GB } }, [['disk', 'warning']]],
    ['less than a tenth', { disk: { free: 9 * GB, total: 100 * GB } }, [['disk', 'warning']]],
    ['next to nothing', { disk: { free: GB / 20, total: GB } }, [['disk', 'fault']]],
    ['a full second disk', { second: { disk: { free: GB / 20, total: GB } } }, [['disk', 'fault']]],
    ['one administrator', { accounts: { administrators: 1 } }, [['administrators', 'warning']]],
    ['four administrators', { accounts: { administrators: 4 } }, [['administrators', 'warning']]],
    ['accounts that nobody uses', { accounts: { idle: 3 } }, [['idle-accounts', 'warning']]],
    ['a process that may do anything', { machine: { isRoot: true } }, [['owner', 'warning']]],
    ['a folder that all may read', { machine: { isFolderPrivate: false } }, [['private', 'warning']]],
    ['an open debugger', { machine: { isDebugged: true } }, [['debugger', 'fault']]],
  ])('finds %s, and says what to do', (_what, part, wanted) => {
    const facts = withPart(part);
    expect(troubles(facts)).toEqual(wanted);
    for (const line of linesOf(facts)) {
      const { name, state, advice } = lineWords(line);
      expect(`${name}${state}`).not.toMatch(/undefined|NaN/);
      expect(advice === '').toBe(line.level === 'ok');
    }
  });

  it('takes a clock for wrong only beyond five minutes', () => {
    expect(isClockBack(NOW, NOW + 5 * MINUTE)).toBe(false);
    expect(isClockBack(NOW, NOW + 5 * MINUTE + 1)).toBe(true);
    expect(isClockBack(NOW, null)).toBe(false);
  });
});
