import { z } from 'zod';
import { choice, day, required, requiredLongText } from '../forms/fields.ts';
import { normaliseName } from '../lib/names.ts';
import type { Day } from '../lib/dates.ts';
import { squeeze, toHalfWidth } from '../lib/text.ts';
import { OBJECTION_ACTIONS } from './rules.ts';

/** Keys are taken as they are: what does not stand in the notice is refused by the action. */
const key = z
  .string()
  .optional()
  .transform((text) => text ?? '');

const name = required('姓名', 30)
  .transform(normaliseName)
  .refine((text) => text !== '', '请填写姓名');

const anyPhone = z
  .string()
  .optional()
  .transform((text) => squeeze(toHalfWidth(text ?? '')))
  .refine(
    (text) => text === '' || (/^\+?[\d\s()-]{5,25}$/.test(text) && text.replace(/\D/g, '').length >= 5),
    '联系电话请填数字，例如 13800000000',
  );

const content = requiredLongText('哪里不对', 1000);

/** An objection (异议) as a voter sends it from the public notice. */
export const objectionForm = z.object({
  deputy: key,
  record: key,
  content,
  name,
  phone: anyPhone.refine((text) => text !== '', '请填写联系电话，答复前可能要向您核实'),
});

/** The same as a deputy sends it about the own line: the account says who it is. */
export const ownObjectionForm = z.object({ record: key, content });

/** The same as the desk enters it for somebody who came, wrote or phoned. */
export function deskObjectionForm(today: Day) {
  return z.object({
    deputy: key,
    record: key,
    day: day('提出日期', today),
    content,
    name,
    phone: anyPhone,
  });
}

/** The presidium's answer: summary and reasons are public. */
export const answerForm = z.object({
  action: choice('答复结论', OBJECTION_ACTIONS),
  summary: requiredLongText('公开摘要', 300),
  answer: requiredLongText('理由', 1000),
});

/** Following an objection by its number and code, however they were typed. */
export const followForm = z.object({
  reference: required('编号', 20).transform((text) => toHalfWidth(text).toUpperCase().replace(/\s/g, '')),
  code: required('查询码', 30).transform((text) => text),
});
