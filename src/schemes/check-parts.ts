import { isDutyKind, type DutyKind } from '../duties/rules.ts';
import { readWorth, refuseBestAcrossSections } from './check-worth.ts';
import {
  compact,
  isObject,
  readList,
  readPoints,
  readText,
  refuseUnknownKeys,
  report,
  valueAt,
  type Check,
  type JsonObject,
} from './reading.ts';
import { SOURCES, type Place, type SchemeItem, type SchemeSection, type SchemeSource } from './scheme.ts';

const SECTION_KEYS = ['code', 'title', 'cap', 'base', 'floor'] as const;
const ITEM_KEYS = [
  'code',
  'section',
  'title',
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
] as const;

const SCHEME: Place = { part: 'scheme', path: '' };

type Part = { readonly place: Place; readonly json: JsonObject };

function placeOf(part: 'section' | 'item', index: number, json: unknown): Place {
  const named = (key: string): string | undefined => {
    const value = isObject(json) ? valueAt(json, key) : undefined;
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  };
  const path = `${part}s[${index}]`;
  return compact<Place>({ part, path, number: index + 1, code: named('code'), title: named('title') });
}

function readParts(check: Check, json: JsonObject, part: 'section' | 'item'): readonly Part[] {
  const key = `${part}s`;
  const list = valueAt(json, key);
  if (!Array.isArray(list)) {
    report(check, SCHEME, key, 'not-list', list);
    return [];
  }
  return list.flatMap((entry: unknown, index) => {
    const place = placeOf(part, index, entry);
    if (isObject(entry)) return [{ place, json: entry }];
    report(check, place, '', 'not-object', entry);
    return [];
  });
}

/** Reports each code that an earlier part has already; both places are named. */
function refuseSameCodes(
  check: Check,
  parts: readonly Part[],
  fault: 'section-code-twice' | 'item-code-twice',
): void {
  const first = new Map<string, Place>();
  for (const { place } of parts) {
    if (place.code === undefined) continue;
    const other = first.get(place.code);
    if (other === undefined) first.set(place.code, place);
    else report(check, place, 'code', fault, place.code, { other });
  }
}

export function checkSections(check: Check, json: JsonObject): readonly SchemeSection[] {
  const parts = readParts(check, json, 'section');
  refuseSameCodes(check, parts, 'section-code-twice');
  return parts.map((part) => readSection(check, part));
}

function readSection(check: Check, { place, json }: Part): SchemeSection {
  refuseUnknownKeys(check, place, json, SECTION_KEYS);
  return compact<SchemeSection>({
    code: readText(check, place, json, 'code'),
    title: readText(check, place, json, 'title', { optional: check.bare }),
    cap: readPoints(check, place, json, 'cap', { atLeastZero: true }) ?? null,
    base: readPoints(check, place, json, 'base'),
    floor: readPoints(check, place, json, 'floor'),
  });
}

export function checkItems(
  check: Check,
  json: JsonObject,
  sections: readonly SchemeSection[],
): readonly SchemeItem[] {
  const parts = readParts(check, json, 'item');
  refuseSameCodes(check, parts, 'item-code-twice');
  const codes = new Set(sections.map((section) => section.code));
  const items = parts.map((part) => ({ place: part.place, item: readItem(check, part, codes) }));
  refuseBestAcrossSections(check, items);
  return items.map(({ item }) => item);
}

function readItem(check: Check, { place, json }: Part, sections: ReadonlySet<string>): SchemeItem {
  refuseUnknownKeys(check, place, json, ITEM_KEYS);
  const section = readText(check, place, json, 'section');
  if (section !== '' && !sections.has(section)) report(check, place, 'section', 'section-unknown', section);
  return compact<SchemeItem>({
    code: readText(check, place, json, 'code'),
    section,
    title: readText(check, place, json, 'title', { optional: check.bare }),
    unit: readText(check, place, json, 'unit', { optional: check.bare }),
    ...readWorth(check, place, json),
    cap: readPoints(check, place, json, 'cap', { atLeastZero: true }),
    quarterCap: readPoints(check, place, json, 'quarterCap', { atLeastZero: true }),
    categories: readCategories(check, place, json),
    kinds: readKinds(check, place, json),
    source: readSource(check, place, json),
    evidence: readEvidence(check, place, json),
  });
}

function readCategories(check: Check, place: Place, json: JsonObject): readonly string[] | null | undefined {
  const list = readList(check, place, json, 'categories');
  if (list === undefined) return valueAt(json, 'categories') === null ? null : undefined;
  if (list.length === 0) report(check, place, 'categories', 'categories-empty', list);
  return list.map((category, index) => {
    if (typeof category === 'string' && category.trim() !== '') return category;
    report(check, place, 'categories', 'not-text', category, { step: `[${index}]` });
    return '';
  });
}

function readKinds(check: Check, place: Place, json: JsonObject): readonly DutyKind[] | undefined {
  const list = readList(check, place, json, 'kinds');
  if (list?.length === 0) report(check, place, 'kinds', 'kinds-empty', list);
  return list?.flatMap((kind, index) => {
    const step = `[${index}]`;
    if (typeof kind !== 'string' || !isDutyKind(kind))
      report(check, place, 'kinds', 'kind-unknown', kind, { step });
    else if (list.indexOf(kind) < index) report(check, place, 'kinds', 'kind-twice', kind, { step });
    else return [kind];
    return [];
  });
}

function readSource(check: Check, place: Place, json: JsonObject): SchemeSource | undefined {
  const value = valueAt(json, 'source') ?? undefined;
  const source = SOURCES.find((known) => known === value);
  if (value !== undefined && source === undefined) report(check, place, 'source', 'source-unknown', value);
  return source;
}

function readEvidence(check: Check, place: Place, json: JsonObject): boolean | undefined {
  const value = valueAt(json, 'evidence') ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  report(check, place, 'evidence', 'not-yes-or-no', value);
  return undefined;
}
