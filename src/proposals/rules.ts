import { addMonths, daysBetween, type Day } from '../lib/dates.ts';

/** Proposal (议案、建议): draft → submitted → registered → assigned → answered → rated → closed. */
export const PROPOSAL_STATES = [
  'draft',
  'submitted',
  'registered',
  'assigned',
  'answered',
  'rated',
  'closed',
  'returned',
  'withdrawn',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** 议案 and 建议、批评和意见. */
export const PROPOSAL_KINDS = ['motion', 'suggestion'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** 已解决或采纳, 正在解决或列入计划, 因条件限制暂不能解决, 留作参考. */
export const ANSWER_CLASSES = ['A', 'B', 'C', 'D'] as const;
export type AnswerClass = (typeof ANSWER_CLASSES)[number];

export const SATISFACTIONS = ['satisfied', 'fairly', 'dissatisfied'] as const;
export type Satisfaction = (typeof SATISFACTIONS)[number];

/** A round of handling (办理) as far as its dates go. */
export interface RoundDates {
  readonly round: number;
  readonly assignedOn: Day | null;
  readonly answeredOn: Day | null;
  /** Months allowed as fixed with the answer; absent or null: they follow the settings. */
  readonly months?: number | null;
  /** A later last day that the presidium granted. */
  readonly extendedTo?: Day | null;
  readonly attitude: Satisfaction | null;
  readonly result: Satisfaction | null;
}

/** Months to answer: ordinary, and where broad or hard (settings; 代表法 art. 51 has 3 and 6). */
export interface AnswerMonths {
  readonly answerMonths: number;
  readonly complexAnswerMonths: number;
}

/** A further round, opened by dissatisfaction with the result, has one month. */
export const NEXT_ROUND_MONTHS = 1;

/** The state in which what has happened leaves a registered proposal. */
export function stateAfter(rounds: readonly RoundDates[]): ProposalState {
  const last = rounds.at(-1);
  if (!last || (last.assignedOn === null && last.answeredOn === null)) return 'registered';
  if (last.answeredOn === null) return 'assigned';
  return last.attitude === null && last.result === null ? 'answered' : 'rated';
}

/** By when a round has to be answered, and how that is reckoned. Null while it is not assigned. */
export interface Due {
  readonly assignedOn: Day;
  readonly months: number;
  /** The last day on which an answer is in time. */
  readonly dueOn: Day;
  /** The day that the months alone come to, where more time was granted. */
  readonly extendedFrom: Day | null;
}

/**
 * Calendar months from the day of assignment; the end of a shorter month counts as its day. What an answered round was
 * allowed stays: a changed setting moves open rounds only.
 */
export function dueOf(
  {
    round,
    assignedOn,
    months: fixed,
    extendedTo,
  }: Pick<RoundDates, 'round' | 'assignedOn' | 'months' | 'extendedTo'>,
  complex: boolean,
  settings: AnswerMonths,
): Due | null {
  if (assignedOn === null) return null;
  const months = fixed ?? monthsFor(round, complex, settings);
  const reckoned = addMonths(assignedOn, months);
  const isExtended = extendedTo !== undefined && extendedTo !== null && extendedTo > reckoned;
  return {
    assignedOn,
    months,
    dueOn: isExtended ? extendedTo : reckoned,
    extendedFrom: isExtended ? reckoned : null,
  };
}

/** Months that a round has under the settings; a further round always one. */
export function monthsFor(
  round: number,
  complex: boolean,
  { answerMonths, complexAnswerMonths }: AnswerMonths,
): number {
  if (round > 1) return NEXT_ROUND_MONTHS;
  return complex ? complexAnswerMonths : answerMonths;
}

/** Days before the last day on which a round is warned of (分级提醒); from the first on it is shown as due soon. */
export const WARNINGS = [15, 5, 1] as const;

/** Where a round stands against its last day. */
export type Timing =
  | { readonly code: 'unassigned' }
  | { readonly code: 'in-time'; readonly daysLeft: number }
  /** `within`: the narrowest warning that it has come to, 15, 5 or 1 days ahead. */
  | { readonly code: 'due-soon'; readonly daysLeft: number; readonly within: (typeof WARNINGS)[number] }
  | { readonly code: 'overdue'; readonly daysLate: number }
  | { readonly code: 'answered-in-time' }
  | { readonly code: 'answered-late'; readonly daysLate: number };

export function timingOn(
  { answeredOn }: Pick<RoundDates, 'answeredOn'>,
  due: Due | null,
  today: Day,
): Timing {
  if (due === null) return answeredOn === null ? { code: 'unassigned' } : { code: 'answered-in-time' };
  const daysLeft = daysBetween(answeredOn ?? today, due.dueOn);
  if (answeredOn !== null)
    return daysLeft < 0 ? { code: 'answered-late', daysLate: -daysLeft } : { code: 'answered-in-time' };
  if (daysLeft < 0) return { code: 'overdue', daysLate: -daysLeft };
  const within = WARNINGS.findLast((days) => daysLeft <= days);
  return within === undefined ? { code: 'in-time', daysLeft } : { code: 'due-soon', daysLeft, within };
}

/** How long a class B answer is left alone before it is asked after again (每年提醒). */
const REMINDER_MONTHS = 12;

/**
 * Whether a class B answer that is not carried out should be asked after: its promised day is past, or nobody has noted
 * anything for a year. `notedOn`: the latest note, null for none.
 */
export function isReminderDue(
  { answeredOn, promisedOn }: { readonly answeredOn: Day; readonly promisedOn: Day | null },
  notedOn: Day | null,
  today: Day,
): boolean {
  const latest = notedOn ?? answeredOn;
  if (promisedOn !== null && promisedOn < today && latest <= promisedOn) return true;
  return addMonths(latest, REMINDER_MONTHS) <= today;
}
