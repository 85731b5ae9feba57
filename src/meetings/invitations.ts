import type { RosterEntry } from '../deputies/store.ts';
import { isInOffice } from '../deputies/rules.ts';
import type { Day } from '../lib/dates.ts';
import { normaliseName } from '../lib/names.ts';

/** Whom a body of deputies invites at once: everybody, or the members of a group, delegation, district or category. */
export type Circle =
  | { readonly by: 'all' }
  | { readonly by: 'group' | 'delegation' | 'district' | 'category'; readonly id: number };

/** Members of the circle who are in office on the day. */
export function membersOf<T extends RosterEntry>(roster: readonly T[], circle: Circle, day: Day): T[] {
  return roster.filter((entry) => isMember(entry, circle) && isInOffice(entry.mandate, day));
}

function isMember(entry: RosterEntry, circle: Circle): boolean {
  if (circle.by === 'all') return true;
  if (circle.by === 'category') return [entry.category?.id, entry.subcategory?.id].includes(circle.id);
  return entry[circle.by]?.id === circle.id;
}

export interface NamedDeputies {
  readonly deputies: readonly RosterEntry[];
  /** Typed, but no deputy of the term. */
  readonly unknown: readonly string[];
  /** The name of several deputies: their certificate numbers tell them apart. */
  readonly ambiguous: readonly string[];
}

/** The deputies meant by names or certificate numbers as people type them. */
export function deputiesNamed(roster: readonly RosterEntry[], typed: readonly string[]): NamedDeputies {
  const meant = typed.map((text) => ({ text, deputies: matches(roster, text) }));
  return {
    deputies: meant.flatMap(({ deputies }) => (deputies.length === 1 ? deputies : [])),
    unknown: meant.filter(({ deputies }) => deputies.length === 0).map(({ text }) => text),
    ambiguous: meant.filter(({ deputies }) => deputies.length > 1).map(({ text }) => text),
  };
}

function matches(roster: readonly RosterEntry[], text: string): RosterEntry[] {
  const byNumber = roster.filter((entry) => entry.certificateNumber === text);
  const name = normaliseName(text);
  return byNumber.length > 0 ? byNumber : roster.filter((entry) => entry.name === name);
}
