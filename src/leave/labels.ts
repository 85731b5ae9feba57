import { chineseDate, halfLabel, type Day, type Half } from '../lib/dates.ts';
import type { LeaveDecision, LeaveState } from './rules.ts';

export const LEAVE_STATE_LABELS: Readonly<Record<LeaveState, string>> = {
  asked: '待批',
  approved: '已批准',
  refused: '没有批准',
  withdrawn: '已撤回',
};

/** Look of the state's tag. */
export const LEAVE_STATE_TONES: Readonly<Record<LeaveState, string>> = {
  asked: 'due',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'quiet',
};

export const LEAVE_DECISION_LABELS: Readonly<Record<LeaveDecision, string>> = {
  approve: '批准',
  refuse: '不批准',
};

/** Who approved where no account did, as on the terminal. */
export const APPROVED_BY_PRESIDIUM = '主席团';

/** 第六届第三次会议（2026年1月15日上午）, or the activity's title with its day. */
export function leaveMeeting({
  title,
  heldOn,
  half,
}: {
  title: string;
  heldOn: Day;
  half: Half | null;
}): string {
  return `${title}（${chineseDate(heldOn)}${half === null ? '' : halfLabel(half)}）`;
}

export const LEAVE_REFUSALS: Record<string, string> = {
  'leave-role': '请假由主席团成员审批，您的账号不能做这一步。',
  'leave-own': '不能审批自己的请假，请由主席团其他成员审批。',
  'leave-not-own': '只能撤回自己的请假。',
  'leave-note-missing': '请写明不批准的理由，代表会看到。',
  'leave-is-asked': '{meeting}的请假已经提交，正在等主席团审批。',
  'leave-is-approved': '{meeting}的请假已经批准，决定以后不能再改。',
  'leave-is-refused': '{meeting}的请假没有批准，决定以后不能再改。',
  'leave-is-withdrawn': '{meeting}的请假已经由本人撤回。',
  'leave-not-due': '您不在{meeting}的应到名单里，不用请假。',
  'leave-meeting-over': '{meeting}已经过了，不能再请假。有特殊情况请和工作人员联系。',
  'leave-roll-taken': '{meeting}已经登记出勤，不能再请假。有特殊情况请和工作人员联系。',
};

/** Which field of a form a refusal belongs to. */
export const LEAVE_ASKING_FIELDS: Record<string, string> = {
  'leave-is-asked': 'sitting',
  'leave-is-approved': 'sitting',
  'leave-not-due': 'sitting',
  'leave-meeting-over': 'sitting',
  'leave-roll-taken': 'sitting',
};

export const LEAVE_DECISION_FIELDS: Record<string, string> = {
  'leave-note-missing': 'note',
  'leave-own': 'request',
  'leave-is-approved': 'request',
  'leave-is-refused': 'request',
  'leave-is-withdrawn': 'request',
};
