import { describe, expect, it } from 'vitest';
import { dueText, timingText } from '../../src/proposals/labels.ts';
import { dueOf, isReminderDue, stateAfter, timingOn, type RoundDates } from '../../src/proposals/rules.ts';

const MONTHS = { answerMonths: 3, complexAnswerMonths: 6 };

function round(more: Partial<RoundDates> = {}): RoundDates {
  return { round: 1, assignedOn: '2026-01-14', answeredOn: null, attitude: null, result: null, ...more };
}

describe('the last day to answer', () => {
  it.each([
    ['three calendar months after assignment', '2026-01-14', false, '2026-04-14'],
    ['six where broad or hard', '2026-01-14', true, '2026-07-14'],
    ['the end of a shorter month', '2026-11-30', false, '2027-02-28'],
    ['the leap day in a leap year', '2027-11-30', false, '2028-02-29'],
    ['the end of April, not a day of May', '2026-01-31', false, '2026-04-30'],
  ])('is %s', (_, assignedOn, complex, dueOn) => {
    expect(dueOf(round({ assignedOn }), complex, MONTHS)?.dueOn).toBe(dueOn);
  });

  it('follows the settings of the province, and one month for a further round', () => {
    expect(dueOf(round(), false, { answerMonths: 2, complexAnswerMonths: 4 })?.dueOn).toBe('2026-03-14');
    expect(dueOf(round({ round: 2 }), true, MONTHS)).toEqual({
      assignedOn: '2026-01-14',
      months: 1,
      dueOn: '2026-02-14',
      extendedFrom: null,
    });
    expect(dueOf(round({ assignedOn: null }), false, MONTHS)).toBeNull();
  });

  it('is shown with its reckoning', () => {
    const due = dueOf(round(), false, MONTHS);
    expect(due && dueText(due)).toBe('2026年1月14日交办，办理期限3个月，最迟2026年4月14日答复');
  });
});

describe('where a round stands', () => {
  const due = dueOf(round(), false, MONTHS);
  it.each([
    ['2026-03-29', null, '离期限还有 16 天'],
    ['2026-03-30', null, '还有 15 天到期'],
    ['2026-04-14', null, '今天到期'],
    ['2026-04-15', null, '已超期 1 天'],
    ['2026-12-31', '2026-04-14', '按期答复'],
    ['2026-12-31', '2026-04-20', '超期 6 天答复'],
  ])('on %s, answered %s: %s', (today, answeredOn, text) => {
    expect(timingText(timingOn(round({ answeredOn }), due, today))).toBe(text);
  });

  it('is open when nothing was assigned', () => {
    expect(timingOn(round({ assignedOn: null }), null, '2026-03-01')).toEqual({ code: 'unassigned' });
    expect(timingOn(round({ assignedOn: null, answeredOn: '2026-02-01' }), null, '2026-03-01')).toEqual({
      code: 'answered-in-time',
    });
  });
});

describe('the state of a registered proposal', () => {
  it.each([
    ['registered', []],
    ['registered', [round({ assignedOn: null })]],
    ['assigned', [round()]],
    ['answered', [round({ answeredOn: '2026-03-01' })]],
    ['rated', [round({ answeredOn: '2026-03-01', result: 'satisfied' })]],
    ['assigned', [round({ answeredOn: '2026-03-01', result: 'dissatisfied' }), round({ round: 2 })]],
  ] as const)('is %s', (state, rounds) => {
    expect(stateAfter(rounds)).toBe(state);
  });
});

describe('a changed setting', () => {
  it('moves the last day of what is open, and not of what was answered under the one before', () => {
    const shorter = { answerMonths: 2, complexAnswerMonths: 4 };
    const open = { round: 1, assignedOn: '2026-01-14', months: null } as const;
    expect(dueOf(open, false, shorter)?.dueOn).toBe('2026-03-14');
    expect(dueOf({ ...open, months: 3 }, false, shorter)?.dueOn).toBe('2026-04-14');
  });

  it('leaves a granted extension alone, unless the months alone come to a later day', () => {
    const extended = { round: 1, assignedOn: '2026-01-14', months: null, extendedTo: '2026-05-01' } as const;
    expect(dueOf(extended, false, MONTHS)).toMatchObject({ dueOn: '2026-05-01', extendedFrom: '2026-04-14' });
    expect(dueOf(extended, true, MONTHS)).toMatchObject({ dueOn: '2026-07-14', extendedFrom: null });
  });
});

describe('a class B answer that is not carried out', () => {
  const answer = { answeredOn: '2026-03-01', promisedOn: '2026-09-30' } as const;

  it('is asked after when its promised day is past, and then once a year', () => {
    expect(isReminderDue(answer, null, '2026-09-30')).toBe(false);
    expect(isReminderDue(answer, null, '2026-10-01')).toBe(true);
    expect(isReminderDue(answer, '2026-10-08', '2027-10-07')).toBe(false);
    expect(isReminderDue(answer, '2026-10-08', '2027-10-08')).toBe(true);
  });

  it('without a promised day is asked after a year from its answer', () => {
    const open = { ...answer, promisedOn: null };
    expect(isReminderDue(open, null, '2027-02-28')).toBe(false);
    expect(isReminderDue(open, null, '2027-03-01')).toBe(true);
  });
});

describe('a warning', () => {
  it('comes 15, 5 and 1 days ahead', () => {
    const due = dueOf({ round: 1, assignedOn: '2026-01-14' }, false, MONTHS);
    const within = (today: string) => {
      const timing = timingOn({ answeredOn: null }, due, today);
      return timing.code === 'due-soon' ? timing.within : timing.code;
    };
    expect(
      ['2026-03-29', '2026-03-30', '2026-04-09', '2026-04-13', '2026-04-14', '2026-04-15'].map(within),
    ).toEqual(['in-time', 15, 5, 1, 1, 'overdue']);
  });
});
