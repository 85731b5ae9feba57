import { describe, expect, test } from 'vitest';
import { buildAssessmentDocx, buildAssessmentSummaryDocx } from '../../src/documents/assessment-docx.ts';
import {
  assessmentPaper,
  assessmentSummary,
  type AssessmentPaperBody,
  type ScoredLine,
} from '../../src/documents/assessment-words.ts';
import { textsOf, wordsOf, xmlPart } from './support.ts';

const line = (title: string, more: Partial<ScoredLine> = {}): ScoredLine => ({
  title,
  computed: 300,
  self: 450,
  group: null,
  final: null,
  reasons: [],
  ...more,
});

const body = (more: Partial<AssessmentPaperBody> = {}): AssessmentPaperBody => ({
  township: '回龙镇',
  year: 2026,
  name: '田大利',
  certificate: '001',
  category: '',
  district: '回龙选区',
  delegation: '第一代表团',
  group: '',
  notice: { quarter: '2026Q4', version: 1 },
  sections: [
    {
      title: '闭会期间',
      lines: [line('参加视察', { reasons: ['代表自评：<漏记>一次', '小组评分：核实了'] })],
    },
    { title: '为民办事', lines: [line('宣讲', { computed: 0, self: 0 })] },
  ],
  fixed: [{ label: '基础分', hundredths: 6000 }],
  total: line('', { computed: 6300, self: 6450 }),
  ...more,
});

describe('the form of a year-end assessment', () => {
  test('holds every text of its model in Word too', async () => {
    const paper = assessmentPaper(body());
    const words = wordsOf(await buildAssessmentDocx({ title: '核定表', papers: [paper, paper] }));
    const texts = textsOf([
      paper.title,
      paper.subtitle,
      paper.person,
      paper.rows,
      paper.signatures,
      paper.note,
    ]);
    const plain = texts.flatMap((text) => text.split('\n')).map((text) => text.replace(/\s/g, ''));
    expect(plain.filter((text) => !words.includes(text))).toEqual([]);
  });

  test('leaves room for steps that were not handed in, and sums up what was', () => {
    expect(assessmentPaper(body()).rows).toEqual([
      ['参加视察', '3', '4.5', '', '', '代表自评：<漏记>一次\n小组评分：核实了'],
      ['宣讲', '0', '0', '', '', ''],
      ['基础分', '60', '60', '', '', ''],
      ['合计', '63', '64.5', '', '', ''],
    ]);
  });

  test('says — for what the register does not hold, and which correction it stands on', () => {
    const paper = assessmentPaper(body({ notice: { quarter: '2026Q4', version: 2 } }));
    expect(paper.person[0]?.[2]).toEqual(['代表类别', '—']);
    expect(paper.note).toContain('2026年第四季度履职积分公示（更正1）');
  });

  test('has columns that fill the page, and its heading row on every page', async () => {
    const paper = assessmentPaper(body());
    expect(paper.columns.reduce((sum, { width }) => sum + width, 0)).toBe(40);
    const $ = xmlPart(await buildAssessmentDocx({ title: '核定表', papers: [paper] }), 'word/document.xml');
    expect($('w\\:tblHeader').length).toBe(1);
  });
});

describe('the summary of a year', () => {
  const summary = assessmentSummary({
    title: '回龙镇2026年度积分核定汇总表',
    deputies: [
      {
        name: '田大利',
        group: '城区组',
        total: line('', { computed: 6300, self: 6300, group: 6300, final: 6550 }),
      },
      { name: '石兰', group: '', total: line('', { computed: 6100, self: 6100, group: 6000, final: 6000 }) },
      { name: '李小组', group: '', total: line('', { computed: 6100, self: null }) },
    ],
    order: '按核定积分从高到低',
  });

  test('shows each step’s total and what the presidium changed', async () => {
    expect(summary.lines).toEqual(['共 3 名代表，已核定 2 名。']);
    expect(summary.rows).toEqual([
      ['1', '田大利', '城区组', '63', '63', '63', '65.5', '+2.5'],
      ['2', '石兰', '—', '61', '61', '60', '60', '-1'],
      ['3', '李小组', '—', '61', '', '', '', ''],
    ]);
    expect(summary.columns.reduce((sum, { width }) => sum + width, 0)).toBe(40);
    const words = wordsOf(await buildAssessmentSummaryDocx(summary));
    for (const text of ['回龙镇2026年度积分核定汇总表', '田大利', '+2.5', '主席团（盖章）'])
      expect(words).toContain(text);
  });
});
