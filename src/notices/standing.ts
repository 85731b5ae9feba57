import type { Reader } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import { listOpenCounts, openUpTo } from '../objections/store.ts';
import { standingText } from './labels.ts';
import { standingOn, type NoticeStanding } from './rules.ts';
import type { NoticeHead } from './store.ts';

/** Where a notice stands, in words too, and how many objections to it wait for an answer. */
export interface ShownStanding {
  code: NoticeStanding;
  text: string;
  open: number;
}

/** Where notices stand on a day; every page that says so asks here. */
export async function standingsOn(
  reader: Reader,
  today: Day,
): Promise<(notice: Pick<NoticeHead, 'quarter' | 'version' | 'windowFrom' | 'windowTo'>) => ShownStanding> {
  const counts = await listOpenCounts(reader);
  return ({ quarter, version, windowFrom, windowTo }) => {
    const open = openUpTo(counts, { quarter, version });
    const code = standingOn({ from: windowFrom, to: windowTo }, today, open);
    return { code, open, text: standingText(code, open) };
  };
}
