import { randomBytes } from 'node:crypto';
import { makeCodeSlips, type CodeSlips } from '../accounts/code-slips.ts';
import { makeThrottle, type Throttle } from '../accounts/throttle.ts';
import type { Config } from '../config.ts';
import type { Store } from '../db/store.ts';
import { makeDailyLimit, type DailyLimit } from '../objections/limit.ts';

/** What a process remembers of a register between two openings: nothing of it is ever another register's. */
export interface Memory {
  throttle: Throttle;
  /** Slows down guessing the digits of a sign-in (签到), by account: a hall shares one address. */
  codeThrottle: Throttle;
  codeSlips: CodeSlips;
  objectionLimit: DailyLimit;
  /** Signs the anonymous visitor's token; new at every start. */
  formSecret: Buffer;
}

export interface Surroundings {
  /** Epoch milliseconds; tests pass their own. */
  clock: () => number;
  config: Config;
}

/** One township's register as a request meets it: `request.register`. */
export interface Register extends Memory, Surroundings {
  /** '' in a process that serves only this one. */
  readonly name: string;
  readonly store: Store;
  /** Tells this opening of the register from any other, for what is kept across requests. */
  readonly opening: string;
  /** Keeps the register open while the work is in progress. */
  readonly hold: <T>(work: () => Promise<T>) => Promise<T>;
}

export function makeMemory(): Memory {
  return {
    throttle: makeThrottle(),
    codeThrottle: makeThrottle(),
    codeSlips: makeCodeSlips(),
    objectionLimit: makeDailyLimit(),
    formSecret: randomBytes(32),
  };
}

/** The register of a process that has only one, open as long as the process. */
export function onlyRegister(store: Store, surroundings: Surroundings): Register {
  return {
    ...makeMemory(),
    ...surroundings,
    name: '',
    store,
    opening: 'only',
    hold: (work) => work(),
  };
}
