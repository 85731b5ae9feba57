import type { NameOrder } from '../lib/names.ts';

/** Settings of the register (设置), with what holds when nothing was chosen. */
export interface Settings {
  /** Which of the two official rules for single-character given names orders lists. */
  nameOrder: NameOrder;
  /** 公示期, days. */
  publicityDays: number;
  /** Months to answer a proposal: ordinary, and where broad or hard (代表法 art. 51; some provinces 2 and 4). */
  answerMonths: number;
  complexAnswerMonths: number;
  /** Whether ranks are shown to the public. */
  publicRanking: boolean;
  /** Prefix of notice numbers, such as 回镇人大; empty: 公示编号 by quarter. */
  documentPrefix: string;
}

export const DEFAULT_SETTINGS: Settings = {
  nameOrder: 'compact',
  publicityDays: 7,
  answerMonths: 3,
  complexAnswerMonths: 6,
  publicRanking: true,
  documentPrefix: '',
};
