/**
 * The computation of points (履职积分), exactly as points.md, "The computation", has it: a pure function of the scheme
 * and the confirmed records. Every number shown anywhere comes from here. Inside, points are integer hundredths.
 * Bounds and what goes beyond points.md are defined in ledger.ts.
 */
import type { Day } from '../lib/dates.ts';
import { enter, grant, grantedBy, openLedger, type Ledger } from './ledger.ts';
import { compareCodePoints } from './order.ts';
import { toOutside } from './outside.ts';
import { prepareScheme, type PreparedItem, type PreparedScheme } from './prepared.ts';
import { settle } from './settle.ts';
import type {
  DeputyPoints,
  Line,
  NotCounted,
  PointRecord,
  QuarterPoints,
  ScoredDeputy,
  ScoreInput,
  ScoreResult,
} from './shapes.ts';
import { grossOf, quantityOf } from './worth.ts';

export type * from './shapes.ts';
export { checkCase, type CaseCheck, type CaseFault, type CaseFaultCode } from './check-case.ts';

/** The computation in the outside form (interfaces.md, "score"). RangeError for numbers with more than two decimals. */
export function score(input: ScoreInput): ScoreResult {
  return { scheme: input.scheme.id, asOf: input.asOf, deputies: computePoints(input).map(toOutside) };
}

/** The computation with all that pages show, points in hundredths: deputies by rank, then by id. */
export function computePoints({ scheme, deputies, records, asOf }: ScoreInput): readonly DeputyPoints[] {
  const prepared = prepareScheme(scheme);
  const byDeputy = recordsByDeputy(deputies, records);
  const period: Period = {
    scheme: prepared,
    asOf,
    lastDay: asOf < prepared.lastDay ? asOf : prepared.lastDay,
  };
  return inRankOrder(deputies.map((deputy) => scoreDeputy(period, deputy, byDeputy.get(deputy.id) ?? [])));
}

interface Period {
  readonly scheme: PreparedScheme;
  readonly asOf: Day;
  /** The last day that counts. */
  readonly lastDay: Day;
}

/** A record with the day it counts on, so that sorting reads it once. */
interface Entry {
  readonly record: PointRecord;
  readonly countedOn: Day;
}

function recordsByDeputy(
  deputies: readonly ScoredDeputy[],
  records: readonly PointRecord[],
): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>(deputies.map(({ id }) => [id, []]));
  for (const record of records)
    entries.get(record.deputy)?.push({ record, countedOn: record.countedOn ?? record.date });
  return entries;
}

function inComputingOrder(a: Entry, b: Entry): number {
  if (a.countedOn !== b.countedOn) return a.countedOn < b.countedOn ? -1 : 1;
  if (a.record.date !== b.record.date) return a.record.date < b.record.date ? -1 : 1;
  return compareCodePoints(a.record.id, b.record.id);
}

type Unranked = Omit<DeputyPoints, 'rank'>;

function scoreDeputy(period: Period, deputy: ScoredDeputy, entries: Entry[]): Unranked {
  const { scheme } = period;
  const ledger = openLedger(scheme);
  const lines = entries.sort(inComputingOrder).map((entry) => lineOf(period, ledger, deputy, entry));
  const settlements = settle(period, ledger, deputy, (item) => appliesTo(item, deputy));
  const quarters = quartersOf(period, ledger);
  return {
    deputy: deputy.id,
    totalHundredths: quarters.at(-1)?.totalHundredths ?? 0,
    quarters,
    lines,
    settlements,
    sections: grantedBy(
      scheme.sections.map(({ code }) => code),
      ledger.sections,
    ),
    items: grantedBy(scheme.itemCodes, ledger.items),
  };
}

function lineOf(period: Period, ledger: Ledger, deputy: ScoredDeputy, { record, countedOn }: Entry): Line {
  const item = period.scheme.items.get(record.item);
  const section = item?.section ?? null;
  const refusal = refuse(period, item, deputy, record, countedOn);
  if (item === undefined || refusal !== null) {
    return {
      record,
      countedOn,
      section,
      quarter: null,
      grossHundredths: 0,
      grantedHundredths: 0,
      reason: refusal,
    };
  }
  const quantity = quantityOf(record);
  const gross = grossOf(item, record, quantity, ledger.units[item.index] ?? 0);
  enter(ledger.units, item.index, quantity);
  const index = quarterIndex(period.scheme, countedOn);
  const { granted, reason } = grant(ledger, period.scheme, item, index, gross);
  return {
    record,
    countedOn,
    section,
    quarter: period.scheme.quarters[index]?.quarter ?? null,
    grossHundredths: gross,
    grantedHundredths: granted,
    reason: item.target === null ? reason : 'year-end',
  };
}

/** Why the record does not count, tested in the order of points.md, step 2. */
function refuse(
  period: Period,
  item: PreparedItem | undefined,
  deputy: ScoredDeputy,
  record: PointRecord,
  countedOn: Day,
): NotCounted | null {
  if (item === undefined) return 'unknown-item';
  if (countedOn < period.scheme.firstDay || countedOn > period.lastDay) return 'outside-period';
  if (!appliesTo(item, deputy)) return 'not-applicable';
  if (item.grades === null) return null;
  const grade = record.grade ?? '';
  if (grade === '') return 'grade-missing';
  return item.grades.has(grade) ? null : 'grade-unknown';
}

function appliesTo({ categories }: PreparedItem, { category }: ScoredDeputy): boolean {
  return categories === null || categories.has(category ?? '');
}

function quarterIndex(scheme: PreparedScheme, day: Day): number {
  return scheme.quarters.findIndex(({ end }) => day <= end);
}

/** From the first quarter to the one that holds `asOf`; all four after the year, none before it. */
function quartersOf({ scheme, asOf }: Period, ledger: Ledger): QuarterPoints[] {
  const begun = scheme.quarters.filter(({ start }) => start <= asOf);
  let sum = scheme.base;
  let before = 0;
  return begun.map(({ quarter }, index) => {
    sum += ledger.quarters[index] ?? 0;
    const totalHundredths = Math.min(Math.max(sum, scheme.floor), scheme.cap);
    const pointsHundredths = totalHundredths - before;
    before = totalHundredths;
    return { quarter, pointsHundredths, totalHundredths };
  });
}

/** Highest first; equal totals share a rank and the next is skipped (points.md, step 7). */
function inRankOrder(deputies: Unranked[]): DeputyPoints[] {
  deputies.sort((a, b) => b.totalHundredths - a.totalHundredths || compareCodePoints(a.deputy, b.deputy));
  let rank = 0;
  let last: number | null = null;
  return deputies.map((deputy, index) => {
    if (deputy.totalHundredths !== last) rank = index + 1;
    last = deputy.totalHundredths;
    return { ...deputy, rank };
  });
}
