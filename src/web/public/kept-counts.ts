import type { Store } from '../../db/store.ts';

const MOST = 500;

const keptOf = new WeakMap<Store, { version: number; counts: Map<string, Promise<number>> }>();

/**
 * How many rows a long list has, counted once for each version of the register: turning its pages, or reading it in
 * another text size, does not count a hundred thousand rows again. The key holds everything that the count depends on.
 */
export async function keptCount(store: Store, key: string, count: () => Promise<number>): Promise<number> {
  const version = await store.version();
  let kept = keptOf.get(store);
  if (kept?.version !== version || kept.counts.size >= MOST) {
    kept = { version, counts: new Map() };
    keptOf.set(store, kept);
  }
  const { counts } = kept;
  const known = counts.get(key);
  if (known) return known;
  const counted = count();
  counts.set(key, counted);
  counted.catch(() => counts.delete(key));
  return counted;
}
