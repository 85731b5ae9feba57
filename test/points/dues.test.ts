import { describe, expect, test } from 'vitest';
import {
  ABSENCES_THAT_ALARM,
  dueMeetings,
  duesOf,
  factsOf,
  unapprovedAbsences,
  type RegisterRows,
} from '../../src/points/facts.ts';
import { activity, deputy, event, register, row, sitting } from './small-register.ts';

const NONE = { due: 0, present: 0, late: 0, leftEarly: 0, leave: 0, absent: 0, unrecorded: 0 };
const ofTheYear = (rows: RegisterRows, who = '001') => duesOf(rows, who, '2026-01-01', '2026-12-31');

describe('the denominator of attendance', () => {
  const days = ['01', '02', '03', '04', '05', '06', '07', '08'].map((month) => `2026-${month}-15`);

  test('of a deputy elected in mid-term starts with the election: 3 of 3, not 3 of 8', () => {
    const deputies = [deputy('001', { electedOn: '2026-06-01' })];
    const sittings = days.map((day) =>
      sitting(`会议${day}/${day}/am`, ...(day > '2026-06-01' ? [row('present')] : [])),
    );
    const activities = days.map((day) => ({ ...activity(day, day, row('present')), invited: ['001'] }));
    const dues = ofTheYear(register({ deputies, sittings, activities }));
    expect(dues.sittings).toStrictEqual({ ...NONE, due: 3, present: 3 });
    expect(dues.activities).toStrictEqual({ ...NONE, due: 3, present: 3 });
  });

  test('leaves the days of a suspension out of both numbers', () => {
    const deputies = [
      deputy('001', { events: [event('suspended', '2026-03-01'), event('resumed', '2026-06-01')] }),
    ];
    const activities = days.map((day) => activity(day, day, row('present')));
    const rows = register({ deputies, activities });
    expect(ofTheYear(rows).activities).toStrictEqual({ ...NONE, due: 5, present: 5 });
    expect(factsOf(rows)).toHaveLength(5);
  });

  test('ends with the mandate', () => {
    const deputies = [deputy('001', { events: [event('died', '2026-03-15')] })];
    const sittings = days.map((day) => sitting(`会议${day}/${day}/am`));
    expect(ofTheYear(register({ deputies, sittings })).sittings).toStrictEqual({
      ...NONE,
      due: 2,
      unrecorded: 2,
    });
  });

  test('holds every sitting for every deputy in office, but only activities one was invited to or signed in at', () => {
    const deputies = [deputy('001'), deputy('002')];
    const activities = [
      { ...activity('A01', '2026-03-01'), invited: ['001'] },
      activity('A02', '2026-03-02', row('present', '001')),
      { ...activity('A03', '2026-03-03', row('late', '002')), invited: ['002'] },
    ];
    const rows = register({ deputies, activities, sittings: [sitting('一次/2026-01-15/am', row('leave'))] });
    expect(ofTheYear(rows, '001').activities).toStrictEqual({ ...NONE, due: 2, present: 1, unrecorded: 1 });
    expect(ofTheYear(rows, '002').activities).toStrictEqual({ ...NONE, due: 1, late: 1 });
    expect(ofTheYear(rows, '001').sittings).toStrictEqual({ ...NONE, due: 1, leave: 1 });
    expect(ofTheYear(rows, '002').sittings).toStrictEqual({ ...NONE, due: 1, unrecorded: 1 });
  });

  test('keeps the six states apart, and they add up to it', () => {
    const states = ['present', 'late', 'left_early', 'leave', 'absent', null] as const;
    const activities = states.map((state, index) => ({
      ...activity(`A${index}`, '2026-03-01', ...(state === null ? [] : [row(state)])),
      invited: ['001'],
    }));
    expect(ofTheYear(register({ activities })).activities).toStrictEqual({
      due: 6,
      present: 1,
      late: 1,
      leftEarly: 1,
      leave: 1,
      absent: 1,
      unrecorded: 1,
    });
  });

  test('takes both days of the period in, and opens as a list', () => {
    const activities = ['2026-03-31', '2026-04-01', '2026-06-30', '2026-07-01'].map((day) =>
      activity(day, day, row('absent')),
    );
    expect(dueMeetings(register({ activities }), '001', '2026-04-01', '2026-06-30')).toStrictEqual([
      { type: 'activity', key: '2026-04-01', day: '2026-04-01', state: 'absent' },
      { type: 'activity', key: '2026-06-30', day: '2026-06-30', state: 'absent' },
    ]);
  });
});

describe('congress sessions missed without approval', () => {
  const missed = (rows: RegisterRows) => unapprovedAbsences(rows, '001').map(({ session }) => session);

  test('are those with absence at every sitting, and two of them raise the alarm', () => {
    const sittings = [
      sitting('二次/2026-07-22/am', row('absent')),
      sitting('二次/2026-07-22/pm', row('absent')),
      sitting('一次/2026-01-15/am', row('absent')),
    ];
    const found = unapprovedAbsences(register({ sittings }), '001');
    expect(found).toStrictEqual([
      { session: '一次', day: '2026-01-15', sittings: ['一次/2026-01-15/am'] },
      { session: '二次', day: '2026-07-22', sittings: ['二次/2026-07-22/am', '二次/2026-07-22/pm'] },
    ]);
    expect(found.length).toBe(ABSENCES_THAT_ALARM);
  });

  test('never are those with approved leave, even for one half-day', () => {
    const sittings = [
      sitting('一次/2026-01-15/am', row('leave')),
      sitting('一次/2026-01-15/pm', row('leave')),
      sitting('二次/2026-07-22/am', row('absent')),
      sitting('二次/2026-07-22/pm', row('leave')),
    ];
    expect(missed(register({ sittings }))).toStrictEqual([]);
  });

  test('are not those one came to for a while, or whose attendance is not all recorded', () => {
    const sittings = [
      sitting('一次/2026-01-15/am', row('absent')),
      sitting('一次/2026-01-15/pm', row('left_early')),
      sitting('二次/2026-07-22/am', row('absent')),
      sitting('二次/2026-07-22/pm'),
    ];
    expect(missed(register({ sittings }))).toStrictEqual([]);
  });

  test('never are activities', () => {
    const activities = ['2026-03-01', '2026-04-01', '2026-05-01'].map((day) =>
      activity(day, day, row('absent')),
    );
    expect(missed(register({ activities }))).toStrictEqual([]);
  });

  test('are looked for only while the deputy was in office', () => {
    const sittings = [
      sitting('一次/2026-01-15/am', row('absent')),
      sitting('二次/2026-07-22/am', row('absent')),
      sitting('二次/2026-07-23/am', row('present')),
    ];
    const deputies = [deputy('001', { electedOn: '2026-02-01', events: [event('suspended', '2026-07-23')] })];
    expect(missed(register({ deputies, sittings }))).toStrictEqual(['二次']);
  });

  test('of somebody unknown are none', () => {
    expect(unapprovedAbsences(register({ sittings: [sitting('一次/2026-01-15/am')] }), '999')).toStrictEqual(
      [],
    );
  });
});
