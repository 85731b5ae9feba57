import { describe, expect, test } from 'vitest';
import { factsOf, type Fact, type RegisterRows } from '../../src/points/facts.ts';
import { activity, deputy, event, filing, proposal, register, row, sitting } from './small-register.ts';

const idsOf = (rows: RegisterRows): string[] => factsOf(rows).map(({ id }) => id);

function only(rows: RegisterRows): Fact {
  const facts = factsOf(rows);
  expect(facts).toHaveLength(1);
  return facts[0]!;
}

describe('a congress session', () => {
  test('counts once for whoever was at one sitting, on the day of its last sitting', () => {
    const sittings = [
      sitting('二次/2026-07-23/am', row('absent')),
      sitting('二次/2026-07-22/pm', row('late', '001', 50)),
      sitting('二次/2026-07-22/am', row('left_early', '001', 80)),
    ];
    const attended = factsOf(register({ sittings })).filter(({ kind }) => kind === 'session.attended');
    expect(attended).toStrictEqual([
      {
        id: 'session/二次/001',
        deputy: '001',
        kind: 'session.attended',
        day: '2026-07-23',
        quantityHundredths: 100,
        recordedAt: 50,
        source: { type: 'session', key: '二次' },
      },
    ]);
  });

  test('gives leave and absence by the half-day, on that day', () => {
    const sittings = [
      sitting('二次/2026-07-22/am', row('leave')),
      sitting('二次/2026-07-22/pm', row('absent')),
    ];
    expect(factsOf(register({ sittings })).map(({ id, kind, day }) => [id, kind, day])).toStrictEqual([
      ['sitting/二次/2026-07-22/am/001', 'session.leave', '2026-07-22'],
      ['sitting/二次/2026-07-22/pm/001', 'session.absent', '2026-07-22'],
    ]);
  });

  test('gives a fact for every noted speech', () => {
    const speeches = ['1', '2'].map((key) => ({ deputy: '001', key, recordedAt: 0 }));
    const sittings = [{ ...sitting('二次/2026-07-22/am'), speeches }];
    expect(idsOf(register({ sittings }))).toStrictEqual([
      'speech/二次/2026-07-22/am/001/1',
      'speech/二次/2026-07-22/am/001/2',
    ]);
  });
});

describe('an activity', () => {
  test('counts as its own kind for whoever came, late or not, and as leave or absence otherwise', () => {
    const states = ['present', 'late', 'left_early', 'leave', 'absent'] as const;
    const people = states.map((_, index) => `00${index}`);
    const activities = [
      activity('A01', '2026-03-01', ...states.map((state, index) => row(state, `00${index}`))),
    ];
    const rows = register({ deputies: people.map((number) => deputy(number)), activities });
    expect(factsOf(rows).map(({ kind }) => kind)).toStrictEqual([
      'activity.survey',
      'activity.survey',
      'activity.survey',
      'activity.leave',
      'activity.absent',
    ]);
  });

  test('gives nothing for who was invited but has no attendance recorded', () => {
    const activities = [{ ...activity('A01', '2026-03-01'), invited: ['001'] }];
    expect(idsOf(register({ activities }))).toStrictEqual([]);
  });
});

describe('a filing', () => {
  test('gives its own kind, quantity and grade, known since it was confirmed', () => {
    const filings = [
      filing('F01', '2026-05-08', {
        kind: 'contact.visit',
        quantityHundredths: 250,
        grade: 'A',
        confirmedAt: 7,
      }),
    ];
    expect(only(register({ filings }))).toStrictEqual({
      id: 'filing/F01',
      deputy: '001',
      kind: 'contact.visit',
      day: '2026-05-08',
      quantityHundredths: 250,
      grade: 'A',
      recordedAt: 7,
      source: { type: 'filing', key: 'F01' },
    });
  });
});

