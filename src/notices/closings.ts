import { asc, min } from 'drizzle-orm';
import { notice } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import type { Closing } from '../points/records.ts';

/** Every closed quarter with the instant of its first notice; corrections (更正公告) close nothing anew. */
export async function listClosings(reader: Reader): Promise<Closing[]> {
  const rows = await reader
    .select({ quarter: notice.quarter, closedAt: min(notice.publishedAt) })
    .from(notice)
    .groupBy(notice.quarter)
    .orderBy(asc(notice.quarter));
  return rows.map(({ quarter, closedAt }) => ({ quarter, closedAt: closedAt ?? 0 }));
}
