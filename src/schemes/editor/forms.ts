import { z } from 'zod';
import { optional, required } from '../../forms/fields.ts';
import { parseHundredths } from '../../lib/hundredths.ts';
import { squeeze } from '../../lib/text.ts';
import { MOST_ROWS } from './item-values.ts';

/** Marker of what the form was opened on; anything else than one of ours fits nothing. */
const seen = z
  .unknown()
  .optional()
  .transform((text) => (typeof text === 'string' ? text : ''));

/** What was typed, whatever it is: item-form.ts says what is wrong with it, all fields together. */
const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? squeeze(value) : ''));
const texts = z
  .unknown()
  .optional()
  .transform((value) =>
    [value]
      .flat()
      .filter((one): one is string => typeof one === 'string')
      .map(squeeze),
  );
/** A column of a small table: one text a row, empty ones too. */
const column = texts.transform((rows) => rows.slice(0, MOST_ROWS));

export const itemForm = z.object({
  section: text,
  title: text,
  unit: text,
  sign: text,
  worth: text,
  points: text,
  grade: column,
  gradePoints: column,
  tierFrom: column,
  tierPoints: column,
  targetQuantity: text,
  targetPoints: text,
  targetMore: text,
  targetLess: text,
  cap: text,
  quarterCap: text,
  kinds: texts,
  categories: texts,
  source: text,
  evidence: text,
  bestOf: text,
  split: text,
  splitPercent: text,
  seen,
});
export type TypedItem = z.output<typeof itemForm>;

/** Points that may be left out, as a JSON number; null means none. */
function pointsField(label: string, least = -Infinity) {
  return optional(label, 20)
    .refine((typed) => typed === '' || parseHundredths(typed) !== null, `${label}请填数字，最多两位小数`)
    .transform((typed) => (typed === '' ? null : (parseHundredths(typed) ?? 0) / 100))
    .refine((value) => value === null || Math.abs(value) <= 100_000, `${label}不能超过 100000`)
    .refine((value) => value === null || value >= least, `${label}不能小于 0，不设请留空`);
}

export const headForm = z
  .object({
    title: required('办法名称', 80),
    base: pointsField('基础分').transform((value) => value ?? 0),
    floor: pointsField('总分最低'),
    cap: pointsField('总分最高', 0),
    seen,
  })
  .refine(({ floor, cap }) => !isAbove(floor, cap), {
    path: ['floor'],
    error: '总分最低不能高于总分最高',
  });

/** Fields at fault may have arrived here as they were typed. */
function isAbove(floor: unknown, cap: unknown): boolean {
  return typeof floor === 'number' && typeof cap === 'number' && floor > cap;
}

export const sectionForm = z.object({
  title: required('板块名称', 40),
  cap: pointsField('板块上限', 0),
  base: pointsField('板块基础分'),
  floor: pointsField('板块最低分'),
  seen,
});
export type SectionInput = Omit<z.output<typeof sectionForm>, 'seen'>;

/** What becomes of the items: removed with the section, or moved into another. */
export const sectionRemovalForm = z.object({
  items: text.refine((choice) => choice !== '', '请选择里面的项目怎么办'),
  seen,
});
export const REMOVED_TOO = '-';

export const itemRemovalForm = z.object({ seen });

/** One button each: `move` is what is moved and where to, such as `item up i3`. */
export const orderForm = z.object({ move: required('要移动的一项', 500), seen });
