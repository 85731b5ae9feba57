import type { Outcome } from '../backups/rules.ts';

/** How a line of the self-check (自检) stands. */
export type Level = 'ok' | 'warning' | 'fault';

export interface Line {
  code: LineCode;
  level: Level;
  /** What the words need. */
  detail: Readonly<Record<string, string | number>>;
}

export const LINE_CODES = [
  'https',
  'cookie',
  'hsts',
  'proxy',
  'listening',
  'clock',
  'durable',
  'schema',
  'chain',
  'backup',
  'second',
  'drill',
  'disk',
  'administrators',
  'idle-accounts',
  'sample',
  'owner',
  'private',
  'debugger',
] as const;
export type LineCode = (typeof LINE_CODES)[number];

export interface Disk {
  free: number;
  total: number;
}

/** Everything that the lines are made of; gathered in facts.ts. */
export interface Facts {
  now: number;
  web: {
    publicUrl: string | null;
    cookie: string;
    hasHsts: boolean;
    host: string;
    trustsProxy: boolean;
    /** The request came with an address that a proxy had added. */
    isForwarded: boolean;
  };
  register: {
    isDurable: boolean;
    schema: string;
    /** When the newest entry of the trail was made. */
    lastEntryAt: number | null;
    isSample: boolean;
  };
  chores: { backup: Outcome | null; second: Outcome | null; drill: Outcome | null; check: Outcome | null };
  /** The newest copy that is there, whoever made it. */
  newestCopyAt: number | null;
  second: { isSet: boolean; isThere: boolean; isSameDisk: boolean; disk: Disk | null };
  disk: Disk | null;
  accounts: { administrators: number; idle: number };
  machine: { isRoot: boolean; isFolderPrivate: boolean; isDebugged: boolean };
}

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;
const GB = 1024 ** 3;

/** A clock that has gone back by more than this is wrong: entries would seem to be made before those they follow. */
export const CLOCK_TOLERANCE = 5 * MINUTE;

export function isClockBack(now: number, lastEntryAt: number | null): boolean {
  return lastEntryAt !== null && now < lastEntryAt - CLOCK_TOLERANCE;
}

/** The lines in their order. */
export function linesOf(facts: Facts): Line[] {
  const levels: Record<LineCode, Level> = {
    ...webLevels(facts),
    ...registerLevels(facts),
    ...copyLevels(facts),
    ...machineLevels(facts),
  };
  return LINE_CODES.map((code) => ({ code, level: levels[code], detail: detailOf(code, facts) }));
}

export const faultsIn = (lines: readonly Line[]): Line[] => lines.filter(({ level }) => level === 'fault');

const warnIf = (isWrong: boolean): Level => (isWrong ? 'warning' : 'ok');
const faultIf = (isWrong: boolean): Level => (isWrong ? 'fault' : 'ok');

function webLevels({ web }: Facts) {
  const isSecure = web.publicUrl?.startsWith('https:') === true;
  const isOpen = !isLoopback(web.host);
  return {
    https: isSecure ? 'ok' : isOpen ? 'fault' : 'warning',
    cookie: isSecure ? faultIf(!web.cookie.startsWith('__Host-')) : 'warning',
    hsts: isSecure ? faultIf(!web.hasHsts) : 'warning',
    proxy: warnIf(web.isForwarded && !web.trustsProxy),
    listening: warnIf(isOpen && web.trustsProxy),
  } as const;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function registerLevels({ now, register, chores: { check } }: Facts) {
  const isBroken = check !== null && check.fault !== '';
  const isOld = check === null || now - check.at > 3 * DAY;
  return {
    clock: faultIf(isClockBack(now, register.lastEntryAt)),
    durable: faultIf(!register.isDurable),
    schema: faultIf(register.schema !== 'current'),
    chain: isBroken ? 'fault' : warnIf(isOld),
    sample: warnIf(register.isSample),
  } as const;
}

function copyLevels({ now, chores, newestCopyAt, second, disk }: Facts) {
  // A register that has no copy yet is new: the first night makes one.
  const age = newestCopyAt === null ? 3 * DAY : now - newestCopyAt;
  const isFailing = chores.backup !== null && chores.backup.fault !== '';
  const isSecondFailing = !second.isThere || (chores.second !== null && chores.second.fault !== '');
  const isUnproven = chores.drill === null || now - chores.drill.at > 3 * DAY;
  return {
    backup: isFailing || age > 7 * DAY ? 'fault' : warnIf(age > 2 * DAY),
    second: !second.isSet ? 'warning' : isSecondFailing ? 'fault' : warnIf(second.isSameDisk),
    drill: chores.drill !== null && chores.drill.fault !== '' ? 'fault' : warnIf(isUnproven),
    disk: worst([diskLevel(disk), second.isSet ? diskLevel(second.disk) : 'ok']),
  } as const;
}

function worst(levels: readonly Level[]): Level {
  return levels.find((level) => level === 'fault') ?? levels.find((level) => level === 'warning') ?? 'ok';
}

function diskLevel(disk: Disk | null): Level {
  if (disk === null) return 'ok';
  if (disk.free < GB / 10) return 'fault';
  return warnIf(disk.free < GB || disk.free < disk.total / 10);
}

function machineLevels({ accounts, machine }: Facts) {
  return {
    administrators:
      accounts.administrators === 0
        ? 'fault'
        : warnIf(accounts.administrators !== 2 && accounts.administrators !== 3),
    'idle-accounts': warnIf(accounts.idle > 0),
    owner: warnIf(machine.isRoot),
    private: warnIf(!machine.isFolderPrivate),
    debugger: faultIf(machine.isDebugged),
  } as const;
}

function detailOf(code: LineCode, facts: Facts): Line['detail'] {
  const { web, accounts, disk, second, chores } = facts;
  const details: Partial<Record<LineCode, Line['detail']>> = {
    https: { url: web.publicUrl ?? '' },
    cookie: { name: web.cookie },
    listening: { host: web.host },
    disk: { free: disk?.free ?? -1, secondFree: second.disk?.free ?? -1 },
    administrators: { count: accounts.administrators },
    'idle-accounts': { count: accounts.idle },
    second: { ...said(chores.second), set: second.isSet ? 1 : 0, there: second.isThere ? 1 : 0 },
    backup: { ...said(chores.backup), newest: facts.newestCopyAt ?? 0 },
    drill: said(chores.drill),
    chain: said(chores.check),
    clock: { now: facts.now, last: facts.register.lastEntryAt ?? 0 },
    schema: { state: facts.register.schema },
  };
  return details[code] ?? {};
}

/** An outcome as its words need it; `at` is 0 where there is none. */
function said(outcome: Outcome | null): Line['detail'] {
  return outcome ? { ...outcome } : { at: 0, fault: '', detail: '', about: '' };
}
