import {
  addDays,
  nextQuarter,
  quarterEnd,
  quarterOf,
  quartersOfYear,
  quarterYear,
  type Day,
  type Quarter,
} from '../lib/dates.ts';

/** Notice (积分公示): what closing a quarter checks and what follows from its dates. points.md, "Closing a quarter". */

export type ClosingRefusal =
  | 'quarter-already-closed'
  | 'quarter-not-over'
  | 'quarter-out-of-order'
  | 'quarter-before-term'
  | 'no-scheme-in-force'
  | 'open-points-need-reason';

export interface ClosingFacts {
  quarter: Quarter;
  today: Day;
  /** Quarters that have a published notice. */
  closed: readonly Quarter[];
  /** First day of the term. */
  termStart: Day;
  hasScheme: boolean;
  /** How many points of the check-list are open, and why it is closed all the same. */
  openPoints: number;
  openReason: string;
}

/** Why this quarter cannot be closed now, or null. Reopening does not exist. */
export function refuseClosing(facts: ClosingFacts): ClosingRefusal | null {
  const { quarter, today, closed, termStart, hasScheme, openPoints, openReason } = facts;
  if (closed.includes(quarter)) return 'quarter-already-closed';
  if (quarterEnd(quarter) >= today) return 'quarter-not-over';
  if (quarter < quarterOf(termStart)) return 'quarter-before-term';
  if (missingBefore(quarter, closed, termStart) !== null) return 'quarter-out-of-order';
  if (!hasScheme) return 'no-scheme-in-force';
  if (openPoints > 0 && openReason === '') return 'open-points-need-reason';
  return null;
}

/** The earliest quarter of the same year that has to be closed first: the points of each build on the one before. */
export function missingBefore(quarter: Quarter, closed: readonly Quarter[], termStart: Day): Quarter | null {
  const earlier = quartersOfYear(quarterYear(quarter)).filter(
    (other) => other < quarter && other >= quarterOf(termStart),
  );
  return earlier.find((other) => !closed.includes(other)) ?? null;
}

/**
 * The quarter to close next, over or not: the one after the last closed; in a new register the first of the term
 * whose year has a scheme in force. Null when there is neither.
 */
export function nextToClose(
  closed: readonly Quarter[],
  termStart: Day,
  schemeYears: readonly number[],
): Quarter | null {
  const latest = closed.toSorted().at(-1);
  if (latest !== undefined) return nextQuarter(latest);
  const first = quarterOf(termStart);
  return (
    schemeYears
      .toSorted((a, b) => a - b)
      .flatMap(quartersOfYear)
      .find((quarter) => quarter >= first) ?? null
  );
}

export interface Window {
  from: Day;
  to: Day;
}

/** 公示期: begins on the day after publication, both days included. */
export function publicityWindow(publishedOn: Day, days: number): Window {
  return { from: addDays(publishedOn, 1), to: addDays(publishedOn, days) };
}

export type NoticeStanding = 'announced' | 'in-window' | 'objections-open' | 'final';

/** Where a notice stands on a day: after the window, with no objection (异议) open, it is final (公示期满). */
export function standingOn(window: Window, today: Day, openObjections: number): NoticeStanding {
  if (today < window.from) return 'announced';
  if (today <= window.to) return 'in-window';
  return openObjections > 0 ? 'objections-open' : 'final';
}
