import type { Queries, Store } from '../../../src/db/store.ts';
import { returnNumbers } from '../../support/register.ts';

class TakenBack extends Error {}

export interface TryingStore extends Store {
  /** From now on what is written is shown to `seen` before it is taken back. */
  try(seen?: (queries: Queries) => Promise<void>): void;
  /** From now on what is written stays. */
  keep(): void;
}

/**
 * A register in which things can be tried: every write is done and then rolled back, so that each form can be sent and
 * the next one finds the same register.
 */
export function tryingStore(store: Store): TryingStore {
  let isTrying = false;
  let show: ((queries: Queries) => Promise<void>) | undefined;
  const files = Object.assign(Object.create(store.files) as Store['files'], {
    part: (name: string) => (isTrying ? Promise.resolve() : store.files.part(name)),
    settle: (name: string, stays: boolean) =>
      isTrying ? Promise.resolve() : store.files.settle(name, stays),
  });
  return {
    ...store,
    files,
    transaction: (work) => (isTrying ? tried(store, work, show) : store.transaction(work)),
    try(seen) {
      isTrying = true;
      show = seen;
    },
    keep() {
      isTrying = false;
    },
  };
}

async function tried<T>(
  store: Store,
  work: (queries: Queries) => Promise<T>,
  seen?: (queries: Queries) => Promise<void>,
): Promise<T> {
  const done: T[] = [];
  try {
    await store.transaction(async (queries) => {
      await returnNumbers(queries, async () => {
        done.push(await work(queries));
        await seen?.(queries);
      });
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return done[0] as T;
}
