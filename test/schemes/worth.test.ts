import { describe, expect, test } from 'vitest';
import {
  boundsText,
  ruleText,
  schemeFaultText,
  schemeWarningText,
  sectionCapText,
} from '../../src/schemes/labels.ts';
import {
  checkScheme,
  startingPoints,
  type SchemeFaultCode,
  type SchemeItem,
  type SchemeWarningCode,
} from '../../src/schemes/rules.ts';

type Json = Record<string, unknown>;

const SECTION = { code: 'session', title: '大会期间', cap: null };
const ITEM = { code: 'proposal', section: 'session', title: '提出建议', unit: '件' };
const TIERS = [
  { from: 1, points: 10 },
  { from: 2, points: 5 },
];
const TARGET = { quantity: 3, points: 10, more: 5, less: 5 };

function scheme(change: Json = {}): Json {
  return { id: 's1', title: '办法', year: 2026, sections: [SECTION], items: [ITEM], ...change };
}

const withItem = (change: Json): Json => scheme({ items: [{ ...ITEM, ...change }] });
const withItems = (...changes: Json[]): Json =>
  scheme({
    sections: [SECTION, { ...SECTION, code: 'recess', title: '闭会期间' }],
    items: changes.map((change, index) => ({ ...ITEM, code: `i${index}`, ...change })),
  });

function faultsOf(json: unknown): [path: string, code: SchemeFaultCode][] {
  const check = checkScheme(json);
  return check.ok ? [] : check.faults.map(({ path, code }) => [path, code]);
}

function warningsOf(json: unknown): [path: string, code: SchemeWarningCode][] {
  const check = checkScheme(json);
  if (!check.ok) throw new Error(check.faults.map(schemeFaultText).join('\n'));
  return check.warnings.map(({ path, code }) => [path, code]);
}

function textsOf(json: unknown): string[] {
  const check = checkScheme(json);
  return check.ok ? check.warnings.map(schemeWarningText) : check.faults.map(schemeFaultText);
}

test('points by number, targets, bests, shares, bases and floors come back as they were written', () => {
  const json = scheme({
    sections: [{ ...SECTION, base: 50, floor: 0 }],
    items: [
      { ...ITEM, code: 'a', tiers: TIERS, cap: 20 },
      { ...ITEM, code: 'b', target: TARGET, cap: 18 },
      { ...ITEM, code: 'c', grades: { A: 5 }, bestOf: '提案', split: 50 },
      { ...ITEM, code: 'd', points: 3, bestOf: '提案', split: 'equal' },
      { ...ITEM, code: 'e', points: 3, bestOf: null, split: null },
    ],
  });
  expect(checkScheme(json)).toStrictEqual({
    ok: true,
    warnings: [],
    scheme: { ...json, base: 0, floor: null, cap: null },
  });
});

