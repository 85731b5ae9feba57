import { describe, expect, it } from 'vitest';
import { dutiesOf, isAttendance, tallyDuties, yearUpTo } from '../../src/points/duties.ts';
import { dueMeetings, factsOf } from '../../src/points/facts.ts';
import { mandatesOf, rollOf } from '../../src/points/rolls.ts';
import { activity, deputy, event, filing, register, row, sitting } from './small-register.ts';

describe('a roll', () => {
  it('has everybody due at a sitting and only the invited at an activity, and adds up', () => {
    const rows = register({ deputies: [deputy('001'), deputy('002'), deputy('003')] });
    const mandates = mandatesOf(rows);
    const held = sitting('第一次会议/2026-02-01/am', row('late'), row('leave', '002'));
    expect(rollOf(mandates, { heldOn: held.heldOn, attendance: held.attendance })).toMatchObject({
      due: 3,
      there: 1,
      leave: 1,
      absent: 0,
      unrecorded: 1,
    });
    const visit = { ...activity('A1', '2026-03-01', row('absent', '002')), invited: ['001'] };
    expect(rollOf(mandates, visit)).toMatchObject({ due: 2, there: 0, absent: 1, unrecorded: 1 });
  });

  it('leaves out who held no mandate on the day, or was suspended', () => {
    const deputies = [
      deputy('001', { electedOn: '2026-05-01' }),
      deputy('002', { events: [event('suspended', '2026-02-01')] }),
      deputy('003', { events: [event('resigned', '2026-03-01')] }),
      deputy('004'),
    ];
    const rows = register({ deputies });
    const roll = rollOf(mandatesOf(rows), { heldOn: '2026-03-01', attendance: [row('present', '003')] });
    expect(roll.entries).toEqual([{ deputy: '004', state: null }]);
  });

  it("says the same as the deputy's own meetings", () => {
    const rows = register({
      deputies: [deputy('001'), deputy('002', { electedOn: '2026-02-15' })],
      sittings: [sitting('第一次会议/2026-02-01/am', row('present'), row('absent', '002'))],
      activities: [activity('A1', '2026-03-01', row('leave'), row('left_early', '002'))],
    });
    const mandates = mandatesOf(rows);
    for (const { certificateNumber } of rows.deputies) {
      const own = dueMeetings(rows, certificateNumber, '2026-01-01', '2026-12-31').length;
      const { sittings, activities } = rows;
      const rolls = [...sittings.map(({ heldOn, attendance }) => ({ heldOn, attendance })), ...activities];
      const due = rolls.filter((meeting) =>
        rollOf(mandates, meeting).entries.some((entry) => entry.deputy === certificateNumber),
      );
      expect(due).toHaveLength(own);
    }
  });
});

describe('what a deputy did in a year', () => {
  const rows = register({
    sittings: [sitting('第一次会议/2026-02-01/am', row('leave'))],
    activities: [activity('A1', '2026-03-01', row('present')), activity('A2', '2026-04-01', row('absent'))],
    filings: [
      filing('F1', '2026-05-01', { quantityHundredths: 250 }),
      filing('F2', '2026-06-01', { quantityHundredths: 50 }),
      filing('F3', '2027-01-01'),
    ],
  });
  const duties = dutiesOf(factsOf(rows), '001', 2026);

  it('holds neither leave nor absence, nor another year', () => {
    expect(duties.map(({ id }) => id)).toEqual(['activity/A1/001', 'filing/F1', 'filing/F2']);
  });

  it('is summed up by section and kind, in the order of the forms', () => {
    const sections = tallyDuties(duties);
    expect(sections.map(({ kinds }) => kinds.length)).toEqual([0, 1, 0, 1, 0, 0]);
    expect(sections[3]?.kinds).toEqual([{ kind: 'deed.done', quantityHundredths: 300, records: 2 }]);
  });
});

describe('attendance', () => {
  it('counts late and early leavers as there', () => {
    const meeting = (state: 'late' | 'absent' | null) =>
      ({ type: 'activity', key: 'A', day: '2026-01-01', state }) as const;
    expect(isAttendance(meeting('late'), 'there')).toBe(true);
    expect(isAttendance(meeting(null), 'absent')).toBe(false);
    expect(isAttendance(meeting(null), 'unrecorded')).toBe(true);
  });

  it('of a year that goes on ends today', () => {
    expect(yearUpTo(2026, '2026-03-20')).toEqual({ from: '2026-01-01', to: '2026-03-20' });
    expect(yearUpTo(2025, '2026-03-20')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  });
});
