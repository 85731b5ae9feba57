import { describe, expect, test } from 'vitest';
import { score, type PointRecord, type ScoredDeputy } from '../../src/points/score.ts';
import { ruleText, sectionCapText } from '../../src/schemes/labels.ts';
import { checkScheme, type Scheme } from '../../src/schemes/rules.ts';
import { CPPCC_TABLES, jinan, minhang, tongcheng } from './real-tables-cppcc.ts';
import { chunfu, CONGRESS_TABLES } from './real-tables.ts';

/** `MM-DD item quantity`, the day in 2026. */
type Row = readonly [day: string, item: string, quantity?: number, more?: Partial<PointRecord>];

const recordsOf = (deputy: string, rows: readonly Row[]): PointRecord[] =>
  rows.map(([day, item, quantity = 1, more = {}], index) => ({
    id: `${deputy}-${String(index).padStart(2, '0')}`,
    deputy,
    item,
    date: `2026-${day}`,
    quantity,
    ...more,
  }));

function yearOf(scheme: Scheme, deputy: ScoredDeputy, rows: readonly Row[]) {
  const records = recordsOf(deputy.id, rows);
  const [result] = score({ scheme, deputies: [deputy], records, asOf: '2026-12-31' }).deputies;
  if (result === undefined) throw new Error('no deputy');
  const { total, quarters, lines, settlements = [] } = result;
  const cut = [...lines, ...settlements].flatMap(({ item = '', granted, reason }) =>
    reason === undefined || reason === 'year-end' ? [] : [[item, granted, reason]],
  );
  const settled = settlements.map(({ kind, granted }) => [kind, granted]);
  return { total, quarters: quarters.map(({ points }) => points), cut, settled };
}

test.each([...CONGRESS_TABLES, ...CPPCC_TABLES].map((scheme) => [scheme.title, scheme] as const))(
  'the table of %s can be typed in as a scheme, without a fault or a warning',
  (_, scheme) => {
    expect(checkScheme(scheme)).toStrictEqual({ ok: true, scheme, warnings: [] });
  },
);

describe('井研县纯复乡: three suggestions make ten points, each more or less five', () => {
  test('somebody who does more than asked', () => {
    // Q1: 10 base, speeches 10 + 5, group 2.5. Q2: 5, 10, 15, group 2.5, 12 households 6 cut to 5.
    // Q3: a second survey is cut, group 2.5. Q4: speeches 5 + 5, 5, 5, 5, group 2.5, deed 5, four suggestions 15.
    const year = yearOf(chunfu, { id: '001' }, [
      ['02-20', '小组活动'],
      ['03-01', '提出建议'],
      ['03-05', '审议发言', 2],
      ['04-10', '列席主席团会'],
      ['04-10', '主席团会发言'],
      ['05-01', '提出建议'],
      ['05-20', '小组活动'],
      ['06-06', '参加调研'],
      ['06-30', '联系选民', 12],
      ['07-01', '提出建议'],
      ['08-20', '小组活动'],
      ['09-09', '参加调研'],
      ['10-01', '为民办实事'],
      ['10-10', '主席团会发言', 2],
      ['11-01', '提出建议'],
      ['11-20', '小组活动'],
      ['12-20', '活动记录'],
      ['12-20', '指导村民代表'],
      ['12-20', '经费使用'],
    ]);
    expect(year).toStrictEqual({
      total: 115,
      quarters: [27.5, 37.5, 2.5, 47.5],
      cut: [
        ['联系选民', 5, 'item-year-cap'],
        ['参加调研', 0, 'item-year-cap'],
      ],
      settled: [['target', 15]],
    });
  });

  test('somebody who missed twice and suggested nothing', () => {
    // Q1: 10 base, twice −10, the floor gives back 10. Q2 and Q3: group 2.5. Q4: 10 − 3 × 5 = −5.
    const year = yearOf(chunfu, { id: '002' }, [
      ['03-06', '缺席、迟到、早退', 2],
      ['05-20', '小组活动'],
      ['08-20', '小组活动'],
    ]);
    expect(year).toStrictEqual({
      total: 0,
      quarters: [0, 2.5, 2.5, -5],
      cut: [],
      settled: [
        ['section-floor', 10],
        ['target', -5],
      ],
    });
  });

  test('somebody who did exactly what is asked, and one who was elected in the course of the year', () => {
    const three = yearOf(chunfu, { id: '003' }, [['06-01', '提出建议', 3]]);
    expect(three).toMatchObject({ total: 20, quarters: [10, 0, 0, 10], settled: [['target', 10]] });
    const late = yearOf(chunfu, { id: '004', partYear: true }, []);
    expect(late).toMatchObject({ total: 10, cut: [['提出建议', 0, 'part-year']] });
  });

  test('in words', () => {
    const rules = chunfu.items.map(ruleText);
    expect(rules).toContain('应完成 3 条，得 10 分；每多（少）1 条加（扣）5 分；年底一并计分');
    expect(rules).toContain('第一次 15 分，以后每次 5 分');
    expect(chunfu.sections.map(sectionCapText)).toStrictEqual([
      '板块基础分 10 分，扣完为止，最低 0 分',
      '',
      '',
    ]);
  });
});

