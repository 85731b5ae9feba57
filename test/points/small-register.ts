import type { MandateEventKind } from '../../src/deputies/rules.ts';
import type {
  ActivityRow,
  AttendanceRow,
  AttendanceState,
  DeputyRow,
  FilingRow,
  ProposalRow,
  RegisterRows,
  SittingRow,
} from '../../src/points/facts.ts';

/** Rows of a register of a few people, as short as the rule under test. */
export function register(rows: Partial<RegisterRows>): RegisterRows {
  return { deputies: [deputy('001')], sittings: [], activities: [], filings: [], proposals: [], ...rows };
}

export function deputy(certificateNumber: string, mandate: Partial<DeputyRow['mandate']> = {}): DeputyRow {
  return {
    certificateNumber,
    name: `代表${certificateNumber}`,
    category: '农业类',
    mandate: { electedOn: '2026-01-01', endsOn: '2030-12-31', events: [], ...mandate },
  };
}

export const event = (kind: MandateEventKind, on: string) => ({ kind, on });

export function row(state: AttendanceState, certificateNumber = '001', recordedAt = 0): AttendanceRow {
  return { deputy: certificateNumber, state, recordedAt };
}

/** `where` is 'session/day/half'. */
export function sitting(where: string, ...attendance: AttendanceRow[]): SittingRow {
  const [session = '', heldOn = '', half] = where.split('/');
  return { session, key: where, heldOn, half: half === 'pm' ? 'pm' : 'am', attendance, speeches: [] };
}

export function activity(code: string, heldOn: string, ...attendance: AttendanceRow[]): ActivityRow {
  return { code, kind: 'activity.survey', heldOn, invited: [], attendance };
}

export function filing(code: string, on: string, more: Partial<FilingRow> = {}): FilingRow {
  return {
    code,
    deputy: '001',
    kind: 'deed.done',
    on,
    quantityHundredths: 100,
    grade: null,
    confirmedAt: 0,
    ...more,
  };
}

export function proposal(number: string, more: Partial<ProposalRow> = {}): ProposalRow {
  return {
    number,
    kind: 'suggestion',
    filedOn: '2026-03-01',
    registeredAt: 0,
    lead: '001',
    cosigners: [],
    rounds: [],
    ...more,
  };
}
