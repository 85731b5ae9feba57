import { and, asc, eq } from 'drizzle-orm';
import { district } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import { found } from '../refusals.ts';

export type District = typeof district.$inferSelect;

/** By number, as people count: 2 before 10. */
export async function listDistricts(reader: Reader, termId: number): Promise<District[]> {
  const rows = await reader
    .select()
    .from(district)
    .where(eq(district.termId, termId))
    .orderBy(asc(district.id));
  return rows.toSorted((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }));
}

export async function findDistrict(reader: Reader, id: number): Promise<District | undefined> {
  const [row] = await reader.select().from(district).where(eq(district.id, id));
  return row;
}

export async function findDistrictByNumber(
  reader: Reader,
  termId: number,
  number: string,
): Promise<District | undefined> {
  const [row] = await reader
    .select()
    .from(district)
    .where(and(eq(district.termId, termId), eq(district.number, number)));
  return row;
}

export async function insertDistrict(tx: Tx, row: typeof district.$inferInsert): Promise<number> {
  const [made] = await tx.insert(district).values(row).returning({ id: district.id });
  return found(made).id;
}

export async function updateDistrict(
  tx: Tx,
  id: number,
  change: Partial<typeof district.$inferInsert>,
): Promise<void> {
  await tx.update(district).set(change).where(eq(district.id, id));
}
