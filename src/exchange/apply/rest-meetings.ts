import { addSitting, ensureCongressSession, invite } from '../../meetings/steps.ts';
import {
  findActivityById,
  findSittingAt,
  insertSpeech,
  setRollTaken,
  updateActivity,
  updateCongressSession,
  updateSitting,
  type MeetingRef,
} from '../../meetings/store.ts';
import { found } from '../../refusals.ts';
import type { RegisterFile } from '../register-file.ts';
import { idOf, type Applying } from './applying.ts';

/** Sessions in the order of the export, before any table names one. */
export async function restoreSessions({ tx, termId }: Applying, rest: RegisterFile): Promise<void> {
  for (const { title, regular } of rest.sessions) {
    const id = await ensureCongressSession(tx, termId, title);
    await updateCongressSession(tx, id, { regular });
  }
}

/** Agendas, speeches, invitations and costs; sittings and activities without attendance too. */
export async function restoreMeetings(applying: Applying, rest: RegisterFile): Promise<void> {
  const { tx, termId, activities, deputies } = applying;
  for (const { title, sittings } of rest.sessions) {
    const sessionId = await ensureCongressSession(tx, termId, title);
    for (const sitting of sittings) await restoreSitting(applying, sessionId, sitting);
  }
  for (const { code, costCents, rollTakenAt, invitees } of rest.activities) {
    const id = idOf(activities, code);
    const { kind, title, heldOn, place, organiser, summary } = found(await findActivityById(tx, id));
    if (costCents !== null)
      await updateActivity(tx, id, { kind, title, heldOn, place, organiser, summary, costCents });
    await invite(
      tx,
      id,
      invitees.map((deputy) => idOf(deputies, deputy)),
    );
    await restoreRoll(applying, { type: 'activity', id }, rollTakenAt);
  }
}

type SittingPapers = RegisterFile['sessions'][number]['sittings'][number];

async function restoreSitting(
  applying: Applying,
  congressSessionId: number,
  { heldOn, half, agenda, rollTakenAt, speeches }: SittingPapers,
): Promise<void> {
  const { tx, deputies } = applying;
  const known = await findSittingAt(tx, congressSessionId, heldOn, half);
  const id = known?.id ?? (await addSitting(tx, { congressSessionId, heldOn, half }));
  if (agenda.length > 0) await updateSitting(tx, id, { heldOn, half, agenda });
  for (const { deputy, topic, recordedAt } of speeches)
    await insertSpeech(tx, { sittingId: id, deputyId: idOf(deputies, deputy), topic, recordedAt });
  await restoreRoll(applying, { type: 'sitting', id }, rollTakenAt);
}

async function restoreRoll({ tx }: Applying, meeting: MeetingRef, rollTakenAt: number | null): Promise<void> {
  if (rollTakenAt !== null) await setRollTaken(tx, meeting, rollTakenAt);
}
