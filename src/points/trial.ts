/** Trial run (试算): one scheme's points beside another's on the same records (points.md, "Trial run"). Pure. */
import { toHundredths } from '../lib/hundredths.ts';
import { startingPoints, type Scheme, type SchemeItem } from '../schemes/scheme.ts';
import type { DeputyPoints, Granted } from './shapes.ts';

/** A scheme with what it makes of everybody. */
export interface TrialSide {
  readonly scheme: Scheme;
  readonly result: readonly DeputyPoints[];
}

/** What belongs to no item: starting points, the floors of sections, and what the bounds of the total change. */
export type TrialPart = 'item' | 'base' | 'section-floor' | 'bounds';

/** A part of a total under both schemes; an item that one of them does not have is null there. */
export interface TrialCause {
  readonly part: TrialPart;
  readonly before: SchemeItem | null;
  readonly after: SchemeItem | null;
  readonly beforeHundredths: number;
  readonly afterHundredths: number;
  readonly changeHundredths: number;
}

/** One deputy under both schemes. Without an old scheme all that compares is null or empty. */
export interface TrialRow {
  readonly deputy: string;
  readonly before: DeputyPoints | null;
  readonly after: DeputyPoints;
  readonly changeHundredths: number | null;
  /** Places won; below zero for places lost. */
  readonly places: number | null;
  /** The parts whose points differ, largest first; their changes add up to the change of the total. */
  readonly causes: readonly TrialCause[];
}

/** A scheme as if it were of this year: so a draft for next year can be tried on this year's records. */
export function asOfYear<T extends { readonly year: number; readonly body: Scheme }>(
  scheme: T,
  year: number,
): T {
  return { ...scheme, year, body: { ...scheme.body, year } };
}

/** Everybody whom the new scheme ranks, in its order. */
export function compareTrial(before: TrialSide | null, after: TrialSide): TrialRow[] {
  const known = new Map(before?.result.map((points) => [points.deputy, points]));
  const pairs = before ? pairItems(before.scheme, after.scheme) : [];
  return after.result.map((now) => {
    const was = known.get(now.deputy) ?? null;
    if (!before || !was) return { ...ALONE, deputy: now.deputy, after: now };
    return {
      deputy: now.deputy,
      before: was,
      after: now,
      changeHundredths: now.totalHundredths - was.totalHundredths,
      places: was.rank - now.rank,
      causes: causesOf(pairs, [before.scheme, was], [after.scheme, now]),
    };
  });
}

const ALONE = { before: null, changeHundredths: null, places: null, causes: [] } as const;

interface ItemPair {
  readonly before: SchemeItem | null;
  readonly after: SchemeItem | null;
}

/**
 * Which item of the old scheme an item of the new one continues: that of the same code, else of the same title, else
 * the first that is left and counts one of its kinds. What is left on either side stands alone.
 */
export function pairItems(before: Scheme, after: Scheme): ItemPair[] {
  const left = new Set(before.items);
  const partners = new Map<SchemeItem, SchemeItem>();
  const rules: ((a: SchemeItem, b: SchemeItem) => boolean)[] = [
    (a, b) => a.code === b.code,
    (a, b) => a.title === b.title,
    (a, b) => (a.kinds ?? []).some((kind) => b.kinds?.includes(kind)),
  ];
  for (const isSame of rules)
    for (const item of after.items) {
      const partner = partners.has(item) ? undefined : [...left].find((one) => isSame(one, item));
      if (partner === undefined) continue;
      partners.set(item, partner);
      left.delete(partner);
    }
  return [
    ...after.items.map((item) => ({ before: partners.get(item) ?? null, after: item })),
    ...[...left].map((item) => ({ before: item, after: null })),
  ];
}

/** A scheme and what it makes of one deputy. */
export type Scored = readonly [scheme: Scheme, points: DeputyPoints];

function causesOf(pairs: readonly ItemPair[], old: Scored, now: Scored): TrialCause[] {
  const [was, is] = [partsOf(old), partsOf(now)];
  const others = (['base', 'section-floor', 'bounds'] as const).map((part) =>
    causeOf(part, { before: null, after: null }, was[part], is[part]),
  );
  const items = pairs.map((pair) =>
    causeOf(
      'item',
      pair,
      was.items.get(pair.before?.code ?? '') ?? 0,
      is.items.get(pair.after?.code ?? '') ?? 0,
    ),
  );
  return [...items, ...others]
    .filter(({ changeHundredths }) => changeHundredths !== 0)
    .toSorted((a, b) => Math.abs(b.changeHundredths) - Math.abs(a.changeHundredths));
}

function causeOf(part: TrialPart, pair: ItemPair, was: number, now: number): TrialCause {
  return { part, ...pair, beforeHundredths: was, afterHundredths: now, changeHundredths: now - was };
}

/** A total taken apart. `bounds` is what floor and cap of the total changed: the rest. */
export function partsOf([scheme, { items, settlements, quarters, totalHundredths }]: Scored) {
  const granted = new Map(items.map((item) => [item.code, netOf(item)]));
  const base = quarters.length === 0 ? 0 : toHundredths(startingPoints(scheme));
  const floors = sumOf(
    settlements.filter(({ kind }) => kind === 'section-floor').map((one) => one.grantedHundredths),
  );
  const bounds = totalHundredths - base - floors - sumOf([...granted.values()]);
  return { items: granted, base, 'section-floor': floors, bounds };
}

export const netOf = ({ addedHundredths, deductedHundredths }: Granted): number =>
  addedHundredths + deductedHundredths;
export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
