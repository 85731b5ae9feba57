import type { GroupWarning } from './rules.ts';

export const GROUP_REFUSALS: Record<string, string> = {
  'delegation-name-taken': '已经有名为“{name}”的代表团，请换一个名称。',
  'group-name-taken': '已经有名为“{name}”的代表小组，请换一个名称。',
  'leader-not-member': '负责人要从本团、本组的代表中选，请重新选择。',
  'leader-not-in-office': '{name}目前不在任，不能担任负责人，请另选。',
};

/** Which field of the form a refusal belongs to. */
export const GROUP_REFUSAL_FIELDS: Record<string, string> = {
  'delegation-name-taken': 'name',
  'group-name-taken': 'name',
  'leader-not-member': 'leaderId',
  'leader-not-in-office': 'leaderId',
};

const WARNINGS: Readonly<Record<GroupWarning, string>> = {
  'too-few-members': '不足 3 人',
  'no-leader': '未定负责人',
  'leader-not-in-office': '负责人已不在任',
};

export const groupWarningLabel = (warning: GroupWarning): string => WARNINGS[warning];
