import type { Scheme, SchemeItem, SchemeSection } from '../scheme.ts';

/** What an entry of the trail holds of an edit. */
export interface Trail {
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
}

const ITEM_FIELDS = [
  'title',
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

/** Under the name that people know, so that the entry says of which part it speaks. */
function trailOf(
  name: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Trail {
  return {
    ...(before === null ? {} : { before: { [name]: before } }),
    ...(after === null ? {} : { after: { [name]: after } }),
  };
}

/** `body` knows what the sections are called. */
export function itemTrail(body: Scheme, before: SchemeItem | null, after: SchemeItem | null): Trail {
  const fields = (item: SchemeItem | null) => item && itemFields(body, item);
  return trailOf(before?.title ?? after?.title ?? '', fields(before), fields(after));
}

/** A unit (计量单位) is told apart from the units (承办单位) that the trail also knows. */
function itemFields({ sections }: Scheme, item: SchemeItem): Record<string, unknown> {
  const section = sections.find(({ code }) => code === item.section)?.title ?? null;
  return { ...whole(ITEM_FIELDS, item), schemeSection: section, countedIn: item.unit };
}

export function sectionTrail(before: SchemeSection | null, after: SchemeSection | null): Trail {
  const fields = (section: SchemeSection | null) => section && whole(SECTION_FIELDS, section);
  return trailOf(before?.title ?? after?.title ?? '', fields(before), fields(after));
}

export function orderTrail(before: Scheme, after: Scheme): Trail {
  return { before: titlesOf(before), after: titlesOf(after) };
}

const titlesOf = ({ sections, items }: Scheme): Record<string, unknown> => ({
  sections: sections.map(({ title }) => title),
  items: items.map(({ title }) => title),
});
