import { z } from 'zod';
import {
  checkbox,
  choice,
  day,
  longText,
  optional,
  optionalDay,
  optionalId,
  optionalMonth,
  required,
  requiredId,
} from '../forms/fields.ts';
import type { Day } from '../lib/dates.ts';
import { normaliseName } from '../lib/names.ts';
import { toHalfWidth } from '../lib/text.ts';
import { isReadingOf } from './readings.ts';
import { MANDATE_EVENT_KINDS, SUSPENSION_GROUNDS, TERMINATION_GROUNDS, type MandateGround } from './rules.ts';

export const SEXES = ['男', '女'] as const;

/** Stands in addresses (where "new" is the form) and in lists of several deputies, so nothing that separates. */
const certificateNumber = required('代表证号', 20)
  .transform(toHalfWidth)
  .refine(
    (text) => text !== 'new' && !/[\s,;、，；/\\?#%]/u.test(text),
    '代表证号中间不要有空格、标点，例如 001',
  );

const phone = optional('联系电话', 40)
  .transform(toHalfWidth)
  .refine(
    (text) => text === '' || /^\+?\d[\d\s()、,;-]{4,}$/.test(text),
    '联系电话请填数字，例如 13800000000',
  );

const personName = required('姓名', 50)
  .transform(normaliseName)
  .refine((name) => name !== '', '请填写姓名');

/** A person of an earlier term taken over (their id), a new person, or not yet said. */
const samePerson = optional('同名人员', 12)
  .refine((text) => /^(new|\d*)$/.test(text), '请选择是否同一人')
  .transform((text) => (text === 'new' ? ('new' as const) : text === '' ? null : Number(text)));

function pastDay(label: string, today: Day) {
  return day(label, today).refine((on) => on <= today, `${label}晚于今天，请核对`);
}

const fieldsOf = (today: Day) => ({
  certificateNumber,
  name: personName,
  reading: optional('姓名读音', 200),
  sex: choice('性别', SEXES),
  ethnicity: optional('民族', 20),
  bornMonth: optionalMonth('出生年月'),
  party: optional('党派', 40),
  education: optional('文化程度', 40),
  occupation: optional('职业职务', 100),
  phone,
  stateWorker: checkbox(),
  districtId: requiredId('选区'),
  delegationId: optionalId('代表团'),
  groupId: optionalId('代表小组'),
  categoryId: optionalId('代表类别'),
  electedOn: pastDay('当选日期', today),
  byElection: checkbox(),
  upperPost: optional('上级代表职务', 100),
  oathOn: optionalDay('宣誓日期', today).refine(
    (on) => on === null || on <= today,
    '宣誓日期晚于今天，请核对',
  ),
  oathText: longText('宣誓誓词', 1000),
});

const READING = {
  path: ['reading'],
  message: '姓名读音请按字写拼音，字与字之间空一格，例如 tan guan ying',
};

const isRead = ({ name, reading }: { name: string; reading: string }) =>
  reading === '' || isReadingOf(name, reading);

/** A deputy (代表): person and mandate, typed on one page. */
export function deputyForm(today: Day) {
  return z.object(fieldsOf(today)).refine(isRead, READING);
}

/** The same for a new deputy, who may be somebody of an earlier term. */
export function newDeputyForm(today: Day) {
  return z.object({ ...fieldsOf(today), samePerson }).refine(isRead, READING);
}

const GROUNDS = [...SUSPENSION_GROUNDS, ...TERMINATION_GROUNDS] as const;

/** A mandate event (资格变动). Whether the ground fits the event is the rules' business. */
export function mandateEventForm(today: Day) {
  return z.object({
    kind: choice('变动事项', MANDATE_EVENT_KINDS),
    on: day('生效日期', today),
    ground: optional('法定依据', 40)
      .refine((text) => text === '' || (GROUNDS as readonly string[]).includes(text), '请选择法定依据')
      .transform((text) => text as MandateGround | ''),
    document: optional('文件', 200),
  });
}

export const removalForm = z.object({ reason: required('撤销原因', 200) });
