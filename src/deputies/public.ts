import type { Reader } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import { matchesName, type NameOrder } from '../lib/names.ts';
import { toHalfWidth } from '../lib/text.ts';
import { inStrokeOrder } from './order.ts';
import { statusOn, type MandateEventKind, type MandateState } from './rules.ts';
import { findRosterEntry, listRoster, type RosterEntry } from './store.ts';

/**
 * All that anybody may know of a deputy (domain.md, "Rules that hold everywhere"). Public pages, files and feeds take
 * deputies in this form only: a field that is not named here cannot reach them.
 */
export interface PublicDeputy {
  slug: string;
  certificateNumber: string;
  name: string;
  sex: string;
  ethnicity: string;
  occupation: string;
  district: { slug: string; number: string; name: string };
  delegation: string | null;
  group: string | null;
  category: string | null;
  subcategory: string | null;
  stateWorker: boolean;
  upperPost: string;
  electedOn: Day;
  byElection: boolean;
  oathOn: Day | null;
  oathText: string;
  state: MandateState;
  /** The suspension or the end behind the state, without its ground; null where the term ran out. */
  event: { kind: MandateEventKind; on: Day } | null;
}

/** Where the mandate stands is said as of `today`. */
export function publicDeputy(entry: RosterEntry, today: Day): PublicDeputy {
  const { slug, certificateNumber, name, occupation, stateWorker, upperPost } = entry;
  const { electedOn, byElection, oathOn, oathText, district } = entry;
  const { sex, ethnicity } = entry.person;
  const { status, event } = statusOn(entry.mandate, today);
  const term = slug.slice(0, slug.length - certificateNumber.length - 1);
  return {
    slug,
    certificateNumber,
    name,
    sex,
    ethnicity,
    occupation,
    stateWorker,
    upperPost,
    electedOn,
    byElection,
    oathOn,
    oathText,
    state: status,
    district: { slug: `${term}-${district.number}`, number: district.number, name: district.name },
    delegation: entry.delegation?.name ?? null,
    group: entry.group?.name ?? null,
    category: entry.category?.name ?? null,
    subcategory: entry.subcategory?.name ?? null,
    event: event && { kind: event.kind, on: event.on },
  };
}

/** Deputies of a term in name order, in office or not; with `q`, those whose name or certificate number it finds. */
export async function listPublicDeputies(
  reader: Reader,
  termId: number,
  { today, order, q = '' }: { today: Day; order: NameOrder; q?: string },
): Promise<PublicDeputy[]> {
  const roster = await listRoster(reader, termId);
  const found = q === '' ? roster : roster.filter((entry) => isFoundBy(q, entry));
  return inStrokeOrder(found, order).map((entry) => publicDeputy(entry, today));
}

/** Never by phone number, as staff may: a list that answers to one would tell whose it is. */
function isFoundBy(q: string, { person, certificateNumber }: RosterEntry): boolean {
  return matchesName(q, person) || toHalfWidth(q).trim() === certificateNumber;
}

export async function findPublicDeputy(
  reader: Reader,
  termId: number,
  certificateNumber: string,
  today: Day,
): Promise<PublicDeputy | undefined> {
  const entry = await findRosterEntry(reader, termId, certificateNumber);
  return entry && publicDeputy(entry, today);
}

/** In office or suspended: still a deputy. */
export function holdsMandate({ state }: PublicDeputy): boolean {
  return state === 'in-office' || state === 'suspended';
}
