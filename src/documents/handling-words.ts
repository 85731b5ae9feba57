/** The presidium's yearly report on handling, and the list of motions and suggestions, from what was counted. */
import { chineseDate, type Day } from '../lib/dates.ts';
import { percentText } from '../lib/shares.ts';
import { letterhead } from './letterhead.ts';
import type { AnnexTable, NoticeDocument } from './models.ts';

export interface CountAndShare {
  count: number;
  /** Hundredths of a percent. */
  share: number;
}

export interface FiguresOnPaper {
  total: number;
  motions: number;
  suggestions: number;
  merged: number;
  answered: number;
  onTime: { count: number; of: number };
  overdue: number;
  medianDays: number | null;
  pending: number;
  again: number;
  closed: number;
}

/** Named counts with their shares: classes of answers, ratings. */
export interface CountsOnPaper {
  label: string;
  count: number;
  share: number;
}

export interface HandlingReport {
  congress: string;
  presidium: string;
  year: number;
  asOf: Day;
  figures: FiguresOnPaper;
  classes: CountsOnPaper[];
  attitudes: CountsOnPaper[];
  results: CountsOnPaper[];
  units: { name: string; figures: FiguresOnPaper; classes: CountsOnPaper[] }[];
}

export interface ListedProposal {
  number: string;
  kind: string;
  title: string;
  lead: string;
  cosigners: number;
  unit: string;
  state: string;
  answerClass: string;
}

const counted = ({ label, count, share }: CountsOnPaper) => `${label}${count}件，占${percentText(share)}`;
const sumOf = (counts: readonly CountsOnPaper[]) => counts.reduce((sum, { count }) => sum + count, 0);

/** Given to the congress and published (代表法 art. 51, 组织法 art. 42). */
export function handlingReport(report: HandlingReport): NoticeDocument {
  const { congress, presidium, year, figures, classes, attitudes, results, asOf } = report;
  const rated = sumOf(results);
  return {
    redHead: letterhead(presidium),
    number: '',
    title: `关于${year}年代表议案和建议、批评和意见\n办理情况的报告`,
    correction: null,
    paragraphs: [
      `${year}年，${congress}代表共提出议案和建议、批评和意见${figures.total}件，其中议案${figures.motions}件，建议、批评和意见${figures.suggestions}件` +
        (figures.merged > 0 ? `，并案处理${figures.merged}件。` : '。'),
      `截至${chineseDate(asOf)}，已首次答复${figures.answered}件。有交办日期的答复${figures.onTime.of}件，其中按期答复${figures.onTime.count}件` +
        (figures.medianDays === null ? '。' : `，从交办到首次答复的天数中位数为${figures.medianDays}天。`) +
        (figures.overdue > 0 ? `超过期限还没有答复的${figures.overdue}件。` : ''),
      ...(sumOf(classes) > 0
        ? [`按最后一次答复分类（共${sumOf(classes)}件）：${classes.map(counted).join('；')}。`]
        : []),
      ...(rated > 0
        ? [
            `领衔代表对办理结果作出评价的${rated}件：${results.map(counted).join('；')}。对办理态度：${attitudes
              .map(counted)
              .join('；')}。`,
          ]
        : ['还没有代表作出评价。']),
      `因代表对结果不满意重新办理的${figures.again}件；列入计划、继续跟踪落实的${figures.pending}件；已办结${figures.closed}件。`,
    ],
    tables: [unitTable(report)],
    notes: [
      '首次答复指第一次办理中的答复；按期指在答复期限内，经同意延期的按延期后的期限；各项占比按最大余数法保留两位小数，合计为100%。',
      `数据截至${chineseDate(asOf)}。`,
    ],
    signature: { organ: presidium, date: chineseDate(asOf) },
    verification: null,
  };
}

function unitTable({ units, classes, year }: HandlingReport): AnnexTable {
  const letters = classes.map(({ label }) => label.slice(0, 1));
  return {
    caption: `${year}年各承办单位办理情况`,
    columns: [
      { title: '承办单位', width: 12, align: 'left' },
      { title: '主办', width: 4, align: 'right' },
      { title: '首次答复', width: 5, align: 'right' },
      { title: '按期', width: 5, align: 'right' },
      ...letters.map((letter) => ({ title: `${letter}类`, width: 3, align: 'right' as const })),
      { title: '未落实', width: 2, align: 'right' },
    ],
    rows: units.map(({ name, figures, classes: own }) => [
      name,
      String(figures.total),
      String(figures.answered),
      `${figures.onTime.count}/${figures.onTime.of}`,
      ...own.map(({ count }) => String(count)),
      String(figures.pending),
    ]),
  };
}

/** 议案建议目录 of a session or a year. */
export function proposalList(
  { congress, presidium, year, asOf }: Pick<HandlingReport, 'congress' | 'presidium' | 'year' | 'asOf'>,
  session: string,
  proposals: readonly ListedProposal[],
): NoticeDocument {
  const scope = session === '' ? `${year}年` : session;
  return {
    redHead: null,
    number: '',
    title: `${congress}代表\n议案和建议、批评和意见目录`,
    correction: null,
    paragraphs: [`${scope}共登记${proposals.length}件，按编号排列。`],
    tables: [
      {
        caption: `${scope}议案和建议、批评和意见目录`,
        columns: [
          { title: '编号', width: 5, align: 'left' },
          { title: '类型', width: 3, align: 'left' },
          { title: '标题', width: 14, align: 'left' },
          { title: '领衔', width: 5, align: 'left' },
          { title: '附议', width: 3, align: 'right' },
          { title: '主办单位', width: 6, align: 'left' },
          { title: '办理', width: 4, align: 'left' },
        ],
        rows: proposals.map((one) => [
          one.number,
          one.kind,
          one.title,
          one.lead,
          String(one.cosigners),
          one.unit,
          one.answerClass === '' ? one.state : `${one.state} ${one.answerClass}`,
        ]),
      },
    ],
    notes: [],
    signature: { organ: presidium, date: chineseDate(asOf) },
    verification: null,
  };
}
