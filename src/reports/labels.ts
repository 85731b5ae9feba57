import type { FigureCode } from './figures.ts';

export const FIGURE_LABELS: Record<FigureCode, string> = {
  sessions: '出席人代会',
  'session-halves': '出席人代会半天会议',
  activities: '参加闭会期间活动',
  money: '为民办实事投入',
};

export const REPORT_REFUSALS: Record<string, string> = {
  'report-published':
    '{name}的{year}年度述职报告表已经公开，不能再改。确需修改的，请先撤回（撤回的时间和原因会公开）。',
  'report-not-published': '这张述职报告表还没有公开，不用撤回。',
  'report-nothing-to-publish': '主席团意见还没有填写，不能公开。',
  'report-own': '不能填写或公开自己的主席团意见，请由其他主席团成员办理。',
};

export const REPORT_REFUSAL_FIELDS: Record<string, string> = {
  'report-nothing-to-publish': 'presidiumOpinion',
  'report-own': 'presidiumOpinion',
};

/** Name of a print run and of its file. */
export function runTitle(township: string, year: number, whose: string): string {
  return `${township}${whose}${year}年度述职报告表`;
}
