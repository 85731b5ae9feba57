import { asc, eq } from 'drizzle-orm';
import { annualReport, deputy } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { listChain } from '../../notices/store.ts';
import type { SchemeRow } from '../../schemes/store.ts';
import type { RegisterFile } from '../register-file.ts';
import { byCode } from './order.ts';

/** Notices in the order of publication, as frozen. */
export async function noticesOf(
  reader: Reader,
  schemes: readonly SchemeRow[],
): Promise<RegisterFile['notices']> {
  const schemeOf = new Map(schemes.map((scheme) => [scheme.id, scheme]));
  const notices = await listChain(reader);
  return notices.map((row) => {
    const { id: _, schemeId, ...notice } = row;
    const { year = 0, version = 0 } = schemeOf.get(schemeId) ?? {};
    return { ...notice, schemeYear: year, schemeVersion: version };
  });
}

/** Annual reports by year and deputy. */
export async function reportsOf(reader: Reader, termId: number): Promise<RegisterFile['reports']> {
  const rows = await reader
    .select({ report: annualReport, deputy: deputy.certificateNumber })
    .from(annualReport)
    .innerJoin(deputy, eq(deputy.id, annualReport.deputyId))
    .where(eq(deputy.termId, termId))
    .orderBy(asc(annualReport.year), asc(annualReport.id));
  return byCode(rows, (row) => `${row.report.year} ${row.deputy}`).map(({ report, deputy: certificate }) => {
    const { id: _, deputyId: __, ...papers } = report;
    return { deputy: certificate, ...papers };
  });
}
