import { describe, expect, it } from 'vitest';
import { nextCode } from '../../src/schemes/editor/codes.ts';
import { withItem, withItemMoved, withoutSection, withSectionMoved } from '../../src/schemes/editor/edits.ts';
import { blankScheme, copiedScheme } from '../../src/schemes/editor/start.ts';
import { explainScheme } from '../../src/schemes/explain-labels.ts';
import { markerOf } from '../../src/schemes/marker.ts';
import { checkScheme, type Scheme } from '../../src/schemes/rules.ts';
import { additive, hundred } from '../../src/schemes/templates.ts';
import { CPPCC_TABLES } from './real-tables-cppcc.ts';
import { CONGRESS_TABLES, chunfu } from './real-tables.ts';

const item = (code: string, section: string) => ({ code, section, title: code, unit: '次', points: 1 });
const small: Scheme = {
  ...blankScheme(2026),
  sections: ['a', 'b', 'c'].map((code) => ({ code, title: code, cap: null })),
  items: [item('a1', 'a'), item('a2', 'a'), item('c1', 'c')],
};
const codes = ({ items }: Scheme) => items.map(({ code }) => code).join(' ');

describe('codes', () => {
  it('are one above every code of the register, so that none comes back', () => {
    expect(nextCode('items', [])).toBe('i1');
    const kept = { ...small, items: [item('i7', 'a'), item('i12x', 'a')] };
    expect([nextCode('items', [small, kept]), nextCode('sections', [small, kept])]).toEqual(['i8', 's1']);
  });
});

describe('edits', () => {
  it('put a new item where its section stands, also in one that is empty', () => {
    expect(codes(withItem(small, item('a3', 'a')))).toBe('a1 a2 a3 c1');
    expect(codes(withItem(small, item('b1', 'b')))).toBe('a1 a2 b1 c1');
    expect(codes(withItem({ ...small, items: [] }, item('b1', 'b')))).toBe('b1');
  });

  it('move within the section, and stop at its ends', () => {
    expect(codes(withItemMoved(small, 'a2', 'up'))).toBe('a2 a1 c1');
    for (const [code, direction] of [
      ['a1', 'up'],
      ['a2', 'down'],
      ['c1', 'up'],
    ] as const)
      expect(withItemMoved(small, code, direction)).toEqual(small);
  });

  it('move sections with their items', () => {
    const moved = withSectionMoved(small, 'c', 'up');
    expect([moved.sections.map(({ code }) => code).join(''), codes(moved)]).toEqual(['acb', 'a1 a2 c1']);
    expect(codes(withSectionMoved(moved, 'c', 'up'))).toBe('c1 a1 a2');
    expect(withSectionMoved(small, 'a', 'up')).toEqual(small);
  });

  it('remove a section with its items or hand them on', () => {
    expect(codes(withoutSection(small, 'a', null))).toBe('c1');
    expect(codes(withoutSection(small, 'a', 'c'))).toBe('c1 a1 a2');
    expect(() => withoutSection(small, 'a', 'x')).toThrow('scheme-part-gone');
  });
});

describe('a beginning', () => {
  it('can be empty, and is a scheme', () => {
    expect(checkScheme(blankScheme(2027))).toMatchObject({ ok: true });
  });

  it('can be another version, for another year: the same rules under its own name', () => {
    const copy = copiedScheme({ ...hundred(2026), version: 4 }, 2027);
    expect(copy).toEqual({
      ...hundred(2026),
      id: 'scheme-2027',
      year: 2027,
      title: '2027年代表履职积分办法（百分制）',
    });
  });
});

describe('a marker', () => {
  it('follows the content, not the order in which it was written', () => {
    expect(markerOf({ a: 1, b: 2 })).toBe(markerOf({ b: 2, a: 1 }));
    expect(markerOf({ a: 1 })).not.toBe(markerOf({ a: 2 }));
  });
});

describe('how points come about, in plain words', () => {
  const text = (scheme: Scheme) =>
    explainScheme(scheme)
      .flatMap(({ paragraphs }) => paragraphs)
      .join('\n');

  it('speaks of what the scheme has, and of nothing else', () => {
    const plain = text(additive(2026));
    for (const words of ['补登', '“全年上限”', '总分低于 0 分的']) expect(plain).toContain(words);
    for (const words of ['每季上限', '板块上限', '扣完为止', '基础分', '应完成', '只计最高', '总分超过'])
      expect(plain).not.toContain(words);
    for (const words of ['板块上限', '总分超过 100 分的']) expect(text(hundred(2026))).toContain(words);
    for (const words of ['扣完为止', '应完成', '按件数分段', '基础分']) expect(text(chunfu)).toContain(words);
  });

  it('fits every published table', () => {
    for (const table of [...CONGRESS_TABLES, ...CPPCC_TABLES]) expect(text(table)).toContain('补登');
  });
});
