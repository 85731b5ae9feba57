import type * as argon2 from '@node-rs/argon2';
import { vi } from 'vitest';

/** Counts what is hashed and checked, and how much of it at once: what `vi.mock('@node-rs/argon2')` is given. */
export const hashes = { made: 0, checked: 0, running: 0, most: 0 };

export async function countingHashes(): Promise<object> {
  const real = await vi.importActual<typeof argon2>('@node-rs/argon2');
  const counted = async <T>(kind: 'made' | 'checked', work: () => Promise<T>): Promise<T> => {
    hashes[kind] += 1;
    hashes.running += 1;
    hashes.most = Math.max(hashes.most, hashes.running);
    try {
      return await work();
    } finally {
      hashes.running -= 1;
    }
  };
  return {
    ...real,
    hash: (...args: Parameters<typeof real.hash>) => counted('made', () => real.hash(...args)),
    verify: (...args: Parameters<typeof real.verify>) => counted('checked', () => real.verify(...args)),
  };
}
