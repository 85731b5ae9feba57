import { KINDS, SECTIONS, sectionOf, type DutyKind, type Section } from '../duties/rules.ts';
import type { Day } from '../lib/dates.ts';
import type { DueMeeting } from './dues.ts';
import type { Fact } from './facts.ts';
import { wasThere } from './register-rows.ts';

/** Leave and absence: facts of attendance, and nothing that a deputy did. */
const MISSED: ReadonlySet<DutyKind> = new Set<DutyKind>([
  'session.leave',
  'session.absent',
  'activity.leave',
  'activity.absent',
]);

/** One kind of what a deputy did, with how much of it: the sum of the quantities of the records behind it. */
export interface KindTally {
  readonly kind: DutyKind;
  readonly quantityHundredths: number;
  readonly records: number;
}

export interface SectionTally {
  readonly section: Section;
  /** In the order of the forms; kinds without a record are left out. */
  readonly kinds: readonly KindTally[];
}

/** What a deputy did in a year, earliest first; leave and absence stand in the attendance instead. */
export function dutiesOf(facts: readonly Fact[], deputy: string, year: number): readonly Fact[] {
  return facts.filter(
    (fact) => fact.deputy === deputy && fact.day.startsWith(`${year}-`) && !MISSED.has(fact.kind),
  );
}

/** The same in numbers, by the six sections; a section without records has no kinds. */
export function tallyDuties(duties: readonly Fact[]): readonly SectionTally[] {
  const kinds = KINDS.map(({ kind }) => {
    const own = duties.filter((fact) => fact.kind === kind);
    const quantityHundredths = own.reduce((sum, fact) => sum + fact.quantityHundredths, 0);
    return { kind, quantityHundredths, records: own.length };
  }).filter(({ records }) => records > 0);
  return SECTIONS.map((section) => ({
    section,
    kinds: kinds.filter(({ kind }) => sectionOf(kind) === section),
  }));
}

/** What a list of meetings can be narrowed to; `there` holds late and early leavers too. */
export const ATTENDANCE_FILTERS = ['there', 'leave', 'absent', 'unrecorded'] as const;
export type AttendanceFilter = (typeof ATTENDANCE_FILTERS)[number];

export function isAttendance({ state }: DueMeeting, filter: AttendanceFilter): boolean {
  if (filter === 'there') return state !== null && wasThere(state);
  return filter === 'unrecorded' ? state === null : state === filter;
}

/** The part of a year that has passed: a meeting still to come is not yet missed. */
export function yearUpTo(year: number, today: Day): { from: Day; to: Day } {
  const end = `${year}-12-31`;
  return { from: `${year}-01-01`, to: today < end ? today : end };
}
