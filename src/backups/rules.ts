import { addDays, addMonths, shanghaiDay, weekdayOf, yearOf, type Day } from '../lib/dates.ts';

/** One kept copy of the register: its file's name says when it was made. */
export interface Dated {
  readonly name: string;
  readonly at: number;
}

/** What is kept; printed on the page, so that nobody wonders where a copy has gone. */
export const KEPT = { days: 7, weeks: 5, months: 12 } as const;

/** The hour in China at which the nightly copy is made; a machine that is off then makes it when it is on again. */
export const NIGHT_HOUR = 2;

const HOUR = 60 * 60 * 1000;
const CHINA = 8 * HOUR;

const NAME = /^register-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.sqlite$/;

/** register-20260320-023000.sqlite, in China's time. */
export function copyName(at: number): string {
  const [day = '', time = ''] = new Date(at + CHINA).toISOString().split(/[T.]/);
  return `register-${day.replaceAll('-', '')}-${time.replaceAll(':', '')}.sqlite`;
}

/** When a copy of this name was made; null where no copy has such a name. */
export function copyTime(name: string): number | null {
  const [, year, month, day, hours, minutes, seconds] = NAME.exec(name) ?? [];
  if (year === undefined) return null;
  const at = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}+08:00`);
  return Number.isNaN(at) ? null : at;
}

/**
 * The copies that need no longer be kept: all of the last seven days stay, of each of the last five weeks and twelve months
 * and of every year the newest. The newest of all stays whatever its age, and so does one that a wrong clock put into the future.
 */
export function dropped<T extends Dated>(copies: readonly T[], now: number): T[] {
  const today = shanghaiDay(now);
  const newestFirst = copies.filter(({ at }) => at <= now).toSorted((a, b) => b.at - a.at);
  const places = new Set<string>();
  return newestFirst.filter(({ at }, index) => {
    const day = shanghaiDay(at);
    const free = placesOf(day, today).filter((place) => !places.has(place));
    for (const place of free) places.add(place);
    return index > 0 && day <= addDays(today, -KEPT.days) && free.length === 0;
  });
}

/** The week, month and year for which a copy of this day may stand. */
function placesOf(day: Day, today: Day): string[] {
  const week = mondayOf(day);
  const month = day.slice(0, 7);
  return [
    ...(week > addDays(mondayOf(today), -7 * KEPT.weeks) ? [`week ${week}`] : []),
    ...(month > addMonths(`${today.slice(0, 7)}-01`, -KEPT.months).slice(0, 7) ? [`month ${month}`] : []),
    `year ${yearOf(day)}`,
  ];
}

const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** How something went that is done by itself. */
export interface Outcome {
  at: number;
  /** Empty when it went well; otherwise a code of labels.ts. */
  fault: string;
  /** What the words need: the first thing that was wrong. */
  detail: string;
  /** What it was done to, such as the name of a copy; empty where there is none because it failed. */
  about: string;
}

/** A night that gave no copy is tried again after an hour. */
export function isNightDue(last: Pick<Outcome, 'at' | 'about'> | null, now: number): boolean {
  if (last === null) return true;
  if (last.about === '') return Math.abs(now - last.at) >= HOUR;
  return last.at < lastNight(now) || last.at > now + 24 * HOUR;
}

/** The last instant before now at which the clock in China stood at the hour of the night. */
function lastNight(now: number): number {
  const night = Date.parse(`${shanghaiDay(now)}T00:00:00+08:00`) + NIGHT_HOUR * HOUR;
  return night <= now ? night : night - 24 * HOUR;
}
