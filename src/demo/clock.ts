import { addDays, weekdayOf, type Day } from '../lib/dates.ts';

/** The instant of a Shanghai wall time, in epoch milliseconds. */
export function instantOf(day: Day, time: string): number {
  return Date.parse(`${day}T${time}:00+08:00`);
}

/** A time of the working day, another for every `step`: 08:40 to 17:19. */
export function officeTime(step: number): string {
  const minutes = 8 * 60 + 40 + ((step * 17) % 520);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** An hour at home, when deputies write up their day: 19:30 to 21:29. */
export function eveningTime(step: number): string {
  const minutes = 19 * 60 + 30 + ((step * 23) % 120);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** First and last day on which the office is closed. */
const HOLIDAYS: readonly (readonly [Day, Day])[] = [
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];

/** This day, or the next on which the office is open. */
export function workday(day: Day): Day {
  const isOff = weekdayOf(day) > 5 || HOLIDAYS.some(([from, to]) => from <= day && day <= to);
  return isOff ? workday(addDays(day, 1)) : day;
}
