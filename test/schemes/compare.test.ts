import { describe, expect, it } from 'vitest';
import { compareSchemes } from '../../src/schemes/compare.ts';
import { copiedScheme } from '../../src/schemes/editor/start.ts';
import { additive, hundred } from '../../src/schemes/templates.ts';

describe('two schemes side by side', () => {
  it('are the same when only version, identity and the order of ticks differ', () => {
    const scheme = additive(2026);
    const items = scheme.items.map((item) => ({
      ...item,
      kinds: (item.kinds ?? []).toReversed(),
      quarterCap: null,
    }));
    expect(compareSchemes(scheme, { ...scheme, id: 'x', version: 3, items })).toEqual({
      head: [],
      sections: [],
      items: [],
      isReordered: false,
      isSame: true,
    });
  });

  it('name what was added, removed and changed, with old and new value', () => {
    const before = additive(2026);
    const { items, ...rest } = copiedScheme(before, 2027);
    const after = {
      ...rest,
      cap: 100,
      sections: rest.sections.map((section) => (section.code === 'deed' ? { ...section, cap: 8 } : section)),
      items: [
        ...items
          .filter(({ code }) => code !== 'study')
          .map((item) => (item.code === 'speech' ? { ...item, title: '发言', points: -1, cap: 2 } : item)),
        {
          code: 'i1',
          section: 'model',
          title: '热心公益',
          unit: '次',
          grades: { A: 3, B: -1 },
          evidence: true,
        },
      ],
    };
    const comparison = compareSchemes(before, after);
    expect(comparison.head).toEqual([
      { label: '名称', before: before.title, after: after.title },
      { label: '总分最高', before: '不设', after: '100 分' },
    ]);
    expect(comparison.sections).toEqual([
      { kind: 'changed', title: '为民办实事', fields: [{ label: '板块上限', before: '', after: '8 分' }] },
    ]);
    expect(comparison.items).toEqual([
      {
        kind: 'changed',
        title: '发言',
        fields: [
          { label: '名称', before: '大会审议发言', after: '发言' },
          { label: '分值', before: '每次 +1 分', after: '每次扣 1 分' },
          { label: '全年上限', before: '4 分', after: '2 分' },
        ],
      },
      {
        kind: 'added',
        title: '热心公益',
        fields: [
          { label: '板块', before: '', after: '模范作用' },
          { label: '分值', before: '', after: '每次按等次：A +3 分、B 扣 1 分' },
          { label: '佐证材料', before: '', after: '要' },
        ],
      },
      {
        kind: 'removed',
        title: '自学法律政策',
        fields: expect.arrayContaining([{ label: '分值', before: '每次 +0.5 分', after: '' }]) as unknown,
      },
    ]);
    expect([comparison.isReordered, comparison.isSame]).toEqual([false, false]);
  });

  it('meet by title where the codes differ, and tell another order', () => {
    const scheme = hundred(2026);
    const recoded = scheme.items.map((item, index) => ({ ...item, code: `i${index}` }));
    expect(compareSchemes(scheme, { ...scheme, items: recoded }).isSame).toBe(true);
    const turned = compareSchemes(scheme, { ...scheme, items: scheme.items.toReversed() });
    expect([turned.items, turned.isReordered, turned.isSame]).toEqual([[], true, false]);
  });
});
