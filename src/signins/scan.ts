import type { Reader } from '../db/store.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { getMeeting, type Meeting } from '../meetings/meetings.ts';
import { isOwnToken, openTicket, readSigned } from './codes.ts';
import { isFresh, isSignInOpen } from './rules.ts';
import { findSignIn, type SignIn } from './store.ts';

/** What a scanned token leads to. `openedAt`: when it was first opened, fresh, by whoever holds it. */
export type Scan =
  | { ok: true; signIn: SignIn; meeting: Meeting; openedAt: number }
  | { ok: false; reason: 'sign-in-unknown' | 'sign-in-closed' | 'sign-in-expired' };

/**
 * Looks a token from the wall up, at `at`. `arrival`: the visitor's ticket that this browser got when it opened a
 * fresh token and was sent to sign in; with it the token is as fresh as it was then.
 */
export async function scanToken(reader: Reader, text: string, at: number, arrival: string): Promise<Scan> {
  const token = readSigned(text);
  const signIn = token && (await findSignIn(reader, token.id));
  if (!token || !signIn || !isOwnToken(signIn, token)) return { ok: false, reason: 'sign-in-unknown' };
  const meeting = await getMeeting(reader, signIn.meeting);
  if (!isSignInOpen(signIn.closedAt, meeting.heldOn, shanghaiDay(at)))
    return { ok: false, reason: 'sign-in-closed' };
  if (isFresh(token.number, at)) return { ok: true, signIn, meeting, openedAt: at };
  const openedAt = openTicket(signIn, 'visitor', arrival, at);
  return openedAt === null
    ? { ok: false, reason: 'sign-in-expired' }
    : { ok: true, signIn, meeting, openedAt };
}
