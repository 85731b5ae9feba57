import type { Scheme, SchemeItem, SchemeSection } from '../scheme.ts';

/** What an entry of the trail holds of an edit. */
export interface Trail {
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
}

const ITEM_FIELDS = [
  'title',
  'section',
  'unit',
  'points',
  'grades',
  'tiers',
  'target',
  'cap',
  'quarterCap',
  'bestOf',
  'split',
  'categories',
  'kinds',
  'source',
  'evidence',
] as const satisfies readonly (keyof SchemeItem)[];
const SECTION_FIELDS = ['title', 'cap', 'base', 'floor'] as const satisfies readonly (keyof SchemeSection)[];

/** Every field, those left out as null, so that one that was taken away shows as a change. */
function whole<T extends object>(fields: readonly (keyof T & string)[], part: T): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, part[field] ?? null]));
}

function trailOf<T extends SchemeItem | SchemeSection>(
  fields: readonly (keyof T & string)[],
  before: T | null,
  after: T | null,
): Trail {
  // Under the name that people know, so that the entry says of which part it speaks.
  const name = before?.title ?? after?.title ?? '';
  return {
    ...(before === null ? {} : { before: { [name]: whole(fields, before) } }),
    ...(after === null ? {} : { after: { [name]: whole(fields, after) } }),
  };
}

export const itemTrail = (before: SchemeItem | null, after: SchemeItem | null): Trail =>
  trailOf(ITEM_FIELDS, before, after);

export const sectionTrail = (before: SchemeSection | null, after: SchemeSection | null): Trail =>
  trailOf(SECTION_FIELDS, before, after);

export function orderTrail(before: Scheme, after: Scheme): Trail {
  return { before: titlesOf(before), after: titlesOf(after) };
}

const titlesOf = ({ sections, items }: Scheme): Record<string, unknown> => ({
  sections: sections.map(({ title }) => title),
  items: items.map(({ title }) => title),
});
