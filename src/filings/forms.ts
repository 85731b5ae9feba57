import { z } from 'zod';
import { FILING_KINDS } from '../duties/rules.ts';
import {
  choice,
  day,
  longText,
  optional,
  optionalHundredths,
  required,
  requiredId,
  requiredLongText,
} from '../forms/fields.ts';
import { addDays, isDay, type Day } from '../lib/dates.ts';
import { parseHundredths } from '../lib/hundredths.ts';
import { squeeze } from '../lib/text.ts';

/** 十亿元 in cents and 9999 in hundredths, as in the import templates. */
const LARGEST_AMOUNT = 100_000_000_000;
const LARGEST_QUANTITY = 999_900;

const quantity = optional('数量', 20)
  .transform((text) => (text === '' ? 100 : parseHundredths(text)))
  .refine(
    (value) => value !== null && value >= 1 && value <= LARGEST_QUANTITY,
    '数量请填 0.01 到 9999 之间的数，最多两位小数',
  )
  .transform((value) => value ?? 0);

const amount = optionalHundredths('金额').refine(
  (value) => value === null || (value >= 0 && value <= LARGEST_AMOUNT),
  '金额请填 0 到 10 亿之间的数，单位是元',
);

/** A filing (履职登记) as staff enter it for a deputy. */
export function filingForm(today: Day) {
  return z.object({
    deputy: requiredId('代表'),
    kind: choice('履职类别', FILING_KINDS),
    occurredOn: day('履职日期', today).refine((on) => !isDay(on) || on <= today, '履职日期不能晚于今天'),
    content: requiredLongText('履职内容', 5000),
    quantity,
    amount,
    place: optional('地点', 200),
    result: longText('成效', 2000),
  });
}

/** Days that a deputy can choose by a tap instead of typing one. */
export const QUICK_DAYS = ['today', 'yesterday'] as const;

/** A filing as its deputy writes it. The day is typed, or else the one that was `chosen`; what is typed goes before. */
export function ownFilingForm(today: Day, chosen: string) {
  const { kind, occurredOn, place, result } = filingForm(today).shape;
  const quick = chosen === 'today' ? today : chosen === 'yesterday' ? addDays(today, -1) : '';
  return z.object({
    kind,
    on: optional('日期', 20),
    occurredOn: z
      .string()
      .optional()
      .transform((text) => (squeeze(text ?? '') === '' ? quick : text))
      .pipe(occurredOn),
    content: requiredLongText('做了什么', 5000),
    place,
    quantity,
    result,
    amount,
  });
}

export type FilingForm = z.output<ReturnType<typeof filingForm>>;

/** Taking a filing back to its deputy (退回) or out of the count (作废). */
export const returnForm = z.object({ reason: requiredLongText('退回原因', 500) });
export const voidForm = z.object({ reason: requiredLongText('作废原因', 500) });
export const gradeForm = z.object({ grade: required('等次', 20) });

/** Where to go on after a review. */
const go = z.enum(['', 'next']).catch('').default('');

/** Confirming one filing: with its grade where the scheme has grades. */
export function confirmationForm(grades: readonly string[]) {
  return z.object({
    grade: grades.length > 0 ? choice('等次', grades) : z.literal('').catch('').default(''),
    go,
  });
}

export const reviewReturnForm = returnForm.extend({ go });

/** The filings ticked in the list. */
export const confirmationsForm = z.object({
  codes: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat()).filter((code) => code !== ''))
    .refine((codes) => codes.length > 0, '请先勾选要确认的履职登记'),
});
