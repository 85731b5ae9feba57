import { settleFiles } from '../care/files.ts';
import { tidyUp } from '../care/tidy.ts';
import type { Store } from '../db/store.ts';
import { settleProposalIndex } from '../proposals/search-index.ts';

/** What has to be put in order whenever a register is opened to be served, before anybody reads or writes it. */
export async function settleRegister(store: Store, now: number): Promise<void> {
  await settleFiles(store);
  await settleProposalIndex(store);
  await store.files.clearReceived();
  await tidyUp(store, now);
}
