/** Calendar days, quarters and their Chinese forms, 1900–2199: pure arithmetic, no clock, no Intl. */
import { toHalfWidth } from './text.ts';

/** A calendar day in Asia/Shanghai, 'YYYY-MM-DD'; sorts and compares as text. */
export type Day = string;
/** A calendar quarter, '2026Q3'; sorts and compares as text. */
export type Quarter = string;
/** Half of a day (上午 / 下午). */
export type Half = 'am' | 'pm';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** China has kept UTC+8 without summer time since 1992; the register holds no earlier instants. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

type Parts = { year: number; month: number; date: number };

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function monthLength(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

function isYear(year: number): boolean {
  return year >= 1900 && year <= 2199;
}

function isRealDay({ year, month, date }: Parts): boolean {
  return isYear(year) && date >= 1 && date <= monthLength(year, month);
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function toDay(parts: Parts): Day {
  if (!isRealDay(parts)) throw new RangeError(`no such day: ${JSON.stringify(parts)}`);
  return `${parts.year}-${pad(parts.month)}-${pad(parts.date)}`;
}

function readDay(text: string): Parts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const parts = { year: Number(match[1]), month: Number(match[2]), date: Number(match[3]) };
  return isRealDay(parts) ? parts : null;
}

function partsOf(day: Day): Parts {
  const parts = readDay(day);
  if (parts === null) throw new RangeError(`not a day: ${day}`);
  return parts;
}

/** Days since 1970-01-01 in the Gregorian calendar (years counted from March, so that leap days come last). */
function dayNumber({ year, month, date }: Parts): number {
  const y = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

function fromDayNumber(number: number): Parts {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const dayOfYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

/** Whether the text is a real calendar day 'YYYY-MM-DD' (1900–2199). */
export function isDay(text: string): boolean {
  return readDay(text) !== null;
}

/** Whether the text is a quarter '2026Q3' (1900–2199). */
export function isQuarter(text: string): boolean {
  return /^\d{4}Q[1-4]$/.test(text) && isYear(Number(text.slice(0, 4)));
}

/** The Asia/Shanghai calendar day of an instant (epoch milliseconds). */
export function shanghaiDay(at: number): Day {
  return toDay(fromDayNumber(Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS)));
}

/** The Asia/Shanghai wall time of an instant (epoch milliseconds), '2026-03-05 14:30'. */
export function shanghaiTime(at: number): string {
  const minutes = Math.floor((at + SHANGHAI_OFFSET_MS) / MINUTE_MS);
  const ofDay = minutes - Math.floor(minutes / 1440) * 1440;
  return `${shanghaiDay(at)} ${pad(Math.floor(ofDay / 60))}:${pad(ofDay % 60)}`;
}

export function yearOf(day: Day): number {
  return partsOf(day).year;
}

export function quarterOf(day: Day): Quarter {
  const { year, month } = partsOf(day);
  return `${year}Q${Math.ceil(month / 3)}`;
}

/** First day of the quarter. */
export function quarterStart(quarter: Quarter): Day {
  return `${quarterYear(quarter)}-${pad(quarterNumber(quarter) * 3 - 2)}-01`;
}

/** Last day of the quarter. */
export function quarterEnd(quarter: Quarter): Day {
  const year = quarterYear(quarter);
  const month = quarterNumber(quarter) * 3;
  return toDay({ year, month, date: monthLength(year, month) });
}

export function quarterYear(quarter: Quarter): number {
  if (!isQuarter(quarter)) throw new RangeError(`not a quarter: ${quarter}`);
  return Number(quarter.slice(0, 4));
}

export function quarterNumber(quarter: Quarter): 1 | 2 | 3 | 4 {
  if (!isQuarter(quarter)) throw new RangeError(`not a quarter: ${quarter}`);
  return Number(quarter.slice(5)) as 1 | 2 | 3 | 4;
}

export function quartersOfYear(year: number): Quarter[] {
  return [1, 2, 3, 4].map((number) => `${year}Q${number}`);
}

export const previousQuarter = (quarter: Quarter): Quarter => shiftQuarter(quarter, -1);
export const nextQuarter = (quarter: Quarter): Quarter => shiftQuarter(quarter, 1);

function shiftQuarter(quarter: Quarter, by: number): Quarter {
  const index = quarterYear(quarter) * 4 + quarterNumber(quarter) - 1 + by;
  const shifted = `${Math.floor(index / 4)}Q${(index % 4) + 1}`;
  if (!isQuarter(shifted)) throw new RangeError(`outside the calendar: ${shifted}`);
  return shifted;
}

export function addDays(day: Day, count: number): Day {
  return toDay(fromDayNumber(dayNumber(partsOf(day)) + count));
}

/** Calendar months; a day that the target month lacks becomes its last day (2026-11-30 + 3 = 2027-02-28). */
export function addMonths(day: Day, count: number): Day {
  const { year, month, date } = partsOf(day);
  const index = year * 12 + month - 1 + count;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return toDay({ ...target, date: Math.min(date, monthLength(target.year, target.month)) });
}

/** Whole days from one day to the other; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(partsOf(to)) - dayNumber(partsOf(from));
}

/** Monday = 1 … Sunday = 7. */
export function weekdayOf(day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const sinceMonday = dayNumber(partsOf(day)) + 3;
  return ((((sinceMonday % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

const DIGITS = '〇一二三四五六七八九';
const WEEKDAYS = '一二三四五六日';

/** '2026年3月5日' */
export function chineseDate(day: Day): string {
  const { year, month, date } = partsOf(day);
  return `${year}年${month}月${date}日`;
}

/** '2026年3月5日（星期四）' */
export function chineseDateLong(day: Day): string {
  return `${chineseDate(day)}（星期${WEEKDAYS.charAt(weekdayOf(day) - 1)}）`;
}

/** '2026年第三季度' */
export function chineseQuarter(quarter: Quarter): string {
  return `${quarterYear(quarter)}年第${DIGITS.charAt(quarterNumber(quarter))}季度`;
}

export function halfLabel(half: Half): string {
  return half === 'am' ? '上午' : '下午';
}

/** 0–9999 in Chinese words: 十八, 一百二十, 一千零五. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 9999) throw new RangeError(`not in 0–9999: ${value}`);
  if (value === 0) return '零';
  const digits = String(value);
  const words = Array.from(digits, (digit, index) => {
    const unit = ['', '十', '百', '千'][digits.length - 1 - index] ?? '';
    return digit === '0' ? '零' : DIGITS.charAt(Number(digit)) + unit;
  });
  return words.join('').replace(/零+/g, '零').replace(/零$/, '').replace(/^一十/, '十');
}

const LONGEST_TYPED = 40;

/** Digits, Chinese or full-width, made plain; spaces dropped where they do not separate digits. */
function plainDigits(text: string): string {
  const typed = text.trim();
  if (typed.length > LONGEST_TYPED) return '';
  return toHalfWidth(typed)
    .replace(/\s+(?=\D)|(?<=\D)\s+/g, '')
    .replace(/[零○O]/g, '〇')
    .replace(/廿/g, '二十')
    .replace(/([一二三])?十([一二三四五六七八九]?)/g, (_, tens?: string, ones?: string) =>
      readTens(tens, ones),
    )
    .replace(/[〇一二三四五六七八九]/g, (digit) => String(DIGITS.indexOf(digit)));
}

function readTens(tens: string | undefined, ones: string | undefined): string {
  return `${tens ? DIGITS.indexOf(tens) : 1}${ones ? DIGITS.indexOf(ones) : 0}`;
}

const TYPED_DAYS = [
  /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})[日号]$/,
];

/** A day as people type it (2026-3-5, 20260305, 3月5日 of today's year, 二〇二六年三月五日); null when it is none. */
export function parseDay(text: string, today: Day): Day | null {
  const plain = plainDigits(text);
  const dated = /^\d{1,2}月/.test(plain) ? `${yearOf(today)}年${plain}` : plain;
  for (const form of TYPED_DAYS) {
    const match = form.exec(dated);
    if (match === null) continue;
    const parts = { year: Number(match[1]), month: Number(match[3]), date: Number(match[4]) };
    return isRealDay(parts) ? toDay(parts) : null;
  }
  return null;
}

/** A month as people type it (1953-04, 1953.4, 195304, 1953年4月), as 'YYYY-MM'; null when it is none. */
export function parseMonth(text: string): string | null {
  const match = /^(\d{4})(?:[-./](\d{1,2})|(\d{2})|年(\d{1,2})月)$/.exec(plainDigits(text));
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2] ?? match[3] ?? match[4]);
  return isYear(year) && month >= 1 && month <= 12 ? `${year}-${pad(month)}` : null;
}
