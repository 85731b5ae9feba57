import type { Reader } from '../db/store.ts';
import { toHalfWidth } from '../lib/text.ts';
import { listDistricts } from './store.ts';

/** A district (选区) as anybody may see it; its slug is such as `6-3`: term and number. */
export interface PublicDistrict {
  slug: string;
  number: string;
  name: string;
  villages: string[];
  seats: number | null;
}

/** By number, as people count. */
export async function listPublicDistricts(
  reader: Reader,
  term: { id: number; number: number },
): Promise<PublicDistrict[]> {
  const rows = await listDistricts(reader, term.id);
  return rows.map(({ number, name, villages, seats }) => ({
    slug: `${term.number}-${number}`,
    number,
    name,
    villages,
    seats,
  }));
}

/** A district found by name, or by the villages that the words name. */
export interface PlaceHit {
  district: PublicDistrict;
  villages: string[];
}

const SHORTEST_PLACE = 2;

/** Districts whose name or village holds the words, or is held by them (楠新村五组 finds 楠新村). */
export function findPlaces(districts: readonly PublicDistrict[], q: string): PlaceHit[] {
  const words = toHalfWidth(q).replace(/\s/gu, '');
  if (words.length < SHORTEST_PLACE) return [];
  const isMeant = (place: string) =>
    place.includes(words) || (place.length >= SHORTEST_PLACE && words.includes(place));
  return districts
    .map((district) => ({ district, villages: district.villages.filter(isMeant) }))
    .filter(({ district, villages }) => villages.length > 0 || isMeant(district.name));
}
