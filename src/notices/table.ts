import { compareByStrokes, type NameOrder } from '../lib/names.ts';
import type { NoticeBody, NoticeDeputy } from './body.ts';

/** As the notice lists them: by rank where it shows ranks, else by name strokes. */
export function inShownOrder({ deputies, nameOrder, showRanks }: NoticeBody): NoticeDeputy[] {
  return showRanks ? inRankOrder(deputies, nameOrder) : inNameOrder(deputies, nameOrder);
}

/** By rank; among equals by name strokes. */
export function inRankOrder(deputies: readonly NoticeDeputy[], order: NameOrder): NoticeDeputy[] {
  const compare = compareByStrokes(order);
  return deputies.toSorted(
    (a, b) => (a.rank ?? 0) - (b.rank ?? 0) || compare(a.name, b.name) || compareText(a.deputy, b.deputy),
  );
}

/** By name strokes alone. */
export function inNameOrder(deputies: readonly NoticeDeputy[], order: NameOrder): NoticeDeputy[] {
  const compare = compareByStrokes(order);
  return deputies.toSorted((a, b) => compare(a.name, b.name) || compareText(a.deputy, b.deputy));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
