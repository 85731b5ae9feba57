import { quarterEnd, quartersOfYear, quarterStart, type Day, type Quarter } from '../lib/dates.ts';
import { toHundredths } from '../lib/hundredths.ts';
import {
  startingPoints,
  type Scheme,
  type SchemeItem,
  type SchemeSplit,
  type SchemeTarget,
} from '../schemes/scheme.ts';

/** A row of a table by number: points of each unit beyond `after`. All in hundredths. */
export interface PreparedTier {
  readonly after: number;
  readonly points: number;
}

/** An item made ready for many records: hundredths, sets, and its place in the books. */
export interface PreparedItem {
  readonly code: string;
  readonly section: string;
  readonly index: number;
  /** -1 when the scheme has no such section, hence no section cap. */
  readonly sectionIndex: number;
  /** Null unless it is worth the same for every unit. */
  readonly points: number | null;
  /** Null unless it is graded. */
  readonly grades: ReadonlyMap<string, number> | null;
  readonly tiers: readonly PreparedTier[] | null;
  /** In hundredths. */
  readonly target: SchemeTarget | null;
  readonly split: SchemeSplit | null;
  readonly cap: number | null;
  readonly quarterCap: number | null;
  /** Its page among those of which only the best counts; -1 for none. */
  readonly best: number;
  readonly categories: ReadonlySet<string> | null;
}

export interface PreparedSection {
  readonly code: string;
  readonly cap: number | null;
  readonly base: number;
  readonly floor: number | null;
}

export interface PreparedScheme {
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly quarters: readonly { readonly quarter: Quarter; readonly start: Day; readonly end: Day }[];
  readonly items: ReadonlyMap<string, PreparedItem>;
  readonly itemCodes: readonly string[];
  readonly targets: readonly PreparedItem[];
  readonly sections: readonly PreparedSection[];
  readonly hasFloors: boolean;
  readonly bestCount: number;
  /** Of the scheme and its sections together. */
  readonly base: number;
  readonly floor: number;
  readonly cap: number;
}

function orNull(points: number | null | undefined): number | null {
  return points === null || points === undefined ? null : toHundredths(points);
}

export function prepareScheme(scheme: Scheme): PreparedScheme {
  const sections = scheme.sections.map(({ code, cap, base, floor }) => ({
    code,
    cap: orNull(cap),
    base: orNull(base) ?? 0,
    floor: orNull(floor),
  }));
  const sectionCodes = sections.map(({ code }) => code);
  const bests = [...new Set(scheme.items.flatMap(({ bestOf }) => bestOf ?? []))];
  const items = scheme.items.map((item, index) =>
    prepareItem(item, index, sectionCodes.indexOf(item.section), bests.indexOf(item.bestOf ?? '')),
  );
  return {
    firstDay: `${scheme.year}-01-01`,
    lastDay: `${scheme.year}-12-31`,
    quarters: quartersOfYear(scheme.year).map((quarter) => ({
      quarter,
      start: quarterStart(quarter),
      end: quarterEnd(quarter),
    })),
    items: new Map(items.map((item) => [item.code, item])),
    itemCodes: items.map(({ code }) => code),
    targets: items.filter(({ target }) => target !== null),
    sections,
    hasFloors: sections.some(({ floor }) => floor !== null),
    bestCount: bests.length,
    base: toHundredths(startingPoints(scheme)),
    floor: orNull(scheme.floor) ?? -Infinity,
    cap: orNull(scheme.cap) ?? Infinity,
  };
}

function prepareItem(item: SchemeItem, index: number, sectionIndex: number, best: number): PreparedItem {
  return {
    code: item.code,
    section: item.section,
    index,
    sectionIndex,
    points: orNull(item.points),
    grades: item.grades
      ? new Map(Object.entries(item.grades).map(([grade, points]) => [grade, toHundredths(points)]))
      : null,
    tiers:
      item.tiers?.map(({ from, points }) => ({
        after: toHundredths(from - 1),
        points: toHundredths(points),
      })) ?? null,
    target: item.target ? inHundredths(item.target) : null,
    split: item.split ?? null,
    cap: orNull(item.cap),
    quarterCap: orNull(item.quarterCap),
    best,
    categories: item.categories ? new Set(item.categories) : null,
  };
}

function inHundredths({ quantity, points, more, less }: SchemeTarget): SchemeTarget {
  return {
    quantity: toHundredths(quantity),
    points: toHundredths(points),
    more: toHundredths(more),
    less: toHundredths(less),
  };
}