describe('a scheme is at fault', () => {
  const cases: [what: string, json: unknown, path: string, code: SchemeFaultCode][] = [
    ['with no rows by number', withItem({ tiers: [] }), 'items[0].tiers', 'tiers-empty'],
    ['with rows by number that are no list', withItem({ tiers: {} }), 'items[0].tiers', 'not-list'],
    ['with a row that is a number', withItem({ tiers: [10] }), 'items[0].tiers[0]', 'not-object'],
    [
      'with rows that begin at the second',
      withItem({ tiers: [{ from: 2, points: 5 }] }),
      'items[0].tiers[0].from',
      'tiers-out-of-order',
    ],
    [
      'with rows out of order',
      withItem({ tiers: [...TIERS, { from: 2, points: 1 }] }),
      'items[0].tiers[2].from',
      'tiers-out-of-order',
    ],
    [
      'with a row from half a piece on',
      withItem({ tiers: [...TIERS, { from: 2.5, points: 1 }] }),
      'items[0].tiers[2].from',
      'tiers-out-of-order',
    ],
    [
      'with a row without points',
      withItem({ tiers: [...TIERS, { from: 3 }] }),
      'items[0].tiers[2].points',
      'text-missing',
    ],
    [
      'with a key in a row that nobody knows',
      withItem({ tiers: [{ from: 1, points: 5, to: 3 }] }),
      'items[0].tiers[0].to',
      'key-unknown',
    ],
    [
      'with rows that add and rows that deduct',
      withItem({ tiers: [...TIERS, { from: 3, points: -1 }] }),
      'items[0].tiers',
      'tiers-mixed',
    ],
    [
      'with rows of nothing but zero',
      withItem({ tiers: [{ from: 1, points: 0 }] }),
      'items[0].tiers',
      'tiers-zero',
    ],
    ['with a target that is a number', withItem({ target: 3 }), 'items[0].target', 'not-object'],
    [
      'with a target of nothing',
      withItem({ target: { ...TARGET, quantity: 0 } }),
      'items[0].target.quantity',
      'target-zero',
    ],
    [
      'with a target that nobody can miss',
      withItem({ target: { ...TARGET, less: 0 } }),
      'items[0].target.less',
      'target-zero',
    ],
    [
      'with a target that takes off for more',
      withItem({ target: { ...TARGET, more: -1 } }),
      'items[0].target.more',
      'points-negative',
    ],
    [
      'with a target that says half',
      withItem({ target: { ...TARGET, less: undefined } }),
      'items[0].target.less',
      'text-missing',
    ],
    [
      'with points and rows by number',
      withItem({ points: 3, tiers: TIERS }),
      'items[0].tiers',
      'not-together',
    ],
    [
      'with grades and a target',
      withItem({ grades: { A: 1 }, target: TARGET }),
      'items[0].target',
      'not-together',
    ],
    [
      'with a quarter cap beside rows by number',
      withItem({ tiers: TIERS, quarterCap: 5 }),
      'items[0].quarterCap',
      'not-together',
    ],
    [
      'with a quarter cap beside a target',
      withItem({ target: TARGET, quarterCap: 5 }),
      'items[0].quarterCap',
      'not-together',
    ],
    [
      'with a cap where only the best counts',
      withItem({ points: 3, bestOf: '提案', cap: 5 }),
      'items[0].cap',
      'not-together',
    ],
    [
      'with a best of rows by number',
      withItem({ tiers: TIERS, bestOf: '提案' }),
      'items[0].bestOf',
      'not-together',
    ],
    ['with a shared target', withItem({ target: TARGET, split: 'equal' }), 'items[0].split', 'not-together'],
    ['with a best of no name', withItem({ points: 3, bestOf: ' ' }), 'items[0].bestOf', 'text-missing'],
    ['with a best that is no text', withItem({ points: 3, bestOf: true }), 'items[0].bestOf', 'not-text'],
    [
      'with a best across two sections',
      withItems({ points: 1, bestOf: '提案' }, { points: 2, bestOf: '提案', section: 'recess' }),
      'items[1].bestOf',
      'best-across-sections',
    ],
    ['with a share nobody knows', withItem({ points: 3, split: '平分' }), 'items[0].split', 'split-unknown'],
    ['with a share of all', withItem({ points: 3, split: 100 }), 'items[0].split', 'split-unknown'],
    ['with a share of nothing', withItem({ points: 3, split: 0 }), 'items[0].split', 'split-unknown'],
    [
      'with a section base as text',
      scheme({ sections: [{ ...SECTION, base: '50' }], items: [] }),
      'sections[0].base',
      'not-number',
    ],
    [
      'with a section floor of three decimals',
      scheme({ sections: [{ ...SECTION, floor: 0.125 }], items: [] }),
      'sections[0].floor',
      'too-many-decimals',
    ],
  ];

  test.each(cases)('%s', (_, json, path, code) => {
    expect(faultsOf(json)).toStrictEqual([[path, code]]);
  });

  test('and reads as a sentence that says where and what to do', () => {
    const where = '第1项“提出建议”（proposal）：';
    expect(textsOf(withItem({ tiers: [{ from: 1, points: 5 }, { from: 1 }] }))).toStrictEqual([
      `${where}分段分值第 2 行的分值没有填写`,
      `${where}分段分值第 2 行的起始件（次）数应为整数，第一行为 1，以后一行比一行大，现在是 1`,
    ]);
    expect(textsOf(withItem({ tiers: TIERS, quarterCap: 5 }))).toStrictEqual([
      `${where}季度上限不能和分段分值一起用；请去掉其中一样`,
    ]);
    expect(textsOf(withItem({ target: { ...TARGET, points: -1, less: 0 } }))).toStrictEqual([
      `${where}刚好完成时的分值不能小于 0，现在是 -1`,
      `${where}每少一件（次）扣的分应大于 0，现在是 0`,
    ]);
    expect(
      textsOf(withItems({ points: 1, bestOf: '提案' }, { points: 2, bestOf: '提案', section: 'recess' })),
    ).toStrictEqual([
      '第2项“提出建议”（i1）：只计最高的名称“提案”已用在第1项“提出建议”（i0），两项不在同一个板块；请放在同一个板块，或者换一个名称',
    ]);
  });
});

