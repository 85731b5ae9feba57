/** What goes into the computation of points and what comes out, see points.md "Record" and interfaces.md "score". */
import type { Day, Quarter } from '../lib/dates.ts';
import type { Scheme } from '../schemes/scheme.ts';

export interface ScoredDeputy {
  readonly id: string;
  readonly name?: string;
  readonly category?: string | null;
}

/** Record (履职记录): one confirmed duty under one item of the scheme. */
export interface PointRecord {
  readonly id: string;
  readonly deputy: string;
  readonly item: string;
  /** The day on which it occurred. */
  readonly date: Day;
  /** At most two decimals; 1 when absent. */
  readonly quantity?: number | null;
  readonly grade?: string | null;
  /** The day it counts on, where that is not `date`: a late entry (补登). */
  readonly countedOn?: Day | null;
}

export interface ScoreInput {
  readonly scheme: Scheme;
  readonly deputies: readonly ScoredDeputy[];
  readonly records: readonly PointRecord[];
  readonly asOf: Day;
}

/** Why a record does not count at all; tested in this order. */
export type NotCounted =
  | 'unknown-item'
  | 'outside-period'
  | 'not-applicable'
  | 'grade-missing'
  | 'grade-unknown';
/** Which bound cut a record short; of equal bounds the first in this order. */
export type CutShort = 'item-quarter-cap' | 'item-year-cap' | 'section-cap';
export type LineReason = NotCounted | CutShort;

/** One record in the computation. Points in hundredths. */
export interface Line {
  readonly record: PointRecord;
  readonly countedOn: Day;
  /** Null when the item is not in the scheme. */
  readonly section: string | null;
  /** Null when it does not count. */
  readonly quarter: Quarter | null;
  readonly grossHundredths: number;
  readonly grantedHundredths: number;
  readonly reason: LineReason | null;
}

export interface QuarterPoints {
  readonly quarter: Quarter;
  readonly pointsHundredths: number;
  readonly totalHundredths: number;
}

/** What a section or an item granted in the year up to `asOf`; deductions are below zero. */
export interface Granted {
  readonly code: string;
  readonly addedHundredths: number;
  readonly deductedHundredths: number;
}

export interface DeputyPoints {
  readonly deputy: string;
  readonly rank: number;
  readonly totalHundredths: number;
  readonly quarters: readonly QuarterPoints[];
  readonly lines: readonly Line[];
  /** In the scheme's order, every section and every item. */
  readonly sections: readonly Granted[];
  readonly items: readonly Granted[];
}

/** The outside form, interfaces.md "score": JSON numbers, `reason` only where there is one. */
export interface ScoreResult {
  readonly scheme: string;
  readonly asOf: Day;
  readonly deputies: readonly {
    readonly deputy: string;
    readonly rank: number;
    readonly total: number;
    readonly quarters: readonly {
      readonly quarter: Quarter;
      readonly points: number;
      readonly total: number;
    }[];
    readonly lines: readonly {
      readonly record: string;
      readonly item: string;
      readonly gross: number;
      readonly granted: number;
      readonly reason?: LineReason;
    }[];
  }[];
}
