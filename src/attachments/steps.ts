import type { Tx } from '../db/store.ts';
import type { PreparedFile } from '../evidence/intake.ts';
import { keepPrepared } from '../evidence/keep.ts';
import { Refused } from '../refusals.ts';
import { MOST_FILES } from './rules.ts';
import { deleteAttachment, insertAttachment, listAttachmentsOf, type AttachmentOwner } from './store.ts';

/**
 * Adds checked files (附件) to a proposal or to a round's answer, in the transaction of the step that brings them, and
 * says so in the trail of `number`. Whoever calls has decided that the step may be taken.
 */
export async function attachTo(
  tx: Tx,
  owner: AttachmentOwner & { readonly number: string },
  { files, at, by }: { files: readonly PreparedFile[]; at: number; by: number | null },
): Promise<void> {
  if (files.length === 0) return;
  const { proposalId, handlingId, number } = owner;
  const known = (await listAttachmentsOf(tx, owner)).length;
  if (known + files.length > MOST_FILES)
    throw new Refused('attachment-too-many', { known, most: MOST_FILES });
  for (const file of files) {
    const kept = await keepPrepared(tx, file);
    await insertAttachment(tx, { proposalId, handlingId, ...kept, addedAt: at, addedBy: by });
  }
  const names = files.map(({ fileName }) => fileName);
  tx.record({ kind: 'attachment.added', subject: ['proposal', number], after: { files: names } });
}

/** Takes every file from a round that is itself being deleted. */
export async function detachRound(tx: Tx, round: { proposalId: number; handlingId: number }): Promise<void> {
  for (const { id, name } of await listAttachmentsOf(tx, round)) {
    await deleteAttachment(tx, id);
    await tx.dropFile(name);
  }
}
