import { write, type Doing } from '../db/write.ts';

/** Notes that somebody was refused a step at this address, and the words in which it was said. */
export async function recordRefusal(doing: Doing, address: string, reason: string): Promise<void> {
  await write({ ...doing, once: undefined }, async (tx) =>
    tx.record({ kind: 'step.refused', subject: ['address', address], reason }),
  );
}
