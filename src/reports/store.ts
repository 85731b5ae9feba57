import { and, asc, eq } from 'drizzle-orm';
import { annualReport, filing } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';

export type AnnualReport = typeof annualReport.$inferSelect;

export async function findReport(
  reader: Reader,
  deputyId: number,
  year: number,
): Promise<AnnualReport | undefined> {
  const [row] = await reader
    .select()
    .from(annualReport)
    .where(and(eq(annualReport.deputyId, deputyId), eq(annualReport.year, year)));
  return row;
}

export async function listReports(reader: Reader, year: number): Promise<AnnualReport[]> {
  return reader.select().from(annualReport).where(eq(annualReport.year, year)).orderBy(asc(annualReport.id));
}

export async function putReport(tx: Tx, row: typeof annualReport.$inferInsert): Promise<void> {
  await tx
    .insert(annualReport)
    .values(row)
    .onConflictDoUpdate({ target: [annualReport.deputyId, annualReport.year], set: row });
}

/** What the confirmed deeds of a deputy's year cost, in cents. */
export async function sumDeeds(reader: Reader, deputyId: number, year: number): Promise<number> {
  const rows = await reader
    .select({ cents: filing.amountCents })
    .from(filing)
    .where(
      and(
        eq(filing.deputyId, deputyId),
        eq(filing.year, year),
        eq(filing.kind, 'deed.done'),
        eq(filing.state, 'confirmed'),
      ),
    );
  return rows.reduce((sum, row) => sum + (row.cents ?? 0), 0);
}
