import { and, asc, eq, isNull } from 'drizzle-orm';
import { attachment } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';

/** A file of a proposal (附件), or with `handlingId` of that round's answer. */
export type Attachment = typeof attachment.$inferSelect;

/** What an attachment belongs to; without a round to the proposal itself. */
export interface AttachmentOwner {
  readonly proposalId: number;
  readonly handlingId: number | null;
}

/** Everything attached to a proposal and to its answers, in the order in which it came. */
export async function listAttachments(reader: Reader, proposalId: number): Promise<Attachment[]> {
  return reader
    .select()
    .from(attachment)
    .where(eq(attachment.proposalId, proposalId))
    .orderBy(asc(attachment.id));
}

/** Only what belongs to the proposal itself, or to this round. */
export async function listAttachmentsOf(
  reader: Reader,
  { proposalId, handlingId }: AttachmentOwner,
): Promise<Attachment[]> {
  return reader
    .select()
    .from(attachment)
    .where(
      and(
        eq(attachment.proposalId, proposalId),
        handlingId === null ? isNull(attachment.handlingId) : eq(attachment.handlingId, handlingId),
      ),
    )
    .orderBy(asc(attachment.id));
}

/** A file by its name, of this proposal only. */
export async function findAttachment(
  reader: Reader,
  proposalId: number,
  name: string,
): Promise<Attachment | undefined> {
  const [row] = await reader
    .select()
    .from(attachment)
    .where(and(eq(attachment.proposalId, proposalId), eq(attachment.name, name)));
  return row;
}

/** Every file that the register names as an attachment, with the digest it had when it came in. */
export async function listAllAttachments(
  reader: Reader,
): Promise<Pick<Attachment, 'name' | 'sha256' | 'fileName'>[]> {
  return reader
    .select({ name: attachment.name, sha256: attachment.sha256, fileName: attachment.fileName })
    .from(attachment)
    .orderBy(asc(attachment.id));
}

export async function insertAttachment(tx: Tx, row: typeof attachment.$inferInsert): Promise<void> {
  await tx.insert(attachment).values(row);
}

export async function deleteAttachment(tx: Tx, id: number): Promise<void> {
  await tx.delete(attachment).where(eq(attachment.id, id));
}
