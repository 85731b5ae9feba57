import { Refused } from '../../refusals.ts';
import type { Scheme, SchemeItem, SchemeSection } from '../scheme.ts';

/** What the form of a scheme's head holds. */
export type SchemeHead = Pick<Scheme, 'title' | 'base' | 'floor' | 'cap'>;
export type Direction = 'up' | 'down';
type Part = 'sections' | 'items';

/** The section or item, or a refusal: somebody else has removed it meanwhile. */
export function partAt(scheme: Scheme, part: 'sections', code: string): SchemeSection;
export function partAt(scheme: Scheme, part: 'items', code: string): SchemeItem;
export function partAt(scheme: Scheme, part: Part, code: string): SchemeSection | SchemeItem {
  const found = [...scheme[part]].find((one) => one.code === code);
  if (found === undefined) throw new Refused('scheme-part-gone');
  return found;
}

export const withHead = (scheme: Scheme, head: SchemeHead): Scheme => ({ ...scheme, ...head });

export function withSection(scheme: Scheme, section: SchemeSection): Scheme {
  return { ...scheme, sections: [...scheme.sections, section] };
}

export function withSectionChanged(scheme: Scheme, section: SchemeSection): Scheme {
  partAt(scheme, 'sections', section.code);
  const sections = scheme.sections.map((one) => (one.code === section.code ? section : one));
  return { ...scheme, sections };
}

/** Without the section; its items go with it, or into the section that is named. */
export function withoutSection(scheme: Scheme, code: string, moveTo: string | null): Scheme {
  partAt(scheme, 'sections', code);
  if (moveTo !== null) partAt(scheme, 'sections', moveTo);
  const moved = itemsOf(scheme, code).reduce(
    (now, item) => (moveTo === null ? withoutItem(now, item.code) : withItemIn(now, item, moveTo)),
    scheme,
  );
  return { ...moved, sections: moved.sections.filter((one) => one.code !== code) };
}

export const itemsOf = (scheme: Scheme, section: string): readonly SchemeItem[] =>
  scheme.items.filter((item) => item.section === section);

/** Behind the last item of its section, or where that section's items would begin. */
export function withItem(scheme: Scheme, item: SchemeItem): Scheme {
  const order = scheme.sections.map((section) => section.code);
  const rank = order.indexOf(item.section);
  const before = scheme.items.findLastIndex((one) => order.indexOf(one.section) <= rank);
  return { ...scheme, items: scheme.items.toSpliced(before + 1, 0, item) };
}

/** In its place; in another section than before, behind the items there. */
export function withItemChanged(scheme: Scheme, item: SchemeItem): Scheme {
  const before = partAt(scheme, 'items', item.code);
  if (before.section !== item.section) return withItem(withoutItem(scheme, item.code), item);
  return { ...scheme, items: scheme.items.map((one) => (one.code === item.code ? item : one)) };
}

const withItemIn = (scheme: Scheme, item: SchemeItem, section: string): Scheme =>
  withItemChanged(scheme, { ...item, section });

export function withoutItem(scheme: Scheme, code: string): Scheme {
  partAt(scheme, 'items', code);
  return { ...scheme, items: scheme.items.filter((one) => one.code !== code) };
}

/** One place up or down among the items of its section; at the end it stays. */
export function withItemMoved(scheme: Scheme, code: string, direction: Direction): Scheme {
  const item = partAt(scheme, 'items', code);
  const neighbours = itemsOf(scheme, item.section);
  const other = neighbours[neighbours.indexOf(item) + (direction === 'up' ? -1 : 1)];
  if (other === undefined) return scheme;
  const swap = new Map([
    [item, other],
    [other, item],
  ]);
  return { ...scheme, items: scheme.items.map((one) => swap.get(one) ?? one) };
}

/**
 * One place up or down, its items with it: of two items that name one kind the first counts, so that the order in
 * which items stand must be the one that people see.
 */
export function withSectionMoved(scheme: Scheme, code: string, direction: Direction): Scheme {
  const index = scheme.sections.indexOf(partAt(scheme, 'sections', code));
  const to = index + (direction === 'up' ? -1 : 1);
  const other = scheme.sections[to];
  if (other === undefined) return scheme;
  const sections = scheme.sections.toSpliced(Math.min(index, to), 2, ...inOrder(scheme, index, to));
  return { ...scheme, sections, items: sections.flatMap((section) => itemsOf(scheme, section.code)) };
}

function inOrder({ sections }: Scheme, index: number, to: number): SchemeSection[] {
  const pair = sections.slice(Math.min(index, to), Math.max(index, to) + 1);
  return pair.toReversed();
}

/** The order that a page with its move buttons shows. */
export const orderOf = ({ sections, items }: Scheme): unknown => [
  sections.map(({ code }) => code),
  items.map(({ code, section }) => [code, section]),
];
