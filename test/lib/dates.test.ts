import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as dates from '../../src/lib/dates.ts';

const anyDay = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2199, 11, 31) / 86_400_000 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));
const anyQuarter = anyDay.map(dates.quarterOf);

describe('days', () => {
  it.each(['1900-01-01', '2024-02-29', '2000-02-29', '2199-12-31'])('%s is a calendar day', (text) => {
    expect(dates.isDay(text)).toBe(true);
  });

  it.each([
    ['2026-02-30', 'February has no 30th'],
    ['2025-02-29', '2025 is no leap year'],
    ['1900-02-29', '1900 was no leap year'],
    ['2026-13-01', 'there is no 13th month'],
    ['2026-00-10', 'months start at 1'],
    ['2026-04-00', 'days start at 1'],
    ['2026-3-5', 'one digit is not the stored form'],
    ['1899-12-31', 'before the calendar'],
    ['2200-01-01', 'after the calendar'],
    ['2026-03-05\n', 'a line end is no part of a day'],
    ['', 'nothing'],
  ])('%j is no day: %s', (text) => {
    expect(dates.isDay(text)).toBe(false);
  });

  it('agrees with the platform calendar about every day, its weekday and its neighbours', () => {
    const last = Date.UTC(2199, 11, 31);
    for (let at = Date.UTC(1900, 0, 1), before = ''; at <= last; at += 86_400_000) {
      const date = new Date(at);
      const day = date.toISOString().slice(0, 10);
      if (dates.shanghaiDay(at) !== day) expect(dates.shanghaiDay(at)).toBe(day);
      const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
      if (dates.weekdayOf(day) !== weekday) expect([day, dates.weekdayOf(day)]).toEqual([day, weekday]);
      if (before !== '' && dates.addDays(before, 1) !== day) expect(dates.addDays(before, 1)).toBe(day);
      before = day;
    }
  });

  it('adding days and counting the days between are inverse', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        expect(dates.addDays(from, dates.daysBetween(from, to))).toBe(to);
        expect(dates.daysBetween(from, to)).toBe(0 - dates.daysBetween(to, from));
      }),
    );
  });

  it.each([
    ['2026-11-30', 3, '2027-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-03-15', -3, '2025-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-05-20', 0, '2026-05-20'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(dates.addMonths(day, months)).toBe(expected);
  });

  it('adding months keeps the day of the month, or takes the last day of a shorter month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -24, max: 24 }), (day, months) => {
        fc.pre(day > '1903' && day < '2197');
        const moved = dates.addMonths(day, months);
        const same = moved.slice(8) === day.slice(8);
        expect(same || dates.addDays(moved, 1).slice(8) === '01').toBe(true);
      }),
    );
  });

  it('refuses to leave the calendar or to read what is no day', () => {
    expect(() => dates.addDays('2199-12-31', 1)).toThrow(RangeError);
    expect(() => dates.addMonths('1900-01-15', -1)).toThrow(RangeError);
    expect(() => dates.addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => dates.yearOf('tomorrow')).toThrow(RangeError);
  });
});

describe('instants', () => {
  it.each([
    [Date.UTC(2026, 2, 4, 15, 59, 59, 999), '2026-03-04', '2026-03-04 23:59'],
    [Date.UTC(2026, 2, 4, 16, 0), '2026-03-05', '2026-03-05 00:00'],
    [Date.UTC(2026, 2, 5, 6, 30), '2026-03-05', '2026-03-05 14:30'],
    [0, '1970-01-01', '1970-01-01 08:00'],
    [-1, '1970-01-01', '1970-01-01 07:59'],
  ])('%i is %s in Shanghai, at %s', (at, day, time) => {
    expect(dates.shanghaiDay(at)).toBe(day);
    expect(dates.shanghaiTime(at)).toBe(time);
  });

  it('agrees with the time zone database for every instant since 1992', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2150, 0, 1) }), (at) => {
        expect(dates.shanghaiTime(at)).toBe(zone.format(at));
      }),
    );
  });
});

describe('quarters', () => {
  it.each([
    ['2026-01-01', '2026Q1', '2026-01-01', '2026-03-31'],
    ['2026-06-30', '2026Q2', '2026-04-01', '2026-06-30'],
    ['2026-07-01', '2026Q3', '2026-07-01', '2026-09-30'],
    ['2026-12-31', '2026Q4', '2026-10-01', '2026-12-31'],
  ])('%s lies in %s, %s to %s', (day, quarter, start, end) => {
    expect(dates.quarterOf(day)).toBe(quarter);
    expect(dates.quarterStart(quarter)).toBe(start);
    expect(dates.quarterEnd(quarter)).toBe(end);
  });

  it('a day lies between the ends of its quarter, and the quarters follow one another', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        fc.pre(day > '1901' && day < '2198');
        const quarter = dates.quarterOf(day);
        expect(dates.quarterStart(quarter) <= day && day <= dates.quarterEnd(quarter)).toBe(true);
        expect(dates.quarterOf(dates.addDays(dates.quarterEnd(quarter), 1))).toBe(dates.nextQuarter(quarter));
        expect(dates.quarterOf(dates.addDays(dates.quarterStart(quarter), -1))).toBe(
          dates.previousQuarter(quarter),
        );
      }),
    );
  });

  it('has a year and a number, and a year has four', () => {
    fc.assert(
      fc.property(anyQuarter, (quarter) => {
        const all = dates.quartersOfYear(dates.quarterYear(quarter));
        expect(all).toHaveLength(4);
        expect(all[dates.quarterNumber(quarter) - 1]).toBe(quarter);
        expect(dates.isQuarter(quarter)).toBe(true);
      }),
    );
  });

  it('crosses the year', () => {
    expect(dates.previousQuarter('2026Q1')).toBe('2025Q4');
    expect(dates.nextQuarter('2026Q4')).toBe('2027Q1');
    expect(() => dates.nextQuarter('2199Q4')).toThrow(RangeError);
  });

  it.each(['2026Q0', '2026Q5', '2026q1', '26Q1', '2026-Q1', '1899Q1', ''])('%j is no quarter', (text) => {
    expect(dates.isQuarter(text)).toBe(false);
    expect(() => dates.quarterStart(text)).toThrow(RangeError);
  });
});
