import { z } from 'zod';
import { day, longText, optional, optionalId, required, requiredLongText } from '../forms/fields.ts';
import type { Day } from '../lib/dates.ts';
import { squeeze, splitNames } from '../lib/text.ts';

export const delegationForm = z.object({
  name: required('代表团名称', 40),
  leaderId: optionalId('团长'),
});

export type DelegationInput = z.output<typeof delegationForm>;

export const groupForm = z.object({
  name: required('代表小组名称', 40),
  leaderId: optionalId('组长'),
  focus: optional('类别侧重', 100),
  departments: longText('定向联系职能部门', 1000).transform(splitNames),
});

export type GroupInput = z.output<typeof groupForm>;

/** How a leader marks a member: there, on leave, or not there. */
export const GROUP_MARK_STATES = ['present', 'leave', 'absent'] as const;
export type GroupMarkState = (typeof GROUP_MARK_STATES)[number];

export interface GroupMark {
  deputyId: number;
  state: GroupMarkState;
  /** Of a leave. */
  reason: string;
}

/** What a leader writes down about an activity of the group. */
export interface GroupActivityInput {
  title: string;
  heldOn: Day;
  place: string;
  summary: string;
  marks: readonly GroupMark[];
}

/**
 * A group activity: beside its own fields, for each member `state-12` and, of a leave, `reason-12`. `ownId`: the leader,
 * who has no leave to grant to themself.
 */
export function groupActivityForm(
  today: Day,
  members: readonly { id: number; name: string }[],
  ownId: number,
) {
  const fields = z.object({
    title: required('活动名称', 300),
    heldOn: day('日期', today),
    place: optional('地点', 100),
    summary: requiredLongText('活动内容', 2000),
  });
  const line = { state: z.string().optional(), reason: z.string().optional() };
  const lines = Object.fromEntries(
    members.flatMap(({ id }) => [
      [`state-${id}`, line.state],
      [`reason-${id}`, line.reason],
    ]),
  );
  return z.object({ ...fields.shape, ...lines }).transform((values, context): GroupActivityInput => {
    const typed = values as Record<string, string | undefined>;
    const marks = members.flatMap(({ id, name }): GroupMark[] => {
      const state = GROUP_MARK_STATES.find((one) => one === typed[`state-${id}`]);
      const reason = squeeze(typed[`reason-${id}`] ?? '');
      const wrong = markFault(state, reason, name, id === ownId);
      if (wrong) context.addIssue({ code: 'custom', path: [`${wrong.at}-${id}`], message: wrong.text });
      return state && !wrong ? [{ deputyId: id, state, reason: state === 'leave' ? reason : '' }] : [];
    });
    const { title, heldOn, place, summary } = values;
    return { title, heldOn, place, summary, marks };
  });
}

function markFault(
  state: GroupMarkState | undefined,
  reason: string,
  name: string,
  isOwn: boolean,
): { at: 'state' | 'reason'; text: string } | null {
  if (!state || (isOwn && state === 'leave')) return { at: 'state', text: `请选择${name}的出勤` };
  if (state === 'leave' && reason === '') return { at: 'reason', text: `${name}请假，请填写事由` };
  return reason.length > 100 ? { at: 'reason', text: `${name}的事由最多 100 个字` } : null;
}
