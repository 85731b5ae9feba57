import { write, type Doing } from '../db/write.ts';

/** Notes that somebody was refused a step at this address, and the words in which it was said. */
export async function recordRefusal(doing: Doing, address: string, reason: string): Promise<void> {
  await write({ ...doing, once: undefined }, async (tx) =>
    tx.record({ kind: 'step.refused', subject: ['address', address], reason }),
  );
}

/** Notes, now that it works again, since when and how often the storage failed: nothing could be noted then. */
export async function recordStorageFault(
  doing: Doing,
  { since, times }: { since: number; times: number },
): Promise<void> {
  await write({ ...doing, once: undefined }, async (tx) =>
    tx.record({ kind: 'storage.failed', subject: ['storage', 'register'], after: { since, times } }),
  );
}
