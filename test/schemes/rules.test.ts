import { describe, expect, test } from 'vitest';
import { schemeFaultText, schemeWarningText } from '../../src/schemes/labels.ts';
import { checkScheme, type SchemeFaultCode, type SchemeWarningCode } from '../../src/schemes/rules.ts';

type Json = Record<string, unknown>;

const SECTION = { code: 'recess', title: '闭会期间', cap: 20 };
const ITEM = { code: 'inspection', section: 'recess', title: '参加视察', unit: '次', points: 3 };

function scheme(change: Json = {}): Json {
  return { id: 's1', title: '办法', year: 2026, sections: [SECTION], items: [ITEM], ...change };
}

const withItem = (change: Json): Json => scheme({ items: [{ ...ITEM, ...change }] });
const withItems = (...changes: Json[]): Json =>
  scheme({ items: changes.map((change, index) => ({ ...ITEM, code: `i${index}`, ...change })) });

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

describe('a scheme that is right', () => {
  test('comes back with base 0, no floor and no caps where it names none', () => {
    const json = scheme({ sections: [{ code: 'recess', title: '闭会期间' }] });
    expect(checkScheme(json)).toStrictEqual({
      ok: true,
      warnings: [],
      scheme: {
        ...json,
        base: 0,
        floor: null,
        cap: null,
        sections: [{ code: 'recess', title: '闭会期间', cap: null }],
      },
    });
  });

  test('keeps what it says of items, nulls included, and passes its own check again', () => {
    const item = {
      ...ITEM,
      cap: null,
      quarterCap: 6,
      categories: null,
      kinds: ['activity.inspection'],
      source: 'attendance',
      evidence: false,
    };
    const first = checkScheme(scheme({ version: 2, items: [item] }));
    if (!first.ok) throw new Error('faulty');
    expect(first.scheme.items).toStrictEqual([item]);
    expect(checkScheme(first.scheme)).toStrictEqual(first);
  });
});

