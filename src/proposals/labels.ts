import { chineseDate } from '../lib/dates.ts';
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
export function dueText({ assignedOn, months, dueOn }: Due): string {
  return `${chineseDate(assignedOn)}交办，办理期限${months}个月，最迟${chineseDate(dueOn)}答复`;
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

export const TIMING_TONES: Readonly<Record<Timing['code'], string>> = {
  unassigned: 'quiet',
  'in-time': '',
  'due-soon': 'due',
  overdue: 'bad',
  'answered-in-time': 'good',
  'answered-late': 'bad',
};
