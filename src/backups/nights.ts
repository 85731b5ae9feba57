import { setTimeout } from 'node:timers/promises';
import { PROGRAM } from '../audit/labels.ts';
import { auditHead } from '../audit/store.ts';
import type { Store } from '../db/store.ts';
import { tidyUp } from '../care/tidy.ts';
import { spendNight } from './actions.ts';
import type { Place } from './place.ts';
import { isNightDue } from './rules.ts';
import { readState } from './state.ts';

const PATIENCE = 5000;
const HOUR = 60 * 60 * 1000;

/** A register that has nights. */
export interface House {
  readonly place: Place;
  /** Opens it, if it is not open, for as long as the work takes. */
  readonly enter: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
}

export interface Nights {
  /** Looks at the clock, and does what is due. */
  look(): Promise<void>;
  /** No more; waits a little for what has begun. */
  stop(): Promise<void>;
  isBusy(): boolean;
}

/** Sees to it that every night has its tidying, copy, drill and check. What goes wrong is in their state; this never throws. */
export function keepNights(
  houses: () => Promise<readonly House[]>,
  clock: () => number,
  tell: (error: unknown) => void,
): Nights {
  let running: Promise<void> | null = null;
  let stopped = false;
  const empty = new Map<string, number>();
  const visit = async ({ place, enter }: House) => {
    const at = clock();
    if (!isNightDue(readState(place.dataDir).backup, at)) return;
    if (Math.abs(at - (empty.get(place.dataDir) ?? -Infinity)) < HOUR) return;
    await enter(async (store) => {
      await tidyUp(store, at);
      if ((await auditHead(store.read)).seq > 0) await spendNight({ store, actor: PROGRAM, at }, place);
      else empty.set(place.dataDir, at);
    });
  };
  const look = async () => {
    for (const house of await houses()) if (!stopped) await visit(house).catch(tell);
  };
  return {
    look: () =>
      (running ??= look()
        .catch(tell)
        .finally(() => (running = null))),
    stop: async () => {
      stopped = true;
      if (running) await Promise.race([running, setTimeout(PATIENCE, undefined, { ref: false })]);
    },
    isBusy: () => running !== null,
  };
}
