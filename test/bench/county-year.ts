import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCsv } from '../../src/exchange/write.ts';
import { additive } from '../../src/schemes/templates.ts';

/** The year that a township of the county is filled with. */
export const YEAR = 2025;
export const DEPUTIES = 80;

type TableRow = readonly string[];
type TableRows = Readonly<Record<string, { readonly header: TableRow; readonly rows: readonly TableRow[] }>>;

/** Writes tables as people fill them in, one file for each. */
export function writeTables(folder: string, tables: TableRows): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, { header, rows }] of Object.entries(tables))
    writeFileSync(join(folder, `${file}.csv`), writeCsv(header, rows));
}

const count = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length }, (_unused, index) => make(index));
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const certificate = (index: number): string => String((index % DEPUTIES) + 1).padStart(3, '0');
const day = (month: number, dayOfMonth: number): string =>
  `${YEAR}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;

const STATES = ['出席', '出席', '出席', '出席', '迟到', '出席', '请假', '出席', '出席', '缺席', '出席'];
const ACTIVITIES = ['视察', '专题调研', '执法检查', '小组活动', '主题活动', '学习培训'];
const FILINGS = ['走访选民', '接待群众', '进站值班', '学习', '宣传', '走访选民'];
const SITTINGS = [day(1, 14), day(1, 15), day(7, 22), day(7, 23)];
const ACTIVITY_COUNT = 24;
const FILINGS_EACH = 30;

/**
 * A township's year as a folder to be imported: 80 deputies, two sessions of four half-days, two activities a month,
 * thirty filings and one proposal for each deputy, and the scheme. No randomness, the same on every run.
 */
export function writeYear(folder: string): void {
  writeTables(folder, {
    districts: { header: ['number', 'name', 'villages', 'seats'], rows: districts() },
    deputies: {
      header: ['certificateNumber', 'name', 'sex', 'district', 'group', 'electedOn'],
      rows: deputies(),
    },
    sessions: {
      header: ['session', 'heldOn', 'half', 'deputy', 'state', 'reason', 'approver'],
      rows: sessions(),
    },
    activities: { header: ['code', 'kind', 'title', 'heldOn'], rows: activities() },
    attendance: {
      header: ['activity', 'deputy', 'state', 'reason', 'approver'],
      rows: attendance(),
    },
    filings: {
      header: ['code', 'deputy', 'occurredOn', 'kind', 'content', 'quantity'],
      rows: filings(),
    },
    proposals: {
      header: ['number', 'kind', 'title', 'content', 'lead', 'cosigners', 'filedOn'],
      rows: proposals(),
    },
  });
  mkdirSync(join(folder, 'schemes'));
  writeFileSync(join(folder, 'schemes', `${YEAR}.json`), JSON.stringify(additive(YEAR)));
}

function districts(): TableRow[] {
  return count(20, (index) => [`${index + 1}`, `第${index + 1}选区`, `第${index + 1}村`, '4']);
}

function deputies(): TableRow[] {
  const [families, given] = ['王李张刘陈杨赵黄周吴', '伟芳娜敏静丽强磊军洋'].map((text) => Array.from(text));
  return count(DEPUTIES, (index) => [
    certificate(index),
    `${pick(families ?? [], index)}${pick(given ?? [], Math.floor(index / 10))}${pick(given ?? [], index * 3)}`,
    index % 3 === 0 ? '女' : '男',
    `${(index % 20) + 1}`,
    `第${(index % 5) + 1}小组`,
    day(1, 10),
  ]);
}

/** Who stays away with leave says why, and who allowed it. */
function stateCells(index: number): string[] {
  const state = pick(STATES, index);
  return state === '请假' ? [state, '外出', '主席'] : [state, '', ''];
}

function sessions(): TableRow[] {
  return SITTINGS.flatMap((heldOn, sitting) =>
    ['上午', '下午'].flatMap((half) =>
      count(DEPUTIES, (index) => [
        `第六届第${sitting < 2 ? '一' : '二'}次会议`,
        heldOn,
        half,
        certificate(index),
        ...stateCells(index + sitting),
      ]),
    ),
  );
}

const activityCode = (index: number): string => `A${String(index + 1).padStart(2, '0')}`;

function activities(): TableRow[] {
  return count(ACTIVITY_COUNT, (index) => [
    activityCode(index),
    pick(ACTIVITIES, index),
    `第${index + 1}次${pick(ACTIVITIES, index)}`,
    day(Math.floor(index / 2) + 1, index % 2 === 0 ? 18 : 26),
  ]);
}

function attendance(): TableRow[] {
  return count(ACTIVITY_COUNT * DEPUTIES, (index) => [
    activityCode(Math.floor(index / DEPUTIES)),
    certificate(index),
    ...stateCells(index + Math.floor(index / DEPUTIES)),
  ]);
}

function filings(): TableRow[] {
  return count(FILINGS_EACH * DEPUTIES, (index) => [
    `F${String(index + 1).padStart(4, '0')}`,
    certificate(index),
    day((Math.floor(index / DEPUTIES) % 12) + 1, 15 + (index % 13)),
    pick(FILINGS, index + Math.floor(index / DEPUTIES)),
    `到第${(index % 20) + 1}村，了解第${index + 1}户的情况，听取对镇里工作的意见`,
    '1',
  ]);
}

function proposals(): TableRow[] {
  return count(DEPUTIES, (index) => [
    `${YEAR}-${String(index + 1).padStart(3, '0')}`,
    '建议',
    `关于第${(index % 20) + 1}村道路维修的建议（${index + 1}）`,
    '道路多年没有维修，群众出行不便，建议列入今年的计划。',
    certificate(index),
    `${certificate(index + 1)}、${certificate(index + 2)}`,
    day((index % 12) + 1, 20),
  ]);
}
