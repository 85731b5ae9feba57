import type { Store } from '../db/store.ts';
import { findTownship } from '../settings/store.ts';
import type { RegisterPool } from './pool.ts';

/** A register that has been set up, for the list of townships. */
export interface Listed {
  readonly name: string;
  readonly township: string;
}

/** How long a name that was read is believed while the register is closed. */
const LIFE_MS = 10 * 60_000;
const AT_ONCE = 8;

/**
 * The townships by name. An open register is asked each time and not kept open by it; of a closed one is remembered for
 * ten minutes what was read last. What is not set up or cannot be read is left out.
 */
export function townshipDirectory(pool: RegisterPool, clock: () => number): () => Promise<Listed[]> {
  const seen = new Map<string, { township: string | null; at: number }>();
  let running: Promise<Listed[]> | undefined;
  const townshipOf = async (name: string): Promise<string | null> => {
    const open = pool.peek(name);
    const known = seen.get(name);
    if (!open && known && clock() - known.at < LIFE_MS) return known.township;
    const township = await (open ? nameIn(open.store) : readClosed(pool, name)).catch(() => null);
    seen.set(name, { township, at: clock() });
    return township;
  };
  const list = async (): Promise<Listed[]> => {
    const names = await pool.source.list();
    const townships: (string | null)[] = [];
    // A few at once: each is a way to a server and back.
    for (let from = 0; from < names.length; from += AT_ONCE)
      townships.push(...(await Promise.all(names.slice(from, from + AT_ONCE).map(townshipOf))));
    return names.flatMap((name, index) => {
      const township = townships[index] ?? null;
      return township === null ? [] : [{ name, township }];
    });
  };
  return () => (running ??= list().finally(() => (running = undefined)));
}

async function nameIn({ read }: Store): Promise<string | null> {
  return (await findTownship(read))?.name ?? null;
}

async function readClosed({ source }: RegisterPool, name: string): Promise<string | null> {
  const store = await source.open(name);
  try {
    return await nameIn(store);
  } finally {
    await store.close();
  }
}
