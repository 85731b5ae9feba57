import { kindLabel, kindUnit, sectionLabel } from '../duties/labels.ts';
import { sectionOf, type DutyKind } from '../duties/rules.ts';
import type { FilingLabel, FilingState } from './rules.ts';

export const FILING_STATE_LABELS: Readonly<Record<FilingState, string>> = {
  draft: '草稿',
  submitted: '待审核',
  confirmed: '已确认',
  returned: '已退回',
  voided: '已作废',
};

/** Look of the state's tag. */
export const FILING_STATE_TONES: Readonly<Record<FilingState, string>> = {
  draft: 'quiet',
  submitted: 'due',
  confirmed: 'good',
  returned: 'bad',
  voided: 'quiet',
};

export const FILING_STEP_LABELS: Readonly<Record<FilingLabel, string>> = {
  change: '修改',
  submit: '提交',
  discard: '放弃',
  resubmit: '修改后重新提交',
  correct: '更正后重新提交',
  confirm: '确认',
  return: '退回',
  grade: '评定等次',
  void: '作废',
};

export const FILING_SOURCE_LABELS: Readonly<Record<'deputy' | 'staff' | 'import', string>> = {
  deputy: '代表本人登记',
  staff: '工作人员代为登记',
  import: '从文件导入',
};

export const FILING_REFUSALS: Record<string, string> = {
  'filing-role': '您的账号不能做这一步，请由主席团工作人员或主席团成员操作。',
  'filing-own': '这是您本人的履职登记（{code}），须由其他工作人员审核。',
  'filing-not-own': '只有代表本人才能修改、提交这条履职登记（{code}）。',
  'filing-words-of-deputy': '这条履职登记（{code}）是代表本人填写的，由代表修改后重新提交。',
  'filing-reason-missing': '请写明原因，代表会看到。',
  'filing-graded': '这条履职登记（{code}）已经确认并评定了等次，不能再改。有错请作废后重新登记。',
  'filing-quarter-closed':
    '这条履职登记（{code}）所在的季度已经公示，不能再评定等次。请作废后重新登记，按补登计分。',
  'filing-grade-missing': '这条履职登记（{code}）要先评定等次才能确认，请打开它选好等次。',
  'filing-evidence-missing':
    '积分办法要求这类履职有佐证，这条履职登记（{code}）还没有佐证，不能确认。请退回让代表补上，代为登记的请先添加佐证。',
  'filing-is-draft': '这条履职登记（{code}）还是草稿，代表提交以后才能办理。',
  'filing-is-submitted': '这条履职登记（{code}）已经提交，正在等待审核；审核以前不能修改，确认以后才能作废。',
  'filing-is-confirmed': '这条履职登记（{code}）已经确认。确认以后不能修改，有错请作废后重新登记。',
  'filing-is-returned': '这条履职登记（{code}）已经退回，重新提交以后才能办理。',
  'filing-is-voided': '这条履职登记（{code}）已经作废，不能再办理。',
  'filing-not-graded': '执行中的积分办法没有给这类履职分等次，不用评定。',
  'filing-grade-unknown': '积分办法中没有“{grade}”这个等次，请从列出的等次中选择。',
  'filing-in-future': '履职日期不能晚于今天。',
  'filing-not-yet': '{name} {day} 还没有当选，不能登记这一天的履职。',
  'filing-suspended': '{name} {day} 正暂停执行代表职务，不能登记这一天的履职。',
  'filing-ended': '{name} {day} 已经不是代表，不能登记这一天的履职。',
};

/** Which field of the form a refusal belongs to. */
export const FILING_REFUSAL_FIELDS: Record<string, string> = {
  'filing-in-future': 'occurredOn',
  'filing-not-yet': 'occurredOn',
  'filing-suspended': 'occurredOn',
  'filing-ended': 'occurredOn',
  'filing-reason-missing': 'reason',
  'filing-not-graded': 'grade',
  'filing-grade-unknown': 'grade',
  'filing-grade-missing': 'grade',
};

/** How a kind is offered for choice: 联系群众 · 走访选民（按人次计） */
export function kindChoiceLabel(kind: DutyKind): string {
  return `${sectionLabel(sectionOf(kind))} · ${kindLabel(kind)}（按${kindUnit(kind)}计）`;
}
