/** The words of the year-end assessment's papers (年度积分核定表、汇总表), as pure functions of what was scored. */
import { chineseQuarter, type Quarter } from '../lib/dates.ts';
import { formatHundredths } from '../lib/hundredths.ts';
import type { TableColumn } from './models.ts';

/** Points of one line in hundredths: computed, and by step; null for a step that was not handed in. */
export interface ScoredLine {
  title: string;
  computed: number;
  self: number | null;
  group: number | null;
  final: number | null;
  /** 代表自评：…, one sentence each. */
  reasons: string[];
}

export interface AssessmentPaperBody {
  /** 回龙镇 */
  township: string;
  year: number;
  name: string;
  certificate: string;
  category: string;
  district: string;
  delegation: string;
  group: string;
  notice: { quarter: Quarter; version: number };
  sections: { title: string; lines: ScoredLine[] }[];
  /** What nobody scores. */
  fixed: { label: string; hundredths: number }[];
  total: ScoredLine;
}

/** One deputy's form; cells that are empty are filled in by hand. */
export interface AssessmentPaper {
  title: string;
  /** （2026年度） */
  subtitle: string;
  /** Rows of label and value. */
  person: [label: string, value: string][][];
  columns: TableColumn[];
  rows: string[][];
  /** Lines to sign and date by hand. */
  signatures: [title: string, line: string][];
  note: string;
}

export interface AssessmentRun {
  title: string;
  papers: AssessmentPaper[];
}

/** The summary table of a year. */
export interface AssessmentSummary {
  title: string;
  lines: string[];
  columns: TableColumn[];
  rows: string[][];
  order: string;
  signature: string;
}

const NONE = '—';
const filled = (text: string) => (text === '' ? NONE : text);
const shown = (hundredths: number | null) => (hundredths === null ? '' : formatHundredths(hundredths));
const center = (title: string, width: number): TableColumn => ({ title, width, align: 'center' });
const left = (title: string, width: number): TableColumn => ({ title, width, align: 'left' });

const COLUMNS: readonly TableColumn[] = [
  left('项目', 13),
  center('计算', 4),
  center('自评', 4),
  center('小组', 4),
  center('核定', 4),
  left('与计算不同的理由', 11),
];

const signatureLine = (who: string) => `${who}：　　　　　　　　　年　　月　　日`;

export function assessmentPaper(body: AssessmentPaperBody): AssessmentPaper {
  const { township, year, notice, sections, fixed, total } = body;
  const version = notice.version === 1 ? '' : `（更正${notice.version - 1}）`;
  return {
    title: `${township}人大代表年度积分核定表`,
    subtitle: `（${year}年度）`,
    person: personRows(body),
    columns: [...COLUMNS],
    rows: [
      ...sections.flatMap(({ lines }) => lines.map(lineRow)),
      ...fixed.map(({ label, hundredths }) => fixedRow(label, hundredths, total)),
      ['合计', ...pointCells(total), ''],
    ],
    signatures: [
      ['代表本人', signatureLine('代表（签名）')],
      ['代表小组', signatureLine('组长（签名）')],
      ['主席团', signatureLine('主席团（盖章）')],
    ],
    note: `计算一栏取自${chineseQuarter(notice.quarter)}履职积分公示${version}。分数与计算不同的，须写明理由；基础分、结算等不评分，各栏相同。`,
  };
}

function personRows(body: AssessmentPaperBody): AssessmentPaper['person'] {
  return [
    [
      ['姓名', body.name],
      ['代表证号', body.certificate],
      ['代表类别', filled(body.category)],
    ],
    [
      ['选区', filled(body.district)],
      ['代表团', filled(body.delegation)],
      ['代表小组', filled(body.group)],
    ],
  ];
}

function lineRow(line: ScoredLine): string[] {
  return [line.title, ...pointCells(line), line.reasons.join('\n')];
}

/** The same in every step that was handed in. */
function fixedRow(label: string, hundredths: number, total: ScoredLine): string[] {
  const same = (step: number | null) => (step === null ? null : hundredths);
  const line = {
    computed: hundredths,
    self: same(total.self),
    group: same(total.group),
    final: same(total.final),
  };
  return [label, ...pointCells(line), ''];
}

function pointCells(line: Pick<ScoredLine, 'computed' | 'self' | 'group' | 'final'>): string[] {
  return [shown(line.computed), shown(line.self), shown(line.group), shown(line.final)];
}

/** Everybody's totals, in the order given. */
export function assessmentSummary(body: {
  title: string;
  deputies: { name: string; group: string; total: ScoredLine }[];
  order: string;
}): AssessmentSummary {
  const done = body.deputies.filter(({ total }) => total.final !== null).length;
  return {
    title: body.title,
    lines: [`共 ${body.deputies.length} 名代表，已核定 ${done} 名。`],
    columns: [
      center('序号', 3),
      center('姓名', 6),
      center('代表小组', 9),
      center('计算', 4),
      center('自评', 4),
      center('小组', 4),
      center('核定', 5),
      center('差额', 5),
    ],
    rows: body.deputies.map(({ name, group, total }, index) => [
      String(index + 1),
      name,
      filled(group),
      ...pointCells(total),
      total.final === null ? '' : signed(total.final - total.computed),
    ]),
    order: body.order,
    signature: signatureLine('主席团（盖章）'),
  };
}

function signed(hundredths: number): string {
  return hundredths > 0 ? `+${formatHundredths(hundredths)}` : formatHundredths(hundredths);
}
