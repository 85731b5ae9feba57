import { asc, min } from 'drizzle-orm';
import { notice } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import type { Closing } from '../points/facts.ts';

/** The closed quarters, oldest first; a correction does not move the moment of the close. */
export async function listClosings(reader: Reader): Promise<Closing[]> {
  const rows = await reader
    .select({ quarter: notice.quarter, closedAt: min(notice.publishedAt) })
    .from(notice)
    .groupBy(notice.quarter)
    .orderBy(asc(notice.quarter));
  return rows.map(({ quarter, closedAt }) => ({ quarter, closedAt: closedAt ?? 0 }));
}
