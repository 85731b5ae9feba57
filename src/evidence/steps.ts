import { createHash } from 'node:crypto';
import type { Tx } from '../db/store.ts';
import { found, Refused } from '../refusals.ts';
import type { PreparedFile } from './intake.ts';
import { MOST_FILES } from './rules.ts';
import { countEvidence, filingCodeOf, insertEvidence } from './store.ts';

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
    const bytes = await file.read();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { fileName, mediaType } = file;
    await insertEvidence(tx, {
      filingId,
      name: await tx.keepFile(bytes),
      fileName,
      mediaType,
      sha256,
      bytes: bytes.length,
      addedAt: at,
      addedBy: by,
    });
    names.push(fileName);
  }
  const code = found(await filingCodeOf(tx, filingId));
  tx.record({ kind: 'evidence.added', subject: ['filing', code], after: { files: names } });
}
