import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Store, Tx } from '../../../src/db/store.ts';
import { write } from '../../../src/db/write.ts';
import { ensureCategory } from '../../../src/categories/steps.ts';
import { addDeputy, addMandateEvent } from '../../../src/deputies/steps.ts';
import { insertDistrict } from '../../../src/districts/store.ts';
import { kindFromText } from '../../../src/duties/labels.ts';
import { isActivityKind, isImportedFilingKind } from '../../../src/duties/rules.ts';
import { addFiling } from '../../../src/filings/steps.ts';
import { ensureDelegation, ensureGroup } from '../../../src/groups/steps.ts';
import type { AttendanceState } from '../../../src/meetings/rules.ts';
import {
  addActivity,
  addSitting,
  ensureCongressSession,
  invite,
  putAttendance,
} from '../../../src/meetings/steps.ts';
import { closeQuarter } from '../../../src/notices/actions.ts';
import { addProposal } from '../../../src/proposals/steps.ts';
import type { AnswerClass, Satisfaction } from '../../../src/proposals/rules.ts';
import { addScheme, adoptScheme } from '../../../src/schemes/actions.ts';
import { checkScheme } from '../../../src/schemes/rules.ts';
import { establishRegister } from '../../../src/settings/actions.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { filledOnce } from '../../support/register.ts';
import { doingAt, TERM, TOWNSHIP } from '../../support/world.ts';

const FOLDER = new URL('../../samples/reports/', import.meta.url);
const at = (day: string): number => Date.parse(`${day}T10:00:00+08:00`);

/** The day on which the sample's year is all but over. */
export const YEAR_END = at('2026-12-28');

type Row = Record<string, string>;

function read(file: string): Row[] {
  return parse<Row>(readFileSync(new URL(`${file}.csv`, FOLDER)), { columns: true, bom: true });
}

const names = (text = ''): string[] => text.split('、').filter((part) => part !== '');
const orNull = (text = ''): string | null => (text === '' ? null : text);

/** Personal data of the sample's people and of those added here: none of it may ever stand on a public page. */
export function secretsOf(): string[] {
  return [
    ...read('deputies').flatMap((row) => {
      const [year = '', month = ''] = (row['出生年月'] ?? '').split('-');
      return [row['联系电话'] ?? '', `${year}-${month}`, `${year}年${Number(month)}月`];
    }),
    '13899990009',
    '1980-02',
    '1980年2月',
    '13899990010',
    '1955-11',
    '1955年11月',
    '秘密党派',
    '秘密学历',
    '请假的秘密事由',
    '秘密批准人',
    '秘密文件',
    '中共党员',
    '辞职或者责令辞职被接受',
    '异议秘密人',
    '异议的秘密原话',
  ];
}

/** Nobody's name, but one that would do harm where a page forgot to escape it. */
export const HOSTILE = '<img src=x onerror=alert(1)>"\'&';

/**
 * The sample township, taken in before its first quarter was closed; and two people it lacks: 009, elected in a
 * by-election in September and invited to three activities since, and 010, who resigned in June.
 */
export const openSample = filledOnce(fill);

async function fill(store: Store): Promise<void> {
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  const { id: termId } = await getCurrentTerm(store.read);
  await write(doingAt(store, at('2026-01-20')), async (tx) => {
    const ids = await takeInPeople(tx, termId);
    await takeInSittings(tx, termId, ids);
    await takeInActivities(tx, termId, ids);
    await takeInFilings(tx, termId, ids);
    await takeInProposals(tx, termId, ids);
    tx.record({ kind: 'import.applied', subject: ['import', 'sample'] });
  });
  await adoptSampleScheme(store);
  for (const [quarter, day] of CLOSED)
    await closeQuarter(doingAt(store, at(day)), quarter, { number: '', openReason: '样例' });
}

const CLOSED = [
  ['2026Q1', '2026-04-03'],
  ['2026Q2', '2026-07-03'],
  ['2026Q3', '2026-10-09'],
] as const;

type Ids = ReadonlyMap<string, number>;

function idIn(ids: Ids, certificateNumber = ''): number {
  const id = ids.get(certificateNumber);
  if (id === undefined) throw new Error(`no deputy ${certificateNumber}`);
  return id;
}

