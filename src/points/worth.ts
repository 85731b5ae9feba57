/**
 * What a record or a target is worth before any bound (points.md, step 3): exact products in whole numbers, rounded
 * once to hundredths, halves away from zero. All amounts are hundredths.
 */
import { multiplyHundredths, toHundredths } from '../lib/hundredths.ts';
import type { SchemeSplit, SchemeTarget } from '../schemes/scheme.ts';
import type { PreparedItem, PreparedTier } from './prepared.ts';
import type { PointRecord } from './shapes.ts';

const ONE = 100;
const WHOLE: Share = [1, 1];

type Share = readonly [part: number, of: number];

/** The gross of a record that counts; `done` are the units of its item that came before it in the year. */
export function grossOf(item: PreparedItem, record: PointRecord, quantity: number, done: number): number {
  if (item.target !== null) return 0;
  if (item.tiers !== null) return tiersWorth(item.tiers, done + quantity) - tiersWorth(item.tiers, done);
  const each = item.points ?? item.grades?.get(record.grade ?? '') ?? 0;
  if (item.split !== null) return shared(each, quantity, shareOf(item.split, record));
  return quantity === ONE ? each : multiplyHundredths(each, quantity);
}

/** The quantity of a record, 1 when it names none. */
export const quantityOf = ({ quantity }: PointRecord): number =>
  quantity === undefined || quantity === null ? ONE : toHundredths(quantity);

/** The first `done` units of a table by number together, so that the lines of a year add up to it whatever their size. */
function tiersWorth(tiers: readonly PreparedTier[], done: number): number {
  const rows: Product[] = [];
  for (const [index, { after, points }] of tiers.entries()) {
    if (done <= after) break;
    rows.push([points, Math.min(done, tiers[index + 1]?.after ?? done) - after]);
  }
  return quotient(rows, ONE);
}

/** A target with `done` units, below zero where what is missing outweighs it. */
export function targetWorth({ quantity, points, more, less }: SchemeTarget, done: number): number {
  const over = done - quantity;
  const parts: Product[] = [
    [points, ONE],
    [over > 0 ? more : less, over],
  ];
  return quotient(parts, ONE);
}

function shareOf(split: SchemeSplit, record: PointRecord): Share {
  const signers = record.signers ?? 1;
  if (signers <= 1) return WHOLE;
  if (split === 'equal') return [1, signers];
  const lead = toHundredths(split);
  const whole = toHundredths(100);
  return (record.lead ?? true) ? [lead, whole] : [whole - lead, whole * (signers - 1)];
}

function shared(each: number, quantity: number, [part, of]: Share): number {
  return quotient([[each * quantity, part]], ONE * of);
}

type Product = readonly [a: number, b: number];

/** The sum of the products over a unit, rounded; in doubles as long as these are exact. */
function quotient(products: readonly Product[], unit: number): number {
  let exact = 0;
  for (const [a, b] of products) {
    exact += a * b;
    if (!Number.isSafeInteger(a * b) || !Number.isSafeInteger(exact)) return longQuotient(products, unit);
  }
  const size = Math.abs(exact);
  const rest = size % unit;
  const whole = (size - rest) / unit + (2 * rest >= unit ? 1 : 0);
  return exact < 0 ? 0 - whole : whole;
}

function longQuotient(products: readonly Product[], unit: number): number {
  const exact = products.reduce((sum, [a, b]) => sum + BigInt(a) * BigInt(b), 0n);
  const size = exact < 0n ? -exact : exact;
  const whole = Number((2n * size + BigInt(unit)) / (2n * BigInt(unit)));
  return exact < 0n ? 0 - whole : whole;
}
