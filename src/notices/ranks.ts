import type { NoticeDeputy } from './body.ts';

/**
 * The lines of a notice as they are frozen. Where ranks are not shown (设置：公开名次) they are in no line, and the lines
 * stand in the order of the certificates: what is published is read by programs too, and nothing published can be
 * taken back.
 */
export function frozenLines(deputies: readonly NoticeDeputy[], showRanks: boolean): NoticeDeputy[] {
  if (showRanks) return [...deputies];
  return deputies
    .map(({ rank: _rank, ...rest }) => rest)
    .toSorted((a, b) => (a.deputy < b.deputy ? -1 : a.deputy > b.deputy ? 1 : 0));
}
