/** What goes into the computation of points and what comes out, see points.md "Record" and interfaces.md "score". */
import type { Day, Quarter } from '../lib/dates.ts';
import type { Scheme } from '../schemes/scheme.ts';

export interface ScoredDeputy {
  readonly id: string;
  readonly name?: string;
  readonly category?: string | null;
  /** In office for a part of the year only (补选、暂停、终止): a target it falls short of takes nothing away. */
  readonly partYear?: boolean;
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
  /** How many signed what it is about, the first signer among them; 1 when absent. Only an item with `split` asks. */
  readonly signers?: number | null;
  /** Whether the deputy is the first signer (第一提案人); true when absent. */
  readonly lead?: boolean | null;
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
export type CutShort = 'item-quarter-cap' | 'item-year-cap' | 'best-only' | 'section-cap';
/** `year-end`: the record counts towards a target, whose points come with the year's last day. */
export type LineReason = NotCounted | CutShort | 'year-end';

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

/**
 * Settlement (结算): a line that no record makes. `target` is the worth of a target at the end of the year;
 * `section-floor` what a section's floor gives in a quarter, or takes back of what it gave before. Points in hundredths.
 */
export interface Settlement {
  readonly kind: 'target' | 'section-floor';
  readonly section: string;
  /** Null for a section's floor. */
  readonly item: string | null;
  readonly quarter: Quarter;
  readonly countedOn: Day;
  /** Units done of a target; null for a section's floor. */
  readonly quantityHundredths: number | null;
  readonly grossHundredths: number;
  readonly grantedHundredths: number;
  readonly reason: CutShort | 'part-year' | null;
}

export interface QuarterPoints {
  readonly quarter: Quarter;
  readonly pointsHundredths: number;
  readonly totalHundredths: number;
}

/**
 * What a section or an item granted in the year up to `asOf`, settled targets among it, bases and floors not;
 * deductions are below zero.
 */
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
  /** By quarter; none for a scheme without targets and section floors. */
  readonly settlements: readonly Settlement[];
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
    /** Only where there is one. */
    readonly settlements?: readonly OutsideSettlement[];
  }[];
}

/** `item` and `quantity` only of a target. */
export interface OutsideSettlement {
  readonly kind: Settlement['kind'];
  readonly section: string;
  readonly item?: string;
  readonly quarter: Quarter;
  readonly date: Day;
  readonly quantity?: number;
  readonly gross: number;
  readonly granted: number;
  readonly reason?: CutShort | 'part-year';
}
