import {
  compact,
  isObject,
  readList,
  readPoints,
  refusePoints,
  refuseUnknownKeys,
  report,
  valueAt,
  type Check,
  type JsonObject,
} from './reading.ts';
import type { Place, SchemeItem, SchemeSplit, SchemeTarget, SchemeTier } from './scheme.ts';

const TIER_KEYS = ['from', 'points'] as const;
const TARGET_KEYS = ['quantity', 'points', 'more', 'less'] as const;
const WORTHS = ['points', 'grades', 'tiers', 'target'] as const;

/** Fields that contradict each other: the tables by number and the best of a year know no quarters and no shares. */
const CLASHES: readonly (readonly [field: string, beside: readonly string[]])[] = [
  ['cap', ['bestOf']],
  ['quarterCap', ['tiers', 'target', 'bestOf']],
  ['bestOf', ['tiers', 'target']],
  ['split', ['tiers', 'target']],
];

export type Worth = Pick<SchemeItem, 'points' | 'grades' | 'tiers' | 'target' | 'bestOf' | 'split'>;

/** What an item is worth: exactly one of four ways, and how records or signers share it. */
export function readWorth(check: Check, place: Place, json: JsonObject): Worth {
  refuseClashes(check, place, json);
  const points = valueAt(json, 'points') ?? null;
  if (points === 0) report(check, place, 'points', 'points-zero', 0);
  return compact<Worth>({
    points: readPoints(check, place, json, 'points') ?? undefined,
    grades: readGrades(check, place, json),
    tiers: readTiers(check, place, json),
    target: readTarget(check, place, json),
    bestOf: readBestOf(check, place, json),
    split: readSplit(check, place, json),
  });
}

function refuseClashes(check: Check, place: Place, json: JsonObject): void {
  const isGiven = (field: string): boolean => (valueAt(json, field) ?? null) !== null;
  const clash = (field: string, beside: string): void => {
    const both = field === 'grades' && beside === 'points';
    if (both) report(check, place, field, 'points-and-grades', valueAt(json, field));
    else report(check, place, field, 'not-together', valueAt(json, field), { beside });
  };
  const [first, ...others] = WORTHS.filter(isGiven);
  if (first === undefined) report(check, place, 'points', 'points-missing', null);
  else for (const other of others) clash(other, first);
  for (const [field, beside] of CLASHES) {
    const other = isGiven(field) ? beside.find(isGiven) : undefined;
    if (other !== undefined) clash(field, other);
  }
}

function readGrades(check: Check, place: Place, json: JsonObject): Record<string, number> | undefined {
  const grades = valueAt(json, 'grades') ?? null;
  if (grades === null) return undefined;
  if (!isObject(grades)) {
    report(check, place, 'grades', 'not-object', grades);
    return {};
  }
  const entries = Object.entries(grades);
  if (entries.length === 0) report(check, place, 'grades', 'grades-empty', grades);
  for (const [grade, value] of entries) {
    const fault = grade.trim() === '' ? 'text-missing' : refusePoints(value);
    if (fault !== null) report(check, place, 'grades', fault, value, { grade, step: `.${grade}` });
  }
  return Object.fromEntries(entries.map(([grade, value]) => [grade, Number(value)]));
}

/** The same item, a step further down its path. */
const within = (place: Place, step: string): Place => ({ ...place, path: `${place.path}.${step}` });

function readTiers(check: Check, place: Place, json: JsonObject): readonly SchemeTier[] | undefined {
  const list = readList(check, place, json, 'tiers');
  if (list?.length === 0) report(check, place, 'tiers', 'tiers-empty', list);
  const tiers = list?.flatMap((row: unknown, index) => {
    const inner = within(place, `tiers[${index}]`);
    if (isObject(row)) return [readTier(check, inner, row)];
    report(check, inner, '', 'not-object', row);
    return [];
  });
  if (tiers !== undefined && tiers.length > 0 && tiers.length === list?.length) {
    refuseDisorder(check, place, tiers);
    refuseSigns(check, place, tiers);
  }
  return tiers;
}

function readTier(check: Check, place: Place, json: JsonObject): SchemeTier {
  refuseUnknownKeys(check, place, json, TIER_KEYS);
  return { from: readNumber(check, place, json, 'from'), points: readNumber(check, place, json, 'points') };
}

function refuseDisorder(check: Check, place: Place, tiers: readonly SchemeTier[]): void {
  for (const [index, { from }] of tiers.entries()) {
    const before = tiers[index - 1]?.from ?? 0;
    const isNext = index === 0 ? from === 1 : from > before;
    if (isNext && Number.isInteger(from)) continue;
    report(check, within(place, `tiers[${index}]`), 'from', 'tiers-out-of-order', from);
  }
}

function refuseSigns(check: Check, place: Place, tiers: readonly SchemeTier[]): void {
  const adds = tiers.some(({ points }) => points > 0);
  const deducts = tiers.some(({ points }) => points < 0);
  if (adds && deducts) report(check, place, 'tiers', 'tiers-mixed', tiers);
  if (!adds && !deducts) report(check, place, 'tiers', 'tiers-zero', tiers);
}

function readTarget(check: Check, place: Place, json: JsonObject): SchemeTarget | undefined {
  const target = valueAt(json, 'target') ?? null;
  if (target === null) return undefined;
  if (!isObject(target)) {
    report(check, place, 'target', 'not-object', target);
    return undefined;
  }
  const inner = within(place, 'target');
  refuseUnknownKeys(check, inner, target, TARGET_KEYS);
  const read = (key: keyof SchemeTarget, fault: 'target-zero' | 'points-negative'): number => {
    const value = readNumber(check, inner, target, key);
    if (value < 0 || (value === 0 && fault === 'target-zero' && valueAt(target, key) === 0))
      report(check, inner, key, fault, value);
    return value;
  };
  return {
    quantity: read('quantity', 'target-zero'),
    points: read('points', 'points-negative'),
    more: read('more', 'points-negative'),
    less: read('less', 'target-zero'),
  };
}

/** A number that must be there; 0 after a fault. */
function readNumber(check: Check, place: Place, json: JsonObject, key: string): number {
  const value = valueAt(json, key) ?? null;
  const fault = value === null ? 'text-missing' : refusePoints(value);
  if (fault === null) return Number(value);
  report(check, place, key, fault, value);
  return 0;
}

function readBestOf(check: Check, place: Place, json: JsonObject): string | null | undefined {
  const value = valueAt(json, 'bestOf');
  if (value === undefined || value === null) return value;
  if (typeof value === 'string' && value.trim() !== '') return value;
  report(check, place, 'bestOf', typeof value === 'string' ? 'text-missing' : 'not-text', value);
  return undefined;
}

function readSplit(check: Check, place: Place, json: JsonObject): SchemeSplit | null | undefined {
  const value = valueAt(json, 'split');
  if (value === undefined || value === null || value === 'equal') return value;
  if (refusePoints(value) === null && Number(value) > 0 && Number(value) < 100) return Number(value);
  report(check, place, 'split', 'split-unknown', value);
  return undefined;
}

/** Records that compete for the best must share every bound, so all items of one name are in one section. */
export function refuseBestAcrossSections(
  check: Check,
  items: readonly { readonly place: Place; readonly item: Pick<SchemeItem, 'section' | 'bestOf'> }[],
): void {
  const first = new Map<string, (typeof items)[number]>();
  for (const part of items) {
    const name = part.item.bestOf ?? null;
    if (name === null) continue;
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, part);
    else if (earlier.item.section !== part.item.section)
      report(check, part.place, 'bestOf', 'best-across-sections', name, { other: earlier.place });
  }
}
