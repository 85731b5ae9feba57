import { chineseDate } from '../lib/dates.ts';
import { dueText, SATISFACTION_LABELS, timingText } from './labels.ts';
import { timingOn, type AnswerClass, type Satisfaction } from './rules.ts';
import type { CourseEvent, DaysTaken } from './timeline.ts';
import type { PublicOnly } from './public-filter.ts';

/** What a withheld proposal is called wherever its title would stand. */
export const WITHHELD_TITLE = '不公开的议案建议';

export const PUBLIC_ONLY_LABELS: Readonly<Record<PublicOnly, string>> = {
  overdue: '超过期限没有答复',
  overseen: '重点督办',
  'follow-up': 'B 类答复待落实',
  again: '重新办理',
  'on-time': '首次答复按期',
  late: '首次答复超期',
  timed: '首次答复有交办日期',
  merged: '已并入其他',
};

export const HAS_ANSWER_LABEL = '有首次答复';

export const DECISION_LABELS = { agenda: '列入会议议程', turned: '不列入会议议程，作为建议办理' } as const;

/** A、B、C、D in tables whose heading says what they are. */
export const CLASS_NAMES: Readonly<Record<AnswerClass, string>> = {
  A: 'A 类',
  B: 'B 类',
  C: 'C 类',
  D: 'D 类',
};

/** One line of the course: what happened, in plain words. */
export function courseText({ code, about }: CourseEvent): string {
  const [first = ''] = about;
  switch (code) {
    case 'filed':
      return '代表提出';
    case 'registered':
      return '主席团登记';
    case 'agenda':
      return '主席团决定列入会议议程';
    case 'turned':
      return '主席团决定作为建议办理';
    case 'merged':
      return '并入同类的一件一起办理';
    case 'assigned':
      return first === '' ? '交办' : `交给${about.join('、')}办理`;
    case 'signed-for':
      return `${first}签收`;
    case 'extended':
      return `主席团同意延期，最迟${chineseDate(first)}答复`;
    case 'urged':
      return '主席团发出督办函';
    case 'answered':
      return first === '' ? '承办单位答复' : `承办单位答复（${first} 类）`;
    case 'rated':
      return '领衔代表评价';
    case 'handled-again':
      return `代表对结果不满意，${about.join('、')}重新办理`;
    case 'followed-up':
      return '有新的落实情况';
    case 'carried-out':
      return '已经落实';
    case 'closed':
      return '办结';
  }
}

/** 用了 45 天，期限 90 天 … and how both were reckoned. */
export function daysText({ used, isAnswered, allowed, allowedBefore }: DaysTaken): string {
  const spent = isAnswered ? `用了 ${used} 天` : `已经 ${used} 天，还没有答复`;
  const limit =
    allowedBefore === null ? `期限 ${allowed} 天` : `期限 ${allowedBefore} 天，延期后 ${allowed} 天`;
  return `${spent}；${limit}`;
}

export function reckoningText({ due }: DaysTaken): string {
  return `从交办的第二天算起。${dueText(due)}。`;
}

export function standingText(taken: DaysTaken, answeredOn: string | null, today: string): string {
  return timingText(timingOn({ answeredOn }, taken.due, today));
}

/** What a feed tells of a proposal. */
export const NEWS_LABELS = { registered: '登记', answered: '答复', rated: '评价' } as const;
export type ProposalNews = keyof typeof NEWS_LABELS;

/** 对办理态度满意，对办理结果基本满意 */
export function ratingText({ attitude, result }: Record<'attitude' | 'result', Satisfaction | null>): string {
  const word = (value: Satisfaction | null) => (value === null ? NO_RATING : SATISFACTION_LABELS[value]);
  return `对办理态度${word(attitude)}，对办理结果${word(result)}`;
}

const NO_RATING = '没有评价';
