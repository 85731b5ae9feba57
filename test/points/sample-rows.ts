import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { ActivityKind, DutyKind } from '../../src/duties/rules.ts';
import { kindFromText } from '../../src/duties/labels.ts';
import type { AttendanceState, RegisterRows, SittingRow } from '../../src/points/facts.ts';

const FOLDER = new URL('../samples/reports/', import.meta.url);
const STATES: Record<string, AttendanceState> = {
  出席: 'present',
  迟到: 'late',
  早退: 'left_early',
  请假: 'leave',
  缺席: 'absent',
};
/** Before any quarter is closed. */
const RECORDED_AT = 0;

type Row = Record<string, string>;

function read(file: string): Row[] {
  return parse<Row>(readFileSync(new URL(file, FOLDER)), { columns: true, bom: true });
}

export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
}

function cell(row: Row, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`no column ${name}`);
  return value;
}

function kindOf(row: Row): DutyKind {
  const kind = kindFromText(cell(row, '类别'));
  if (kind === null) throw new Error(`no kind: ${cell(row, '类别')}`);
  return kind;
}

function stateOf(row: Row): AttendanceState {
  const state = STATES[cell(row, '状态')];
  if (state === undefined) throw new Error(`no state: ${cell(row, '状态')}`);
  return state;
}

function sittings(): SittingRow[] {
  const rows = read('sessions.csv');
  const keyOf = (row: Row): string => ['会议', '日期', '半天'].map((name) => cell(row, name)).join('/');
  return [...new Set(rows.map(keyOf))].map((key): SittingRow => {
    const [session = '', heldOn = '', half = ''] = key.split('/');
    const attendance = rows
      .filter((row) => keyOf(row) === key)
      .map((row) => ({ deputy: cell(row, '代表证号'), state: stateOf(row), recordedAt: RECORDED_AT }));
    return { session, key, heldOn, half: half === '上午' ? 'am' : 'pm', attendance, speeches: [] };
  });
}

function activities(): RegisterRows['activities'] {
  const attendance = read('attendance.csv');
  return read('activities.csv').map((row) => ({
    code: cell(row, '活动编号'),
    kind: kindOf(row) as ActivityKind,
    heldOn: cell(row, '日期'),
    invited: [],
    attendance: attendance
      .filter((present) => cell(present, '活动编号') === cell(row, '活动编号'))
      .map((present) => ({
        deputy: cell(present, '代表证号'),
        state: stateOf(present),
        recordedAt: RECORDED_AT,
      })),
  }));
}

function proposals(): RegisterRows['proposals'] {
  return read('proposals.csv').map((row) => ({
    number: cell(row, '编号'),
    kind: cell(row, '类型') === '议案' ? 'motion' : 'suggestion',
    filedOn: cell(row, '提出日期'),
    registeredAt: RECORDED_AT,
    lead: cell(row, '领衔代表'),
    cosigners: cell(row, '附议代表').split('、').filter(Boolean),
    rounds: [
      {
        answeredOn: cell(row, '答复日期') || null,
        answerClass: (cell(row, '答复类别') || null) as 'A' | 'B' | 'C' | 'D' | null,
        recordedAt: RECORDED_AT,
      },
    ],
  }));
}

/** The sample township of eight deputies, straight from its files. */
export function sampleRows(): RegisterRows {
  return {
    deputies: read('deputies.csv').map((row) => ({
      certificateNumber: cell(row, '代表证号'),
      name: cell(row, '姓名'),
      category: cell(row, '代表类别') || null,
      mandate: { electedOn: cell(row, '当选日期'), endsOn: null, events: [] },
    })),
    sittings: sittings(),
    activities: activities(),
    filings: read('filings.csv').map((row) => ({
      code: cell(row, '登记编号'),
      deputy: cell(row, '代表证号'),
      kind: kindOf(row),
      on: cell(row, '日期'),
      quantityHundredths: Number(cell(row, '数量')) * 100,
      grade: cell(row, '等次') || null,
      confirmedAt: RECORDED_AT,
    })),
    proposals: proposals(),
  };
}
