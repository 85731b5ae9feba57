import { z } from 'zod';
import { ACTIVITY_KINDS, type ActivityKind } from '../duties/rules.ts';
import {
  checkbox,
  choice,
  day,
  ids,
  longText,
  optional,
  optionalHundredths,
  required,
  requiredId,
  requiredLongText,
} from '../forms/fields.ts';
import type { Day } from '../lib/dates.ts';
import { squeeze, splitNames, toHalfWidth } from '../lib/text.ts';
import type { Circle } from './invitations.ts';
import { agendaItemFrom } from './labels.ts';
import type { Wish } from './roll.ts';
import { ATTENDANCE_STATES, isAttendanceState, type Mark } from './rules.ts';

export const congressSessionForm = z
  .object({ title: required('会议名称', 60), extra: checkbox() })
  .transform(({ title, extra }) => ({ title, regular: !extra }));

export function sittingForm(today: Day) {
  return z.object({
    heldOn: day('日期', today),
    half: choice('上午或下午', ['am', 'pm']),
    agenda: longText('议程', 3000).transform(agendaOf),
  });
}

function agendaOf(text: string) {
  const lines = text.split('\n').map(squeeze);
  return lines.filter((line) => line !== '').map(agendaItemFrom);
}

export const speechForm = z
  .object({ deputy: requiredId('发言的代表'), topic: required('发言内容', 200) })
  .transform(({ deputy, topic }) => ({ deputyId: deputy, topic }));

function activityFields(today: Day) {
  return {
    kind: choice('活动类别', ACTIVITY_KINDS),
    title: required('活动名称', 300),
    heldOn: day('日期', today),
    place: optional('地点', 100),
    organiser: optional('组织单位', 100),
    summary: longText('活动内容', 5000),
    cost: optionalHundredths('活动经费'),
  };
}

type ActivityTyped = {
  kind: ActivityKind;
  title: string;
  heldOn: string;
  place: string;
  organiser: string;
  summary: string;
  cost: number | null;
};

/** Yuan with two decimals are hundredths, which are fen. */
function withCents<T extends ActivityTyped>({ cost, ...fields }: T) {
  return { ...fields, costCents: cost };
}

export function activityForm(today: Day) {
  return z.object(activityFields(today)).transform(withCents);
}

const CODE = /^[\p{Script=Han}\w.-]{1,30}$/u;
const CIRCLE = /^(?:all|(group|delegation|district|category):(\d{1,12}))$/;

/** With what only a new activity has: its code, and whom it invites at once. */
export function newActivityForm(today: Day) {
  const code = optional('活动编号', 30)
    .transform(toHalfWidth)
    .refine((text) => text === '' || CODE.test(text), '活动编号只用汉字、字母、数字和短横线，例如 2026-H012');
  const circle = optional('邀请范围', 40).transform(circleFrom);
  return z.object({ ...activityFields(today), code, circle }).transform(withCents);
}

/** The value of a choice of circles, such as `all` or `group:3`; null for any other. */
function circleFrom(text: string): Circle | null {
  const [value, by, id] = CIRCLE.exec(text) ?? [];
  if (!value) return null;
  return by ? { by: by as 'group', id: Number(id) } : { by: 'all' };
}

export const circleForm = z.object({
  circle: optional('邀请范围', 40)
    .transform(circleFrom)
    .refine((circle) => circle !== null, '请选择邀请范围')
    .transform((circle): Circle => circle ?? { by: 'all' }),
});

export const namesForm = z.object({
  names: longText('代表', 2000)
    .transform(splitNames)
    .refine((names) => names.length > 0, '请填写代表姓名或代表证号'),
});

export const removalForm = z.object({ deputy: ids('代表') });

/** The names of a sheet's fields. */
export const ATTENDANCE_LINES = /^(?:state|reason|approver|was)-\d{1,12}$/;

/**
 * A sheet or some lines of it. Each line has fields named by the deputy's row id: `state-12`, `reason-12`,
 * `approver-12` and `was-12`, what the page showed: state, reason and approver with tabs between them, or nothing where
 * nothing was recorded. Lines without a state say nothing. `names` are for the messages.
 */
export function attendanceForm(names: ReadonlyMap<number, string>) {
  return z.record(z.string(), z.unknown()).transform((values, context): Wish[] => {
    const textOf = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    return Object.keys(values).flatMap((key): Wish[] => {
      const id = Number(/^state-(\d{1,12})$/.exec(key)?.[1] ?? Number.NaN);
      const state = textOf(key);
      if (Number.isNaN(id) || state === '') return [];
      const name = names.get(id) ?? '';
      const reason = squeeze(textOf(`reason-${id}`));
      const approver = squeeze(textOf(`approver-${id}`));
      if (!isAttendanceState(state)) wrong(key, `请重新选择${name}的出勤`);
      if (reason.length > 100) wrong(`reason-${id}`, `${name}的事由最多 100 个字`);
      if (approver.length > 50) wrong(`approver-${id}`, `${name}的批准人最多 50 个字`);
      return isAttendanceState(state)
        ? [{ deputyId: id, mark: { state, reason, approver }, ...shown(values[`was-${id}`]) }]
        : [];
    });
  });
}

/** What a line's hidden field says the page showed. */
function shown(text: unknown): { was?: Mark | null } {
  if (typeof text !== 'string') return {};
  const [state = '', reason = '', approver = ''] = text.split('\t');
  return { was: isAttendanceState(state) ? { state, reason, approver } : null };
}

/** The hidden field of a line, see `attendanceForm`. */
export function wasText(mark: Mark | null): string {
  return mark ? [mark.state, mark.reason, mark.approver].join('\t') : '';
}

/** A published mark put right (更正出勤): `why` and `approver` of the leave, `reason` of the correction. */
export const markCorrectionForm = z.object({
  state: choice(
    '出勤',
    ATTENDANCE_STATES.map(({ state }) => state),
  ),
  why: optional('事由', 100),
  approver: optional('批准人', 50),
  reason: requiredLongText('更正的原因', 300),
});
