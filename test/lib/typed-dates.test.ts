import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as dates from '../../src/lib/dates.ts';

const TODAY = '2026-07-01';
const anyDay = fc.integer({ min: -25_567, max: 84_005 }).map((count) => dates.addDays('1970-01-01', count));

describe('typed dates', () => {
  it.each([
    ['2026-3-5', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['2026/03/05', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['2026年3月5日', '2026-03-05'],
    ['2026 年 3 月 5 日', '2026-03-05'],
    ['2026年3月5号', '2026-03-05'],
    ['3月5日', '2026-03-05'],
    ['12月31日', '2026-12-31'],
    ['三月五日', '2026-03-05'],
    ['二〇二六年三月五日', '2026-03-05'],
    ['二零二六年十月十日', '2026-10-10'],
    ['二○二六年十二月二十三日', '2026-12-23'],
    ['二O二六年十二月三日', '2026-12-03'],
    ['二〇二六年一月三十一日', '2026-01-31'],
    ['一九九八年十一月廿九日', '1998-11-29'],
    ['２０２６－０３－０５', '2026-03-05'],
    ['２０２６．３．５', '2026-03-05'],
    ['\u3000 2026-3-5 \t', '2026-03-05'],
    ['2024-2-29', '2024-02-29'],
  ])('%j is read as %s', (text, day) => {
    expect(dates.parseDay(text, TODAY)).toBe(day);
  });

  it.each([
    '2026-02-30',
    '20260230',
    '2月30日',
    '2026-13-1',
    '2026-3/5',
    '2026 03 05',
    '2026-3',
    '3-5',
    '26-3-5',
    '1899-3-5',
    '明天',
    '2026年3月',
    '四百年三月五日',
    '2026-3-5-1',
    '',
    ' ',
    `2026-3-5${'0'.repeat(100)}`,
  ])('%j is no date', (text) => {
    expect(dates.parseDay(text, TODAY)).toBeNull();
  });

  it('reads back every form in which a day is written', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [year, month, date] = day.split('-').map(Number);
        const words = `${Array.from(day.slice(0, 4), (digit) => '〇一二三四五六七八九'.charAt(Number(digit))).join('')}年${dates.chineseNumber(month ?? 0)}月${dates.chineseNumber(date ?? 0)}日`;
        const written = [
          day,
          `${year}.${month}.${date}`,
          day.replaceAll('-', ''),
          dates.chineseDate(day),
          words,
        ];
        for (const text of written) expect(dates.parseDay(text, TODAY)).toBe(day);
      }),
    );
  });

  it('never reads anything as a day that is none', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789-./年月日十二三〇 ')) }),
        (text) => {
          const day = dates.parseDay(text, TODAY);
          expect(day === null || dates.isDay(day)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['1953-04', '1953-04'],
    ['1953-4', '1953-04'],
    ['1953.4', '1953-04'],
    ['1953/04', '1953-04'],
    ['195304', '1953-04'],
    ['1953年4月', '1953-04'],
    ['一九五三年四月', '1953-04'],
    ['１９５３．４', '1953-04'],
    [' 2001年12月 ', '2001-12'],
    ['1953-13', null],
    ['1953-00', null],
    ['1953', null],
    ['19534', null],
    ['1953-04-01', null],
    ['4月', null],
    ['', null],
  ])('%j as a month is %j', (text, month) => {
    expect(dates.parseMonth(text)).toBe(month);
  });
});

describe('Chinese forms', () => {
  it('writes days and quarters', () => {
    expect(dates.chineseDate('2026-03-05')).toBe('2026年3月5日');
    expect(dates.chineseDateLong('2026-03-05')).toBe('2026年3月5日（星期四）');
    expect(dates.chineseDateLong('2026-03-08')).toBe('2026年3月8日（星期日）');
    expect(dates.chineseQuarter('2026Q3')).toBe('2026年第三季度');
    expect([dates.halfLabel('am'), dates.halfLabel('pm')]).toEqual(['上午', '下午']);
  });

  it.each([
    [0, '零'],
    [5, '五'],
    [10, '十'],
    [18, '十八'],
    [20, '二十'],
    [21, '二十一'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [120, '一百二十'],
    [1000, '一千'],
    [1005, '一千零五'],
    [1010, '一千零一十'],
    [1200, '一千二百'],
    [9999, '九千九百九十九'],
  ])('%i is %s', (value, words) => {
    expect(dates.chineseNumber(value)).toBe(words);
  });

  it.each([-1, 10_000, 1.5, Number.NaN])('has no words for %d', (value) => {
    expect(() => dates.chineseNumber(value)).toThrow(RangeError);
  });

  it('gives every number its own words', () => {
    expect(new Set(Array.from({ length: 10_000 }, (_, value) => dates.chineseNumber(value))).size).toBe(
      10_000,
    );
  });
});
