import { chineseNumber } from '../lib/dates.ts';

const MOST_TERMS = 99;
const TERM_NUMBERS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: MOST_TERMS }, (_, index) => [
    [chineseNumber(index + 1), index + 1] as const,
    [String(index + 1), index + 1] as const,
  ]).flat(),
);

/** The number of the term that a session's title names (第六届第三次会议 → 6), or null. */
export function termOfTitle(title: string): number | null {
  const named = /第\s*([一二三四五六七八九十\d]{1,4})\s*届/u.exec(title)?.[1];
  return named === undefined ? null : (TERM_NUMBERS.get(named) ?? null);
}

/** Whether the title is of a term's first session, with which the term begins. */
export function isFirstSession(title: string): boolean {
  return /届\s*第\s*[一1]\s*次/u.test(title);
}
