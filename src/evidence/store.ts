import { and, asc, count, eq, gte, inArray, isNotNull, lte } from 'drizzle-orm';
import { deputy, evidence, filing } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import { MEDIA_TYPES } from './rules.ts';

/** A file of a filing's evidence (佐证). */
export type Evidence = typeof evidence.$inferSelect;

/** The evidence of a filing, in the order in which it came. */
export async function listEvidence(reader: Reader, filingId: number): Promise<Evidence[]> {
  return reader.select().from(evidence).where(eq(evidence.filingId, filingId)).orderBy(asc(evidence.id));
}

export async function countEvidence(reader: Reader, filingId: number): Promise<number> {
  return reader.$count(evidence, eq(evidence.filingId, filingId));
}

/** How many files each of these filings has; those without any are left out. */
export async function countEvidenceOf(
  reader: Reader,
  filingIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await reader
    .select({ filingId: evidence.filingId, count: count() })
    .from(evidence)
    .where(inArray(evidence.filingId, [...filingIds]))
    .groupBy(evidence.filingId);
  return new Map(rows.map((row) => [row.filingId, row.count]));
}

/** A file with what decides who may see it. */
export interface FiledEvidence extends Evidence {
  filing: { code: string; termId: number; deputyId: number; state: string };
}

export async function findEvidence(reader: Reader, name: string): Promise<FiledEvidence | undefined> {
  const [row] = await reader
    .select({
      evidence,
      filing: { code: filing.code, termId: filing.termId, deputyId: filing.deputyId, state: filing.state },
    })
    .from(evidence)
    .innerJoin(filing, eq(filing.id, evidence.filingId))
    .where(eq(evidence.name, name));
  return row && { ...row.evidence, filing: row.filing };
}

/** Images that were released: everybody may see them as long as their filing stands. */
const isPublic = and(
  isNotNull(evidence.releasedAt),
  eq(filing.state, 'confirmed'),
  inArray(evidence.mediaType, [MEDIA_TYPES.jpeg, MEDIA_TYPES.png]),
);

export interface ReleasedImage {
  name: string;
  mediaType: string;
  sha256: string;
  filing: { code: string; kind: string; occurredOn: Day; content: string };
}

const released = {
  name: evidence.name,
  mediaType: evidence.mediaType,
  sha256: evidence.sha256,
  filing: {
    code: filing.code,
    kind: filing.kind,
    occurredOn: filing.occurredOn,
    content: filing.content,
  },
};

/** Released images of a deputy's confirmed filings within some days, by day of the duty, the newest first. */
export async function listReleased(
  reader: Reader,
  { termId, certificateNumber }: { termId: number; certificateNumber: string },
  { from, to }: { from: Day; to: Day },
): Promise<ReleasedImage[]> {
  const rows = await reader
    .select(released)
    .from(evidence)
    .innerJoin(filing, eq(filing.id, evidence.filingId))
    .innerJoin(deputy, eq(deputy.id, filing.deputyId))
    .where(
      and(
        isPublic,
        eq(filing.termId, termId),
        eq(deputy.certificateNumber, certificateNumber),
        gte(filing.occurredOn, from),
        lte(filing.occurredOn, to),
      ),
    )
    .orderBy(asc(filing.occurredOn), asc(evidence.id));
  return rows.toReversed();
}

export async function findReleased(reader: Reader, name: string): Promise<ReleasedImage | undefined> {
  const [row] = await reader
    .select(released)
    .from(evidence)
    .innerJoin(filing, eq(filing.id, evidence.filingId))
    .where(and(isPublic, eq(evidence.name, name)));
  return row;
}

/** Every file that the register names, with the digest it had when it came in. */
export async function listAllEvidence(
  reader: Reader,
): Promise<Pick<Evidence, 'name' | 'sha256' | 'fileName'>[]> {
  return reader
    .select({ name: evidence.name, sha256: evidence.sha256, fileName: evidence.fileName })
    .from(evidence)
    .orderBy(asc(evidence.id));
}

/** The code of the filing, for the trail. */
export async function filingCodeOf(reader: Reader, filingId: number): Promise<string | undefined> {
  const [row] = await reader.select({ code: filing.code }).from(filing).where(eq(filing.id, filingId));
  return row?.code;
}

export async function insertEvidence(tx: Tx, row: typeof evidence.$inferInsert): Promise<void> {
  await tx.insert(evidence).values(row);
}

export async function updateEvidence(
  tx: Tx,
  id: number,
  change: Pick<Evidence, 'releasedAt' | 'releasedBy'>,
): Promise<void> {
  await tx.update(evidence).set(change).where(eq(evidence.id, id));
}

export async function deleteEvidence(tx: Tx, id: number): Promise<void> {
  await tx.delete(evidence).where(eq(evidence.id, id));
}
