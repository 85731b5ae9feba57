import type { Queries, Reader, Store } from '../../../src/db/store.ts';

/** What is thrown; nobody may ever read it. */
export const FAULT = 'secret words of a fault';

export interface FaultyStore extends Store {
  /** Reads since it was armed. */
  reads(): number;
  /** Writes that had been done and would have been committed. */
  writes(): number;
  /** Every read from the `read`-th on fails, and every write before it is committed. */
  arm(read: number, commits?: boolean): void;
  disarm(): void;
}

/** A register of which the disk gives up: at a read, or when something is to be committed. */
export function faultyStore(store: Store): FaultyStore {
  let count = 0;
  let written = 0;
  let failing = Number.POSITIVE_INFINITY;
  let commits = true;
  const READS = new Set<string | symbol>(['select', 'selectDistinct', '$count']);
  const read = new Proxy(store.read, {
    get(target, name) {
      if (READS.has(name)) {
        count += 1;
        if (count >= failing) return () => failingQuery();
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  }) as Reader;
  return {
    ...store,
    read,
    transaction: (work) =>
      store.transaction(async (queries: Queries) => {
        const result = await work(queries);
        written += 1;
        if (!commits) throw new Error(FAULT);
        return result;
      }),
    reads: () => count,
    writes: () => written,
    arm(from, commit = true) {
      [count, written, failing, commits] = [0, 0, from, commit];
    },
    disarm() {
      [failing, commits] = [Number.POSITIVE_INFINITY, true];
    },
  };
}

/** A query that can be built like any other, and fails when it is awaited. */
function failingQuery(): unknown {
  const query: unknown = new Proxy(() => query, {
    get: (_target, name) =>
      name === 'then'
        ? (done: () => void, failed: (error: Error) => void) =>
            Promise.reject(new Error(FAULT)).then(done, failed)
        : () => query,
  });
  return query;
}
