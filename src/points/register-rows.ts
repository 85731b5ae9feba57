/**
 * What the register hands to the pure rules of points and attendance: one term, confirmed and recorded things only,
 * deputies by certificate number, instants in epoch milliseconds. The store fills these; nothing here reads it.
 */
import type { Mandate } from '../deputies/rules.ts';
import type { ActivityKind, DutyKind } from '../duties/rules.ts';
import type { Day, Half } from '../lib/dates.ts';

export type AttendanceState = 'present' | 'late' | 'left_early' | 'leave' | 'absent';

export interface AttendanceRow {
  readonly deputy: string;
  readonly state: AttendanceState;
  readonly recordedAt: number;
}

export interface DeputyRow {
  readonly certificateNumber: string;
  readonly name: string;
  readonly category: string | null;
  readonly mandate: Mandate;
}

/** Half-day sitting (半天) of a congress session, which is known by its title (第六届第三次会议). */
export interface SittingRow {
  readonly session: string;
  /** Natural key for links, unique among sittings. */
  readonly key: string;
  readonly heldOn: Day;
  readonly half: Half;
  readonly attendance: readonly AttendanceRow[];
  /** `key`: unique among the deputy's speeches at this sitting and the same after export and import, such as 1, 2, 3. */
  readonly speeches: readonly {
    readonly deputy: string;
    readonly key: string;
    readonly recordedAt: number;
  }[];
}

export interface ActivityRow {
  readonly code: string;
  readonly kind: ActivityKind;
  /** Its first day. */
  readonly heldOn: Day;
  /** Certificate numbers. Whoever has an attendance row counts as invited too. */
  readonly invited: readonly string[];
  readonly attendance: readonly AttendanceRow[];
}

/** A confirmed filing that is not voided. */
export interface FilingRow {
  readonly code: string;
  readonly deputy: string;
  readonly kind: DutyKind;
  readonly on: Day;
  readonly quantityHundredths: number;
  readonly grade: string | null;
  readonly confirmedAt: number;
}

export interface ProposalRow {
  /** Unique within the term over motions and suggestions. */
  readonly number: string;
  readonly kind: 'motion' | 'suggestion';
  readonly filedOn: Day;
  /** Null while it is not registered: then it gives no facts. */
  readonly registeredAt: number | null;
  readonly lead: string;
  readonly cosigners: readonly string[];
  readonly rounds: readonly {
    readonly answeredOn: Day | null;
    readonly answerClass: 'A' | 'B' | 'C' | 'D' | null;
    readonly recordedAt: number;
  }[];
}

export interface RegisterRows {
  readonly deputies: readonly DeputyRow[];
  readonly sittings: readonly SittingRow[];
  readonly activities: readonly ActivityRow[];
  readonly filings: readonly FilingRow[];
  readonly proposals: readonly ProposalRow[];
}

/** Present in the sense of domain.md: 出席, 迟到 or 早退. */
export function wasThere(state: AttendanceState): boolean {
  return state === 'present' || state === 'late' || state === 'left_early';
}
