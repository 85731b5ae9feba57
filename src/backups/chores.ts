import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE } from '../config.ts';
import { openPlace, REGISTER_FILE, type Place } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { runWorker } from '../worker.ts';
import { ChoreFailed } from './faults.ts';
import { makeCopy, type Made } from './copy.ts';
import { checkLive, drillCopy, type Finding } from './drill.ts';

/** Work that holds up everything else for as long as it takes, so a large register does it in a thread of its own. */
export type Order =
  | { chore: 'copy'; place: Place; name: string; by: string; isAutomatic: boolean }
  | { chore: 'drill'; place: Place; name: string }
  | { chore: 'check'; place: Place };

interface Answers {
  copy: Made;
  drill: Finding;
  check: Finding & { entries: number };
}

/** Up to this size of the register's file it takes some tenths of a second. */
const IN_PLACE_BYTES = 8 * 1024 * 1024;
const LIMITS = { timeoutMs: 60 * 60 * 1000, memoryMb: 512 };

export async function carryOut<C extends Order['chore']>(
  order: Extract<Order, { chore: C }>,
): Promise<Answers[C]> {
  if (isSmall(order)) return (await perform(order)) as Answers[C];
  const job = new URL('./chores.worker.ts', import.meta.url);
  const answer = await runWorker<Answers[C] | { failed: Finding }>(job, order, LIMITS, surroundingsOf(order));
  if ('failed' in answer) throw new ChoreFailed(answer.failed);
  return answer;
}

function isSmall({ place }: Order): boolean {
  return ENGINE === 'sqlite' && statSync(join(place.dataDir, REGISTER_FILE)).size <= IN_PLACE_BYTES;
}

/** A thread reads with the engine of its order (src/config.ts): copies are files of SQLite wherever the register is. */
function surroundingsOf({ chore, place }: Order): Record<string, string> {
  return chore !== 'drill' && place.database ? { DATABASE_URL: 'postgres:' } : {};
}

/** Does an order here and now, over connections of its own. */
export async function perform(order: Order): Promise<Answers[Order['chore']]> {
  const { place } = order;
  if (order.chore === 'drill') return drillCopy(place.dataDir, order.name);
  return withStore<Answers['copy' | 'check']>(place, (store) =>
    order.chore === 'copy' ? makeCopy(store, place, order.name, order) : checkLive(store, place),
  );
}

async function withStore<T>(place: Place, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openPlace(place);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
