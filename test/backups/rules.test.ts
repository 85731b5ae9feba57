import { describe, expect, it } from 'vitest';
import { copyName, copyTime, dropped, isNightDue } from '../../src/backups/rules.ts';
import { addDays, shanghaiDay, type Day } from '../../src/lib/dates.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Two in the night in China. */
const nightOf = (day: Day): number => Date.parse(`${day}T02:00:00+08:00`);

const copy = (day: Day, at = nightOf(day)) => ({ name: copyName(at), at });

/** What is left when the rule is applied after each of these nights, as a program in service does it. */
function keptAfter(first: Day, nights: number): Day[] {
  let kept: { name: string; at: number }[] = [];
  for (let index = 0; index < nights; index += 1) {
    const made = copy(addDays(first, index));
    kept = [...kept, made];
    const gone = new Set(dropped(kept, made.at));
    kept = kept.filter((one) => !gone.has(one));
  }
  return kept.map(({ at }) => shanghaiDay(at)).toSorted((a, b) => b.localeCompare(a));
}

describe('the rule of what is kept', () => {
  it('keeps the last seven days whole', () => {
    expect(keptAfter('2026-03-02', 7)).toHaveLength(7);
    expect(keptAfter('2026-03-02', 8).slice(0, 7)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((back) => addDays('2026-03-09', -back)),
    );
  });

  it('then one a week, one a month and one a year, however long it goes on', () => {
    expect(keptAfter('2024-01-01', 810)).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6].map((back) => addDays('2026-03-20', -back)),
      // Sundays of the weeks before, the last but one of February's last day.
      '2026-03-08',
      '2026-03-01',
      '2026-02-28',
      '2026-02-22',
      '2026-01-31',
      '2025-12-31',
      '2025-11-30',
      '2025-10-31',
      '2025-09-30',
      '2025-08-31',
      '2025-07-31',
      '2025-06-30',
      '2025-05-31',
      '2025-04-30',
      '2024-12-31',
    ]);
  });

  it.each<[what: string, days: Day[], today: Day, gone: Day[]]>([
    ['nothing of nothing', [], '2026-03-20', []],
    ['never the newest, be it ten years old', ['2016-01-01'], '2026-03-20', []],
    ['the older of two in an old year', ['2016-01-01', '2016-05-01'], '2026-03-20', ['2016-01-01']],
    [
      'the older of two in an old month',
      ['2025-11-03', '2025-11-09', '2026-03-19'],
      '2026-03-20',
      ['2025-11-03'],
    ],
    ['nothing that a wrong clock put into the future', ['2036-01-01', '2026-03-19'], '2026-03-20', []],
  ])('drops %s', (_what, days, today, gone) => {
    expect(
      dropped(
        days.map((day) => copy(day)),
        nightOf(today),
      ).map(({ at }) => shanghaiDay(at)),
    ).toEqual(gone);
  });

  it('keeps the newest that is not in the future besides one that is', () => {
    const copies = [copy('2036-01-01'), copy('2016-01-01'), copy('2016-02-01')];
    expect(dropped(copies, nightOf('2026-03-20')).map(({ at }) => shanghaiDay(at))).toEqual(['2016-01-01']);
  });
});

describe('a copy’s name', () => {
  it('says when it was made, in China’s time', () => {
    const at = Date.parse('2026-03-20T18:30:05Z');
    expect(copyName(at)).toBe('register-20260321-023005.sqlite');
    expect(copyTime(copyName(at))).toBe(at);
  });

  it.each([
    'register.sqlite',
    'register-20261399-000000.sqlite',
    'register-20260321-023005.sqlite.part',
    '../x',
  ])('%s is none', (name) => expect(copyTime(name)).toBeNull());
});

describe('a night', () => {
  const done = (at: number) => ({ at, about: 'register-20260320-020000.sqlite' });
  const failed = (at: number) => ({ at, about: '' });
  const night = nightOf('2026-03-20');

  it.each<[what: string, last: { at: number; about: string } | null, now: number, due: boolean]>([
    ['that never was', null, night, true],
    ['whose copy is made, until the next', done(night), night + 23 * HOUR, false],
    ['that has come', done(night), night + DAY, true],
    ['that a machine slept through, in the morning', done(night - DAY), night + 6 * HOUR, true],
    ['before its hour', done(night - DAY), night - 1, false],
    ['that failed, at once', failed(night), night + 59 * 60_000, false],
    ['that failed, after an hour', failed(night), night + HOUR, true],
    ['whose copy bears a time far ahead of a clock that was put right', done(night + 400 * DAY), night, true],
  ])('%s', (_what, last, now, due) => expect(isNightDue(last, now)).toBe(due));
});
