import type { Reader } from '../db/store.ts';
import type { LeaveState } from '../leave/rules.ts';
import { APPROVED_BY_PRESIDIUM } from '../leave/labels.ts';
import { listLeaveOf } from '../leave/store.ts';
import type { CheckInMethod } from '../signins/rules.ts';
import { findSignInOf, listCheckIns } from '../signins/store.ts';
import { PRESENT, type Mark } from './rules.ts';
import type { MeetingRef } from './store.ts';

/** What is known of a deputy before attendance is recorded: leave (请假) that was asked for, and sign-in (签到). */
export interface Foreknown {
  leave: { state: LeaveState; reason: string; approver: string } | null;
  checkIn: { at: number; method: CheckInMethod } | null;
}

export interface Foreknowledge {
  /** Whether there was sign-in at the meeting at all, and whether it is still open. */
  signIn: 'none' | 'open' | 'closed';
  of(deputyId: number): Foreknown;
  /** The line that the sheet proposes: who signed in came; approved leave; everybody else 出席. */
  preset(deputyId: number): Mark;
}

export async function loadForeknowledge(reader: Reader, ref: MeetingRef): Promise<Foreknowledge> {
  const [requests, signIn] = await Promise.all([listLeaveOf(reader, ref), findSignInOf(reader, ref)]);
  const checkIns = signIn ? await listCheckIns(reader, signIn.id) : new Map<number, never>();
  const of = (deputyId: number): Foreknown => {
    const request = requests.get(deputyId);
    const checkIn = checkIns.get(deputyId);
    const approver = request?.decider || APPROVED_BY_PRESIDIUM;
    return {
      leave: request ? { state: request.state, reason: request.reason, approver } : null,
      checkIn: checkIn && checkIn.undoneAt === null ? checkIn : null,
    };
  };
  return {
    signIn: !signIn ? 'none' : signIn.closedAt === null ? 'open' : 'closed',
    of,
    preset: (deputyId) => presetOf(of(deputyId)),
  };
}

/** Late or not is for a person to say, who sees the time beside the line. */
export function presetOf({ leave, checkIn }: Foreknown): Mark {
  if (checkIn !== null || leave?.state !== 'approved') return PRESENT;
  return { state: 'leave', reason: leave.reason, approver: leave.approver };
}
