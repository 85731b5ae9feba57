import { whoActs } from '../accounts/acting.ts';
import type { Tx } from '../db/store.ts';
import { write, type Doing } from '../db/write.ts';
import { isInOffice } from '../deputies/rules.ts';
import type { RosterEntry } from '../deputies/store.ts';
import { chineseDate, shanghaiDay } from '../lib/dates.ts';
import { getAttendee } from '../meetings/attendee.ts';
import { getMeeting, loadRoll, type Meeting } from '../meetings/meetings.ts';
import { listInvitees, type MeetingRef } from '../meetings/store.ts';
import { found, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { makeSecret, openTicket, readSigned, stepOfDigits } from './codes.ts';
import { isSignInOpen, refuseCheckIn, refuseOpening, stepStart, type CheckInMethod } from './rules.ts';
import {
  findCheckIn,
  findSignIn,
  findSignInOf,
  insertSignIn,
  listUnclosed,
  putCheckIn,
  updateCheckIn,
  updateSignIn,
  type SignIn,
} from './store.ts';

/** Opens sign-in (签到) at a meeting, or opens it again with a new key: codes shown before are worth nothing. */
export async function openSignIn(doing: Doing, ref: MeetingRef): Promise<void> {
  await write(doing, async (tx) => {
    const [{ meeting, due }, known] = await Promise.all([loadRoll(tx, ref), findSignInOf(tx, ref)]);
    await demandCurrentTerm(tx, meeting);
    const today = shanghaiDay(doing.at);
    const { heldOn, rollTakenAt } = meeting;
    const isOpen = known !== undefined && isSignInOpen(known.closedAt, heldOn, today);
    const facts = { today, heldOn, rollTaken: rollTakenAt !== null, due: due.length, isOpen };
    const reason = refuseOpening(facts);
    if (reason !== null) throw new Refused(reason, { day: chineseDate(heldOn) });
    if (known) await updateSignIn(tx, known.id, { secret: makeSecret(), closedAt: null });
    else await insertSignIn(tx, { meeting: ref, secret: makeSecret(), openedAt: doing.at });
    tx.record({ kind: 'sign-in.opened', subject: [ref.type, meeting.key] });
  });
}

/** Ends sign-in. Staff can still enter who was overlooked, until attendance is recorded. */
export async function closeSignIn(doing: Doing, ref: MeetingRef): Promise<void> {
  await write(doing, async (tx) => {
    const signIn = found(await findSignInOf(tx, ref));
    if (signIn.closedAt !== null) throw new Refused('sign-in-is-closed');
    await updateSignIn(tx, signIn.id, { closedAt: doing.at });
    tx.record({ kind: 'sign-in.closed', subject: [ref.type, (await getMeeting(tx, ref)).key] });
  });
}

async function demandCurrentTerm(tx: Tx, meeting: Meeting): Promise<void> {
  if (meeting.termId !== (await getCurrentTerm(tx)).id) throw new Refused('term-finished');
}

/** Where a deputy is signed in, and since when. */
export interface CheckedIn {
  title: string;
  at: number;
}

/** Takes a write back that has nothing to do: twice signed in is once. */
class SignedInAlready extends Error {
  readonly checkedIn: CheckedIn;

  constructor(checkedIn: CheckedIn) {
    super('signed in already');
    this.checkedIn = checkedIn;
  }
}

async function twiceIsOnce(work: () => Promise<CheckedIn>): Promise<CheckedIn> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SignedInAlready) return error.checkedIn;
    throw error;
  }
}

/** Signs the deputy in who opened a fresh code and holds the ticket for it. */
export async function checkInByTicket(doing: Doing, ticket: string): Promise<CheckedIn> {
  return twiceIsOnce(() =>
    write(doing, async (tx) => {
      const { entry } = await getAttendee(tx, doing.actor);
      const signIn = await findSignIn(tx, readSigned(ticket)?.id ?? 0);
      if (!signIn) throw new Refused('sign-in-unknown');
      const provenAt = openTicket(signIn, doing.actor.accountId ?? 0, ticket, doing.at);
      if (provenAt === null) throw new Refused('sign-in-expired');
      return enter(tx, doing, { signIn, entry, method: 'scan', provenAt, isOwnHand: false });
    }),
  );
}

