import type { Scheme, SchemeItem, SchemeSection } from '../../src/schemes/rules.ts';

/**
 * Scoring tables that people's congresses have published, typed as schemes. Where a table was published without the value
 * of an item, the value here is an example and the table says so.
 */
type ItemRow = Partial<SchemeItem> & Pick<SchemeItem, 'title' | 'unit'>;
type SectionRow = Partial<SchemeSection> & { readonly title: string; readonly items: readonly ItemRow[] };

export function table(title: string, rows: readonly SectionRow[], totals: Partial<Scheme> = {}): Scheme {
  const sections = rows.map(({ items: _items, ...row }, index) => ({ code: `s${index}`, cap: null, ...row }));
  const items = rows.flatMap((row, index) =>
    row.items.map((item): SchemeItem => ({ code: item.title, section: `s${index}`, ...item })),
  );
  return { id: title, title, year: 2026, base: 0, floor: null, cap: null, ...totals, sections, items };
}

export const each = (title: string, unit: string, points: number, cap?: number): ItemRow =>
  cap === undefined ? { title, unit, points } : { title, unit, points, cap };

export const byNumber = (
  title: string,
  unit: string,
  ...rows: [from: number, points: number][]
): ItemRow => ({
  title,
  unit,
  tiers: rows.map(([from, points]) => ({ from, points })),
});

/** A value that is judged between two ends, such as 5–10 points: its grades. */
export const judged = (title: string, unit: string, grades: Record<string, number>): ItemRow => ({
  title,
  unit,
  grades,
});
const FIVE_TO_TEN = { 好: 10, 较好: 7.5, 一般: 5 };

export const jiangbei = table('重庆江北区', [
  {
    title: '履职',
    items: [
      { ...each('提出建议', '件', 3), kinds: ['motion.led', 'suggestion.led'] },
      { ...each('参加视察调研', '次', 3), kinds: ['activity.inspection', 'activity.survey'] },
      { ...each('人代会请假', '半天', -1), kinds: ['session.leave'] },
    ],
  },
]);

/** 40 and 60 are published, the values within them are not. */
export const mati = table('肃南马蹄乡', [
  { title: '会议期间', cap: 40, items: [each('出席人代会', '次', 20, 40)] },
  {
    title: '闭会期间',
    cap: 60,
    items: [
      each('参加培训', '次', 10, 20),
      each('提出建议', '件', 5, 10),
      each('参加视察', '次', 5, 15),
      each('接待选民', '次', 3, 9),
      each('述职', '次', 6, 6),
    ],
  },
  { title: '附加', items: [each('附加事项', '项', 5)] },
]);

/** Scores villages: every part starts full and is taken from until nothing is left. */
export const huangcheng = table('肃南皇城镇', [
  { title: '宣传', base: 30, floor: 0, items: [each('宣传不全', '次', -15)] },
  {
    title: '走访和建议',
    base: 30,
    floor: 0,
    items: [each('不走访', '次', -10), each('没有建议', '年', -30)],
  },
  { title: '述职评议', base: 20, floor: 0, items: [each('代表不述职', '名', -5)] },
  { title: '按时参加', base: 20, floor: 0, items: [each('代表缺席', '次', -2)] },
]);

/** What a lapse costs is not published: here all of its ten points. */
export const chunfu = table('井研县纯复乡', [
  { title: '纪律', base: 10, floor: 0, items: [each('缺席、迟到、早退', '次', -10)] },
  {
    title: '大会和主席团会',
    items: [
      { title: '提出建议', unit: '条', target: { quantity: 3, points: 10, more: 5, less: 5 } },
      byNumber('审议发言', '次', [1, 10], [2, 5]),
      each('列席主席团会', '次', 5, 5),
      byNumber('主席团会发言', '次', [1, 15], [2, 5]),
    ],
  },
  {
    title: '闭会期间',
    items: [
      each('参加调研', '次', 10, 10),
      each('活动记录', '份', 5, 5),
      each('指导村民代表', '次', 5, 5),
      each('经费使用', '年', 5, 5),
      each('小组活动', '次', 2.5, 10),
      each('联系选民', '户', 0.5, 5),
      each('评优', '次', 5, 5),
      each('为民办实事', '件', 5, 5),
    ],
  },
]);

export const app2023 = table('履职积分 2023', [
  {
    title: '履职',
    items: [
      each('约见负责人或旁听庭审', '次', 5),
      each('持证视察并有报告', '次', 10),
      each('“七个一”达标', '项', 5),
      judged('“七个一”之外办实事', '件', FIVE_TO_TEN),
      each('小组活动、培训、视察、列席', '次', 5),
      each('听证、测评、检查、调研', '次', 5),
      judged('述职', '次', FIVE_TO_TEN),
      each('代表之家值班', '次', 5),
      judged('值班解决问题', '件', FIVE_TO_TEN),
      judged('完成履职登记表', '份', FIVE_TO_TEN),
    ],
  },
]);

/** A rate of attendance is read from the register by a person, who gives the points within its band. */
export const attendanceBands = table('乡镇代表考核范本', [
  { title: '政治立场', base: 10, floor: 0, items: [each('违反政治纪律', '次', -10)] },
  { title: '道德', base: 10, floor: 0, items: [each('违反社会公德', '次', -5)] },
  {
    title: '出席',
    cap: 15,
    items: [
      {
        ...judged('人代会出席率', '年', {
          '90% 以上（高）': 15,
          '90% 以上（低）': 12,
          '80% 至 89%（高）': 11,
          '80% 至 89%（低）': 8,
          '不足 80%（高）': 7,
          '不足 80%（低）': 0,
        }),
        bestOf: '出席率',
        source: 'manual',
      },
    ],
  },
]);

export const CONGRESS_TABLES: readonly Scheme[] = [
  jiangbei,
  mati,
  huangcheng,
  chunfu,
  app2023,
  attendanceBands,
];
