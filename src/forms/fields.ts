import { z } from 'zod';
import { isDay, parseDay, parseMonth, type Day } from '../lib/dates.ts';
import { holdsIdentityNumber } from '../lib/identity-numbers.ts';
import { parseHundredths } from '../lib/hundredths.ts';
import { codePoints, squeeze, toHalfWidth } from '../lib/text.ts';

const NO_IDENTITY_NUMBER = '这里不要写身份证号码，登记册不保存身份证号码，请删去';

/** Far above what any field of one line takes: beyond it nothing else is looked at, however a text was made. */
const LONGEST_LINE = 5000;

/** Full-width digits are digits. */
function hasNoIdentityNumber(text: string): boolean {
  return !holdsIdentityNumber(toHalfWidth(text));
}

/**
 * Building blocks of forms: each takes what was typed (a string, or nothing) and gives the value,
 * or says in one sentence how to put it right.
 */
const typed = z
  .string()
  .max(LONGEST_LINE, '写得太长了，请缩短')
  .optional()
  .transform((text) => squeeze(text ?? ''))
  .refine(hasNoIdentityNumber, NO_IDENTITY_NUMBER);

export function required(label: string, most = 100) {
  return typed
    .refine((text) => text !== '', `请填写${label}`)
    .refine((text) => codePoints(text) <= most, `${label}最多 ${most} 个字`);
}

export function optional(label: string, most = 100) {
  return typed.refine((text) => codePoints(text) <= most, `${label}最多 ${most} 个字`);
}

/** Running text: line breaks are kept. */
export function longText(label: string, most = 2000) {
  return z
    .string()
    .max(2 * most + LONGEST_LINE, `${label}最多 ${most} 个字`)
    .optional()
    .transform((text) => (text ?? '').replace(/\r\n?/g, '\n').trim())
    .refine(hasNoIdentityNumber, NO_IDENTITY_NUMBER)
    .refine((text) => codePoints(text) <= most, `${label}最多 ${most} 个字`);
}

export function requiredLongText(label: string, most = 2000) {
  return longText(label, most).refine((text) => text !== '', `请填写${label}`);
}

/** A date in any usual form; `today` fills in the year of 3月5日. */
export function day(label: string, today: Day) {
  return typed
    .refine((text) => text !== '', `请填写${label}`)
    .transform((text) => parseDay(text, today) ?? text)
    .refine((text) => text === '' || isDay(text), `${label}不是有效的日期，请写成 2026-3-5 这样`);
}

export function optionalDay(label: string, today: Day) {
  return typed
    .transform((text) => (text === '' ? null : (parseDay(text, today) ?? text)))
    .refine((text) => text === null || isDay(text), `${label}不是有效的日期，请写成 2026-3-5 这样`);
}

export function optionalMonth(label: string) {
  return typed
    .transform((text) => (text === '' ? '' : (parseMonth(text) ?? null)))
    .refine((month) => month !== null, `${label}请写成 1968-8 这样（年-月）`)
    .transform((month) => month ?? '');
}

export function wholeNumber(label: string, least: number, most: number) {
  return typed
    .transform((text) => (/^\d{1,9}$/.test(toHalfWidth(text)) ? Number(toHalfWidth(text)) : null))
    .refine(
      (value) => value !== null && value >= least && value <= most,
      `${label}请填 ${least} 到 ${most} 之间的整数`,
    )
    .transform((value) => value ?? 0);
}

/** A number with at most two decimals, as whole hundredths. */
export function hundredths(label: string, least = 1, most = 99_999_999) {
  return typed
    .transform((text) => parseHundredths(text))
    .refine(
      (value) => value !== null && value >= least && value <= most,
      `${label}请填大于 0 的数，最多两位小数`,
    )
    .transform((value) => value ?? 0);
}

export function optionalHundredths(label: string) {
  return typed
    .refine((text) => text === '' || parseHundredths(text) !== null, `${label}请填数字，最多两位小数`)
    .transform((text) => (text === '' ? null : parseHundredths(text)));
}

/** One of a closed list of codes. */
export function choice<const T extends string>(label: string, codes: readonly T[]) {
  return typed.refine((text): text is T => (codes as readonly string[]).includes(text), `请选择${label}`);
}

/** The id of a row chosen from a list; an empty choice is null. */
export function optionalId(label: string) {
  return typed
    .refine((text) => text === '' || /^\d{1,12}$/.test(text), `请选择${label}`)
    .transform((text) => (text === '' ? null : Number(text)));
}

export function requiredId(label: string) {
  return typed.refine((text) => /^\d{1,12}$/.test(text), `请选择${label}`).transform(Number);
}

export function checkbox() {
  return z
    .string()
    .optional()
    .transform((text) => text === 'yes');
}

/** Repeated field: none, one or many. */
export function ids(label: string) {
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat()).filter((text) => text !== ''))
    .refine((texts) => texts.every((text) => /^\d{1,12}$/.test(text)), `请重新选择${label}`)
    .transform((texts) => texts.map(Number));
}
