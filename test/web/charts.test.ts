import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { barChart, drawChart, type Bar } from '../../src/web/charts.ts';

const draw = (bars: readonly Bar[], title = '各季度积分') =>
  load(barChart({ id: 'points', title, description: '表里有同样的数', bars }), { xml: true });

const bar = (label: string, value: number | null, text = String(value)): Bar => ({ label, value, text });

describe('a bar chart', () => {
  it('has a title and a description for those who do not see it', () => {
    const $ = draw([bar('第一季度', 8)]);
    expect($('svg').attr('role')).toBe('img');
    const ids = $('svg').attr('aria-labelledby')?.split(' ') ?? [];
    expect(ids.map((id) => $(`#${id}`).text())).toEqual(['各季度积分', '表里有同样的数']);
  });

  it('draws heights in proportion, none for zero, and no bar where there is no value', () => {
    const $ = draw([bar('一', 10), bar('二', 5), bar('三', 0), bar('四', null, '未公示')]);
    const heights = $('rect')
      .toArray()
      .map((rect) => Number($(rect).attr('height')));
    expect(heights).toEqual([130, 65]);
    expect($('.none').text()).toBe('未公示');
    expect($('.value').text()).toBe('1050');
  });

  it('hangs what is below zero from the axis', () => {
    const $ = draw([bar('一', 6), bar('二', -3)]);
    const axis = Number($('.axis').attr('y1'));
    const minus = $('rect.minus');
    expect(Number(minus.attr('y'))).toBe(axis);
    const bottom = axis + Number(minus.attr('height'));
    expect(bottom).toBeLessThan(Number($('svg').attr('viewBox')?.split(' ')[3]) - 30);
  });

  it('stands nothing but text where texts go', () => {
    const svg = barChart({
      id: 'x"><script>',
      title: '<script>alert(1)</script>',
      description: '"\'&',
      bars: [bar('</svg><img src=x>', 1, '<b>')],
    });
    expect(svg).not.toMatch(/<(?:script|img|b)\b/);
    expect(svg).not.toMatch(/\bstyle=|\bon\w+=/);
    const $ = load(svg, { xml: true });
    expect($('title').text()).toBe('<script>alert(1)</script>');
  });

  it('can be drawn of nothing', () => {
    expect(barChart({ id: 'a', title: '', description: '', bars: [] })).toContain('</svg>');
  });
});

const words = { id: 'x', title: '分布', description: '' };

describe('a chart of rows', () => {
  it('draws lengths in proportion and what is below zero to the left of the axis', () => {
    const $ = load(drawChart({ ...words, shape: 'rows', bars: [bar('大会', 8), bar('扣分', -4)] }), {
      xml: true,
    });
    const axis = Number($('.axis').attr('x1'));
    const [plus, minus] = $('rect')
      .toArray()
      .map((rect) => ({ x: Number($(rect).attr('x')), width: Number($(rect).attr('width')) }));
    expect(plus?.x).toBe(axis);
    expect(plus?.width).toBeCloseTo(2 * (minus?.width ?? 0), 0);
    expect((minus?.x ?? 0) + (minus?.width ?? 0)).toBeCloseTo(axis, 0);
  });

  it('draws no bar for zero and says why there is no value', () => {
    const $ = load(
      drawChart({ ...words, shape: 'rows', bars: [bar('大会', 0), bar('闭会', null, '未公示')] }),
      { xml: true },
    );
    expect($('rect')).toHaveLength(0);
    expect([$('.value').text(), $('.none').text()]).toEqual(['0', '未公示']);
  });
});

describe('a histogram', () => {
  const draw = (counts: number[], edge = (index: number) => String(index * 10)) =>
    load(
      drawChart({
        ...words,
        shape: 'histogram',
        bins: counts.map((count, index) => ({ count, edge: edge(index) })),
        end: edge(counts.length),
      }),
      { xml: true },
    );

  it('draws how many fall into each bin, an empty one as a place with 0, and names the edges', () => {
    const $ = draw([4, 0, 2]);
    const heights = $('rect')
      .toArray()
      .map((rect) => Number($(rect).attr('height')));
    expect(heights).toEqual([130, 65]);
    expect($('.none').text()).toBe('0');
    expect($('.edge').text()).toBe('0102030');
  });

  it('leaves out names that would touch one another, never a tick', () => {
    const $ = draw(
      Array.from({ length: 10 }, () => 1),
      (index) => String(1000 + index * 100),
    );
    expect($('.edge').length).toBeLessThan(8);
    expect($('line.axis')).toHaveLength(12);
  });

  it('can be drawn of nothing', () => {
    expect(draw([])('rect')).toHaveLength(0);
  });
});
