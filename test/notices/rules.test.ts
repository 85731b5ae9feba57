import { describe, expect, it } from 'vitest';
import {
  nextToClose,
  publicityWindow,
  refuseClosing,
  standingOn,
  type ClosingFacts,
} from '../../src/notices/rules.ts';

const READY: ClosingFacts = {
  quarter: '2026Q2',
  today: '2026-07-01',
  closed: ['2026Q1'],
  termStart: '2026-01-14',
  hasScheme: true,
  openPoints: 0,
  openReason: '',
};

describe('closing a quarter', () => {
  it.each([
    ['is allowed on the day after its end', {}, null],
    ['twice is refused', { closed: ['2026Q1', '2026Q2'] }, 'quarter-already-closed'],
    ['before it is over is refused', { today: '2026-06-30' }, 'quarter-not-over'],
    ['out of order is refused', { closed: [] }, 'quarter-out-of-order'],
    ['before the term began is refused', { quarter: '2025Q4', closed: [] }, 'quarter-before-term'],
    ['without a scheme in force is refused', { hasScheme: false }, 'no-scheme-in-force'],
    ['with open points and no reason is refused', { openPoints: 2 }, 'open-points-need-reason'],
    ['with open points and a reason is allowed', { openPoints: 2, openReason: '材料尚未补齐' }, null],
    [
      'the first quarter of a year does not wait for last year',
      { quarter: '2027Q1', today: '2027-04-02', closed: [] },
      null,
    ],
    [
      'the quarter in which the term began is the first of that year',
      { quarter: '2026Q3', today: '2026-10-08', closed: [], termStart: '2026-07-20' },
      null,
    ],
  ] as [string, Partial<ClosingFacts>, string | null][])('%s', (_sentence, change, refusal) => {
    expect(refuseClosing({ ...READY, ...change })).toBe(refusal);
  });

  it('goes on with the quarter after the last one, or begins where the first scheme does', () => {
    expect(nextToClose([], '2026-01-14', [])).toBeNull();
    expect(nextToClose([], '2026-01-14', [2026])).toBe('2026Q1');
    expect(nextToClose([], '2025-05-12', [2027, 2026])).toBe('2026Q1');
    expect(nextToClose([], '2026-07-20', [2026])).toBe('2026Q3');
    expect(nextToClose(['2026Q2', '2026Q1'], '2026-01-14', [2026])).toBe('2026Q3');
    expect(nextToClose(['2026Q4'], '2026-01-14', [2026])).toBe('2027Q1');
  });
});

describe('the publicity window', () => {
  it('begins on the day after publication and counts both its ends', () => {
    expect(publicityWindow('2026-07-28', 7)).toEqual({ from: '2026-07-29', to: '2026-08-04' });
  });

  it('makes the notice final on the day after its last day', () => {
    const window = publicityWindow('2026-07-28', 7);
    expect(
      ['2026-07-28', '2026-07-29', '2026-08-04', '2026-08-05'].map((day) => standingOn(window, day, 0)),
    ).toEqual(['announced', 'in-window', 'in-window', 'final']);
  });

  it('makes the notice final only when no objection is open', () => {
    const window = publicityWindow('2026-07-28', 7);
    expect(standingOn(window, '2026-08-05', 1)).toBe('objections-open');
    expect(standingOn(window, '2026-08-04', 1)).toBe('in-window');
  });
});
