import { and, eq, inArray } from 'drizzle-orm';
import { extension, handling, handlingUnit, proposal, signature, urging } from '../../db/schema/index.ts';
import type { Tx } from '../../db/store.ts';
import { found } from '../../refusals.ts';
import { indexProposal } from '../search-index.ts';

export async function insertProposal(tx: Tx, row: typeof proposal.$inferInsert): Promise<number> {
  const [made] = await tx.insert(proposal).values(row).returning({ id: proposal.id });
  const { id } = found(made);
  await indexProposal(tx, id);
  return id;
}

export async function updateProposal(
  tx: Tx,
  id: number,
  change: Partial<typeof proposal.$inferInsert>,
): Promise<void> {
  await tx.update(proposal).set(change).where(eq(proposal.id, id));
  if (INDEXED.some((column) => change[column] !== undefined)) await indexProposal(tx, id);
}

const INDEXED = ['number', 'title', 'cause', 'basis', 'content'] as const;

export async function insertSignature(tx: Tx, row: typeof signature.$inferInsert): Promise<void> {
  await tx.insert(signature).values(row);
}

export async function insertHandling(tx: Tx, row: typeof handling.$inferInsert): Promise<number> {
  const [made] = await tx.insert(handling).values(row).returning({ id: handling.id });
  if (row.answer || row.classReason) await indexProposal(tx, row.proposalId);
  return found(made).id;
}

export async function insertHandlingUnit(tx: Tx, row: typeof handlingUnit.$inferInsert): Promise<void> {
  await tx.insert(handlingUnit).values(row);
}

export async function updateSignature(
  tx: Tx,
  proposalId: number,
  deputyId: number,
  change: Partial<typeof signature.$inferInsert>,
): Promise<void> {
  await tx
    .update(signature)
    .set(change)
    .where(and(eq(signature.proposalId, proposalId), eq(signature.deputyId, deputyId)));
}

export async function deleteCosigners(
  tx: Tx,
  proposalId: number,
  deputyIds: readonly number[],
): Promise<void> {
  await tx
    .delete(signature)
    .where(and(eq(signature.proposalId, proposalId), inArray(signature.deputyId, [...deputyIds])));
}

export async function updateHandling(
  tx: Tx,
  id: number,
  change: Partial<typeof handling.$inferInsert>,
): Promise<void> {
  const rows = await tx
    .update(handling)
    .set(change)
    .where(eq(handling.id, id))
    .returning({ proposalId: handling.proposalId });
  const isReworded = change.answer !== undefined || change.classReason !== undefined;
  for (const { proposalId } of isReworded ? rows : []) await indexProposal(tx, proposalId);
}

export async function updateHandlingUnit(
  tx: Tx,
  handlingId: number,
  unitId: number,
  change: Partial<typeof handlingUnit.$inferInsert>,
): Promise<void> {
  await tx
    .update(handlingUnit)
    .set(change)
    .where(and(eq(handlingUnit.handlingId, handlingId), eq(handlingUnit.unitId, unitId)));
}

/** Takes the units of a round away, to be put in anew. */
export async function deleteHandlingUnits(tx: Tx, handlingId: number): Promise<void> {
  await tx.delete(handlingUnit).where(eq(handlingUnit.handlingId, handlingId));
}

/** Takes a round away with its papers. */
export async function deleteRound(tx: Tx, id: number): Promise<void> {
  await tx.delete(extension).where(eq(extension.handlingId, id));
  await tx.delete(urging).where(eq(urging.handlingId, id));
  await tx.delete(handlingUnit).where(eq(handlingUnit.handlingId, id));
  await tx.delete(handling).where(eq(handling.id, id));
}