async function takeInPeople(tx: Tx, termId: number): Promise<Ids> {
  const districts = new Map<string, number>();
  for (const row of read('districts')) {
    const fields = { number: row['选区编号'] ?? '', name: row['选区名称'] ?? '' };
    const villages = names(row['所辖村社区']);
    const id = await insertDistrict(tx, { termId, ...fields, villages, seats: Number(row['应选名额']) });
    districts.set(fields.number, id);
  }
  const rows = [...read('deputies'), ...ADDED];
  const ids = new Map<string, number>();
  for (const row of rows) {
    const certificateNumber = row['代表证号'] ?? '';
    const id = await addDeputy(tx, termId, {
      certificateNumber,
      name: row['姓名'] ?? '',
      sex: row['性别'] ?? '',
      ethnicity: row['民族'] ?? '',
      bornMonth: row['出生年月'] ?? '',
      party: row['党派'] ?? '',
      education: row['文化程度'] ?? '',
      phone: row['联系电话'] ?? '',
      occupation: row['职业职务'] ?? '',
      stateWorker: row['国家工作人员'] === '是',
      districtId: districts.get(row['选区编号'] ?? '') ?? 0,
      delegationId: await ensureDelegation(tx, termId, row['代表团'] ?? ''),
      groupId: await ensureGroup(tx, termId, row['代表小组'] ?? ''),
      categoryId: await ensureCategory(tx, row['代表类别'] ?? '', row['代表小类'] ?? ''),
      electedOn: row['当选日期'] ?? '',
      byElection: certificateNumber === '009',
      oathOn: orNull(row['宣誓日期']),
      oathText: '我宣誓',
      upperPost: row['上级代表职务'] ?? '',
    });
    ids.set(certificateNumber, id);
  }
  const resigned = { kind: 'resigned', on: '2026-06-15', ground: '', document: '秘密文件' } as const;
  await addMandateEvent(tx, idIn(ids, '010'), resigned, at('2026-06-15'));
  return ids;
}

const ADDED_BASE = {
  性别: '男',
  民族: '汉族',
  党派: '秘密党派',
  文化程度: '秘密学历',
  代表类别: '农业类',
  代表小类: '种植',
};
const ADDED: Row[] = [
  {
    ...ADDED_BASE,
    代表证号: '009',
    姓名: HOSTILE,
    出生年月: '1980-02',
    职业职务: '=cmd()',
    选区编号: '5',
    代表团: '第二代表团',
    代表小组: '乡村组',
    联系电话: '13899990009',
    当选日期: '2026-09-01',
    国家工作人员: '否',
    宣誓日期: '',
  },
  {
    ...ADDED_BASE,
    代表证号: '010',
    姓名: '向前进',
    出生年月: '1955-11',
    职业职务: '村民',
    选区编号: '5',
    代表团: '第二代表团',
    代表小组: '乡村组',
    联系电话: '13899990010',
    当选日期: '2026-01-10',
    国家工作人员: '否',
    宣誓日期: '',
  },
];

const STATES: Record<string, AttendanceState> = {
  出席: 'present',
  迟到: 'late',
  早退: 'left_early',
  请假: 'leave',
  缺席: 'absent',
};

function markOf(row: Row, ids: Ids) {
  const state = STATES[row['状态'] ?? ''] ?? 'present';
  const more = state === 'leave' ? { reason: '请假的秘密事由', approver: '秘密批准人' } : {};
  return { deputyId: idIn(ids, row['代表证号']), state, ...more };
}

async function takeInSittings(tx: Tx, termId: number, ids: Ids): Promise<void> {
  const rows = read('sessions');
  const keyOf = (row: Row) => [row['会议'], row['日期'], row['半天']].join('/');
  for (const key of new Set(rows.map(keyOf))) {
    const [title = '', heldOn = '', half = ''] = key.split('/');
    const congressSessionId = await ensureCongressSession(tx, termId, title);
    const id = await addSitting(tx, { congressSessionId, heldOn, half: half === '上午' ? 'am' : 'pm' });
    const marks = rows.filter((row) => keyOf(row) === key).map((row) => markOf(row, ids));
    await putAttendance(tx, { type: 'sitting', id }, marks, at('2026-01-20'));
  }
}

/** 009 is invited to every activity in the country, and present at the three it is due at. */
const COUNTRY = ['A25', 'A27', 'A05', 'A14'];

