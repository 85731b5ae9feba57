import type { Day } from '../lib/dates.ts';
import { matchesName, type NameOrder } from '../lib/names.ts';
import { toHalfWidth } from '../lib/text.ts';
import { inStrokeOrder } from './order.ts';
import { statusOn, type MandateState } from './rules.ts';
import type { RosterEntry } from './store.ts';

/** One of a list, those in none of it, or null for whichever. */
export type Chosen = number | 'none' | null;

export interface RosterFilter {
  /** Name, full pinyin, initials; digits find certificate numbers and the end of a phone number. */
  q: string;
  district: Chosen;
  delegation: Chosen;
  group: Chosen;
  /** A main class with all its subclasses, or a subclass. */
  category: Chosen;
  state: MandateState | null;
  stateWorker: boolean | null;
}

/** The deputies that a list shows, in the order given. */
export function filterRoster(roster: readonly RosterEntry[], filter: RosterFilter, asOf: Day): RosterEntry[] {
  return roster.filter(
    (entry) =>
      matchesQuery(entry, filter.q) &&
      isChosen(entry.district, filter.district) &&
      isChosen(entry.delegation, filter.delegation) &&
      isChosen(entry.group, filter.group) &&
      (isChosen(entry.category, filter.category) || isChosen(entry.subcategory, nonEmpty(filter.category))) &&
      (filter.state === null || statusOn(entry.mandate, asOf).status === filter.state) &&
      (filter.stateWorker === null || entry.stateWorker === filter.stateWorker),
  );
}

function isChosen(place: { id: number } | null, chosen: Chosen): boolean {
  if (chosen === null) return true;
  return chosen === 'none' ? place === null : place?.id === chosen;
}

/** A deputy with a class but no subclass is not "in no class". */
function nonEmpty(chosen: Chosen): Chosen {
  return chosen === 'none' ? -1 : chosen;
}

function matchesQuery({ person, certificateNumber }: RosterEntry, q: string): boolean {
  const digits = toHalfWidth(q).trim();
  if (matchesName(q, person)) return true;
  return (
    certificateNumber === digits ||
    (/^\d+$/.test(digits) && isPartOfNumber(person.phone, certificateNumber, digits))
  );
}

function isPartOfNumber(phone: string, certificateNumber: string, digits: string): boolean {
  return certificateNumber.includes(digits) || (digits.length >= 4 && phone.endsWith(digits));
}

export const ROSTER_ORDERS = ['name', 'certificate', 'district', 'delegation', 'group', 'category'] as const;
export type RosterOrder = (typeof ROSTER_ORDERS)[number];

/** By the key, and by name strokes within it; who is in no group or class comes last. */
export function orderRoster(
  roster: readonly RosterEntry[],
  by: RosterOrder,
  nameOrder: NameOrder,
): RosterEntry[] {
  const named = inStrokeOrder(roster, nameOrder);
  const compare = COMPARE[by];
  return compare ? named.toSorted(compare) : named;
}

type Compare = (a: RosterEntry, b: RosterEntry) => number;

const LAST = Number.MAX_SAFE_INTEGER;
const asSetUp = (place: { id: number } | null): number => place?.id ?? LAST;
const asCounted = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

const COMPARE: Readonly<Record<RosterOrder, Compare | null>> = {
  name: null,
  certificate: (a, b) => asCounted(a.certificateNumber, b.certificateNumber),
  district: (a, b) => asCounted(a.district.number, b.district.number),
  delegation: (a, b) => asSetUp(a.delegation) - asSetUp(b.delegation),
  group: (a, b) => asSetUp(a.group) - asSetUp(b.group),
  category: (a, b) =>
    asSetUp(a.category) - asSetUp(b.category) || asSetUp(a.subcategory) - asSetUp(b.subcategory),
};

/** How many deputies are in each state on a day. */
export function countStates(roster: readonly RosterEntry[], asOf: Day): Record<MandateState, number> {
  const counts: Record<MandateState, number> = { 'not-yet': 0, 'in-office': 0, suspended: 0, ended: 0 };
  for (const { mandate } of roster) counts[statusOn(mandate, asOf).status] += 1;
  return counts;
}
