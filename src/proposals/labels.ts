import { chineseDate } from '../lib/dates.ts';
import type { Paper } from './papers.ts';
import type { ProposalAction } from './procedure.ts';
import type { AnswerClass, Due, ProposalKind, ProposalState, Satisfaction, Timing } from './rules.ts';

export const PROPOSAL_KIND_LABELS: Readonly<Record<ProposalKind, string>> = {
  motion: '议案',
  suggestion: '建议',
};

export const PROPOSAL_STATE_LABELS: Readonly<Record<ProposalState, string>> = {
  draft: '草稿',
  submitted: '已提交',
  registered: '已登记',
  assigned: '办理中',
  answered: '已答复',
  rated: '已评价',
  closed: '已办结',
  returned: '已退回',
  withdrawn: '已撤回',
};

export const PROPOSAL_STATE_TONES: Readonly<Record<ProposalState, string>> = {
  draft: 'quiet',
  submitted: 'due',
  registered: 'due',
  assigned: 'due',
  answered: '',
  rated: 'good',
  closed: 'good',
  returned: 'bad',
  withdrawn: 'quiet',
};

export const ANSWER_CLASS_LABELS: Readonly<Record<AnswerClass, string>> = {
  A: 'A 类：已经解决或采纳',
  B: 'B 类：正在解决或列入计划',
  C: 'C 类：因条件限制暂不能解决',
  D: 'D 类：留作参考',
};

export const SATISFACTION_LABELS: Readonly<Record<Satisfaction, string>> = {
  satisfied: '满意',
  fairly: '基本满意',
  dissatisfied: '不满意',
};

/** How the last day was reckoned: 2026年1月14日交办，办理期限3个月，最迟2026年4月14日答复 */
export function dueText({ assignedOn, months, dueOn, extendedFrom }: Due): string {
  const reckoned = `${chineseDate(assignedOn)}交办，办理期限${months}个月`;
  if (extendedFrom === null) return `${reckoned}，最迟${chineseDate(dueOn)}答复`;
  return `${reckoned}，到${chineseDate(extendedFrom)}；经同意延期，最迟${chineseDate(dueOn)}答复`;
}

export function timingText(timing: Timing): string {
  switch (timing.code) {
    case 'unassigned':
      return '还没有交办';
    case 'in-time':
      return `离期限还有 ${timing.daysLeft} 天`;
    case 'due-soon':
      return timing.daysLeft === 0 ? '今天到期' : `还有 ${timing.daysLeft} 天到期`;
    case 'overdue':
      return `已超期 ${timing.daysLate} 天`;
    case 'answered-in-time':
      return '按期答复';
    case 'answered-late':
      return `超期 ${timing.daysLate} 天答复`;
  }
}

/** Look of a timing: the nearer the last day, the louder. */
export function timingTone(timing: Timing): string {
  return timing.code === 'due-soon' && timing.within === 1 ? 'bad' : TIMING_TONES[timing.code];
}

const TIMING_TONES: Readonly<Record<Timing['code'], string>> = {
  unassigned: 'quiet',
  'in-time': '',
  'due-soon': 'due',
  overdue: 'bad',
  'answered-in-time': 'good',
  'answered-late': 'bad',
};

