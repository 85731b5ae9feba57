import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { extension, followUp, handling, proposal, urging } from '../../db/schema/index.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { Proposal } from './parts.ts';

export type Extension = typeof extension.$inferSelect;
export type Urging = typeof urging.$inferSelect;
export type FollowUp = typeof followUp.$inferSelect;

export async function findExtension(
  reader: Reader,
  handlingId: number,
  state: 'asked' | 'granted' | 'refused',
): Promise<Extension | undefined> {
  const [row] = await reader
    .select()
    .from(extension)
    .where(and(eq(extension.handlingId, handlingId), eq(extension.state, state)))
    .orderBy(desc(extension.id));
  return row;
}

/** Requests for more time that wait for the presidium. */
export async function countWaitingExtensions(reader: Reader, termId: number): Promise<number> {
  return (await listWaitingExtensions(reader, termId)).length;
}

/** Ids of the proposals whose unit waits for a decision about more time. */
export async function listWaitingExtensions(reader: Reader, termId: number): Promise<number[]> {
  const rows = await reader
    .selectDistinct({ id: proposal.id })
    .from(extension)
    .innerJoin(handling, eq(handling.id, extension.handlingId))
    .innerJoin(proposal, eq(proposal.id, handling.proposalId))
    .where(and(eq(proposal.termId, termId), eq(proposal.state, 'assigned'), eq(extension.state, 'asked')))
    .orderBy(asc(proposal.id));
  return rows.map(({ id }) => id);
}

/** Requests for more time, urging letters and follow-up notes of one proposal, the earliest first. */
export async function listPapers(
  reader: Reader,
  { id, rounds }: Pick<Proposal, 'id' | 'rounds'>,
): Promise<{ extensions: Extension[]; urgings: Urging[]; followUps: FollowUp[] }> {
  const handlings = rounds.map((round) => round.id);
  const [extensions, urgings, followUps] = await Promise.all([
    reader
      .select()
      .from(extension)
      .where(inArray(extension.handlingId, handlings))
      .orderBy(asc(extension.id)),
    reader.select().from(urging).where(inArray(urging.handlingId, handlings)).orderBy(asc(urging.id)),
    reader.select().from(followUp).where(eq(followUp.proposalId, id)).orderBy(asc(followUp.id)),
  ]);
  return { extensions, urgings, followUps };
}

export async function insertExtension(tx: Tx, row: typeof extension.$inferInsert): Promise<void> {
  await tx.insert(extension).values(row);
}

export async function updateExtension(
  tx: Tx,
  id: number,
  change: Partial<typeof extension.$inferInsert>,
): Promise<void> {
  await tx.update(extension).set(change).where(eq(extension.id, id));
}

export async function insertUrging(tx: Tx, row: typeof urging.$inferInsert): Promise<void> {
  await tx.insert(urging).values(row);
}

export async function insertFollowUp(tx: Tx, row: typeof followUp.$inferInsert): Promise<void> {
  await tx.insert(followUp).values(row);
}
