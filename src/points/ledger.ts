/**
 * One deputy's books for the year: how far a record is granted, and what is left of each bound. Steps 3 to 6 of points.md
 * hold as they are; the fields of a scheme beyond it (see schemes/scheme.ts) come in like this:
 *
 * - `tiers` (分段计分): gross is the table's worth of all units up to and with this record, less that of the units before
 *   it, in the order of the computation. So a late entry takes the number of the day on which it counts.
 * - `split` (联名分摊): gross is multiplied by the signer's share, rounded once. Shares are rounded singly.
 * - `bestOf` (只计最高): a bound beside the caps. What is left of it is by how much the gross exceeds the best gross so far
 *   under that name; in the order of reasons `best-only` stands before `section-cap`. Grants never fall, so a quarter
 *   that is over stays as it was.
 * - `target` (应完成数): its records have gross 0 and the reason `year-end`. Where the last day of the year is not after
 *   `asOf`, one settlement per deputy it applies to counts on that day: gross by the units done, below zero where too few
 *   were; granted like a record of its item, under the item's `cap` and the section's. For a deputy in office for a part
 *   of the year only, a gross below zero is granted 0 (`part-year`).
 * - `base` of a section is added to the scheme's base.
 * - `floor` of a section: after all else, S(q) = base of the section + sum of granted in it up to the end of q. Given is
 *   G(q) = max(0, floor − S(q)); the settlement of q is G(q) − G(q−1). As in step 6, order within the year does not
 *   matter, caps do not see it, and a further addition can never lower a total.
 *
 * Why no `quarterCap` beside tiers and bests: one more record in a full quarter would take the worthier place in the
 * year from a record of a quarter with room, and lower the total.
 */
import type { PreparedItem, PreparedScheme } from './prepared.ts';
import type { CutShort, Granted } from './shapes.ts';

/** Additions and deductions run apart. */
export interface Ledger {
  readonly items: Book;
  readonly itemQuarters: Book;
  readonly sections: Book;
  /** The greatest gross so far under each name of which only the best counts. */
  readonly bests: Book;
  /** Units by item. */
  readonly units: number[];
  /** Net points by section and quarter. */
  readonly sectionQuarters: number[];
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

export function openLedger({ itemCodes, sections, bestCount }: PreparedScheme): Ledger {
  return {
    items: openBook(itemCodes.length),
    itemQuarters: openBook(itemCodes.length * QUARTERS),
    sections: openBook(sections.length),
    bests: openBook(bestCount),
    units: blank(itemCodes.length),
    sectionQuarters: blank(sections.length * QUARTERS),
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
  const size = Math.abs(gross);
  const page = item.index * QUARTERS + quarter;
  const inQuarter = room(item.quarterCap, ledger.itemQuarters[side][page]);
  const inYear = room(item.cap, ledger.items[side][item.index]);
  const inBest = item.best < 0 ? Infinity : Math.max(0, size - (ledger.bests[side][item.best] ?? 0));
  const sectionCap = side === 'added' ? scheme.sections[item.sectionIndex]?.cap : null;
  const inSection = room(sectionCap, ledger.sections.added[item.sectionIndex]);
  const amount = Math.min(size, inQuarter, inYear, inBest, inSection);
  // Not -amount: JSON and tests tell -0 from 0.
  const granted = side === 'deducted' ? 0 - amount : amount;
  enter(ledger.itemQuarters[side], page, amount);
  enter(ledger.items[side], item.index, amount);
  if (item.best >= 0) enter(ledger.bests[side], item.best, inBest);
  if (item.sectionIndex >= 0) {
    enter(ledger.sections[side], item.sectionIndex, amount);
    enter(ledger.sectionQuarters, item.sectionIndex * QUARTERS + quarter, granted);
  }
  enter(ledger.quarters, quarter, granted);
  return { granted, reason: granted === gross ? null : cutBy(amount, inQuarter, inYear, inBest) };
}

/** What a bound leaves; without a bound, room for anything. */
function room(bound: number | null | undefined, used: number | undefined): number {
  return bound === null || bound === undefined ? Infinity : Math.max(0, bound - (used ?? 0));
}

/** Of equal bounds the first in this order is the reason. */
function cutBy(amount: number, inQuarter: number, inYear: number, inBest: number): CutShort {
  if (amount === inQuarter) return 'item-quarter-cap';
  if (amount === inYear) return 'item-year-cap';
  return amount === inBest ? 'best-only' : 'section-cap';
}

export function enter(pages: number[], page: number, amount: number): void {
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
