import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MandateEventKind } from '../../src/deputies/rules.ts';
import {
  ATTENDANCE_STATES,
  attended,
  isFrozen,
  mayBeMoved,
  nextActivityCode,
  refuseMark,
  tally,
  tidyMark,
  wasThere,
  whoIsDue,
  type AttendanceState,
  type Mark,
  type MarkFacts,
} from '../../src/meetings/rules.ts';

const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day, 2);

function deputy(id: number, electedOn = '2026-01-14', ...events: [kind: MandateEventKind, on: string][]) {
  return {
    id,
    mandate: { electedOn, endsOn: '2031-01-13', events: events.map(([kind, on]) => ({ kind, on })) },
  };
}

const ids = (deputies: readonly { id: number }[]) => deputies.map(({ id }) => id);

describe('who is due', () => {
  const regular = deputy(1);
  const elected = deputy(2, '2026-05-20');
  const suspended = deputy(3, '2026-01-14', ['suspended', '2026-03-01'], ['resumed', '2026-04-01']);
  const resigned = deputy(4, '2026-01-14', ['resigned', '2026-03-19']);
  const everybody = [regular, elected, suspended, resigned];

  it.each([
    ['the first day of the term', '2026-01-14', [1, 3, 4]],
    ['the last day before a suspension', '2026-02-28', [1, 3, 4]],
    ['the first day of a suspension', '2026-03-01', [1, 4]],
    ['the middle of a suspension', '2026-03-15', [1, 4]],
    ['the day of a resignation', '2026-03-19', [1]],
    ['the day on which the office is taken up again', '2026-04-01', [1, 3]],
    ['the day before a by-election', '2026-05-19', [1, 3]],
    ['the day of a by-election', '2026-05-20', [1, 2, 3]],
    ['the day after the term', '2031-01-14', []],
  ])('at a sitting on %s is every deputy in office', (_when, day, due) => {
    expect(ids(whoIsDue(day, null, everybody))).toEqual(due);
  });

  it('at an activity are the invited in office on that day and nobody else', () => {
    const invited = new Set([1, 2, 3]);
    expect(ids(whoIsDue('2026-03-15', invited, everybody))).toEqual([1]);
    expect(ids(whoIsDue('2026-06-01', invited, everybody))).toEqual([1, 2, 3]);
    expect(whoIsDue('2026-06-01', new Set(), everybody)).toEqual([]);
  });
});

describe('the tally', () => {
  it('counts late and early leavers as attended, and marks of who is not due nowhere', () => {
    const states: AttendanceState[] = ['present', 'late', 'left_early', 'leave', 'absent', 'absent'];
    const marks = new Map(states.map((state, index) => [index + 1, { state }]));
    const count = tally([1, 2, 3, 4, 5, 7], marks);
    expect(count).toEqual({ due: 6, present: 1, late: 1, leftEarly: 1, leave: 1, absent: 1, unrecorded: 1 });
    expect(attended(count)).toBe(3);
  });

  it('always adds up to who is due', () => {
    const state = fc.constantFrom(...ATTENDANCE_STATES.map((row) => row.state));
    const marks = fc.array(fc.tuple(fc.nat(40), fc.record({ state })));
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40)), marks, (due, list) => {
        const count = tally(due, new Map(list));
        const { present, late, leftEarly, leave, absent, unrecorded } = count;
        expect(present + late + leftEarly + leave + absent + unrecorded).toBe(count.due);
        expect(attended(count) + leave + absent + unrecorded).toBe(due.length);
      }),
      { seed: 20260320 },
    );
  });
});

describe('a mark', () => {
  const present: Mark = { state: 'present', reason: '', approver: '' };
  const leave: Mark = { state: 'leave', reason: '住院', approver: '主席' };
  const closings = [{ quarter: '2026Q1', closedAt: at(2026, 4, 2) }];
  const facts: MarkFacts = {
    heldOn: '2026-03-19',
    isDue: true,
    hasSpoken: false,
    before: null,
    after: leave,
    closings: [],
  };

  it.each<[string, Partial<MarkFacts>, ReturnType<typeof refuseMark>]>([
    ['leave with reason and approver passes', {}, null],
    ['leave without a reason is refused', { after: { ...leave, reason: '' } }, 'leave-reason-missing'],
    ['leave without an approver is refused', { after: { ...leave, approver: '' } }, 'leave-approver-missing'],
    ['absence needs no words', { after: { ...present, state: 'absent' } }, null],
    ['who is not due cannot be marked', { isDue: false, after: present }, 'not-due'],
    ['who spoke cannot have been absent', { hasSpoken: true }, 'has-spoken'],
    ['who spoke may have come late', { hasSpoken: true, after: { ...present, state: 'late' } }, null],
    ['a first mark after the close is a late entry', { closings }, null],
    [
      'a mark recorded before the close stays',
      { closings, before: { ...present, recordedAt: at(2026, 3, 19) } },
      'quarter-closed',
    ],
    [
      'a late entry may still be put right',
      { closings, before: { ...present, recordedAt: at(2026, 4, 3) } },
      null,
    ],
  ])('%s', (_rule, change, refusal) => {
    expect(refuseMark({ ...facts, ...change })).toBe(refusal);
  });

  it('of a late entry stays once the quarter in which it counts is closed too', () => {
    const both = [...closings, { quarter: '2026Q2', closedAt: at(2026, 7, 2) }];
    expect(isFrozen('2026-03-19', at(2026, 4, 3), closings)).toBe(false);
    expect(isFrozen('2026-03-19', at(2026, 4, 3), both)).toBe(true);
    expect(isFrozen('2026-07-01', at(2026, 7, 1), both)).toBe(false);
  });

  it('keeps words only where they mean something', () => {
    const words = { reason: '堵车', approver: '主席' };
    expect(tidyMark({ state: 'present', ...words })).toEqual(present);
    expect(tidyMark({ state: 'late', ...words })).toEqual({ state: 'late', reason: '堵车', approver: '' });
    expect(tidyMark({ state: 'leave', ...words })).toEqual({ state: 'leave', ...words });
  });

  it('counts as present for 出席, 迟到 and 早退 only', () => {
    const there = ATTENDANCE_STATES.map((row) => row.state).filter(wasThere);
    expect(there).toEqual(['present', 'late', 'left_early']);
  });
});

describe('a meeting', () => {
  const closings = [{ quarter: '2026Q1', closedAt: at(2026, 4, 2) }];

  it.each([
    ['without attendance moves freely', '2026-03-19', '2026-04-01', false, true],
    ['with attendance moves inside an open quarter', '2026-04-10', '2026-04-11', true, true],
    ['that a notice counted stays', '2026-03-19', '2026-03-20', true, false],
    ['with attendance does not move into a closed quarter', '2026-04-10', '2026-03-20', true, false],
  ])('%s', (_rule, from, to, taken, may) => {
    expect(mayBeMoved(from, to, taken, closings)).toBe(may);
  });

  it('gets the next code of its year, whatever other codes there are', () => {
    expect(nextActivityCode(2026, [])).toBe('2026-H001');
    expect(nextActivityCode(2026, ['A01', '2026-H011', '2025-H099', '2026-H002'])).toBe('2026-H012');
    expect(nextActivityCode(2026, ['2026-H999'])).toBe('2026-H1000');
  });
});
