import { quarterEnd, quartersOfYear, quarterStart, type Day, type Quarter } from '../lib/dates.ts';
import { toHundredths } from '../lib/hundredths.ts';
import type { Scheme, SchemeItem } from '../schemes/scheme.ts';
import type { CutShort, Granted } from './shapes.ts';

/** An item made ready for many records: hundredths, sets, and its place in the books. */
export interface PreparedItem {
  readonly code: string;
  readonly section: string;
  readonly index: number;
  /** -1 when the scheme has no such section, hence no section cap. */
  readonly sectionIndex: number;
  /** Null for a graded item. */
  readonly points: number | null;
  readonly grades: ReadonlyMap<string, number>;
  readonly cap: number | null;
  readonly quarterCap: number | null;
  readonly categories: ReadonlySet<string> | null;
}

export interface PreparedScheme {
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly quarters: readonly { readonly quarter: Quarter; readonly start: Day; readonly end: Day }[];
  readonly items: ReadonlyMap<string, PreparedItem>;
  readonly itemCodes: readonly string[];
  readonly sectionCodes: readonly string[];
  readonly sectionCaps: readonly (number | null)[];
  readonly base: number;
  readonly floor: number;
  readonly cap: number;
}

function orNull(points: number | null | undefined): number | null {
  return points === null || points === undefined ? null : toHundredths(points);
}

export function prepareScheme(scheme: Scheme): PreparedScheme {
  const sectionCodes = scheme.sections.map(({ code }) => code);
  const items = scheme.items.map((item, index) =>
    prepareItem(item, index, sectionCodes.indexOf(item.section)),
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
    sectionCodes,
    sectionCaps: scheme.sections.map(({ cap }) => orNull(cap)),
    base: toHundredths(scheme.base),
    floor: orNull(scheme.floor) ?? -Infinity,
    cap: orNull(scheme.cap) ?? Infinity,
  };
}

function prepareItem(item: SchemeItem, index: number, sectionIndex: number): PreparedItem {
  const grades = Object.entries(item.grades ?? {});
  return {
    code: item.code,
    section: item.section,
    index,
    sectionIndex,
    points: orNull(item.points),
    grades: new Map(grades.map(([grade, points]) => [grade, toHundredths(points)])),
    cap: orNull(item.cap),
    quarterCap: orNull(item.quarterCap),
    categories: item.categories ? new Set(item.categories) : null,
  };
}

/** One deputy's books for the year: what is used of each bound. Additions and deductions run apart. */
export interface Ledger {
  readonly items: Book;
  readonly itemQuarters: Book;
  readonly sections: Book;
  /** Net points by quarter. */
  readonly quarters: number[];
}

interface Book {
  readonly added: number[];
  readonly deducted: number[];
}

const QUARTERS = 4;

const blank = (pages: number): number[] => Array.from({ length: pages }, () => 0);

function openBook(pages: number): Book {
  return { added: blank(pages), deducted: blank(pages) };
}

export function openLedger(scheme: PreparedScheme): Ledger {
  return {
    items: openBook(scheme.itemCodes.length),
    itemQuarters: openBook(scheme.itemCodes.length * QUARTERS),
    sections: openBook(scheme.sectionCodes.length),
    quarters: blank(QUARTERS),
  };
}

export interface Grant {
  readonly granted: number;
  readonly reason: CutShort | null;
}

/**
 * Grants a gross amount as far as the bounds leave room, and books it (points.md, steps 4 and 5). A deduction is
 * limited by its own item only; it neither uses nor frees room of anything that adds.
 */
export function grant(
  ledger: Ledger,
  scheme: PreparedScheme,
  item: PreparedItem,
  quarter: number,
  gross: number,
): Grant {
  const side = gross < 0 ? 'deducted' : 'added';
  const page = item.index * QUARTERS + quarter;
  const inQuarter = room(item.quarterCap, ledger.itemQuarters[side][page]);
  const inYear = room(item.cap, ledger.items[side][item.index]);
  const sectionCap = side === 'added' ? scheme.sectionCaps[item.sectionIndex] : null;
  const inSection = room(sectionCap, ledger.sections.added[item.sectionIndex]);
  const amount = Math.min(Math.abs(gross), inQuarter, inYear, inSection);
  // Not -amount: JSON and tests tell -0 from 0.
  const granted = side === 'deducted' ? 0 - amount : amount;
  enter(ledger.itemQuarters[side], page, amount);
  enter(ledger.items[side], item.index, amount);
  if (item.sectionIndex >= 0) enter(ledger.sections[side], item.sectionIndex, amount);
  enter(ledger.quarters, quarter, granted);
  return { granted, reason: granted === gross ? null : cutBy(amount, inQuarter, inYear) };
}

/** What a bound leaves; without a bound, room for anything. */
function room(bound: number | null | undefined, used: number | undefined): number {
  return bound === null || bound === undefined ? Infinity : Math.max(0, bound - (used ?? 0));
}

/** Of equal bounds the first in this order is the reason. */
function cutBy(amount: number, inQuarter: number, inYear: number): CutShort {
  if (amount === inQuarter) return 'item-quarter-cap';
  return amount === inYear ? 'item-year-cap' : 'section-cap';
}

function enter(pages: number[], page: number, amount: number): void {
  pages[page] = (pages[page] ?? 0) + amount;
}

/** The book as a list by code; deductions below zero. */
export function grantedBy(codes: readonly string[], book: Book): Granted[] {
  return codes.map((code, index) => ({
    code,
    addedHundredths: book.added[index] ?? 0,
    deductedHundredths: 0 - (book.deducted[index] ?? 0),
  }));
}
