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

export const RANKING_ORDERS = ['rank', 'name'] as const;
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
        (order === 'rank' ? a.points.rank - b.points.rank : 0) ||
        compare(a.entry.name, b.entry.name) ||
        compareCodePoints(a.points.deputy, b.points.deputy),
    );
}
