import type { Store } from '../db/store.ts';
import { findEvidence } from './store.ts';

/** Settles files whose write was cut short, before anything else is written: those with a row stay, the others go. */
export async function settleFiles({ read, files }: Store): Promise<void> {
  for (const name of await files.unsettled())
    await files.settle(name, (await findEvidence(read, name)) !== undefined);
}
