import { quarterOf, shanghaiDay, yearOf, type Day, type Quarter } from '../lib/dates.ts';
import { fromHundredths } from '../lib/hundredths.ts';
import type { Scheme, SchemeItem } from '../schemes/scheme.ts';
import type { Fact } from './facts.ts';
import type { PointRecord } from './shapes.ts';

/** A closed quarter; of several entries for one quarter (corrections) the earliest counts. */
export interface Closing {
  readonly quarter: Quarter;
  /** Epoch milliseconds. */
  readonly closedAt: number;
}

export interface CountedFacts {
  readonly records: readonly PointRecord[];
  /** 不计分: facts of a kind that no item of the scheme names. */
  readonly uncounted: readonly Fact[];
}

/**
 * Facts → records under a scheme (domain.md, "Duty kinds"; points.md, "Record"). A fact counts under the first item
 * that names its kind and applies to the deputy's category; when only the category fails, under the first that names
 * the kind, so that the line says so. What neither occurred nor counts in the scheme's year is left out.
 */
export function recordsOf(
  scheme: Scheme,
  facts: readonly Fact[],
  closings: readonly Closing[],
  deputies: readonly { readonly certificateNumber: string; readonly category: string | null }[],
): CountedFacts {
  const itemOf = itemsOf(scheme);
  const closedAt = closingTimes(closings);
  const categories = new Map(deputies.map((deputy) => [deputy.certificateNumber, deputy.category]));
  const records: PointRecord[] = [];
  const uncounted: Fact[] = [];
  for (const fact of facts) {
    const countedOn = countingDay(fact, closedAt);
    if (yearOf(fact.day) !== scheme.year && yearOf(countedOn) !== scheme.year) continue;
    const item = itemOf(fact.kind, categories.get(fact.deputy) ?? null);
    if (item === null) uncounted.push(fact);
    else records.push(recordOf(fact, item, countedOn));
  }
  return { records, uncounted };
}

/** The item under which a kind counts for a deputy of a category; null where none names it. */
export function itemsOf(scheme: Scheme): (kind: string, category: string | null) => SchemeItem | null {
  const items = itemsByKind(scheme);
  return (kind, category) => itemFor(items.get(kind) ?? [], category);
}

function itemsByKind(scheme: Scheme): ReadonlyMap<string, readonly SchemeItem[]> {
  const items = new Map<string, SchemeItem[]>();
  for (const item of scheme.items) {
    for (const kind of item.kinds ?? []) items.set(kind, [...(items.get(kind) ?? []), item]);
  }
  return items;
}

function itemFor(candidates: readonly SchemeItem[], category: string | null): SchemeItem | null {
  const fitting = candidates.find(
    ({ categories }) => !categories || (category !== null && categories.includes(category)),
  );
  return fitting ?? candidates[0] ?? null;
}

function closingTimes(closings: readonly Closing[]): ReadonlyMap<Quarter, number> {
  const times = new Map<Quarter, number>();
  for (const { quarter, closedAt } of closings)
    times.set(quarter, Math.min(closedAt, times.get(quarter) ?? Infinity));
  return times;
}

/**
 * The day of the fact, unless its quarter was closed before the register knew it: then the day it was recorded. At the
 * very instant of the closing the notice decides: what stands in it counts there (published.ts).
 */
function countingDay({ day, recordedAt }: Fact, closedAt: ReadonlyMap<Quarter, number>): Day {
  const closed = closedAt.get(quarterOf(day));
  return closed !== undefined && closed <= recordedAt ? shanghaiDay(recordedAt) : day;
}

function recordOf(fact: Fact, item: SchemeItem, countedOn: Day): PointRecord {
  const { id, deputy, day, quantityHundredths, grade } = fact;
  return {
    id,
    deputy,
    item: item.code,
    date: day,
    quantity: fromHundredths(quantityHundredths),
    ...(grade === undefined ? {} : { grade }),
    ...(countedOn === day ? {} : { countedOn }),
    ...((item.split ?? null) === null ? {} : signatureOf(fact)),
  };
}

/** Who signed with whom, for an item that asks; nothing for what nobody signs together. */
function signatureOf({ kind, signers = 1 }: Fact): Pick<PointRecord, 'signers' | 'lead'> {
  return signers > 1 ? { signers, lead: !kind.endsWith('.cosigned') } : {};
}