async function takeInActivities(tx: Tx, termId: number, ids: Ids): Promise<void> {
  const rows = read('attendance');
  for (const row of read('activities')) {
    const code = row['活动编号'] ?? '';
    const kind = kindFromText(row['类别'] ?? '');
    if (kind === null || !isActivityKind(kind)) throw new Error(`no activity: ${row['类别']}`);
    const id = await addActivity(tx, {
      termId,
      code,
      kind,
      title: row['名称'] ?? '',
      heldOn: row['日期'] ?? '',
      place: row['地点'] ?? '',
      organiser: row['组织单位'] ?? '',
      summary: row['内容'] ?? '',
    });
    const marks = rows.filter((mark) => mark['活动编号'] === code).map((mark) => markOf(mark, ids));
    const isDue009 = COUNTRY.includes(code) && (row['日期'] ?? '') >= '2026-09-01';
    if (COUNTRY.includes(code)) await invite(tx, id, [idIn(ids, '009')]);
    if (isDue009) marks.push({ deputyId: idIn(ids, '009'), state: 'present' });
    await putAttendance(tx, { type: 'activity', id }, marks, at('2026-01-20'));
  }
}

async function takeInFilings(tx: Tx, termId: number, ids: Ids): Promise<void> {
  for (const row of read('filings')) {
    const kind = kindFromText(row['类别'] ?? '');
    if (kind === null || !isImportedFilingKind(kind)) throw new Error(`no filing: ${row['类别']}`);
    await addFiling(tx, {
      termId,
      deputyId: idIn(ids, row['代表证号']),
      code: row['登记编号'],
      kind,
      occurredOn: row['日期'] ?? '',
      content: row['内容'] ?? '',
      source: 'import',
      state: 'confirmed',
      quantityHundredths: Number(row['数量']) * 100,
      grade: orNull(row['等次']),
      confirmedAt: at('2026-01-20'),
    });
  }
}

const SATISFACTION: Record<string, Satisfaction> = {
  满意: 'satisfied',
  基本满意: 'fairly',
  不满意: 'dissatisfied',
};

async function takeInProposals(tx: Tx, termId: number, ids: Ids): Promise<void> {
  for (const row of read('proposals')) {
    await addProposal(tx, termId, {
      number: row['编号'] ?? '',
      kind: row['类型'] === '议案' ? 'motion' : 'suggestion',
      title: row['标题'] ?? '',
      content: row['内容'] ?? '',
      filedOn: row['提出日期'] ?? '',
      registeredAt: at('2026-01-20'),
      leadId: idIn(ids, row['领衔代表']),
      cosignerIds: names(row['附议代表']).map((number) => idIn(ids, number)),
      rounds: [
        {
          assignedOn: orNull(row['交办日期']),
          leadUnit: orNull(row['主办单位']),
          coUnits: names(row['协办单位']),
          answeredOn: orNull(row['答复日期']),
          answerClass: orNull(row['答复类别']) as AnswerClass | null,
          answer: row['答复内容'] ?? '',
          attitude: SATISFACTION[row['态度满意度'] ?? ''] ?? null,
          result: SATISFACTION[row['结果满意度'] ?? ''] ?? null,
          recordedAt: at('2026-01-20'),
        },
      ],
    });
  }
  await addProposal(tx, termId, {
    number: '2026-099',
    kind: 'suggestion',
    title: '还没有登记的草稿',
    content: '草稿',
    filedOn: '2026-02-01',
    registeredAt: null,
    leadId: idIn(ids, '001'),
    cosignerIds: [],
    rounds: [],
  });
}

async function adoptSampleScheme(store: Store): Promise<void> {
  const check = checkScheme(JSON.parse(readFileSync(new URL('schemes/sample-2026.json', FOLDER), 'utf8')));
  if (!check.ok) throw new Error(JSON.stringify(check.faults));
  const { scheme } = check;
  const doing = doingAt(store, at('2026-01-20'));
  const id = await write(doing, async (tx) => {
    tx.record({ kind: 'scheme.drafted', subject: ['scheme', '2026-1'] });
    return (await addScheme(tx, scheme, doing.at)).id;
  });
  await adoptScheme(doing, id, { documentNumber: '回镇人大〔2026〕1号', adoptedOn: '2026-01-20' });
}
