import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { barChart, type Bar } from '../../src/web/charts.ts';

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
