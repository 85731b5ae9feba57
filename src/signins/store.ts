import { and, asc, eq, isNull, lt } from 'drizzle-orm';
import { checkIn, signIn } from '../db/schema/index.ts';
import type { Queries, Reader, Tx } from '../db/store.ts';
import type { MeetingRef } from '../meetings/store.ts';
import { found } from '../refusals.ts';
import type { CheckInMethod } from './rules.ts';

/** Sign-in (签到) at a meeting. Holds the key of its codes: pages take what they show from it and never hand it on. */
export interface SignIn {
  id: number;
  meeting: MeetingRef;
  secret: string;
  openedAt: number;
  closedAt: number | null;
}

/** One deputy's sign-in. */
export interface CheckIn {
  signInId: number;
  deputyId: number;
  at: number;
  method: CheckInMethod;
  undoneAt: number | null;
}

function read({ sittingId, activityId, ...row }: typeof signIn.$inferSelect): SignIn {
  const meeting: MeetingRef =
    activityId === null ? { type: 'sitting', id: found(sittingId) } : { type: 'activity', id: activityId };
  return { ...row, meeting };
}

export async function findSignIn(reader: Reader, id: number): Promise<SignIn | undefined> {
  const [row] = await reader.select().from(signIn).where(eq(signIn.id, id));
  return row && read(row);
}

export async function findSignInOf(reader: Reader, { type, id }: MeetingRef): Promise<SignIn | undefined> {
  const [row] = await reader
    .select()
    .from(signIn)
    .where(eq(type === 'sitting' ? signIn.sittingId : signIn.activityId, id));
  return row && read(row);
}

/** Not closed, whatever the day. */
export async function listUnclosed(reader: Reader): Promise<SignIn[]> {
  const rows = await reader.select().from(signIn).where(isNull(signIn.closedAt)).orderBy(asc(signIn.id));
  return rows.map(read);
}

function typed(row: typeof checkIn.$inferSelect): CheckIn {
  return { ...row, method: row.method as CheckInMethod };
}

/** Of a sign-in by deputy, those that were taken back too. */
export async function listCheckIns(reader: Reader, signInId: number): Promise<Map<number, CheckIn>> {
  const rows = await reader
    .select()
    .from(checkIn)
    .where(eq(checkIn.signInId, signInId))
    .orderBy(asc(checkIn.deputyId));
  return new Map(rows.map((row) => [row.deputyId, typed(row)]));
}

export async function findCheckIn(
  reader: Reader,
  signInId: number,
  deputyId: number,
): Promise<CheckIn | undefined> {
  const [row] = await reader
    .select()
    .from(checkIn)
    .where(and(eq(checkIn.signInId, signInId), eq(checkIn.deputyId, deputyId)));
  return row && typed(row);
}

/** A deputy's sign-ins with their meetings, the newest first. */
export async function listCheckInsOf(
  reader: Reader,
  deputyId: number,
): Promise<(CheckIn & { meeting: MeetingRef })[]> {
  const rows = await reader
    .select({ checkIn, signIn })
    .from(checkIn)
    .innerJoin(signIn, eq(signIn.id, checkIn.signInId))
    .where(and(eq(checkIn.deputyId, deputyId), isNull(checkIn.undoneAt)))
    .orderBy(asc(checkIn.at), asc(checkIn.signInId));
  return rows.toReversed().map((row) => ({ ...typed(row.checkIn), meeting: read(row.signIn).meeting }));
}

export async function insertSignIn(
  tx: Tx,
  { meeting, ...row }: { meeting: MeetingRef; secret: string; openedAt: number },
): Promise<void> {
  const at = meeting.type === 'sitting' ? { sittingId: meeting.id } : { activityId: meeting.id };
  await tx.insert(signIn).values({ ...row, ...at });
}

export async function updateSignIn(
  tx: Tx,
  id: number,
  change: Partial<Pick<SignIn, 'secret' | 'closedAt'>>,
): Promise<void> {
  await tx.update(signIn).set(change).where(eq(signIn.id, id));
}

/** In the place of one that was taken back. */
export async function putCheckIn(tx: Tx, row: Omit<CheckIn, 'undoneAt'>): Promise<void> {
  const { at, method } = row;
  await tx
    .insert(checkIn)
    .values(row)
    .onConflictDoUpdate({
      target: [checkIn.signInId, checkIn.deputyId],
      set: { at, method, undoneAt: null },
    });
}

export async function updateCheckIn(
  tx: Tx,
  { signInId, deputyId }: Pick<CheckIn, 'signInId' | 'deputyId'>,
  undoneAt: number,
): Promise<void> {
  await tx
    .update(checkIn)
    .set({ undoneAt })
    .where(and(eq(checkIn.signInId, signInId), eq(checkIn.deputyId, deputyId)));
}

/** Sign-ins opened before are over: the key of their codes gives way to one that made none. */
export async function replaceOldSecrets(queries: Queries, before: number, secret: string): Promise<void> {
  await queries.update(signIn).set({ secret }).where(lt(signIn.openedAt, before));
}
