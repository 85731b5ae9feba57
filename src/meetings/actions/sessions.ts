import type { Reader, Tx } from '../../db/store.ts';
import { write, type Doing } from '../../db/write.ts';
import type { Day } from '../../lib/dates.ts';
import { listClosings } from '../../notices/closings.ts';
import { found, Refused } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { meetingOfSitting } from '../meetings.ts';
import { isClosed, mayBeMoved } from '../rules.ts';
import {
  findCongressSession,
  findCongressSessionByTitle,
  findSitting,
  findSittingAt,
  insertCongressSession,
  insertSitting,
  listSittings,
  updateCongressSession,
  updateSitting,
  type CongressSession,
  type Sitting,
  type SittingFields,
} from '../store.ts';

export interface CongressSessionFields {
  title: string;
  regular: boolean;
}

/** Adds a congress session (人民代表大会会议) to the current term; gives its id. Refuses a title that is taken. */
export async function createCongressSession(doing: Doing, fields: CongressSessionFields): Promise<number> {
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    await demandFreeTitle(tx, termId, fields.title);
    const id = await insertCongressSession(tx, { ...fields, termId });
    tx.record({
      kind: 'congress-session.created',
      subject: ['congress_session', fields.title],
      after: fields,
    });
    return id;
  });
}

/** Facts and notices know a session by its title: once a quarter with one of its sittings is closed, it stays. */
export async function changeCongressSession(
  doing: Doing,
  id: number,
  fields: CongressSessionFields,
): Promise<void> {
  await write(doing, async (tx) => {
    const before = await getCurrentCongressSession(tx, id);
    await demandFreeTitle(tx, before.termId, fields.title, id);
    if (fields.title !== before.title) await demandUnpublished(tx, before);
    await updateCongressSession(tx, id, fields);
    tx.record({
      kind: 'congress-session.changed',
      subject: ['congress_session', fields.title],
      before,
      after: fields,
    });
  });
}

/** Of the term in progress; what belongs to a finished term is read-only. */
async function getCurrentCongressSession(reader: Reader, id: number): Promise<CongressSession> {
  const { id: termId } = await getCurrentTerm(reader);
  const session = found(await findCongressSession(reader, id));
  if (session.termId !== termId) throw new Refused('term-finished');
  return session;
}

async function demandFreeTitle(tx: Tx, termId: number, title: string, own?: number): Promise<void> {
  const holder = await findCongressSessionByTitle(tx, termId, title);
  if (holder && holder.id !== own) throw new Refused('session-title-taken', { title });
}

async function demandUnpublished(tx: Tx, session: CongressSession): Promise<void> {
  const closings = await listClosings(tx);
  const sittings = await listSittings(tx, session.termId);
  const published = sittings.find(
    ({ congressSessionId, heldOn, rollTakenAt }) =>
      congressSessionId === session.id && rollTakenAt !== null && isClosed(heldOn, closings),
  );
  if (published) throw new Refused('session-published', { title: session.title });
}

/** Adds a half-day sitting to a congress session; gives its id. Refuses a half-day that the session already has. */
export async function createSitting(
  doing: Doing,
  congressSessionId: number,
  fields: SittingFields,
): Promise<number> {
  return write(doing, async (tx) => {
    const session = await getCurrentCongressSession(tx, congressSessionId);
    await demandDayOfTerm(tx, fields.heldOn);
    await demandFreeHalfDay(tx, congressSessionId, fields);
    const id = await insertSitting(tx, congressSessionId, fields);
    const { key } = meetingOfSitting(found(await findSitting(tx, id)));
    tx.record({
      kind: 'sitting.created',
      subject: ['sitting', key],
      after: { session: session.title, ...fields },
    });
    return id;
  });
}

/** Changes day, half or agenda. A sitting that a published notice counted keeps its half-day. */
export async function changeSitting(doing: Doing, id: number, fields: SittingFields): Promise<void> {
  await write(doing, async (tx) => {
    const before = await getCurrentSitting(tx, id);
    if (fields.heldOn !== before.heldOn || fields.half !== before.half) {
      await demandDayOfTerm(tx, fields.heldOn);
      await demandFreeHalfDay(tx, before.congressSessionId, fields, id);
      const closings = await listClosings(tx);
      if (!mayBeMoved(before.heldOn, fields.heldOn, before.rollTakenAt !== null, closings)) {
        throw new Refused('meeting-published');
      }
    }
    await updateSitting(tx, id, fields);
    const { key } = meetingOfSitting({ ...before, ...fields });
    tx.record({ kind: 'sitting.changed', subject: ['sitting', key], before, after: fields });
  });
}

export async function getCurrentSitting(reader: Reader, id: number): Promise<Sitting> {
  const { id: termId } = await getCurrentTerm(reader);
  const sitting = found(await findSitting(reader, id));
  if (sitting.termId !== termId) throw new Refused('term-finished');
  return sitting;
}

/** A meeting outside the term would have nobody due. */
export async function demandDayOfTerm(tx: Tx, heldOn: Day): Promise<void> {
  const { number, startOn, endOn } = await getCurrentTerm(tx);
  if (heldOn < startOn || heldOn > endOn) throw new Refused('outside-term', { number, startOn, endOn });
}

async function demandFreeHalfDay(
  tx: Tx,
  sessionId: number,
  { heldOn, half }: SittingFields,
  own?: number,
): Promise<void> {
  const holder = await findSittingAt(tx, sessionId, heldOn, half);
  if (holder && holder.id !== own) throw new Refused('sitting-taken');
}
