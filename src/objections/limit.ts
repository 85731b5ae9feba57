import { network } from '../accounts/throttle.ts';
import type { Day } from '../lib/dates.ts';
import { MOST_A_DAY } from './rules.ts';

/** Keeps one address from flooding the desk with objections: so many a day; nothing is stored, a restart forgets. */
export interface DailyLimit {
  /** Takes one of the day's places for this address; false when none is left. */
  take(ip: string, day: Day): boolean;
  /** For what was not sent after all. */
  giveBack(ip: string, day: Day): void;
}

const MOST_KEYS = 10_000;

export function makeDailyLimit(): DailyLimit {
  let today: Day = '';
  const sent = new Map<string, number>();
  const countOf = (ip: string, day: Day) => {
    if (day !== today || sent.size > MOST_KEYS) sent.clear();
    today = day;
    return sent.get(network(ip)) ?? 0;
  };
  return {
    take: (ip, day) => {
      const count = countOf(ip, day);
      if (count >= MOST_A_DAY) return false;
      sent.set(network(ip), count + 1);
      return true;
    },
    giveBack: (ip, day) => {
      sent.set(network(ip), Math.max(0, countOf(ip, day) - 1));
    },
  };
}
