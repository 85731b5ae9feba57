import type { Reader } from '../db/store.ts';
import type { RosterEntry } from '../deputies/store.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { loadRoll, type Meeting } from '../meetings/meetings.ts';
import type { MeetingRef } from '../meetings/store.ts';
import { isSignInOpen, refuseOpening, type OpeningRefusal } from './rules.ts';
import { findSignInOf, listCheckIns, type CheckIn, type SignIn } from './store.ts';

/** Everybody due at a meeting with their sign-in, and how sign-in stands. */
export interface SignInList {
  meeting: Meeting;
  signIn: SignIn | null;
  isOpen: boolean;
  /** Why it cannot be opened now; null when it can, or is open. */
  obstacle: OpeningRefusal | null;
  rows: { entry: RosterEntry; checkIn: CheckIn | null }[];
  /** How many of the due are signed in. */
  count: number;
}

export async function loadSignInList(reader: Reader, ref: MeetingRef, at: number): Promise<SignInList> {
  const [{ meeting, due }, known] = await Promise.all([loadRoll(reader, ref), findSignInOf(reader, ref)]);
  const signIn = known ?? null;
  const checkIns = signIn ? await listCheckIns(reader, signIn.id) : new Map<number, CheckIn>();
  const today = shanghaiDay(at);
  const { heldOn, rollTakenAt } = meeting;
  const isOpen = signIn !== null && isSignInOpen(signIn.closedAt, heldOn, today);
  const facts = { today, heldOn, rollTaken: rollTakenAt !== null, due: due.length, isOpen };
  const rows = due.map((entry) => {
    const checkIn = checkIns.get(entry.id);
    return { entry, checkIn: checkIn && checkIn.undoneAt === null ? checkIn : null };
  });
  return {
    meeting,
    signIn,
    isOpen,
    rows,
    obstacle: isOpen ? null : refuseOpening(facts),
    count: rows.filter(({ checkIn }) => checkIn !== null).length,
  };
}
