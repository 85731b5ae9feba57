import { quarterOf, shanghaiDay } from '../lib/dates.ts';
import type { Closing } from '../points/records.ts';

/**
 * The closed quarter whose published notice counts a confirmed filing, null when none does. What was confirmed after its
 * own quarter was closed counts where it was confirmed (补登).
 */
export function publishedQuarterOf(
  { quarter, confirmedAt }: { quarter: string; confirmedAt: number | null },
  closings: readonly Closing[],
): string | null {
  if (confirmedAt === null) return null;
  const closedBefore = (name: string) =>
    closings.some((closing) => closing.quarter === name && confirmedAt <= closing.closedAt);
  const isClosed = closings.some((closing) => closing.quarter === quarter);
  if (!isClosed) return null;
  if (closedBefore(quarter)) return quarter;
  const later = quarterOf(shanghaiDay(confirmedAt));
  return later !== quarter && closedBefore(later) ? later : null;
}
