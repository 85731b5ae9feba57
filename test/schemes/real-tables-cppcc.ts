import type { Scheme } from '../../src/schemes/rules.ts';
import { byNumber, each, judged, table } from './real-tables.ts';

/** Tables of consultative conferences (政协): not rules for deputies, but the fullest published mechanics. */
export const tongcheng = table('桐城 2019', [
  {
    title: '会议',
    base: 50,
    floor: 0,
    items: [
      each('全会请假', '次', -20, 20),
      each('全会缺席', '次', -50),
      { ...each('常委会请假', '次', -2), categories: ['常委'] },
      { ...each('常委会缺席', '次', -5), categories: ['常委'] },
    ],
  },
  {
    title: '提案',
    cap: 25,
    items: [
      { ...each('提交提案', '件', 10), split: 50 },
      { ...each('提案立案', '件', 15), split: 50 },
    ],
  },
  { title: '活动', cap: 10, items: [each('参加活动', '次', 2), each('书面发言', '次', 5)] },
  { title: '社情民意', cap: 15, items: [each('反映社情民意', '条', 10), each('被采用', '条', 5)] },
]);

export const jinan = table(
  '济南 2015',
  [
    { title: '基础', base: 70, items: [each('无故缺席全会', '次', -30), each('请假缺席全会', '次', -10)] },
    {
      title: '加分',
      cap: 50,
      items: [
        byNumber('第一提案人提案立案', '件', [1, 0], [2, 5]),
        each('重点提案', '件', 5),
        each('优秀提案', '件', 10),
        each('社会公益', '次', 2, 10),
      ],
    },
  ],
  { floor: 0, cap: 120 },
);

export const anqing = table('安庆 2018', [
  {
    title: '会议',
    base: 50,
    floor: 0,
    items: [each('无故缺席会议', '次', -5), each('无故缺席全会', '次', -10)],
  },
  { title: '提案', cap: 30, items: [each('提交提案', '件', 30)] },
]);

export const cityAA = table('AA 市', [
  { title: '全会', cap: 35, items: [each('出席全会', '次', 35)] },
  { title: '常委会', cap: 30, items: [{ ...each('出席常委会', '次', 7.5), categories: ['常委'] }] },
  { title: '活动', cap: 30, items: [each('参加活动', '次', 7.5)] },
  {
    title: '提案',
    items: [
      { ...each('单独提案', '件', 15), bestOf: '提案' },
      { ...each('联名提案第一提案人', '件', 10), bestOf: '提案' },
      { ...each('联名提案附议人', '件', 5), bestOf: '提案' },
      { ...byNumber('立案', '件', [1, 0], [2, 5]), cap: 20 },
      each('优秀提案', '件', 8),
    ],
  },
  {
    title: '信息',
    items: [
      each('报送信息', '条', 10, 10),
      { ...judged('多报信息', '条', { 采用: 3, 未采用: 1 }), cap: 20 },
      each('上级采用', '条', 6),
    ],
  },
]);

export const minhang = table('上海闵行', [
  {
    title: '会议活动',
    items: [
      each('出席全会', '半天', 5),
      each('参加活动', '次', 5),
      judged('参加培训', '次', { 全程: 10, 部分: 5 }),
      each('反映社情民意', '条', 5),
    ],
  },
  {
    title: '提案',
    items: [
      { ...each('第一提案人', '件', 15), bestOf: '提案' },
      { ...each('联名提案人', '件', 3), bestOf: '提案' },
      { ...each('重点提案第一提案人', '件', 15), bestOf: '重点、优秀提案' },
      { ...each('重点提案联名人', '件', 3), bestOf: '重点、优秀提案' },
      { ...each('优秀提案第一提案人', '件', 10), bestOf: '重点、优秀提案' },
      { ...each('优秀提案联名人', '件', 2), bestOf: '重点、优秀提案' },
    ],
  },
]);

export const xuanwei = table('宣威', [
  {
    title: '履职',
    items: [
      each('出席全会', '次', 2),
      each('参加其他会议', '次', 1),
      each('书面发言', '次', 2),
      each('口头发言', '次', 2),
      each('参加培训', '次', 1),
      each('调研、视察、评议', '次', 2),
    ],
  },
]);

export const CPPCC_TABLES: readonly Scheme[] = [tongcheng, jinan, anqing, cityAA, minhang, xuanwei];
