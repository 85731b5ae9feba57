import { fromHundredths, toHundredths } from '../lib/hundredths.ts';
import type { DutyKind } from '../duties/rules.ts';
import { compact } from './reading.ts';
import {
  startingPoints,
  type Place,
  type Scheme,
  type SchemeItem,
  type SchemeSection,
  type SchemeWarning,
  type SchemeWarningCode,
} from './scheme.ts';

const QUARTERS = 4;

type Finding = Omit<SchemeWarning, 'path'>;

function warn(
  place: Place,
  field: string,
  code: SchemeWarningCode,
  value: unknown,
  more: Partial<Finding> = {},
): SchemeWarning {
  const joint = place.path === '' || field === '' ? '' : '.';
  return { path: place.path + joint + field, code, value, place, field, ...more };
}

function placeOf(
  part: 'section' | 'item',
  index: number,
  { code, title }: SchemeItem | SchemeSection,
): Place {
  return compact<Place>({
    part,
    path: `${part}s[${index}]`,
    number: index + 1,
    code,
    title: title === '' ? undefined : title,
  });
}

/** What is allowed and yet seldom meant: bounds that cannot be reached, kinds that can never count. */
export function warningsOf(scheme: Scheme): readonly SchemeWarning[] {
  return [
    ...warnOfTotals(scheme),
    ...scheme.sections.flatMap((section, index) => warnOfSection(scheme, section, index)),
    ...scheme.items.flatMap((item, index) => warnOfItem(item, placeOf('item', index, item))),
    ...warnOfClaims(scheme.items),
  ];
}

/** Sums run in hundredths, so that 0.1 + 0.2 is 0.3 here too. */
function sum(points: readonly number[]): number {
  return fromHundredths(points.reduce((total, value) => total + toHundredths(value), 0));
}

function warnOfTotals(scheme: Scheme): SchemeWarning[] {
  const place: Place = { part: 'scheme', path: '' };
  const { floor, cap, sections, items } = scheme;
  const warnings: SchemeWarning[] = [];
  if (items.length === 0) warnings.push(warn(place, 'items', 'no-items', []));
  const start = startingPoints(scheme);
  if ((floor !== null && start < floor) || (cap !== null && start > cap))
    warnings.push(warn(place, 'base', 'base-outside-bounds', start));
  const reach = sections.every((section) => section.cap !== null)
    ? sum([start, ...sections.map(({ cap: most }) => most ?? 0)])
    : null;
  if (cap !== null && reach !== null && reach < cap)
    warnings.push(warn(place, 'cap', 'total-cap-unreachable', cap, { reach }));
  return warnings;
}

/** Four quarters of a quarter cap. */
function fourTimes(quarterCap: number): number {
  return fromHundredths(QUARTERS * toHundredths(quarterCap));
}

/** The most an item can add in a year; null means any amount. A deduction adds nothing. */
function reachOf(item: SchemeItem): number | null {
  const { points, grades, cap = null, quarterCap = null } = item;
  const limits = [worthReach(item), quarterCap === null ? null : fourTimes(quarterCap), cap];
  const worth = points === undefined ? Object.values(grades ?? {}) : [points];
  if (worth.length > 0 && worth.every((each) => each <= 0)) return 0;
  const bounds = limits.filter((limit) => limit !== null);
  return bounds.length === 0 ? null : Math.min(...bounds);
}

/** The most that a table by number or a target adds up to by itself; null means any amount. */
function worthReach({ tiers, target }: SchemeItem): number | null {
  if (target !== undefined) return target.more > 0 ? null : target.points;
  if (tiers === undefined) return null;
  if ((tiers.at(-1)?.points ?? 0) > 0) return null;
  const rows = tiers.slice(0, -1).map(({ from, points }, index) => {
    const units = (tiers[index + 1]?.from ?? from) - from;
    return points > 0 ? fromHundredths(units * toHundredths(points)) : 0;
  });
  return sum(rows);
}

function warnOfSection(scheme: Scheme, section: SchemeSection, index: number): SchemeWarning[] {
  const place = placeOf('section', index, section);
  const { base = null, floor = null } = section;
  if (floor !== null && (base ?? 0) < floor) return [warn(place, 'base', 'base-outside-bounds', base ?? 0)];
  const reaches = scheme.items.filter((item) => item.section === section.code).map(reachOf);
  if (section.cap === null || reaches.includes(null)) return [];
  const reach = sum(reaches.map((points) => points ?? 0));
  if (reach >= section.cap) return [];
  return [warn(place, 'cap', 'section-cap-unreachable', section.cap, { reach })];
}

/** Kinds that several people sign. */
const isSigned = (kind: DutyKind): boolean => kind.endsWith('.led') || kind.endsWith('.cosigned');

function warnOfItem(item: SchemeItem, place: Place): SchemeWarning[] {
  const warnings: SchemeWarning[] = [];
  const { cap = null, quarterCap = null } = item;
  const grades = Object.values(item.grades ?? {});
  if (grades.some((points) => points < 0) && grades.some((points) => points > 0)) {
    warnings.push(warn(place, 'grades', 'grades-mixed', item.grades));
  }
  const most = worthReach(item);
  if (cap !== null && most !== null && most > 0 && most < cap)
    warnings.push(warn(place, 'cap', 'item-cap-above-worth', cap, { reach: most }));
  if ((item.split ?? null) !== null && item.kinds !== undefined && !item.kinds.some(isSigned))
    warnings.push(warn(place, 'split', 'split-idle', item.split));
  if (cap === null || quarterCap === null) return warnings;
  if (quarterCap > cap) warnings.push(warn(place, 'quarterCap', 'quarter-cap-above-cap', quarterCap));
  const reach = fourTimes(quarterCap);
  if (reach < cap) warnings.push(warn(place, 'cap', 'item-cap-unreachable', cap, { reach }));
  return warnings;
}

interface Claim {
  readonly place: Place;
  readonly categories: readonly string[] | null;
}

/** A kind of which every deputy of the item's categories is counted under earlier items already. */
function warnOfClaims(items: readonly SchemeItem[]): SchemeWarning[] {
  const claims = new Map<string, Claim[]>();
  return items.flatMap((item, index) => {
    const claim = { place: placeOf('item', index, item), categories: item.categories ?? null };
    return (item.kinds ?? []).flatMap((kind, position) => {
      const earlier = claims.get(kind) ?? [];
      claims.set(kind, [...earlier, claim]);
      const other = claimant(earlier, claim.categories);
      if (other === null) return [];
      const warning = warn(claim.place, 'kinds', 'kind-claimed', kind, { other });
      return [{ ...warning, path: `${warning.path}[${position}]` }];
    });
  });
}

/** The first of the earlier claims, when together they leave nobody of the categories (null: of all) over. */
function claimant(earlier: readonly Claim[], categories: readonly string[] | null): Place | null {
  const all = earlier.find((claim) => claim.categories === null);
  if (all !== undefined) return all.place;
  const taken = new Set(earlier.flatMap((claim) => claim.categories ?? []));
  if (categories === null || !categories.every((category) => taken.has(category))) return null;
  return earlier[0]?.place ?? null;
}
