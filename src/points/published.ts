import type { DutyKind } from '../duties/rules.ts';
import type { Day } from '../lib/dates.ts';
import type { PointRecord } from './shapes.ts';

/** What was published of one deputy in a year: from then on it counts as it stands there, until it is corrected. */
export interface PublishedDeputy {
  readonly category: string | null;
  readonly partYear: boolean;
  /** Last day of the latest quarter whose notice names the deputy. */
  readonly closedTo: Day;
  /** By record id. */
  readonly records: ReadonlyMap<string, PointRecord>;
  /** What each of them was, for when the register has it no longer. */
  readonly words: ReadonlyMap<string, { readonly kind: DutyKind; readonly what: string }>;
}

/** By certificate number. */
export type PublishedYear = ReadonlyMap<string, PublishedDeputy>;

/**
 * The records of a year as they count (points.md, "Closing a quarter" 4: nothing published is ever edited): in closed
 * quarters those of the notices, whatever has become of them in the register since; afterwards the register's.
 * A record that the register has of a closed quarter and no notice does is left out until a correction admits it.
 */
export function countedRecords(
  records: readonly PointRecord[],
  year: PublishedYear,
  earlier: readonly PublishedYear[] = [],
): PointRecord[] {
  if (year.size === 0 && earlier.length === 0) return [...records];
  const published = [...year.values()].flatMap((deputy) => [...deputy.records.values()]);
  return [...published, ...records.filter((record) => !isSettled(record, year, earlier))];
}

/** Whether what was published decides about the record, and not the register. */
function isSettled(record: PointRecord, year: PublishedYear, earlier: readonly PublishedYear[]): boolean {
  const { id, deputy, date, countedOn } = record;
  const published = year.get(deputy);
  if (published && (published.records.has(id) || (countedOn ?? date) <= published.closedTo)) return true;
  return earlier.some((one) => one.get(deputy)?.records.has(id));
}
