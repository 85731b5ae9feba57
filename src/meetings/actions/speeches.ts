import { write, type Doing } from '../../db/write.ts';
import type { Tx } from '../../db/store.ts';
import { findRosterEntryById, type RosterEntry } from '../../deputies/store.ts';
import { listClosings } from '../../notices/closings.ts';
import { found, Refused } from '../../refusals.ts';
import { meetingOfSitting } from '../meetings.ts';
import { isFrozen, wasThere } from '../rules.ts';
import { deleteSpeech, findSpeech, insertSpeech, listMarksOf, type Sitting } from '../store.ts';
import { getCurrentSitting } from './sessions.ts';

/** Notes a speech (审议发言) of a deputy who was there; gives its id. */
export async function recordSpeech(
  doing: Doing,
  sittingId: number,
  { deputyId, topic }: { deputyId: number; topic: string },
): Promise<number> {
  return write(doing, async (tx) => {
    const sitting = await getCurrentSitting(tx, sittingId);
    const deputy = await getDeputy(tx, sitting, deputyId);
    const mark = (await listMarksOf(tx, { type: 'sitting', id: sittingId })).get(deputyId);
    if (!mark || !wasThere(mark.state)) throw new Refused('speaker-not-there', { name: deputy.name });
    const id = await insertSpeech(tx, { sittingId, deputyId, topic, recordedAt: doing.at });
    tx.record({
      kind: 'speech.recorded',
      subject: ['sitting', meetingOfSitting(sitting).key],
      after: { deputy: deputy.certificateNumber, topic },
    });
    return id;
  });
}

/** Takes a speech back that was noted by mistake, unless a published notice counted it. */
export async function removeSpeech(doing: Doing, id: number): Promise<void> {
  await write(doing, async (tx) => {
    const speech = found(await findSpeech(tx, id));
    const sitting = await getCurrentSitting(tx, speech.sittingId);
    const deputy = await getDeputy(tx, sitting, speech.deputyId);
    if (isFrozen(sitting.heldOn, speech.recordedAt, await listClosings(tx))) {
      throw new Refused('speech-published', { name: deputy.name });
    }
    await deleteSpeech(tx, id);
    tx.record({
      kind: 'speech.removed',
      subject: ['sitting', meetingOfSitting(sitting).key],
      before: { deputy: deputy.certificateNumber, topic: speech.topic },
    });
  });
}

async function getDeputy(tx: Tx, sitting: Sitting, deputyId: number): Promise<RosterEntry> {
  return found(await findRosterEntryById(tx, sitting.termId, deputyId));
}
