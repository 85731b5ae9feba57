import { whoActs } from '../../accounts/acting.ts';
import { write, type Doing } from '../../db/write.ts';
import { findDeputyOfPerson } from '../../deputies/store.ts';
import { found, Refused } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { loadRoll } from '../meetings.ts';
import { isFrozen, isSameMark, refuseMark, tidyMark, type Mark } from '../rules.ts';
import { updateMark, type MeetingRef } from '../store.ts';

/**
 * Puts a mark right that a published notice rests on (更正出勤), with the reason. It keeps the time at which it was
 * first recorded: the notice stays as it is, and what it says now counts once a correction of the notice is published.
 */
export async function correctMark(
  doing: Doing,
  meeting: MeetingRef,
  deputyId: number,
  mark: Mark,
  reason: string,
): Promise<void> {
  await write(doing, async (tx) => {
    const [roll, acting, term] = await Promise.all([
      loadRoll(tx, meeting),
      whoActs(tx, doing.actor),
      getCurrentTerm(tx),
    ]);
    if (roll.meeting.termId !== term.id) throw new Refused('term-finished');
    const own = acting.personId === null ? undefined : await findDeputyOfPerson(tx, term.id, acting.personId);
    if (own?.id === deputyId) throw new Refused('mark-own');
    const entry = found(roll.due.find(({ id }) => id === deputyId));
    const before = found(roll.marks.get(deputyId));
    const after = tidyMark(mark);
    const { heldOn, key, ref } = roll.meeting;
    if (!isFrozen(heldOn, before.recordedAt, roll.closings)) throw new Refused('mark-not-published');
    if (isSameMark(before, after)) throw new Refused('mark-unchanged');
    const hasSpoken = roll.speakers.has(deputyId);
    const refusal = refuseMark({ heldOn, isDue: true, hasSpoken, before, after, closings: [] });
    if (refusal) throw new Refused(`mark-${refusal}`, { name: entry.name });
    await updateMark(tx, meeting, deputyId, after, before.recordedAt);
    tx.record({
      kind: 'attendance.corrected',
      subject: [ref.type, key],
      before: { [entry.certificateNumber]: plain(before) },
      after: { [entry.certificateNumber]: plain(after) },
      reason,
    });
  });
}

function plain({ state, reason, approver }: Mark) {
  return { state, reason, approver };
}
