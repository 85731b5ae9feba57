import type { GroupWarning } from './rules.ts';

export const GROUP_REFUSALS: Record<string, string> = {
  'delegation-name-taken': '已经有名为“{name}”的代表团，请换一个名称。',
  'group-name-taken': '已经有名为“{name}”的代表小组，请换一个名称。',
  'leader-not-member': '负责人要从本团、本组的代表中选，请重新选择。',
  'leader-not-in-office': '{name}目前不在任，不能担任负责人，请另选。',
  'group-quarter-closed': '这一天所在季度的积分已经公示，请交主席团工作人员补登。',
  'group-activity-there': '这一天已经登记过同名的活动（编号 {code}），不用再登记。有错请告诉主席团工作人员。',
  'group-nobody-due': '这一天没有在任的组员，请核对日期。',
  'group-own-leave': '自己的请假不能由自己批准，请告诉主席团工作人员。',
};

/** Which field of the form a refusal belongs to. */
export const GROUP_REFUSAL_FIELDS: Record<string, string> = {
  'delegation-name-taken': 'name',
  'group-name-taken': 'name',
  'leader-not-member': 'leaderId',
  'leader-not-in-office': 'leaderId',
};

/** Which field of a group activity's form a refusal belongs to. */
export const GROUP_ACTIVITY_REFUSAL_FIELDS: Record<string, string> = {
  'meeting-not-held': 'heldOn',
  'outside-term': 'heldOn',
  'group-quarter-closed': 'heldOn',
  'group-nobody-due': 'heldOn',
  'group-activity-there': 'title',
};

const WARNINGS: Readonly<Record<GroupWarning, string>> = {
  'too-few-members': '不足 3 人',
  'no-leader': '未定负责人',
  'leader-not-in-office': '负责人已不在任',
};

export const groupWarningLabel = (warning: GroupWarning): string => WARNINGS[warning];

/** On the desk, beside an activity that a leader recorded. */
export const LED_LABEL = '由组长、团长登记';
