import type { LeaveState } from '../leave/rules.ts';
import type { Day } from '../lib/dates.ts';

/** What is stored of an answer (回执): 参加; 报名 of a deputy who was not invited; either taken back. */
export const REPLIES = ['coming', 'signed_up', 'cancelled'] as const;
export type ReplyKind = (typeof REPLIES)[number];

/** How an invitee stands: an answer, or leave (请假) with where it stands, or nothing yet. */
export const ANSWERS = [
  'coming',
  'signed_up',
  'leave_asked',
  'leave_approved',
  'leave_refused',
  'none',
] as const;
export type Answer = (typeof ANSWERS)[number];

export interface AnswerFacts {
  readonly reply: { readonly answer: ReplyKind; readonly answeredAt: number } | null;
  /** The newest request for leave that was not withdrawn. */
  readonly leave: { readonly state: LeaveState; readonly askedAt: number } | null;
}

/** Leave that is asked or granted outweighs an earlier 参加; after a refusal what was said last counts. */
export function answerOf({ reply, leave }: AnswerFacts): Answer {
  if (leave?.state === 'asked') return 'leave_asked';
  if (leave?.state === 'approved') return 'leave_approved';
  const isComing = reply !== null && reply.answer !== 'cancelled';
  if (leave?.state === 'refused' && !(isComing && reply.answeredAt > leave.askedAt)) return 'leave_refused';
  return isComing ? (reply.answer as 'coming' | 'signed_up') : 'none';
}

/** The lists behind the numbers of an activity's answers; `replied` is everything but `none`. */
export const ANSWER_LISTS = {
  replied: ['coming', 'signed_up', 'leave_asked', 'leave_approved', 'leave_refused'],
  coming: ['coming', 'signed_up'],
  leave_asked: ['leave_asked'],
  leave_approved: ['leave_approved'],
  leave_refused: ['leave_refused'],
  none: ['none'],
} as const satisfies Record<string, readonly Answer[]>;
export type AnswerList = keyof typeof ANSWER_LISTS;
export const ANSWER_LIST_CODES = Object.keys(ANSWER_LISTS) as AnswerList[];

export function inAnswerList(answer: Answer, list: AnswerList): boolean {
  return (ANSWER_LISTS[list] as readonly Answer[]).includes(answer);
}

/** An invitation as far as its days and places go. */
export interface Terms {
  readonly heldOn: Day;
  /** Last day to answer. */
  readonly answerBy: Day | null;
  /** 名额 for deputies who were not invited; null: none. */
  readonly places: number | null;
  readonly taken: number;
}

export type PublishingRefusal =
  | 'invitation-over'
  | 'invitation-nobody'
  | 'answer-by-outside'
  | 'places-below-taken';

/** Why an invitation cannot be published or changed to this, or null. `before`: its last day to answer until now. */
export function refusePublishing(
  { heldOn, answerBy, places, taken }: Terms,
  { today, invited, before }: { today: Day; invited: number; before: Day | null },
): PublishingRefusal | null {
  if (heldOn < today) return 'invitation-over';
  if (invited === 0 && places === null) return 'invitation-nobody';
  const isPast = answerBy !== null && answerBy !== before && answerBy < today;
  if (answerBy !== null && (isPast || answerBy > heldOn)) return 'answer-by-outside';
  return (places ?? 0) < taken ? 'places-below-taken' : null;
}

/** Signing up and taking that back end with the last day to answer; without one, with the meeting's day. */
export function lastDayToSignUp({ heldOn, answerBy }: Pick<Terms, 'heldOn' | 'answerBy'>): Day {
  return answerBy ?? heldOn;
}

export const placesLeft = ({ places, taken }: Pick<Terms, 'places' | 'taken'>): number =>
  Math.max(0, (places ?? 0) - taken);

/** Who answers, as the rules see them. */
export interface AnsweringFacts extends Terms {
  readonly today: Day;
  readonly rollTaken: boolean;
  readonly isInOffice: boolean;
  readonly isInvited: boolean;
  /** Invited by an own sign-up, whatever was said since. */
  readonly isSignedUp: boolean;
  readonly answer: Answer;
}

export type AnsweringRefusal =
  | 'reply-over'
  | 'reply-roll-taken'
  | 'reply-not-in-office'
  | 'reply-not-invited'
  | 'reply-leave-approved'
  | 'reply-invited'
  | 'sign-up-no-places'
  | 'sign-up-late'
  | 'sign-up-full'
  | 'sign-up-none';

function refuseTime({ today, heldOn, rollTaken, isInOffice }: AnsweringFacts): AnsweringRefusal | null {
  if (heldOn < today) return 'reply-over';
  if (rollTaken) return 'reply-roll-taken';
  return isInOffice ? null : 'reply-not-in-office';
}

/** Why an invitee cannot say 参加 now, or null: late answers are taken up to the meeting's day. */
export function refuseComing(facts: AnsweringFacts): AnsweringRefusal | null {
  if (!facts.isInvited) return 'reply-not-invited';
  if (facts.answer === 'leave_approved') return 'reply-leave-approved';
  return refuseTime(facts);
}

/** Why a deputy who was not invited cannot sign up now, or null: first come, first served, until the last day. */
export function refuseSignUp(facts: AnsweringFacts): AnsweringRefusal | null {
  if (facts.places === null) return 'sign-up-no-places';
  if (facts.isInvited) return 'reply-invited';
  const time = refuseTime(facts);
  if (time !== null) return time;
  if (facts.today > lastDayToSignUp(facts)) return 'sign-up-late';
  return placesLeft(facts) === 0 ? 'sign-up-full' : null;
}

/** Why a sign-up cannot be taken back now, or null; after the last day only leave is left. */
export function refuseCancelling(facts: AnsweringFacts): AnsweringRefusal | null {
  if (!facts.isSignedUp) return 'sign-up-none';
  if (facts.heldOn < facts.today) return 'reply-over';
  if (facts.rollTaken) return 'reply-roll-taken';
  return facts.today > lastDayToSignUp(facts) ? 'sign-up-late' : null;
}
