import { daysBetween, type Day } from '../lib/dates.ts';
import { sharesOf } from '../lib/shares.ts';
import {
  ANSWER_CLASSES,
  dueOf,
  SATISFACTIONS,
  timingOn,
  type AnswerClass,
  type AnswerMonths,
  type ProposalKind,
  type ProposalState,
  type Satisfaction,
} from './rules.ts';

/** A registered proposal as far as statistics go; its rounds the first first. */
export interface CountedProposal {
  readonly number: string;
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  readonly complex: boolean;
  readonly mergedInto: number | null;
  readonly carriedOutOn: Day | null;
  readonly rounds: readonly {
    readonly round: number;
    readonly assignedOn: Day | null;
    readonly answeredOn: Day | null;
    readonly months: number | null;
    readonly extendedTo: Day | null;
    readonly answerClass: AnswerClass | null;
    readonly attitude: Satisfaction | null;
    readonly result: Satisfaction | null;
  }[];
}

export interface Share {
  readonly count: number;
  /** Hundredths of a percent; those of one table add up to 100 %. */
  readonly share: number;
}

/** What became of a set of proposals. Every measure is named after what it counts, and tells its n. */
export interface HandlingFigures {
  readonly total: number;
  readonly motions: number;
  readonly suggestions: number;
  /** Merged into another (并案): handled with it and counted nowhere below. */
  readonly merged: number;
  readonly unassigned: number;
  /** 首次答复: with an answer in the first round. */
  readonly answered: number;
  /** 按期: first answers that came by their last day, of those with a last day. */
  readonly onTime: { readonly count: number; readonly of: number };
  /** The round in hand, first or second, is past its last day without an answer. */
  readonly overdue: number;
  /** Days from 交办 to the first answer; null where there is none. */
  readonly medianDays: number | null;
  /** By the class of the last answer. */
  readonly classes: Readonly<Record<AnswerClass, Share>>;
  readonly attitudes: Readonly<Record<Satisfaction, Share>>;
  /** 满意: the rating of the last answer's result. */
  readonly results: Readonly<Record<Satisfaction, Share>>;
  /** 办结 */
  readonly closed: number;
  /** Class B, not carried out yet (跟踪落实). */
  readonly pending: number;
  /** Handled again because the result dissatisfied. */
  readonly again: number;
}

/** Counts them as of a day. Source: domain.md, "Proposal"; 代表法 art. 51. */
export function handlingFigures(
  proposals: readonly CountedProposal[],
  settings: AnswerMonths,
  today: Day,
): HandlingFigures {
  const own = proposals.filter(({ mergedInto }) => mergedInto === null);
  const first = own.flatMap(({ rounds, complex }) => rounds.slice(0, 1).map((round) => ({ round, complex })));
  const inHand = own.flatMap(({ rounds, complex }) => rounds.slice(-1).map((round) => ({ round, complex })));
  const timings = inHand.map(({ round, complex }) => timingOn(round, dueOf(round, complex, settings), today));
  const answered = first.filter(({ round }) => round.answeredOn !== null);
  const timed = answered.filter(({ round }) => round.assignedOn !== null);
  const last = own.flatMap(({ rounds }) => rounds.filter((round) => round.answeredOn !== null).slice(-1));
  return {
    total: proposals.length,
    motions: own.filter(({ kind }) => kind === 'motion').length,
    suggestions: own.filter(({ kind }) => kind === 'suggestion').length,
    merged: proposals.length - own.length,
    unassigned: own.filter(({ rounds, state }) => rounds.length === 0 && state === 'registered').length,
    answered: answered.length,
    onTime: {
      count: timed.filter(({ round, complex }) => isOnTime(round, complex, settings)).length,
      of: timed.length,
    },
    overdue: timings.filter(({ code }) => code === 'overdue').length,
    medianDays: median(timed.map(({ round }) => daysBetween(round.assignedOn ?? '', round.answeredOn ?? ''))),
    classes: table(
      ANSWER_CLASSES,
      last.map((round) => round.answerClass),
    ),
    attitudes: table(
      SATISFACTIONS,
      last.map((round) => round.attitude),
    ),
    results: table(
      SATISFACTIONS,
      last.map((round) => round.result),
    ),
    closed: own.filter(({ state }) => state === 'closed').length,
    pending: own.filter((one) => lastClass(one) === 'B' && one.carriedOutOn === null).length,
    again: own.filter(({ rounds }) => rounds.length > 1).length,
  };
}

function isOnTime(
  round: CountedProposal['rounds'][number],
  complex: boolean,
  settings: AnswerMonths,
): boolean {
  const due = dueOf(round, complex, settings);
  return due !== null && (round.answeredOn ?? '') <= due.dueOn;
}

function lastClass({ rounds }: CountedProposal): AnswerClass | null {
  return rounds.at(-1)?.answerClass ?? null;
}

function table<T extends string>(codes: readonly T[], values: readonly (T | null)[]): Record<T, Share> {
  const counts = codes.map((code) => values.filter((value) => value === code).length);
  const shares = sharesOf(counts);
  return Object.fromEntries(
    codes.map((code, index) => [code, { count: counts[index] ?? 0, share: shares[index] ?? 0 }]),
  ) as Record<T, Share>;
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
