import type { Store } from '../db/store.ts';
import { keepHouse } from '../db/write.ts';
import type { DraftKey } from './rules.ts';
import { deleteDraft, putDraft, type Draft } from './store.ts';

/** Keeps what somebody has typed so far. It is no entry in the register: it passes by the side door, without a trace. */
export async function saveDraft(store: Store, key: DraftKey, draft: Draft): Promise<void> {
  await keepHouse(store, (queries) => putDraft(queries, key, draft));
}

/** Somebody does not want it any more. */
export async function discardDraft(store: Store, key: DraftKey): Promise<void> {
  await keepHouse(store, (queries) => deleteDraft(queries, key));
}
