import { and, asc, desc, eq } from 'drizzle-orm';
import { activity } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import type { ActivityKind } from '../duties/rules.ts';
import type { Day } from '../lib/dates.ts';

/** An activity (闭会期间活动) as anybody may see it: no cost, no reasons of leave. */
export interface PublicActivity {
  code: string;
  kind: ActivityKind;
  title: string;
  heldOn: Day;
  place: string;
  organiser: string;
  summary: string;
  year: number;
  /** When attendance was first recorded; null while it is missing. */
  rollTakenAt: number | null;
}

const columns = {
  code: activity.code,
  kind: activity.kind,
  title: activity.title,
  heldOn: activity.heldOn,
  place: activity.place,
  organiser: activity.organiser,
  summary: activity.summary,
  year: activity.year,
  rollTakenAt: activity.rollTakenAt,
};

/** Newest first. */
export async function listPublicActivities(reader: Reader, termId: number): Promise<PublicActivity[]> {
  const rows = await reader
    .select(columns)
    .from(activity)
    .where(eq(activity.termId, termId))
    .orderBy(desc(activity.heldOn), asc(activity.code));
  return rows.map((row) => ({ ...row, kind: row.kind as ActivityKind }));
}

export async function findPublicActivity(
  reader: Reader,
  termId: number,
  code: string,
): Promise<PublicActivity | undefined> {
  const [row] = await reader
    .select(columns)
    .from(activity)
    .where(and(eq(activity.termId, termId), eq(activity.code, code)));
  return row && { ...row, kind: row.kind as ActivityKind };
}
