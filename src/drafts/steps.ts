import type { Queries, Tx } from '../db/store.ts';
import type { DraftForm } from './rules.ts';
import { deleteDraft, deleteOldDrafts } from './store.ts';

/** The form was stored: what was kept of it goes, in the same transaction. */
export async function forgetDraft(
  tx: Tx,
  accountId: number | null,
  form: DraftForm,
  subject: string,
): Promise<void> {
  if (accountId !== null) await deleteDraft(tx, { accountId, form, subject });
}

/** What was kept before, and never sent, is no longer wanted. */
export async function forgetOldDrafts(queries: Queries, savedBefore: number): Promise<void> {
  await deleteOldDrafts(queries, savedBefore);
}
