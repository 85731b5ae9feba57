import { KINDS, type DutyKind } from '../duties/rules.ts';
import { headWords, itemWords, sectionWords, type FieldWords } from './compare-labels.ts';
import type { Scheme, SchemeItem, SchemeSection } from './scheme.ts';

/** One field that differs, both sides as people read them. */
export interface FieldChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** A section or item that one side has alone, or that both have differently. */
export interface PartChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly title: string;
  /** Of what was added or removed every field that says something but the name; of what was changed those that differ. */
  readonly fields: readonly FieldChange[];
}

/** Two schemes side by side (对照): what the second has otherwise than the first. */
export interface SchemeComparison {
  readonly head: readonly FieldChange[];
  readonly sections: readonly PartChange[];
  readonly items: readonly PartChange[];
  /** Whether what both have stands in another order: of two items that name one kind the first counts. */
  readonly isReordered: boolean;
  readonly isSame: boolean;
}

export function compareSchemes(before: Scheme, after: Scheme): SchemeComparison {
  const sections = pairsOf(before.sections, after.sections);
  const items = pairsOf(before.items, after.items);
  const titleOf = (scheme: Scheme) => (item: SchemeItem) =>
    itemWords(inOneForm(item), scheme.sections.find(({ code }) => code === item.section)?.title ?? '');
  const comparison = {
    head: changesOf(headWords(before), headWords(after)),
    sections: sections.flatMap((pair) => partChange(pair, sectionWords, sectionWords)),
    items: items.flatMap((pair) => partChange(pair, titleOf(before), titleOf(after))),
    isReordered: isReordered(before.sections, sections) || isReordered(before.items, items),
  };
  const { head, isReordered: hasMoved } = comparison;
  const isSame = head.length + comparison.sections.length + comparison.items.length === 0 && !hasMoved;
  return { ...comparison, isSame };
}

/** What differs between two states of one item, in words, each with the title of its section. */
export function compareItems(
  [before, beforeSection]: readonly [SchemeItem, string],
  [after, afterSection]: readonly [SchemeItem, string],
): readonly FieldChange[] {
  return changesOf(itemWords(inOneForm(before), beforeSection), itemWords(inOneForm(after), afterSection));
}

export const compareSections = (before: SchemeSection, after: SchemeSection): readonly FieldChange[] =>
  changesOf(sectionWords(before), sectionWords(after));

export const compareHeads = (
  before: Parameters<typeof headWords>[0],
  after: Parameters<typeof headWords>[0],
): readonly FieldChange[] => changesOf(headWords(before), headWords(after));

/** Lists in which order means nothing stand in one order. */
function inOneForm(item: SchemeItem): SchemeItem {
  const { kinds, categories } = item;
  return {
    ...item,
    ...(kinds
      ? { kinds: KINDS.map(({ kind }): DutyKind => kind).filter((kind) => kinds.includes(kind)) }
      : {}),
    ...(categories ? { categories: categories.toSorted() } : {}),
  };
}

interface Named {
  readonly code: string;
  readonly title: string;
}
type Pair<T> = readonly [before: T | null, after: T | null];

/** By code, which stays from version to version; what is left over by title. */
function pairsOf<T extends Named>(before: readonly T[], after: readonly T[]): readonly Pair<T>[] {
  const partners = new Map<T, T>();
  const taken = new Set<T>();
  for (const key of ['code', 'title'] as const)
    for (const one of before) {
      const partner = after.find((other) => other[key] === one[key] && !taken.has(other));
      if (partners.has(one) || partner === undefined) continue;
      partners.set(one, partner);
      taken.add(partner);
    }
  return [
    ...before.map((one): Pair<T> => [one, partners.get(one) ?? null]),
    ...after.filter((one) => !taken.has(one)).map((one): Pair<T> => [null, one]),
  ].toSorted((a, b) => placeIn(after, a) - placeIn(after, b));
}

/** What was removed comes last. */
const placeIn = <T>(after: readonly T[], [, one]: Pair<T>): number =>
  one === null ? after.length : after.indexOf(one);

/** Pairs stand in the order of the second scheme: do the places in the first rise along them? */
function isReordered<T extends Named>(before: readonly T[], pairs: readonly Pair<T>[]): boolean {
  const places = pairs.flatMap(([old, now]) => (old && now ? [before.indexOf(old)] : []));
  return places.some((place, index) => place < (places[index - 1] ?? -1));
}

function partChange<T extends Named>(
  [before, after]: Pair<T>,
  wordsBefore: (part: T) => FieldWords,
  wordsAfter: (part: T) => FieldWords,
): PartChange[] {
  const fields = changesOf(before ? wordsBefore(before) : {}, after ? wordsAfter(after) : {});
  if (before && after) return fields.length === 0 ? [] : [{ kind: 'changed', title: after.title, fields }];
  const title = (after ?? before)?.title ?? '';
  const telling = fields.filter((change) => change.after + change.before !== title);
  return [{ kind: after ? 'added' : 'removed', title, fields: telling }];
}

/** Fields in the order of the words; a field that neither side has is left out. */
function changesOf(before: FieldWords, after: FieldWords): FieldChange[] {
  const labels = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return labels
    .map((label) => ({ label, before: before[label] ?? '', after: after[label] ?? '' }))
    .filter((change) => change.before !== change.after);
}
