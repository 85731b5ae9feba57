import type { Reader, Tx } from '../../db/store.ts';
import { write, type Doing } from '../../db/write.ts';
import { listRoster, type RosterEntry } from '../../deputies/store.ts';
import { isInOffice } from '../../deputies/rules.ts';
import { yearOf } from '../../lib/dates.ts';
import { listClosings } from '../../notices/closings.ts';
import { found, Refused } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { forgetReplies, tellInvited } from '../../invitations/steps.ts';
import { deputiesNamed, membersOf, type Circle } from '../invitations.ts';
import { mayBeMoved, nextActivityCode } from '../rules.ts';
import {
  deleteInvitees,
  findActivity,
  findActivityById,
  insertActivity,
  insertInvitees,
  listActivityCodes,
  listInvitees,
  listMarksOf,
  updateActivity,
  type Activity,
  type ActivityFields,
} from '../store.ts';
import { demandDayOfTerm } from './sessions.ts';

/**
 * Adds an activity (闭会期间活动) to the current term and invites a circle of deputies at once; gives its code. A code
 * that is left out is made from the year, as in 2026-H012; it is the activity's address for good.
 */
export async function createActivity(
  doing: Doing,
  fields: ActivityFields,
  { code: typed = '', circle }: { code?: string; circle?: Circle | null } = {},
): Promise<string> {
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    await demandDayOfTerm(tx, fields.heldOn);
    const code = typed || nextActivityCode(yearOf(fields.heldOn), await listActivityCodes(tx, termId));
    if (await findActivity(tx, termId, code)) throw new Refused('activity-code-taken', { code });
    const id = await insertActivity(tx, { ...fields, termId, code });
    tx.record({ kind: 'activity.created', subject: ['activity', code], after: { code, ...fields } });
    if (circle)
      await inviteAll(tx, doing.at, await getCurrentActivity(tx, id), await membersThen(tx, id, circle));
    return code;
  });
}

/** An activity that a published notice counted keeps its day and kind. */
export async function changeActivity(doing: Doing, id: number, fields: ActivityFields): Promise<void> {
  await write(doing, async (tx) => {
    const before = await getCurrentActivity(tx, id);
    if (fields.heldOn !== before.heldOn || fields.kind !== before.kind) {
      await demandDayOfTerm(tx, fields.heldOn);
      const closings = await listClosings(tx);
      if (!mayBeMoved(before.heldOn, fields.heldOn, before.rollTakenAt !== null, closings)) {
        throw new Refused('meeting-published');
      }
    }
    await updateActivity(tx, id, fields);
    tx.record({ kind: 'activity.changed', subject: ['activity', before.code], before, after: fields });
    if (fields.heldOn !== before.heldOn || fields.place !== before.place)
      await tellInvited(tx, doing.at, { ...before, ...fields }, await inviteesNow(tx, before));
  });
}

/** Whom to invite: a circle, or deputies by name or certificate number. */
export type Invitation = Circle | { readonly by: 'name'; readonly names: readonly string[] };

/** Invites (邀请) deputies in office on the day; gives how many were added. Refuses when that is nobody. */
export async function inviteDeputies(doing: Doing, id: number, invitation: Invitation): Promise<number> {
  return write(doing, async (tx) => {
    const activity = await getCurrentActivity(tx, id);
    const meant =
      invitation.by === 'name'
        ? await namedThen(tx, activity, invitation.names)
        : await membersThen(tx, id, invitation);
    return inviteAll(tx, doing.at, activity, meant);
  });
}

/** Takes invitations back. Refused for whoever has attendance recorded: that is the proof of the invitation. */
export async function removeInvitees(doing: Doing, id: number, deputyIds: readonly number[]): Promise<void> {
  await write(doing, async (tx) => {
    const activity = await getCurrentActivity(tx, id);
    const marks = await listMarksOf(tx, { type: 'activity', id });
    const roster = await listRoster(tx, activity.termId);
    const removed = roster.filter((entry) => deputyIds.includes(entry.id));
    const marked = removed.find((entry) => marks.has(entry.id));
    if (marked) throw new Refused('invitee-marked', { name: marked.name });
    if (removed.length === 0) throw new Refused('nobody-chosen');
    const ids = removed.map((entry) => entry.id);
    await deleteInvitees(tx, id, ids);
    await forgetReplies(tx, id, ids);
    tx.record({ kind: 'activity.invited', subject: ['activity', activity.code], before: numbers(removed) });
  });
}

export async function getCurrentActivity(reader: Reader, id: number): Promise<Activity> {
  const { id: termId } = await getCurrentTerm(reader);
  const activity = found(await findActivityById(reader, id));
  if (activity.termId !== termId) throw new Refused('term-finished');
  return activity;
}

async function membersThen(tx: Tx, id: number, circle: Circle): Promise<RosterEntry[]> {
  const { termId, heldOn } = await getCurrentActivity(tx, id);
  return membersOf(await listRoster(tx, termId), circle, heldOn);
}

async function namedThen(
  tx: Tx,
  { termId, heldOn }: Activity,
  names: readonly string[],
): Promise<readonly RosterEntry[]> {
  const { deputies, unknown, ambiguous } = deputiesNamed(await listRoster(tx, termId), names);
  if (unknown.length > 0) throw new Refused('invitee-unknown', { names: unknown.join('、') });
  if (ambiguous.length > 0) throw new Refused('invitee-ambiguous', { names: ambiguous.join('、') });
  const away = deputies.find((entry) => !isInOffice(entry.mandate, heldOn));
  if (away) throw new Refused('invitee-not-in-office', { name: away.name });
  return deputies;
}

async function inviteesNow(tx: Tx, { id, termId }: Activity): Promise<RosterEntry[]> {
  const invited = new Set((await listInvitees(tx, [id])).map((row) => row.deputyId));
  return (await listRoster(tx, termId)).filter((entry) => invited.has(entry.id));
}

/** Adds the invitees that there are not yet; of an activity that is published already they are told. */
async function inviteAll(
  tx: Tx,
  at: number,
  activity: Activity,
  meant: readonly RosterEntry[],
): Promise<number> {
  const { id, code } = activity;
  const invited = new Set((await listInvitees(tx, [id])).map((row) => row.deputyId));
  const added = meant.filter((entry) => !invited.has(entry.id));
  if (added.length === 0) throw new Refused('nobody-to-invite');
  await insertInvitees(
    tx,
    id,
    added.map((entry) => entry.id),
  );
  tx.record({ kind: 'activity.invited', subject: ['activity', code], after: numbers(added) });
  await tellInvited(tx, at, activity, added);
  return added.length;
}

function numbers(entries: readonly RosterEntry[]): string[] {
  return entries.map((entry) => entry.certificateNumber);
}
