import { score } from '../points/score.ts';
import type { NoticeBody } from './body.ts';
import { recordOf } from './published.ts';

/**
 * Computes a notice again from nothing but itself: scheme and records are in it. The first deputy whose numbers
 * differ from what is printed, or null.
 */
export function firstUnexplained(body: NoticeBody): string | null {
  const result = score({
    scheme: body.scheme,
    asOf: body.asOf,
    deputies: body.deputies.map(({ deputy, category, partYear = false }) => ({
      id: deputy,
      category,
      partYear,
    })),
    records: body.deputies.flatMap(({ deputy, lines }) => lines.map((line) => recordOf(deputy, line))),
  });
  const computed = new Map(result.deputies.map((entry) => [entry.deputy, entry]));
  const differs = body.deputies.find(({ deputy, rank, total, points }) => {
    const again = computed.get(deputy);
    const isRankWrong = rank !== undefined && again?.rank !== rank;
    return isRankWrong || again?.total !== total || (again.quarters.at(-1)?.points ?? 0) !== points;
  });
  return differs?.deputy ?? null;
}