describe('a scheme is at fault', () => {
  const cases: [what: string, json: unknown, path: string, code: SchemeFaultCode][] = [
    ['when it is no object', [], '', 'not-object'],
    ['without an id', scheme({ id: undefined }), 'id', 'text-missing'],
    ['with a blank title', scheme({ title: ' \u3000' }), 'title', 'text-missing'],
    ['with a title that is no text', scheme({ title: 7 }), 'title', 'not-text'],
    ['with a year as text', scheme({ year: '2026' }), 'year', 'year-out-of-range'],
    ['with a year of another age', scheme({ year: 1926 }), 'year', 'year-out-of-range'],
    ['with half a version', scheme({ version: 1.5 }), 'version', 'version-not-counted'],
    ['with a base of three decimals', scheme({ base: 0.125 }), 'base', 'too-many-decimals'],
    ['with a base beyond all measure', scheme({ base: 1e9 }), 'base', 'too-large'],
    ['with a floor as text', scheme({ floor: '0' }), 'floor', 'not-number'],
    ['with a floor above its cap', scheme({ floor: 60, cap: 50 }), 'floor', 'floor-above-cap'],
    ['with a cap below zero', scheme({ cap: -1 }), 'cap', 'cap-negative'],
    ['with a key nobody knows', scheme({ caps: 3 }), 'caps', 'key-unknown'],
    ['without sections', scheme({ sections: undefined, items: [] }), 'sections', 'not-list'],
    ['without items', scheme({ items: null }), 'items', 'not-list'],
    [
      'with a section that is no object',
      scheme({ sections: [SECTION, 'recess'] }),
      'sections[1]',
      'not-object',
    ],
    [
      'with a section cap below zero',
      scheme({ sections: [{ ...SECTION, cap: -1 }] }),
      'sections[0].cap',
      'cap-negative',
    ],
    [
      'with two sections of one code',
      scheme({ sections: [SECTION, SECTION] }),
      'sections[1].code',
      'section-code-twice',
    ],
    [
      'with two items of one code',
      withItems({ code: 'x' }, {}, { code: 'x' }),
      'items[2].code',
      'item-code-twice',
    ],
    [
      'with an item of no known section',
      withItem({ section: 'gone' }),
      'items[0].section',
      'section-unknown',
    ],
    ['with an item without a unit', withItem({ unit: '' }), 'items[0].unit', 'text-missing'],
    ['with an item cap below zero', withItem({ cap: -5 }), 'items[0].cap', 'cap-negative'],
    ['with a quarter cap below zero', withItem({ quarterCap: -5 }), 'items[0].quarterCap', 'cap-negative'],
    ['with an item without points', withItem({ points: null }), 'items[0].points', 'points-missing'],
    [
      'with points and grades at once',
      withItem({ grades: { A: 1 } }),
      'items[0].grades',
      'points-and-grades',
    ],
    ['with an item of zero points', withItem({ points: 0 }), 'items[0].points', 'points-zero'],
    ['with points of three decimals', withItem({ points: 0.333 }), 'items[0].points', 'too-many-decimals'],
    [
      'with grades but none in them',
      withItem({ points: undefined, grades: {} }),
      'items[0].grades',
      'grades-empty',
    ],
    ['with grades as a list', withItem({ points: undefined, grades: [5] }), 'items[0].grades', 'not-object'],
    [
      'with a grade as text',
      withItem({ points: undefined, grades: { A: '5' } }),
      'items[0].grades.A',
      'not-number',
    ],
    ['with no kinds in the list', withItem({ kinds: [] }), 'items[0].kinds', 'kinds-empty'],
    [
      'with a kind nobody knows',
      withItem({ kinds: ['deed.done', 'deed'] }),
      'items[0].kinds[1]',
      'kind-unknown',
    ],
    [
      'with a kind twice in one item',
      withItem({ kinds: ['deed.done', 'deed.done'] }),
      'items[0].kinds[1]',
      'kind-twice',
    ],
    [
      'with no categories in the list',
      withItem({ categories: [] }),
      'items[0].categories',
      'categories-empty',
    ],
    ['with a category that is no text', withItem({ categories: [1] }), 'items[0].categories[0]', 'not-text'],
    ['with a source nobody knows', withItem({ source: 'gossip' }), 'items[0].source', 'source-unknown'],
    ['with evidence as text', withItem({ evidence: '是' }), 'items[0].evidence', 'not-yes-or-no'],
    ['with a misspelt item key', withItem({ quaterCap: 3 }), 'items[0].quaterCap', 'key-unknown'],
  ];

  test.each(cases)('%s', (_, json, path, code) => {
    expect(faultsOf(json)).toStrictEqual([[path, code]]);
  });

  test('in several places at once, and all of them are named', () => {
    const json = scheme({
      title: '',
      floor: 9,
      cap: 1,
      items: [
        { ...ITEM, cap: -1, points: 0 },
        { ...ITEM, extra: 1 },
      ],
    });
    expect(
      faultsOf(json)
        .map(([path]) => path)
        .toSorted(),
    ).toStrictEqual(['floor', 'items[0].cap', 'items[0].points', 'items[1].code', 'items[1].extra', 'title']);
  });

  test('also with the names that every object has', () => {
    const json = JSON.parse(
      JSON.stringify(scheme()).replace('"points":3', '"grades":{"__proto__":"x"}'),
    ) as unknown;
    expect(faultsOf(json)).toStrictEqual([['items[0].grades.__proto__', 'not-number']]);
  });
});

describe('a fault reads as a sentence that names the place', () => {
  test('of an item by number, title and code', () => {
    const json = withItems({}, {}, {}, { title: '参加视察', code: 'inspection', cap: -2 });
    expect(textsOf(json)).toStrictEqual([
      '第4项“参加视察”（inspection）：上限不能小于 0；请填 0 或正数，不限请留空',
    ]);
  });

  test('of two items with one code by both places', () => {
    expect(textsOf(withItems({ code: 'x', title: '甲' }, { code: 'x', title: '乙' }))).toStrictEqual([
      '第2项“乙”（x）：代码与第1项“甲”（x）相同；请给每个项目不同的代码',
    ]);
  });

  test('of the scheme, of a section, and of an item that has no name yet', () => {
    expect(textsOf(scheme({ title: '' }))).toStrictEqual(['积分办法：名称没有填写']);
    expect(textsOf(scheme({ sections: [{ ...SECTION, cap: 'x' }] }))).toStrictEqual([
      '第1个板块“闭会期间”（recess）：上限应为数字，现在是 “x”',
    ]);
    expect(textsOf(withItem({ code: '', title: '', points: 0 }))).toContain(
      '第1项：每单位分值不能为 0；加分请填正数，扣分请填负数',
    );
  });

  test('of a grade by the grade', () => {
    expect(textsOf(withItem({ points: undefined, grades: { A: 0.001 } }))).toStrictEqual([
      '第1项“参加视察”（inspection）：等次“A”的分值最多保留两位小数，现在是 0.001',
    ]);
  });
});

