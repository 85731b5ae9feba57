import type { RosterEntry } from '../deputies/store.ts';
import { yearOf } from '../lib/dates.ts';
import type { Scheme } from '../schemes/scheme.ts';
import type { ScoredDeputy } from './shapes.ts';

/** A deputy of the roster as the computation under a scheme takes it; nothing more than the scheme asks for. */
export function scoredDeputy(entry: RosterEntry, { year, items }: Scheme): ScoredDeputy {
  const { certificateNumber: id, name, category } = entry;
  const asks = items.some(({ target }) => target !== undefined);
  const partYear = asks && servesPartOf(entry, year) ? { partYear: true } : {};
  return { id, name, category: category?.name ?? null, ...partYear };
}

/**
 * Whether the deputy serves only a part of the year for reasons of its own: by-election (补选) after its first day, or a
 * suspension or end of the mandate that touches it. When the term begins or ends is the same for all and no reason.
 */
export function servesPartOf(
  { byElection, electedOn, mandate }: Pick<RosterEntry, 'byElection' | 'electedOn' | 'mandate'>,
  year: number,
): boolean {
  if (byElection && electedOn > `${year}-01-01`) return true;
  const begun = mandate.events.filter(({ on }) => yearOf(on) <= year);
  if (begun.some(({ on }) => yearOf(on) === year)) return true;
  const last = begun.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
  return last !== undefined && last.kind !== 'resumed';
}
