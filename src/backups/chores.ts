import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openRegister, REGISTER_FILE } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { runWorker } from '../worker.ts';
import { ChoreFailed } from './faults.ts';
import { makeCopy, type Made } from './copy.ts';
import { checkLive, drillCopy, type Finding } from './drill.ts';

/** Work that holds up everything else for as long as it takes, so a large register does it in a thread of its own. */
export type Order =
  | { chore: 'copy'; dataDir: string; name: string; by: string; isAutomatic: boolean }
  | { chore: 'drill'; dataDir: string; name: string }
  | { chore: 'check'; dataDir: string };

interface Answers {
  copy: Made;
  drill: Finding;
  check: Finding & { entries: number };
}

/** Up to this size it takes some tenths of a second. */
const IN_PLACE_BYTES = 8 * 1024 * 1024;
const LIMITS = { timeoutMs: 60 * 60 * 1000, memoryMb: 512 };

export async function carryOut<C extends Order['chore']>(
  order: Extract<Order, { chore: C }>,
): Promise<Answers[C]> {
  const { size } = statSync(join(order.dataDir, REGISTER_FILE));
  if (size <= IN_PLACE_BYTES) return (await perform(order)) as Answers[C];
  const job = new URL('./chores.worker.ts', import.meta.url);
  const answer = await runWorker<Answers[C] | { failed: Finding }>(job, order, LIMITS);
  if ('failed' in answer) throw new ChoreFailed(answer.failed);
  return answer;
}

/** Does an order here and now, over connections of its own. */
export async function perform(order: Order): Promise<Answers[Order['chore']]> {
  if (order.chore === 'drill') return drillCopy(order.dataDir, order.name);
  return withStore<Answers['copy' | 'check']>(order.dataDir, (store) =>
    order.chore === 'copy'
      ? makeCopy(store, order.dataDir, order.name, order)
      : checkLive(store, { dataDir: order.dataDir, database: null }),
  );
}

async function withStore<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = openRegister(dataDir);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