describe('a scheme is warned about', () => {
  test('when it has no items', () => {
    expect(warningsOf(scheme({ sections: [], items: [] }))).toContainEqual(['items', 'no-items']);
  });

  test('when an earlier item takes a kind from everybody the later one is for', () => {
    const kinds = ['activity.survey', 'activity.inspection'];
    const taken = withItems({ kinds: ['activity.inspection'] }, { kinds, categories: ['农业类'] });
    expect(warningsOf(taken)).toStrictEqual([['items[1].kinds[1]', 'kind-claimed']]);
    expect(textsOf(taken)).toStrictEqual([
      '第2项“参加视察”（i1）：履职类别“视察”已由第1项“参加视察”（i0）计分，在本项中不会再计；同一履职只计一次',
    ]);
  });

  test('but not when earlier items leave somebody over', () => {
    const kinds = ['deed.done'];
    const farmers = { kinds, categories: ['农业类'] };
    const firms = { kinds, categories: ['企业类'] };
    expect(warningsOf(withItems(farmers, firms, { kinds }))).toStrictEqual([]);
    expect(warningsOf(withItems(farmers, firms, { kinds, categories: ['农业类', '企业类'] }))).toStrictEqual([
      ['items[2].kinds[0]', 'kind-claimed'],
    ]);
  });

  test('when a quarter cap is above the year cap, or four of them do not reach it', () => {
    const section = { sections: [{ ...SECTION, cap: null }] };
    expect(warningsOf({ ...withItem({ cap: 5, quarterCap: 6 }), ...section })).toStrictEqual([
      ['items[0].quarterCap', 'quarter-cap-above-cap'],
    ]);
    expect(warningsOf({ ...withItem({ cap: 5, quarterCap: 1 }), ...section })).toStrictEqual([
      ['items[0].cap', 'item-cap-unreachable'],
    ]);
  });

  test('when the items of a section, or the sections of the scheme, do not add up to its cap', () => {
    const json = scheme({
      cap: 30,
      items: [
        { ...ITEM, cap: 12.1 },
        { ...ITEM, code: 'b', quarterCap: 1.7 },
      ],
    });
    expect(warningsOf(json)).toStrictEqual([
      ['cap', 'total-cap-unreachable'],
      ['sections[0].cap', 'section-cap-unreachable'],
    ]);
    expect(textsOf(json)).toContain('第1个板块“闭会期间”（recess）：板块内各项上限合计 18.9，到不了板块上限');
  });

  test('when its base lies outside its own bounds, or a graded item both adds and deducts', () => {
    expect(warningsOf(scheme({ base: 60, cap: 20 }))).toStrictEqual([['base', 'base-outside-bounds']]);
    expect(warningsOf(withItem({ points: undefined, grades: { A: 5, D: -2 } }))).toStrictEqual([
      ['items[0].grades', 'grades-mixed'],
    ]);
  });
});

describe('a worked case', () => {
  test('may leave titles and units out, the register may not', () => {
    const bare = {
      id: 's',
      year: 2026,
      sections: [{ code: 'a' }],
      items: [{ code: 'x', section: 'a', points: 1 }],
    };
    expect(checkScheme(bare, { bare: true })).toHaveProperty('ok', true);
    expect(faultsOf(bare).map(([path]) => path)).toStrictEqual([
      'title',
      'sections[0].title',
      'items[0].title',
      'items[0].unit',
    ]);
  });
});
