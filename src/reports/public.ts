import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { annualReport, deputy } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';

/** Years whose annual report form (年度述职报告表) of the deputy is published and not withdrawn, newest first. */
export async function listPublishedYears(
  reader: Reader,
  termId: number,
  certificateNumber: string,
): Promise<number[]> {
  const rows = await reader
    .select({ year: annualReport.year })
    .from(annualReport)
    .innerJoin(deputy, eq(deputy.id, annualReport.deputyId))
    .where(
      and(
        eq(deputy.termId, termId),
        eq(deputy.certificateNumber, certificateNumber),
        isNotNull(annualReport.published),
        isNull(annualReport.withdrawnAt),
      ),
    )
    .orderBy(desc(annualReport.year));
  return rows.map((row) => row.year);
}
