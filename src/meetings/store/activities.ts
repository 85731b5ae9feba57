import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { activity, invitee } from '../../db/schema/index.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { ActivityKind } from '../../duties/rules.ts';
import { found } from '../../refusals.ts';
import { calendarOf } from './sessions.ts';

/** An activity (闭会期间活动). */
export interface Activity extends Omit<typeof activity.$inferSelect, 'kind'> {
  kind: ActivityKind;
}

export interface ActivityFilter {
  kind?: string | undefined;
  year?: number | undefined;
  quarter?: string | undefined;
  /** Part of the title, place, organiser, summary or code. */
  text?: string | undefined;
}

/** The newest first. */
export async function listActivities(
  reader: Reader,
  termId: number,
  { kind, year, quarter, text }: ActivityFilter = {},
): Promise<Activity[]> {
  const rows = await reader
    .select()
    .from(activity)
    .where(
      and(
        eq(activity.termId, termId),
        kind ? eq(activity.kind, kind) : undefined,
        year ? eq(activity.year, year) : undefined,
        quarter ? eq(activity.quarter, quarter) : undefined,
      ),
    )
    .orderBy(desc(activity.heldOn), desc(activity.code));
  return rows.filter((row) => !text || mentions(row, text.toLowerCase())).map(typed);
}

function mentions(row: typeof activity.$inferSelect, text: string): boolean {
  const words = [row.title, row.place, row.organiser, row.summary, row.code];
  return words.some((word) => word.toLowerCase().includes(text));
}

function typed(row: typeof activity.$inferSelect): Activity {
  return { ...row, kind: row.kind as ActivityKind };
}

export async function findActivity(
  reader: Reader,
  termId: number,
  code: string,
): Promise<Activity | undefined> {
  const [row] = await reader
    .select()
    .from(activity)
    .where(and(eq(activity.termId, termId), eq(activity.code, code)));
  return row && typed(row);
}

export async function findActivityById(reader: Reader, id: number): Promise<Activity | undefined> {
  const [row] = await reader.select().from(activity).where(eq(activity.id, id));
  return row && typed(row);
}

export async function listActivityCodes(reader: Reader, termId: number): Promise<string[]> {
  const rows = await reader
    .select({ code: activity.code })
    .from(activity)
    .where(eq(activity.termId, termId))
    .orderBy(asc(activity.id));
  return rows.map((row) => row.code);
}

/** The years that have activities, the newest first. */
export async function listActivityYears(reader: Reader, termId: number): Promise<number[]> {
  const rows = await reader
    .selectDistinct({ year: activity.year })
    .from(activity)
    .where(eq(activity.termId, termId))
    .orderBy(desc(activity.year));
  return rows.map((row) => row.year);
}

/** What an activity is made of; year and quarter follow from the day. */
export interface ActivityFields {
  kind: ActivityKind;
  title: string;
  heldOn: string;
  place: string;
  organiser: string;
  summary: string;
  /** Fen. */
  costCents: number | null;
}

export async function insertActivity(
  tx: Tx,
  row: ActivityFields & { termId: number; code: string },
): Promise<number> {
  const [made] = await tx
    .insert(activity)
    .values({ ...row, ...calendarOf(row.heldOn) })
    .returning({ id: activity.id });
  return found(made).id;
}

export async function updateActivity(tx: Tx, id: number, fields: ActivityFields): Promise<void> {
  await tx
    .update(activity)
    .set({ ...fields, ...calendarOf(fields.heldOn) })
    .where(eq(activity.id, id));
}

export async function listInvitees(
  reader: Reader,
  activityIds: readonly number[],
): Promise<{ activityId: number; deputyId: number }[]> {
  return reader
    .select()
    .from(invitee)
    .where(inArray(invitee.activityId, [...activityIds]))
    .orderBy(asc(invitee.activityId), asc(invitee.deputyId));
}

/** Who is invited already stays so. */
export async function insertInvitees(
  tx: Tx,
  activityId: number,
  deputyIds: readonly number[],
): Promise<void> {
  if (deputyIds.length === 0) return;
  const rows = deputyIds.map((deputyId) => ({ activityId, deputyId }));
  await tx.insert(invitee).values(rows).onConflictDoNothing();
}

export async function deleteInvitees(
  tx: Tx,
  activityId: number,
  deputyIds: readonly number[],
): Promise<void> {
  await tx
    .delete(invitee)
    .where(and(eq(invitee.activityId, activityId), inArray(invitee.deputyId, [...deputyIds])));
}
