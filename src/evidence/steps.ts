import type { Tx } from '../db/store.ts';
import { found, Refused } from '../refusals.ts';
import type { PreparedFile } from './intake.ts';
import { keepPrepared } from './keep.ts';
import { MOST_FILES } from './rules.ts';
import { countEvidence, deleteEvidence, filingCodeOf, insertEvidence, listEvidence } from './store.ts';

/**
 * Adds checked files to a filing, in the transaction that makes it or changes it, and says so in the trail. Whoever
 * calls has decided that the filing may be changed. Refuses what would be more than a filing may hold.
 */
export async function attach(
  tx: Tx,
  {
    filingId,
    files,
    at,
    by,
  }: { filingId: number; files: readonly PreparedFile[]; at: number; by: number | null },
): Promise<void> {
  if (files.length === 0) return;
  const known = await countEvidence(tx, filingId);
  if (known + files.length > MOST_FILES) throw new Refused('evidence-too-many', { known, most: MOST_FILES });
  const names: string[] = [];
  for (const file of files) {
    await insertEvidence(tx, {
      filingId,
      ...(await keepPrepared(tx, file)),
      addedAt: at,
      addedBy: by,
    });
    names.push(file.fileName);
  }
  const code = found(await filingCodeOf(tx, filingId));
  tx.record({ kind: 'evidence.added', subject: ['filing', code], after: { files: names } });
}

/** Takes every file from a filing that is itself being deleted: a draft that was never handed in. */
export async function detachAll(tx: Tx, filingId: number): Promise<void> {
  for (const { id, name } of await listEvidence(tx, filingId)) {
    await deleteEvidence(tx, id);
    await tx.dropFile(name);
  }
}
