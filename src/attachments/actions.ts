import { write, type Doing } from '../db/write.ts';
import { takeStep } from '../proposals/actions/taking.ts';
import { NotFound } from '../refusals.ts';
import { deleteAttachment, findAttachment } from './store.ts';

/** The lead takes a file from a draft or returned proposal; it is gone for good. What an answer has, stays. */
export async function removeAttachment(doing: Doing, number: string, name: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal } = await takeStep(tx, doing, number, 'change');
    const file = await findAttachment(tx, proposal.id, name);
    if (!file || file.handlingId !== null) throw new NotFound();
    await deleteAttachment(tx, file.id);
    await tx.dropFile(name);
    const before = { file: file.fileName, sha256: file.sha256 };
    tx.record({ kind: 'attachment.removed', subject: ['proposal', number], before });
  });
}
