import type { Day } from '../lib/dates.ts';

/** The code on the wall turns every 20 seconds and is valid for 90; who has opened it has ten minutes to press. */
export const STEP_MS = 20_000;
export const VALID_MS = 90_000;
export const TICKET_MS = 600_000;

/** How a deputy signed in (签到): by scanning, by typing the six digits, or with the help of staff. */
export const CHECK_IN_METHODS = ['scan', 'code', 'staff'] as const;
export type CheckInMethod = (typeof CHECK_IN_METHODS)[number];

/** The number of the time step that an instant falls into. */
export function stepAt(at: number): number {
  return Math.floor(at / STEP_MS);
}

/** When the code of a step came up on the wall. */
export function stepStart(step: number): number {
  return step * STEP_MS;
}

/** Milliseconds until the code turns next. */
export function untilNextStep(at: number): number {
  return stepStart(stepAt(at) + 1) - at;
}

/** Whether a code that came up with this step is still taken; a code of the future is nobody's. */
export function isFresh(step: number, at: number): boolean {
  const age = at - stepStart(step);
  return age >= 0 && age < VALID_MS;
}

/** Every step whose code is still taken, the newest first. */
export function freshSteps(at: number): number[] {
  const now = stepAt(at);
  const count = Math.ceil(VALID_MS / STEP_MS);
  return Array.from({ length: count }, (_item, back) => now - back).filter((step) => isFresh(step, at));
}

/** Whether a ticket, given when a fresh code was opened, is still taken. */
export function isTicketValid(openedAt: number, at: number): boolean {
  return openedAt <= at && at - openedAt <= TICKET_MS;
}

/** Open (签到中) from its opening to its closing, and at the latest to the end of the meeting's day. */
export function isSignInOpen(closedAt: number | null, heldOn: Day, today: Day): boolean {
  return closedAt === null && heldOn === today;
}

export type OpeningRefusal =
  | 'sign-in-not-today'
  | 'sign-in-roll-taken'
  | 'sign-in-nobody'
  | 'sign-in-is-open';

export interface OpeningFacts {
  readonly today: Day;
  readonly heldOn: Day;
  readonly rollTaken: boolean;
  readonly due: number;
  readonly isOpen: boolean;
}

/** Why sign-in cannot be opened now, or null: on the meeting's own day, until its attendance is recorded. */
export function refuseOpening({
  today,
  heldOn,
  rollTaken,
  due,
  isOpen,
}: OpeningFacts): OpeningRefusal | null {
  if (isOpen) return 'sign-in-is-open';
  if (rollTaken) return 'sign-in-roll-taken';
  if (heldOn !== today) return 'sign-in-not-today';
  return due === 0 ? 'sign-in-nobody' : null;
}

export type CheckInRefusal =
  | 'sign-in-closed'
  | 'sign-in-roll-taken'
  | 'check-in-not-in-office'
  | 'check-in-not-invited'
  | 'check-in-undone'
  | 'check-in-own';

export interface CheckInFacts {
  readonly method: CheckInMethod;
  readonly isOpen: boolean;
  readonly rollTaken: boolean;
  readonly isInOffice: boolean;
  /** Always so at a sitting. */
  readonly isInvited: boolean;
  /** When the deputy had the code before them. */
  readonly provenAt: number;
  /** When staff took an earlier sign-in back. */
  readonly undoneAt: number | null;
  /** Staff signing themselves in. */
  readonly isOwnHand: boolean;
}

/**
 * Why the deputy cannot be signed in, or null. Staff can enter who could not scan also after the closing, until the
 * attendance is recorded. What was proven before staff took it back proves nothing any more.
 */
export function refuseCheckIn(facts: CheckInFacts): CheckInRefusal | null {
  const isByHand = facts.method === 'staff';
  if (isByHand && facts.isOwnHand) return 'check-in-own';
  if (isByHand && facts.rollTaken) return 'sign-in-roll-taken';
  if (!isByHand && !facts.isOpen) return 'sign-in-closed';
  if (!facts.isInOffice) return 'check-in-not-in-office';
  if (!facts.isInvited) return 'check-in-not-invited';
  const isStale = facts.undoneAt !== null && facts.provenAt <= facts.undoneAt;
  return !isByHand && isStale ? 'check-in-undone' : null;
}
