import type { Tx } from '../db/store.ts';
import type { MeetingRef } from '../meetings/store.ts';
import { listLeaveOf, updateLeave, type LeaveRequest } from './store.ts';

/** Where a request stands in the trail. */
export function leaveSubject({
  meeting,
  code,
  title,
  heldOn,
  half,
}: LeaveRequest): readonly [string, string] {
  return [meeting.type, code ?? `${title}/${heldOn}/${half}`];
}

/** Takes back what a deputy asked and nobody has decided, because they come after all. Gives it, or null. */
export async function withdrawAsked(
  tx: Tx,
  meeting: MeetingRef,
  deputyId: number,
  at: number,
): Promise<LeaveRequest | null> {
  const request = (await listLeaveOf(tx, meeting)).get(deputyId);
  if (request?.state !== 'asked') return null;
  await updateLeave(tx, request.id, { state: 'withdrawn', decidedAt: at, decidedBy: null, note: '' });
  return request;
}