describe('a scheme is warned about', () => {
  test('when rows by number or a target cannot reach the cap of the item', () => {
    const once = [
      { from: 1, points: 3 },
      { from: 3, points: 0 },
    ];
    expect(warningsOf(withItem({ tiers: once, cap: 6 }))).toStrictEqual([]);
    expect(warningsOf(withItem({ tiers: once, cap: 7 }))).toStrictEqual([
      ['items[0].cap', 'item-cap-above-worth'],
    ]);
    expect(warningsOf(withItem({ target: { ...TARGET, more: 0 }, cap: 11 }))).toStrictEqual([
      ['items[0].cap', 'item-cap-above-worth'],
    ]);
    expect(textsOf(withItem({ tiers: once, cap: 7 }))).toStrictEqual([
      '第1项“提出建议”（proposal）：本项做满也只有 6 分，到不了全年上限',
    ]);
  });

  test('when its items cannot reach the cap of a section, by number or target too', () => {
    const capped = (cap: number, change: Json) => ({ ...withItem(change), sections: [{ ...SECTION, cap }] });
    const once = [...TIERS, { from: 3, points: 0 }];
    expect(warningsOf(capped(15, { tiers: once }))).toStrictEqual([]);
    expect(warningsOf(capped(16, { tiers: once }))).toStrictEqual([
      ['sections[0].cap', 'section-cap-unreachable'],
    ]);
    expect(warningsOf(capped(16, { target: TARGET }))).toStrictEqual([]);
    expect(warningsOf(capped(16, { target: { ...TARGET, more: 0 } }))).toStrictEqual([
      ['sections[0].cap', 'section-cap-unreachable'],
    ]);
  });

  test('when a section starts below its floor, and when all bases together lie outside the bounds of the total', () => {
    const based = (base: number, more: Json) => ({
      ...withItem({ points: 1 }),
      sections: [{ ...SECTION, base, ...more }],
    });
    expect(warningsOf(based(5, { floor: 6 }))).toStrictEqual([['sections[0].base', 'base-outside-bounds']]);
    expect(warningsOf({ ...based(50, {}), base: 60, cap: 100 })).toStrictEqual([
      ['base', 'base-outside-bounds'],
    ]);
    expect(warningsOf({ ...based(50, { cap: 50 }), cap: 100 })).toStrictEqual([]);
  });

  test('when signers share an item whose kinds nobody signs', () => {
    const shared = (kinds: string[]) => withItem({ points: 3, split: 'equal', kinds });
    expect(warningsOf(shared(['deed.done']))).toStrictEqual([['items[0].split', 'split-idle']]);
    expect(warningsOf(shared(['suggestion.led', 'suggestion.cosigned']))).toStrictEqual([]);
    expect(warningsOf(withItem({ points: 3, split: 'equal' }))).toStrictEqual([]);
  });
});

test('the starting points are the base of the scheme and those of its sections', () => {
  const sections = [{ ...SECTION, base: 0.1 }, { ...SECTION, base: null }, SECTION];
  expect(startingPoints({ base: 0.2, sections })).toBe(0.3);
});

describe('a rule in words', () => {
  const said = (change: Partial<SchemeItem>): string => ruleText({ ...ITEM, ...change });
  const rows = (...points: [from: number, points: number][]) => ({
    tiers: points.map(([from, each]) => ({ from, points: each })),
  });

  test('of points by number', () => {
    expect(said(rows([1, 10], [2, 5]))).toBe('第一件 10 分，以后每件 5 分');
    expect(said(rows([1, 5], [3, 2], [11, 0]))).toBe('前两件每件 5 分，第三至十件每件 2 分，以后不再计分');
    expect(said(rows([1, 0], [4, 10], [5, 0]))).toBe('前三件不计分，第四件 10 分，以后不再计分');
    expect(said({ unit: '次', ...rows([1, 0], [3, -0.5]) })).toBe('前两次不扣分，以后每次扣 0.5 分');
    expect(said({ unit: '次', ...rows([1, -2], [4, 0]) })).toBe('前三次每次扣 2 分，以后不再扣分');
    expect(said(rows([1, 3]))).toBe('每件 3 分');
    expect(said({ unit: '户', ...rows([1, 1], [12_345, 0]) })).toBe('前12344户每户 1 分，以后不再计分');
  });

  test('of a target', () => {
    expect(said({ target: TARGET })).toBe('应完成 3 件，得 10 分；每多（少）1 件加（扣）5 分；年底一并计分');
    expect(said({ target: { ...TARGET, more: 0 } })).toBe(
      '应完成 3 件，得 10 分；多做不加分，每少 1 件扣 5 分；年底一并计分',
    );
    expect(said({ target: { ...TARGET, more: 2.5 } })).toBe(
      '应完成 3 件，得 10 分；每多 1 件加 2.5 分，每少 1 件扣 5 分；年底一并计分',
    );
  });

  test('of shares and bests', () => {
    expect(said({ points: 10, split: 50 })).toBe('每件 +10 分；联名的由第一提案人得 50%，其余由附议人平分');
    expect(said({ points: 10, split: 'equal' })).toBe('每件 +10 分；联名的由全体提案人平分');
    expect(boundsText({ ...ITEM, points: 3, bestOf: '提案', categories: ['农业类'] })).toBe(
      '“提案”只计最高的一次，只适用于农业类',
    );
    expect(boundsText({ ...ITEM, points: -3, bestOf: '通报' })).toBe('“通报”只扣最重的一次');
    expect(boundsText({ ...ITEM, ...rows([1, 0], [3, -1]), cap: 3 })).toBe('全年最多扣 3 分');
    expect(boundsText({ ...ITEM, target: TARGET, cap: 18 })).toBe('全年上限 18 分');
  });

  test('of a section', () => {
    expect(sectionCapText({ ...SECTION, base: 50, floor: 0 })).toBe('板块基础分 50 分，扣完为止，最低 0 分');
    expect(sectionCapText({ ...SECTION, base: 50, cap: 20 })).toBe('板块基础分 50 分，加分全年上限 20 分');
    expect(sectionCapText({ ...SECTION, cap: 20 })).toBe('全年上限 20 分');
    expect(sectionCapText(SECTION)).toBe('');
  });
});
