import { unitLabel } from '../duties/labels.ts';
import { isFilingKind, KINDS, unitOf, type DutyKind } from '../duties/rules.ts';
import { compact } from './reading.ts';
import type { Place, Scheme, SchemeFinding, SchemeItem, SchemeSection, SchemeWarningCode } from './scheme.ts';
import { saysLocalRule } from './review-labels.ts';
import { warningsOf } from './warnings.ts';

export type ReviewCode =
  | SchemeWarningCode
  | 'item-idle'
  | 'category-unknown'
  | 'section-empty'
  | 'item-without-kinds'
  | 'unit-differs'
  | 'evidence-idle'
  | 'leave-deducted'
  | 'kinds-uncounted';

/** Something about a draft that its authors should look at; some of it keeps it from being adopted. */
export interface ReviewFinding extends SchemeFinding<ReviewCode> {
  readonly forbidsAdoption: boolean;
}

/**
 * What promises points that nobody can ever get. All else is the presidium's to decide. (What cannot be read as a
 * scheme at all is refused before it is stored: rules.ts.)
 */
const OBSTACLES: ReadonlySet<ReviewCode> = new Set<ReviewCode>(['no-items', 'item-idle', 'category-unknown']);

/**
 * Everything that is wrong or looks wrong with a scheme as it stands, in the order of its parts. `categories`: names
 * of the register's main categories (代表类别), which are what an item can apply to.
 */
export function reviewScheme(scheme: Scheme, categories: readonly string[]): readonly ReviewFinding[] {
  const findings = [
    ...warningsOf(scheme).filter((warning) => warning.code !== 'kind-claimed'),
    ...scheme.sections.flatMap((section, index) => reviewSection(scheme, section, index)),
    ...reviewClaims(scheme),
    ...scheme.items.flatMap((item, index) => reviewItem(item, index, categories)),
    ...reviewUncounted(scheme),
  ];
  const whole = findings.map((finding) => ({ ...finding, forbidsAdoption: OBSTACLES.has(finding.code) }));
  return [...whole.filter((one) => one.forbidsAdoption), ...whole.filter((one) => !one.forbidsAdoption)];
}

type Found = SchemeFinding<ReviewCode>;

const placeOf = (
  part: 'section' | 'item',
  index: number,
  { code, title }: SchemeItem | SchemeSection,
): Place => compact<Place>({ part, path: `${part}s[${index}]`, number: index + 1, code, title });

const found = (place: Place, field: string, code: ReviewCode, value: unknown): Found => ({
  path: place.path === '' ? field : `${place.path}.${field}`,
  place,
  field,
  code,
  value,
});

function reviewSection(scheme: Scheme, section: SchemeSection, index: number): Found[] {
  const isUsed = scheme.items.some((item) => item.section === section.code);
  // A part that everybody just has, such as 基础分 70, needs no items.
  if (isUsed || (section.base ?? 0) > 0) return [];
  return [found(placeOf('section', index, section), 'items', 'section-empty', [])];
}

/** Kinds that an earlier item takes; where it takes all of an item's, the item never counts anything. */
function reviewClaims(scheme: Scheme): Found[] {
  const claims = warningsOf(scheme).filter((warning) => warning.code === 'kind-claimed');
  return claims.flatMap((claim): Found[] => {
    const same = claims.filter((one) => one.place.path === claim.place.path);
    const isIdle = same.length === (scheme.items[(claim.place.number ?? 0) - 1]?.kinds ?? []).length;
    if (!isIdle) return [claim];
    return same[0] === claim ? [{ ...claim, code: 'item-idle', value: same.map((one) => one.value) }] : [];
  });
}

function reviewItem(item: SchemeItem, index: number, categories: readonly string[]): Found[] {
  const place = placeOf('item', index, item);
  const kinds = item.kinds ?? [];
  const unknown = (item.categories ?? []).filter((name) => !categories.includes(name));
  const odd = kinds.filter((kind) => !isCountedIn(kind, item.unit));
  const isMinus = (item.points ?? 0) < 0 || (item.tiers ?? []).some(({ points }) => points < 0);
  const excused =
    isMinus && !saysLocalRule(item.title) ? kinds.filter((kind) => kind.endsWith('.leave')) : [];
  return [
    ...(unknown.length > 0 ? [found(place, 'categories', 'category-unknown', unknown)] : []),
    ...(kinds.length === 0 ? [found(place, 'kinds', 'item-without-kinds', [])] : []),
    ...(odd.length > 0 ? [found(place, 'unit', 'unit-differs', odd)] : []),
    ...(item.evidence === true && kinds.length > 0 && !kinds.some(isFilingKind)
      ? [found(place, 'evidence', 'evidence-idle', true)]
      : []),
    ...(excused.length > 0 ? [found(place, 'points', 'leave-deducted', excused)] : []),
  ];
}

/** Half days and times are told apart; other words for one (件, 条, 份) are the scheme's own. */
const isCountedIn = (kind: DutyKind, unit: string): boolean =>
  (unit === unitLabel('half_day')) === (unitOf(kind) === 'half_day');

/** Kinds that no item names: whoever does them gets nothing for it. */
function reviewUncounted(scheme: Scheme): Found[] {
  if (scheme.items.length === 0) return [];
  const counted = new Set(scheme.items.flatMap((item) => item.kinds ?? []));
  // A table that names no kinds at all is fed by hand, and says so item by item.
  const open = KINDS.map(({ kind }) => kind).filter((kind) => !counted.has(kind));
  if (open.length === 0 || counted.size === 0) return [];
  return [found({ part: 'scheme', path: '' }, 'items', 'kinds-uncounted', open)];
}
