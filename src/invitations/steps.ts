/** Steps that a write on an activity (meetings) shares with a write on its invitation. */
import type { Tx } from '../db/store.ts';
import { isInOffice } from '../deputies/rules.ts';
import type { RosterEntry } from '../deputies/store.ts';
import { shanghaiDay } from '../lib/dates.ts';
import type { Activity } from '../meetings/store.ts';
import { tell } from '../messages/steps.ts';
import { deleteReplies, findInvitation } from './store.ts';

/** Tells deputies of a published invitation; before it is published, and after the activity's day, nobody is told. */
export async function tellInvited(
  tx: Tx,
  at: number,
  activity: Activity,
  deputies: readonly RosterEntry[],
): Promise<void> {
  const invitation = await findInvitation(tx, activity.id);
  const { code, title, heldOn, place } = activity;
  if (!invitation || heldOn < shanghaiDay(at)) return;
  const called = deputies.filter((entry) => isInOffice(entry.mandate, heldOn));
  await tell(
    tx,
    at,
    called.map((entry) => ({ personId: entry.person.id })),
    {
      kind: 'invited',
      subject: ['activity', code],
      detail: { title, day: heldOn, place, time: invitation.time, answerBy: invitation.answerBy ?? '' },
    },
  );
}

/** Whoever is no longer invited has not answered and has no place. */
export async function forgetReplies(tx: Tx, activityId: number, deputyIds: readonly number[]): Promise<void> {
  await deleteReplies(tx, activityId, deputyIds);
}
