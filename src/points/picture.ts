/** The picture of everybody's points (积分全貌): how they are spread, and what they are made of. Pure; in hundredths. */
import { sharesOf } from '../lib/shares.ts';
import type { Quarter } from '../lib/dates.ts';
import type { QuarterPoints } from './shapes.ts';

/** What was granted under a section; null for an item that the scheme does not have. */
export interface GrantedPart {
  readonly section: string | null;
  readonly grantedHundredths: number;
}

/** One deputy as the picture takes it: a computed one fits, a published one is made to fit (notices/picture.ts). */
export interface PicturedDeputy {
  readonly deputy: string;
  readonly totalHundredths: number;
  readonly quarters: readonly QuarterPoints[];
  readonly lines: readonly GrantedPart[];
  readonly settlements: readonly GrantedPart[];
}

/** Where the values lie. With one value all five are that value. */
export interface Spread {
  readonly n: number;
  readonly lowest: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly highest: number;
}

/** Those from `from` on and below `to`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly members: readonly string[];
}

/** What a section gave and took, over everybody, and its share of all that was given. */
export interface SectionSum {
  readonly code: string;
  readonly title: string;
  readonly addedHundredths: number;
  readonly deductedHundredths: number;
  /** Tenths of a percent; together they make 1000. Null where nothing was given at all. */
  readonly sharePermille: number | null;
}

export interface Picture {
  /** Of the totals; null of nobody. */
  readonly total: Spread | null;
  readonly quarters: readonly { readonly quarter: Quarter; readonly spread: Spread | null }[];
  /** Of the totals, from low to high, empty ones in between among them. */
  readonly bins: readonly Bin[];
  readonly sections: readonly SectionSum[];
}

export function pictureOf(
  deputies: readonly PicturedDeputy[],
  sections: readonly { readonly code: string; readonly title: string }[],
): Picture {
  const quarters = [...new Set(deputies.flatMap((one) => one.quarters.map(({ quarter }) => quarter)))];
  return {
    total: spreadOf(deputies.map(({ totalHundredths }) => totalHundredths)),
    quarters: quarters
      .toSorted()
      .map((quarter) => ({ quarter, spread: spreadOf(pointsIn(deputies, quarter)) })),
    bins: binsOf(deputies.map(({ deputy, totalHundredths }) => [deputy, totalHundredths])),
    sections: sectionSums(
      deputies.flatMap(({ lines, settlements }) => [...lines, ...settlements]),
      sections,
    ),
  };
}

function pointsIn(deputies: readonly PicturedDeputy[], quarter: Quarter): number[] {
  return deputies.flatMap((one) =>
    one.quarters.filter((entry) => entry.quarter === quarter).map(({ pointsHundredths }) => pointsHundredths),
  );
}

/**
 * Lowest, quartiles, median and highest. Between two values it is interpolated, as QUARTILE.INC of WPS and Excel does, so
 * that anybody can check it there; rounded to hundredths, halves away from zero. Null of nothing.
 */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (quarters: number) => quantile(sorted, quarters);
  return { n: values.length, lowest: at(0), lower: at(1), median: at(2), upper: at(3), highest: at(4) };
}

/** In whole quarters of a step, so that nothing is lost to binary fractions. */
function quantile(sorted: readonly number[], quarters: number): number {
  const position = (sorted.length - 1) * quarters;
  const below = sorted[Math.floor(position / 4)] ?? 0;
  const above = sorted[Math.ceil(position / 4)] ?? below;
  const exact = below * 4 + (above - below) * (position % 4);
  const size = Math.floor((Math.abs(exact) + 2) / 4);
  return exact < 0 ? 0 - size : size;
}

const POINT = 100;
const FEWEST_BINS = 4;
const MOST_BINS = 10;

/**
 * Sorts values into bins of one round width: the least of 1, 2, 5, 10, 20, 50 … points with which there are few enough
 * of them for that many values. Edges are multiples of the width, so zero is always an edge.
 */
export function binsOf(values: readonly (readonly [member: string, value: number])[]): Bin[] {
  if (values.length === 0) return [];
  const numbers = values.map(([, value]) => value);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const most = Math.min(MOST_BINS, Math.max(FEWEST_BINS, Math.ceil(Math.sqrt(values.length)) + 2));
  const width = widthFor(low, high, most);
  const first = Math.floor(low / width);
  const bins = Array.from({ length: Math.floor(high / width) - first + 1 }, (): string[] => []);
  for (const [member, value] of values) bins[Math.floor(value / width) - first]?.push(member);
  return bins.map((members, index) => ({
    from: (first + index) * width,
    to: (first + index + 1) * width,
    members,
  }));
}

function widthFor(low: number, high: number, most: number): number {
  for (let power = POINT; ; power *= 10) {
    const width = [power, power * 2, power * 5].find(
      (one) => Math.floor(high / one) - Math.floor(low / one) < most,
    );
    if (width !== undefined) return width;
  }
}

/** Sums by section in the scheme's order; what belongs to none of them (base, bounds of the total) is not in them. */
export function sectionSums(
  parts: readonly GrantedPart[],
  sections: readonly { readonly code: string; readonly title: string }[],
): SectionSum[] {
  const sums = sections.map(({ code, title }) => {
    const own = parts.filter(({ section }) => section === code).map((part) => part.grantedHundredths);
    return {
      code,
      title,
      addedHundredths: sumOf(own.filter((points) => points > 0)),
      deductedHundredths: sumOf(own.filter((points) => points < 0)),
    };
  });
  const shares = perMilleOf(sums.map(({ addedHundredths }) => addedHundredths));
  return sums.map((sum, index) => ({ ...sum, sharePermille: shares?.[index] ?? null }));
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const WHOLE = 1000;

/** Shares in tenths of a percent; null where there is nothing to share. */
export function perMilleOf(amounts: readonly number[]): number[] | null {
  return sumOf(amounts) <= 0 ? null : sharesOf(amounts, WHOLE);
}
