import { and, asc, desc, eq } from 'drizzle-orm';
import { congressSession, sitting, speech } from '../../db/schema/index.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { quarterOf, yearOf, type Half } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';

export type CongressSession = typeof congressSession.$inferSelect;
export type AgendaItem = (typeof sitting.$inferSelect.agenda)[number];
export type Speech = typeof speech.$inferSelect;

/** A half-day sitting (半天) with the congress session that it belongs to. */
export interface Sitting extends Omit<typeof sitting.$inferSelect, 'half'> {
  half: Half;
  /** 第六届第三次会议 */
  session: string;
  termId: number;
}

/** In the order in which they were set up, which is that of their numbers. */
export async function listCongressSessions(reader: Reader, termId: number): Promise<CongressSession[]> {
  return reader
    .select()
    .from(congressSession)
    .where(eq(congressSession.termId, termId))
    .orderBy(asc(congressSession.id));
}

export async function findCongressSession(reader: Reader, id: number): Promise<CongressSession | undefined> {
  const [row] = await reader.select().from(congressSession).where(eq(congressSession.id, id));
  return row;
}

export async function findCongressSessionByTitle(
  reader: Reader,
  termId: number,
  title: string,
): Promise<CongressSession | undefined> {
  const [row] = await reader
    .select()
    .from(congressSession)
    .where(and(eq(congressSession.termId, termId), eq(congressSession.title, title)));
  return row;
}

export async function insertCongressSession(
  tx: Tx,
  row: typeof congressSession.$inferInsert,
): Promise<number> {
  const [made] = await tx.insert(congressSession).values(row).returning({ id: congressSession.id });
  return found(made).id;
}

export async function updateCongressSession(
  tx: Tx,
  id: number,
  change: Partial<typeof congressSession.$inferInsert>,
): Promise<void> {
  await tx.update(congressSession).set(change).where(eq(congressSession.id, id));
}

function selectSittings(reader: Reader) {
  return reader
    .select({ sitting, session: congressSession.title, termId: congressSession.termId })
    .from(sitting)
    .innerJoin(congressSession, eq(congressSession.id, sitting.congressSessionId));
}

type JoinedSitting = { sitting: typeof sitting.$inferSelect; session: string; termId: number };

function joined({ sitting: row, session, termId }: JoinedSitting): Sitting {
  return { ...row, half: row.half as Half, session, termId };
}

/** Of a term, the newest first; the afternoon is newer than the morning. */
export async function listSittings(reader: Reader, termId: number): Promise<Sitting[]> {
  const rows = await selectSittings(reader)
    .where(eq(congressSession.termId, termId))
    .orderBy(desc(sitting.heldOn), desc(sitting.half), desc(sitting.id));
  return rows.map(joined);
}

export async function findSitting(reader: Reader, id: number): Promise<Sitting | undefined> {
  const [row] = await selectSittings(reader).where(eq(sitting.id, id));
  return row && joined(row);
}

/** The sitting of a congress session on that half-day. */
export async function findSittingAt(
  reader: Reader,
  congressSessionId: number,
  heldOn: string,
  half: Half,
): Promise<Sitting | undefined> {
  const [row] = await selectSittings(reader).where(
    and(eq(sitting.congressSessionId, congressSessionId), eq(sitting.heldOn, heldOn), eq(sitting.half, half)),
  );
  return row && joined(row);
}

/** What a sitting is made of; year and quarter follow from the day. */
export interface SittingFields {
  heldOn: string;
  half: Half;
  agenda: AgendaItem[];
}

export async function insertSitting(
  tx: Tx,
  congressSessionId: number,
  fields: SittingFields,
): Promise<number> {
  const row = { ...fields, ...calendarOf(fields.heldOn), congressSessionId };
  const [made] = await tx.insert(sitting).values(row).returning({ id: sitting.id });
  return found(made).id;
}

export async function updateSitting(tx: Tx, id: number, fields: SittingFields): Promise<void> {
  await tx
    .update(sitting)
    .set({ ...fields, ...calendarOf(fields.heldOn) })
    .where(eq(sitting.id, id));
}

/** The stored columns by which meetings are filtered. */
export function calendarOf(heldOn: string): { year: number; quarter: string } {
  return { year: yearOf(heldOn), quarter: quarterOf(heldOn) };
}

/** In the order of entry. */
export async function listSpeeches(reader: Reader, sittingId: number): Promise<Speech[]> {
  return reader.select().from(speech).where(eq(speech.sittingId, sittingId)).orderBy(asc(speech.id));
}

export async function findSpeech(reader: Reader, id: number): Promise<Speech | undefined> {
  const [row] = await reader.select().from(speech).where(eq(speech.id, id));
  return row;
}

export async function insertSpeech(tx: Tx, row: typeof speech.$inferInsert): Promise<number> {
  const [made] = await tx.insert(speech).values(row).returning({ id: speech.id });
  return found(made).id;
}

export async function deleteSpeech(tx: Tx, id: number): Promise<void> {
  await tx.delete(speech).where(eq(speech.id, id));
}
