import { fromHundredths, toHundredths } from '../lib/hundredths.ts';
import { compact } from './reading.ts';
import type { Place, Scheme, SchemeItem, SchemeSection, SchemeWarning, SchemeWarningCode } from './scheme.ts';

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
  const { base, floor, cap, sections, items } = scheme;
  const warnings: SchemeWarning[] = [];
  if (items.length === 0) warnings.push(warn(place, 'items', 'no-items', []));
  if ((floor !== null && base < floor) || (cap !== null && base > cap))
    warnings.push(warn(place, 'base', 'base-outside-bounds', base));
  const reach = sections.every((section) => section.cap !== null)
    ? sum([base, ...sections.map(({ cap: most }) => most ?? 0)])
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
  const worth = item.points === undefined ? Object.values(item.grades ?? {}) : [item.points];
  if (worth.every((points) => points <= 0)) return 0;
  const { cap = null, quarterCap = null } = item;
  if (quarterCap === null) return cap;
  return cap === null ? fourTimes(quarterCap) : Math.min(fourTimes(quarterCap), cap);
}

function warnOfSection(scheme: Scheme, section: SchemeSection, index: number): SchemeWarning[] {
  const reaches = scheme.items.filter((item) => item.section === section.code).map(reachOf);
  if (section.cap === null || reaches.includes(null)) return [];
  const reach = sum(reaches.map((points) => points ?? 0));
  if (reach >= section.cap) return [];
  return [warn(placeOf('section', index, section), 'cap', 'section-cap-unreachable', section.cap, { reach })];
}

function warnOfItem(item: SchemeItem, place: Place): SchemeWarning[] {
  const warnings: SchemeWarning[] = [];
  const { cap = null, quarterCap = null } = item;
  const grades = Object.values(item.grades ?? {});
  if (grades.some((points) => points < 0) && grades.some((points) => points > 0)) {
    warnings.push(warn(place, 'grades', 'grades-mixed', item.grades));
  }
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
