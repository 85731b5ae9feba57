import { and, eq, lt, type SQL } from 'drizzle-orm';
import { formDraft } from '../db/schema/index.ts';
import type { Queries, Reader } from '../db/store.ts';
import type { DraftKey, DraftValues } from './rules.ts';

/** What was typed, and when it was kept (epoch milliseconds). */
export interface Draft {
  values: DraftValues;
  savedAt: number;
}

function isThis({ accountId, form, subject }: DraftKey): SQL | undefined {
  return and(eq(formDraft.accountId, accountId), eq(formDraft.form, form), eq(formDraft.subject, subject));
}

export async function findDraft(reader: Reader, key: DraftKey): Promise<Draft | undefined> {
  const [row] = await reader
    .select({ values: formDraft.values, savedAt: formDraft.savedAt })
    .from(formDraft)
    .where(isThis(key));
  return row && { ...row, values: row.values as DraftValues };
}

export async function putDraft(
  queries: Queries,
  { accountId, form, subject }: DraftKey,
  { values, savedAt }: Draft,
): Promise<void> {
  await queries
    .insert(formDraft)
    .values({ accountId, form, subject, values, savedAt })
    .onConflictDoUpdate({
      target: [formDraft.accountId, formDraft.form, formDraft.subject],
      set: { values, savedAt },
    });
}

export async function deleteDraft(queries: Queries, key: DraftKey): Promise<void> {
  await queries.delete(formDraft).where(isThis(key));
}

export async function deleteOldDrafts(queries: Queries, before: number): Promise<void> {
  await queries.delete(formDraft).where(lt(formDraft.savedAt, before));
}
