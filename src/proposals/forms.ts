import { z } from 'zod';
import {
  checkbox,
  choice,
  day,
  ids,
  longText,
  optional,
  optionalDay,
  required,
  requiredId,
  requiredLongText,
} from '../forms/fields.ts';
import { isDay, type Day } from '../lib/dates.ts';
import { toHalfWidth } from '../lib/text.ts';
import { ANSWER_CLASSES, PROPOSAL_KINDS, SATISFACTIONS } from './rules.ts';

const text = {
  kind: choice('类型', PROPOSAL_KINDS),
  title: required('标题', 100),
  cause: longText('案由', 2000),
  basis: longText('案据', 5000),
  content: requiredLongText('内容', 10_000),
  sessionTitle: optional('人代会会议', 60),
  cosigners: ids('附议代表'),
};

/** A proposal (议案、建议) as its lead writes it. */
export const proposalForm = z
  .object(text)
  .transform(({ cosigners, ...rest }) => ({ ...rest, cosignerIds: cosigners }));

/** One that came on paper, as staff enter it. */
export function paperForm(today: Day) {
  return z
    .object({ lead: requiredId('领衔代表'), filedOn: pastDay('提出日期', today), ...text })
    .transform(({ lead, cosigners, ...rest }) => ({ ...rest, leadId: lead, cosignerIds: cosigners }));
}

function pastDay(label: string, today: Day) {
  return day(label, today).refine((on) => !isDay(on) || on <= today, `${label}不能晚于今天`);
}

/** Stands in addresses, so that it holds nothing that an address could be broken by. */
const number = required('编号', 30)
  .transform(toHalfWidth)
  .refine(
    (value) => /^[\p{Script=Han}\w.-]*$/u.test(value),
    '编号只用汉字、数字、字母和短横线，例如 2026-012',
  )
  .refine((value) => !/^D\d/i.test(value), '编号不要以 D 开头，那是草稿的编号');

const assignment = (today: Day) => ({
  leadUnit: requiredId('主办单位'),
  coUnits: ids('协办单位'),
  assignedOn: pastDay('交办日期', today),
  complex: checkbox(),
});

const assigned = <T extends { leadUnit: number; coUnits: number[] }>({ leadUnit, coUnits, ...rest }: T) => ({
  ...rest,
  leadUnitId: leadUnit,
  coUnitIds: coUnits,
});

/** The form of each step that asks for something. */
export const STEP_FORMS = {
  withdraw: () => z.object({ reason: longText('撤回原因', 500) }),
  register: () => z.object({ number }),
  return: () => z.object({ reason: requiredLongText('退回原因', 500) }),
  decide: () =>
    z.object({
      decision: choice('处理方式', ['agenda', 'turned']),
      reason: requiredLongText('理由', 500),
    }),
  merge: () => z.object({ into: required('并入哪一件的编号', 30), reason: requiredLongText('理由', 500) }),
  withhold: () => z.object({ reason: longText('不公开的原因', 300) }),
  oversee: () => z.object({ overseer: optional('督办人', 50) }),
  assign: (today: Day) => z.object(assignment(today)).transform(assigned),
  reassign: (today: Day) =>
    z.object({ ...assignment(today), reason: requiredLongText('改交的原因', 500) }).transform(assigned),
  urge: () => z.object({ number: optional('督办函编号', 40), words: requiredLongText('督办内容', 1000) }),
  refuse: () => z.object({ reason: requiredLongText('退回的原因', 500) }),
  extend: (today: Day) =>
    z.object({ until: day('延期到', today), reason: requiredLongText('延期的原因', 500) }),
  'decide-extension': () =>
    z.object({ granted: choice('是否同意', ['yes', 'no']), note: longText('说明', 500) }),
  contribute: () => z.object({ contribution: requiredLongText('协办意见', 5000) }),
  answer: (today: Day) =>
    z.object({
      answeredOn: pastDay('答复日期', today),
      documentNumber: optional('文号', 40),
      answerClass: choice('答复类别', ANSWER_CLASSES),
      answer: requiredLongText('答复内容', 10_000),
      promisedOn: optionalDay('计划落实的日期', today),
      classReason: longText('原因', 1000),
      contactName: optional('联系人', 50),
      contactPhone: optional('办公电话', 30),
    }),
  rate: () =>
    z.object({
      attitude: choice('对办理态度的评价', SATISFACTIONS),
      result: choice('对办理结果的评价', SATISFACTIONS),
      words: longText('评价意见', 1000),
    }),
  close: () => z.object({ reason: longText('办结说明', 500) }),
  'follow-up': () => z.object({ words: requiredLongText('落实情况', 1000), carriedOut: checkbox() }),
  sign: () => z.object({ agree: choice('是否附议', ['yes', 'no']) }),
  submit: () => z.object({}),
  'sign-for': () => z.object({}),
} as const;
export type FormedStep = keyof typeof STEP_FORMS;
