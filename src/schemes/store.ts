import { and, asc, desc, eq } from 'drizzle-orm';
import { scheme } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import { found } from '../refusals.ts';
import type { SchemeState } from './procedure.ts';

/** A scheme as it is kept: its state and papers beside the body that counts. */
export type SchemeRow = Omit<typeof scheme.$inferSelect, 'state'> & { state: SchemeState };

const stated = (row: typeof scheme.$inferSelect): SchemeRow => ({ ...row, state: row.state as SchemeState });

/** Newest year first, newest version first. */
export async function listSchemes(reader: Reader): Promise<SchemeRow[]> {
  const rows = await reader.select().from(scheme).orderBy(desc(scheme.year), desc(scheme.version));
  return rows.map(stated);
}

export async function findScheme(reader: Reader, id: number): Promise<SchemeRow | undefined> {
  const [row] = await reader.select().from(scheme).where(eq(scheme.id, id));
  return row && stated(row);
}

/** The one scheme that counts in a year, if one was adopted. */
export async function findSchemeInForce(reader: Reader, year: number): Promise<SchemeRow | undefined> {
  const [row] = await reader
    .select()
    .from(scheme)
    .where(and(eq(scheme.year, year), eq(scheme.state, 'in_force')));
  return row && stated(row);
}

/** Years that have a scheme in force, earliest first. */
export async function listSchemeYears(reader: Reader): Promise<number[]> {
  const rows = await reader
    .select({ year: scheme.year })
    .from(scheme)
    .where(eq(scheme.state, 'in_force'))
    .orderBy(asc(scheme.year));
  return rows.map((row) => row.year);
}

/** Versions count from 1 within a year and are never used again. */
export async function nextVersion(reader: Reader, year: number): Promise<number> {
  const [latest] = await reader
    .select({ version: scheme.version })
    .from(scheme)
    .where(eq(scheme.year, year))
    .orderBy(desc(scheme.version))
    .limit(1);
  return (latest?.version ?? 0) + 1;
}

export async function insertScheme(tx: Tx, row: typeof scheme.$inferInsert): Promise<number> {
  const [made] = await tx.insert(scheme).values(row).returning({ id: scheme.id });
  return found(made).id;
}

export async function updateScheme(
  tx: Tx,
  id: number,
  change: Partial<typeof scheme.$inferInsert>,
): Promise<void> {
  await tx.update(scheme).set(change).where(eq(scheme.id, id));
}
