import { compareByStrokes, type NameOrder } from '../lib/names.ts';
import type { RosterEntry } from '../deputies/store.ts';
import type { ComputedPoints } from './compute.ts';
import { compareCodePoints } from './order.ts';
import type { DeputyPoints } from './shapes.ts';

/** A deputy's points beside who they are. */
export interface RankedDeputy {
  readonly entry: RosterEntry;
  readonly points: DeputyPoints;
}

/** `category`: by the rank within the deputy's category (分类管理). */
export const RANKING_ORDERS = ['rank', 'category', 'name'] as const;
export type RankingOrder = (typeof RANKING_ORDERS)[number];

/** By rank, equals by name strokes (points.md, step 7), or by name strokes alone. */
export function rankedDeputies(
  { roster, result }: Pick<ComputedPoints, 'roster' | 'result'>,
  order: RankingOrder,
  nameOrder: NameOrder,
): RankedDeputy[] {
  const entries = new Map(roster.map((entry) => [entry.certificateNumber, entry]));
  const compare = compareByStrokes(nameOrder);
  return result
    .flatMap((points) => {
      const entry = entries.get(points.deputy);
      return entry ? [{ entry, points }] : [];
    })
    .toSorted(
      (a, b) =>
        (order === 'name' ? 0 : a.points.rank - b.points.rank) ||
        compare(a.entry.name, b.entry.name) ||
        compareCodePoints(a.points.deputy, b.points.deputy),
    );
}

/** One member of a category's list. */
export interface CategoryMember<T> {
  readonly one: T;
  /** Within the category; equal totals share a rank and the next is skipped. */
  readonly rank: number;
}

/** The list of one category; null for the deputies who have none. */
export interface CategoryList<T> {
  readonly category: string | null;
  /** By rank, equals in the order in which they were given. */
  readonly members: readonly CategoryMember<T>[];
}

/** Who is ranked: the category's name and the total, in any unit. */
export interface InCategory {
  readonly category: string | null;
  readonly total: number;
}

/**
 * Ranks each within their category only (分类管理): categories by name strokes, those without a category last, as a list
 * of their own. How many a category has is the length of its list.
 */
export function rankWithinCategories<T>(
  all: readonly T[],
  of: (one: T) => InCategory,
  nameOrder: NameOrder,
): CategoryList<T>[] {
  const compare = compareByStrokes(nameOrder);
  const lists = new Map<string | null, T[]>();
  for (const one of all) {
    const category = of(one).category || null;
    lists.set(category, [...(lists.get(category) ?? []), one]);
  }
  return [...lists]
    .toSorted(([a], [b]) => Number(a === null) - Number(b === null) || compare(a ?? '', b ?? ''))
    .map(([category, members]) => ({ category, members: rankMembers(members, of) }));
}

function rankMembers<T>(members: readonly T[], of: (one: T) => InCategory): CategoryMember<T>[] {
  const totals = members.map((one) => of(one).total);
  return members
    .map((one) => ({ one, rank: 1 + totals.filter((total) => total > of(one).total).length }))
    .toSorted((a, b) => a.rank - b.rank);
}