describe('a proposal', () => {
  const deputies = [deputy('001'), deputy('002'), deputy('003')];

  test('counts for its lead and every co-signer, each once, on the day it was filed', () => {
    const proposals = [proposal('2026-023', { kind: 'motion', cosigners: ['003', '002', '003', '001'] })];
    expect(
      factsOf(register({ deputies, proposals })).map(({ id, deputy: who, kind }) => [id, who, kind]),
    ).toStrictEqual([
      ['cosign/2026-023/002', '002', 'motion.cosigned'],
      ['cosign/2026-023/003', '003', 'motion.cosigned'],
      ['motion.led/2026-023', '001', 'motion.led'],
    ]);
  });

  test('says how many signed it, nobody twice, unless one signed alone', () => {
    const together = proposal('2026-023', { kind: 'motion', cosigners: ['003', '002', '003', '001'] });
    const facts = factsOf(register({ deputies, proposals: [together, proposal('2026-024')] }));
    expect(facts.map(({ id, signers }) => [id, signers])).toStrictEqual([
      ['cosign/2026-023/002', 3],
      ['cosign/2026-023/003', 3],
      ['motion.led/2026-023', 3],
      [expect.stringContaining('2026-024'), undefined],
    ]);
  });

  test('counts only once it is registered', () => {
    expect(idsOf(register({ proposals: [proposal('1', { registeredAt: null })] }))).toStrictEqual([]);
  });

  test('is adopted on the day of the first class A answer, once, and for the lead only', () => {
    const round = (answeredOn: string, answerClass: 'A' | 'B', recordedAt: number) => ({
      answeredOn,
      answerClass,
      recordedAt,
    });
    const rounds = [round('2026-09-01', 'A', 3), round('2026-06-01', 'B', 1), round('2026-07-01', 'A', 2)];
    const facts = factsOf(register({ deputies, proposals: [proposal('1', { cosigners: ['002'], rounds })] }));
    const adopted = facts.filter(({ kind }) => kind === 'proposal.adopted');
    expect(adopted.map(({ id, deputy: who, day, recordedAt }) => [id, who, day, recordedAt])).toStrictEqual([
      ['adopted/1', '001', '2026-07-01', 2],
    ]);
  });
});

describe('facts exist only inside the mandate and outside a suspension', () => {
  test('nothing before the election, on the day of the end, or of somebody unknown', () => {
    const deputies = [deputy('001', { electedOn: '2026-04-01', events: [event('resigned', '2026-08-01')] })];
    const filings = ['2026-03-31', '2026-04-01', '2026-07-31', '2026-08-01'].map((day) => filing(day, day));
    const stranger = filing('F9', '2026-05-01', { deputy: '999' });
    expect(idsOf(register({ deputies, filings: [...filings, stranger] }))).toStrictEqual([
      'filing/2026-04-01',
      'filing/2026-07-31',
    ]);
  });

  test('nothing from the day of a suspension to the day before it ends', () => {
    const deputies = [
      deputy('001', { events: [event('suspended', '2026-03-01'), event('resumed', '2026-05-01')] }),
    ];
    const days = ['2026-02-28', '2026-03-01', '2026-04-30', '2026-05-01'];
    const rows = register({ deputies, activities: days.map((day) => activity(day, day, row('present'))) });
    expect(factsOf(rows).map(({ day }) => day)).toStrictEqual(['2026-02-28', '2026-05-01']);
  });

  test('presence at a sitting before the election does not make a session attended', () => {
    const sittings = [
      sitting('二次/2026-07-22/am', row('present')),
      sitting('二次/2026-07-23/am', row('absent')),
    ];
    const deputies = [deputy('001', { electedOn: '2026-07-23' })];
    expect(factsOf(register({ deputies, sittings })).map(({ kind }) => kind)).toStrictEqual([
      'session.absent',
    ]);
  });
});

test('facts come by day and id, whatever the order of the rows', () => {
  const filings = [filing('F2', '2026-05-01'), filing('F10', '2026-05-01'), filing('F9', '2026-02-01')];
  const expected = ['filing/F9', 'filing/F10', 'filing/F2'];
  expect(idsOf(register({ filings }))).toStrictEqual(expected);
  expect(idsOf(register({ filings: filings.toReversed() }))).toStrictEqual(expected);
});