export const PROPOSAL_REFUSALS: Record<string, string> = {
  'proposal-role': '您的账号不能做这一步。',
  'proposal-is-draft': '这一件（{number}）还是草稿，提交以后才能办理。',
  'proposal-is-submitted': '这一件（{number}）还在等待登记，不能做这一步。',
  'proposal-is-registered': '这一件（{number}）还没有交办，不能做这一步。',
  'proposal-is-assigned': '这一件（{number}）正在办理，还没有答复，不能做这一步。',
  'proposal-is-answered': '这一件（{number}）已经答复，正在等代表评价，不能做这一步。',
  'proposal-is-rated': '这一件（{number}）已经评价，不能做这一步。',
  'proposal-is-closed': '这一件（{number}）已经办结，不能再办理。',
  'proposal-is-returned': '这一件（{number}）已经退回，修改后重新提交才能办理。',
  'proposal-is-withdrawn': '这一件（{number}）已经撤回，不能再办理。',
  'proposal-incomplete': '还没有写完整：标题和内容都要写；议案还要写明案由和案据。',
  'proposal-needs-five':
    '议案要有 5 名以上在任代表联名（领衔人算 1 名，同一人只算一次，每名附议人要本人同意）。',
  'proposal-undecided': '这是议案，先由主席团决定列入会议议程还是作为建议处理，才能交办。',
  'proposal-no-motion': '只有还没有决定的议案才能做这一步。',
  'proposal-not-on-agenda': '只有列入会议议程的议案才能这样办结；其他的要先交办、答复、评价。',
  'proposal-not-pending': '只有 B 类答复还没有落实的才能记落实情况。',
  'proposal-not-signed-for': '请先签收，再办理。',
  'proposal-signed-for-already': '已经签收过了。',
  'proposal-reason-missing': '请写明原因，领衔和附议的代表会看到。',
  'proposal-own': '您是这一件（{number}）的领衔或附议代表，请由其他工作人员办理。',
  'proposal-unchanged': '和原来一样，没有改动。',
  'proposal-number-taken': '编号 {number} 已经用过，请换一个。',
  'proposal-merge-unknown':
    '没有找到可以并入的 {number}：要是本届已登记、没有被并入别的一件，也不能是它自己。',
  'proposal-filed-ahead': '提出日期不能晚于今天。',
  'signer-not-in-office': '{name} {day} 不在任，不能领衔或附议。',
  'assigned-before-filed': '交办日期不能早于 {day}。',
  'assigned-ahead': '交办日期不能晚于今天。',
  'extension-not-later': '延期的日期要晚于 {day}。',
  'extension-waits': '已经有一份延期申请在等主席团决定。',
  'extension-none': '没有等待决定的延期申请。',
  'answered-ahead': '答复日期不能晚于今天。',
  'answered-before-assigned': '答复日期不能早于交办日期 {day}。',
  'answer-promise-missing': 'B 类答复要写明计划落实的日期。',
  'answer-promise-past': '计划落实的日期要晚于答复日期。',
  'answer-reason-missing': 'C 类、D 类答复要写明原因。',
};

/** Which field of a form a refusal belongs to. */
export const PROPOSAL_REFUSAL_FIELDS: Record<string, string> = {
  'proposal-number-taken': 'number',
  'proposal-merge-unknown': 'into',
  'proposal-reason-missing': 'reason',
  'proposal-filed-ahead': 'filedOn',
  'assigned-before-filed': 'assignedOn',
  'assigned-ahead': 'assignedOn',
  'extension-not-later': 'until',
  'answered-ahead': 'answeredOn',
  'answered-before-assigned': 'answeredOn',
  'answer-promise-missing': 'promisedOn',
  'answer-promise-past': 'promisedOn',
  'answer-reason-missing': 'classReason',
};

/** The words of a step's button. */
export const PROPOSAL_STEP_LABELS: Readonly<Record<ProposalAction, string>> = {
  change: '修改',
  sign: '答复附议',
  submit: '提交',
  register: '登记编号',
  return: '退回',
  withdraw: '撤回',
  decide: '决定如何处理议案',
  merge: '并入同类的一件',
  withhold: '是否公开',
  oversee: '重点督办',
  assign: '交办',
  reassign: '改交其他单位',
  'sign-for': '签收',
  refuse: '退回主席团',
  extend: '申请延期',
  contribute: '提出协办意见',
  'decide-extension': '决定延期申请',
  urge: '发督办函',
  answer: '答复',
  rate: '评价',
  close: '办结',
  'follow-up': '记落实情况',
};

export const SIGNATURE_LABELS = {
  asked: '等待本人同意',
  agreed: '已附议',
  declined: '不附议',
} as const;

const DUE_WORDS: Readonly<Record<string, string>> = {
  sign: '请您附议',
  draft: '草稿还没有提交',
  returned: '被退回，请修改后重新提交',
  answered: '已经答复，请您评价',
};

/** What waits for a deputy about a proposal: a signature, or what its state leaves to the lead; else nothing. */
export function dueWords(due: string): string {
  return DUE_WORDS[due] ?? '';
}

/** What the papers of a proposal are called. */
export const PAPER_LABELS: Readonly<Record<Paper, string>> = {
  form: '议案建议表',
  handling: '交办单',
  rating: '征询意见表',
  reply: '答复函',
  urging: '督办函',
};

export const HANDLING_PAPER_NAMES = { report: '议案建议办理情况报告', list: '议案建议目录' } as const;

/** What the desk looks for beside the state. */
export const PROPOSAL_TIMING_LABELS = {
  overdue: '超过答复期限',
  'due-soon': '15 天内到期',
  extension: '等待决定延期',
  refused: '单位退回、等待重新交办',
  'follow-up': 'B 类答复待落实',
  overseen: '重点督办',
} as const;