describe('桐城 2019: a meeting part that starts full, proposals shared by their signers', () => {
  test('the first of four signers, a member of the standing committee', () => {
    // Q1: 50, 10 × 50 % = 5, 15 × 50 % = 7.5. Q2: −2, activities 8, alone 10, filed 15 cut to 25 − 22.5 = 2.5.
    // Q3: −5, written speech 5 cut to 10 − 8 = 2. Q4: 10 + 5.
    const year = yearOf(tongcheng, { id: '001', category: '常委' }, [
      ['03-02', '提交提案', 1, { signers: 4, lead: true }],
      ['03-20', '提案立案', 1, { signers: 4, lead: true }],
      ['04-01', '参加活动', 4],
      ['05-10', '常委会请假'],
      ['06-01', '提交提案'],
      ['06-20', '提案立案'],
      ['08-10', '常委会缺席'],
      ['09-01', '书面发言'],
      ['10-01', '反映社情民意'],
      ['10-20', '被采用'],
    ]);
    expect(year).toStrictEqual({
      total: 93,
      quarters: [62.5, 18.5, -3, 15],
      cut: [
        ['提案立案', 2.5, 'section-cap'],
        ['书面发言', 2, 'section-cap'],
      ],
      settled: [],
    });
  });

  test('one of the three others: a third of the other half', () => {
    // 50 − 20 + 10 × 50 % / 3 = 1.67 + 15 × 50 % / 3 = 2.5.
    const year = yearOf(tongcheng, { id: '002', category: '委员' }, [
      ['03-02', '提交提案', 1, { signers: 4, lead: false }],
      ['03-03', '全会请假'],
      ['03-20', '提案立案', 1, { signers: 4, lead: false }],
    ]);
    expect(year).toMatchObject({ total: 34.17, quarters: [34.17, 0, 0, 0], cut: [] });
  });

  test('the meeting part falls no lower than nothing', () => {
    const year = yearOf(tongcheng, { id: '003', category: '常委' }, [
      ['03-03', '全会缺席'],
      ['05-10', '常委会请假'],
      ['11-11', '参加活动'],
    ]);
    expect(year).toStrictEqual({
      total: 2,
      quarters: [0, 0, 0, 2],
      cut: [],
      settled: [['section-floor', 2]],
    });
  });
});

describe('济南 2015: seventy to start with, at most fifty more, the first proposal is expected', () => {
  test('the second and every further filed proposal adds five', () => {
    // Q1: 70, 0 + 5. Q2: 5, key 5, charity 4. Q3: charity 8 cut to 6. Q4: excellent 10.
    const year = yearOf(jinan, { id: '001' }, [
      ['02-10', '第一提案人提案立案'],
      ['03-15', '第一提案人提案立案'],
      ['04-01', '社会公益', 2],
      ['05-20', '第一提案人提案立案'],
      ['05-20', '重点提案'],
      ['08-01', '社会公益', 4],
      ['12-01', '优秀提案'],
    ]);
    expect(year).toStrictEqual({
      total: 105,
      quarters: [75, 14, 6, 10],
      cut: [['社会公益', 6, 'item-year-cap']],
      settled: [],
    });
  });

  test('no more than fifty come on top, and an absence costs its thirty all the same', () => {
    // Q1: 70 − 30, seven proposals 6 × 5 = 30. Q2: 20, which makes 50. Q3: nothing is left.
    const year = yearOf(jinan, { id: '002' }, [
      ['02-01', '无故缺席全会'],
      ['03-15', '第一提案人提案立案', 7],
      ['06-01', '优秀提案', 2],
      ['07-01', '社会公益'],
    ]);
    expect(year).toMatchObject({
      total: 90,
      quarters: [70, 20, 0, 0],
      cut: [['社会公益', 0, 'section-cap']],
    });
  });
});

describe('上海闵行: of proposals only the best counts, and key or excellent, not both', () => {
  test('a better one later is granted the difference', () => {
    // Q1: 30, joint 3. Q2: 15, 10, lead 15 − 3 = 12, key joint 3. Q3: a second lead nothing. Q4: excellent 10 − 3 = 7.
    const year = yearOf(minhang, { id: '001' }, [
      ['01-20', '出席全会', 6],
      ['01-20', '联名提案人'],
      ['04-10', '第一提案人'],
      ['05-01', '重点提案联名人'],
      ['05-05', '参加活动', 3],
      ['06-01', '参加培训', 1, { grade: '全程' }],
      ['09-01', '第一提案人'],
      ['11-01', '优秀提案第一提案人'],
    ]);
    expect(year).toStrictEqual({
      total: 80,
      quarters: [33, 40, 0, 7],
      cut: [
        ['第一提案人', 12, 'best-only'],
        ['第一提案人', 0, 'best-only'],
        ['优秀提案第一提案人', 7, 'best-only'],
      ],
      settled: [],
    });
  });

  test('a lesser one later is granted nothing', () => {
    const year = yearOf(minhang, { id: '002' }, [
      ['02-01', '第一提案人'],
      ['07-01', '重点提案第一提案人'],
      ['10-01', '优秀提案第一提案人'],
    ]);
    expect(year).toMatchObject({ total: 30, quarters: [15, 0, 15, 0] });
  });
});