/** Signs the deputy in who read the six digits from the wall. Guessing is slowed down by whoever calls. */
export async function checkInByCode(doing: Doing, digits: string): Promise<CheckedIn> {
  return twiceIsOnce(() =>
    write(doing, async (tx) => {
      const { entry } = await getAttendee(tx, doing.actor);
      for (const signIn of await listUnclosed(tx)) {
        const step = stepOfDigits(signIn, digits, doing.at);
        if (step === null) continue;
        return enter(tx, doing, {
          signIn,
          entry,
          method: 'code',
          provenAt: stepStart(step),
          isOwnHand: false,
        });
      }
      throw new Refused('check-in-wrong-code');
    }),
  );
}

/** Staff sign a deputy in who cannot do it themselves (代签), also after the closing; never themselves. */
export async function checkInByHand(doing: Doing, ref: MeetingRef, deputyId: number): Promise<CheckedIn> {
  return twiceIsOnce(() =>
    write(doing, async (tx) => {
      const [signIn, { due, meeting }] = await Promise.all([findSignInOf(tx, ref), loadRoll(tx, ref)]);
      await demandCurrentTerm(tx, meeting);
      const entry = found(due.find(({ id }) => id === deputyId));
      const isOwnHand = (await whoActs(tx, doing.actor)).personId === entry.person.id;
      const how = { method: 'staff', provenAt: doing.at, isOwnHand } as const;
      return enter(tx, doing, { signIn: found(signIn), entry, ...how });
    }),
  );
}

interface Entering {
  signIn: SignIn;
  entry: RosterEntry;
  method: CheckInMethod;
  provenAt: number;
  isOwnHand: boolean;
}

async function enter(tx: Tx, doing: Doing, entering: Entering): Promise<CheckedIn> {
  const { signIn, entry, method, provenAt, isOwnHand } = entering;
  const meeting = await getMeeting(tx, signIn.meeting);
  const { title, heldOn, rollTakenAt, ref, key } = meeting;
  const earlier = await findCheckIn(tx, signIn.id, entry.id);
  const reason = refuseCheckIn({
    method,
    provenAt,
    isOwnHand,
    isOpen: isSignInOpen(signIn.closedAt, heldOn, shanghaiDay(doing.at)),
    rollTaken: rollTakenAt !== null,
    isInOffice: isInOffice(entry.mandate, heldOn),
    isInvited: await isInvited(tx, ref, entry.id),
    undoneAt: earlier?.undoneAt ?? null,
  });
  if (reason !== null) throw new Refused(reason);
  if (earlier && earlier.undoneAt === null) throw new SignedInAlready({ title, at: earlier.at });
  await putCheckIn(tx, { signInId: signIn.id, deputyId: entry.id, at: doing.at, method });
  tx.record({
    kind: 'check-in.made',
    subject: [ref.type, key],
    after: { deputy: entry.certificateNumber, method },
  });
  return { title, at: doing.at };
}

async function isInvited(tx: Tx, { type, id }: MeetingRef, deputyId: number): Promise<boolean> {
  return type === 'sitting' || (await listInvitees(tx, [id])).some((row) => row.deputyId === deputyId);
}

/** Takes one deputy's sign-in back, such as of somebody who is not in the room. */
export async function undoCheckIn(doing: Doing, ref: MeetingRef, deputyId: number): Promise<void> {
  await write(doing, async (tx) => {
    const [signIn, roll] = await Promise.all([findSignInOf(tx, ref), loadRoll(tx, ref)]);
    const known = await findCheckIn(tx, found(signIn).id, deputyId);
    if (!known || known.undoneAt !== null) throw new Refused('check-in-none');
    await updateCheckIn(tx, known, doing.at);
    const entry = roll.due.find(({ id }) => id === deputyId);
    tx.record({
      kind: 'check-in.undone',
      subject: [ref.type, roll.meeting.key],
      before: { deputy: entry?.certificateNumber ?? '', method: known.method },
    });
  });
}
