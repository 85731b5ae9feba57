import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { factsOf } from '../../src/points/facts.ts';
import { recordsOf } from '../../src/points/records.ts';
import { listClosings } from '../../src/notices/closings.ts';
import { loadRegisterRows } from '../../src/points/store.ts';
import { found } from '../../src/refusals.ts';
import { findSchemeInForce } from '../../src/schemes/store.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { openEmpty } from '../support/register.ts';
import { doingAt } from '../support/world.ts';
import { bringIn, changedSample, faultsOf, folderOf, SAMPLE } from './support/registers.ts';

const MARCH = Date.UTC(2026, 2, 31, 2, 0);
const APRIL = Date.UTC(2026, 3, 2, 2, 0);
const MAY = Date.UTC(2026, 4, 10, 2, 0);

/** The sample, taken in before its first quarter was closed. */
async function openClosed(): Promise<Store> {
  const store = openEmpty();
  await bringIn(store, SAMPLE, {}, MARCH);
  await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '', openReason: '' });
  return store;
}

/** Everything that counts in the closed quarter. */
async function closedRecords({ read }: Store): Promise<unknown[]> {
  const { id } = await getCurrentTerm(read);
  const rows = await loadRegisterRows(read, id);
  const scheme = found(await findSchemeInForce(read, 2026));
  const { records } = recordsOf(scheme.body, factsOf(rows), await listClosings(read), rows.deputies);
  return records.filter(({ date, countedOn }) => (countedOn ?? date) <= '2026-03-31');
}

type Change = Parameters<typeof changedSample>[0];
const HEAD = '活动编号,类别,名称,日期,地点,组织单位,内容\n';

/** Each would change what the published quarter counts. */
const REFUSED: [name: string, change: Change, fault: string][] = [
  [
    'attendance at a session',
    { 'sessions.csv': [['2026-01-15,上午,004,请假,市交通会议,主席', '2026-01-15,上午,004,出席,,']] },
    'sessions.csv 21 状态 closed-quarter',
  ],
  [
    'attendance at an activity',
    { 'attendance.csv': [['A06,002,出席', 'A06,002,缺席']] },
    'attendance.csv 7 状态 closed-quarter',
  ],
  [
    'the kind of an activity',
    { 'activities.csv': [['A01,视察', 'A01,主题活动']] },
    'activities.csv 2 类别 closed-quarter',
  ],
  [
    'the day of an activity, out of the quarter',
    { 'activities.csv': [['视察精益仪表公司,2026-02-26', '视察精益仪表公司,2026-04-26']] },
    'activities.csv 2 日期 closed-quarter',
  ],
  [
    'the day of an activity, into the quarter',
    { 'activities.csv': [['视察酒店消防安全,2026-04-23', '视察酒店消防安全,2026-03-23']] },
    'activities.csv 4 日期 closed-quarter',
  ],
  [
    'the co-signers of a proposal',
    { 'proposals.csv': [['005,006、003', '005,006']] },
    'proposals.csv 24 附议代表 closed-quarter',
  ],
  [
    'the lead of a proposal',
    { 'proposals.csv': [['灭螺的建议,006', '灭螺的建议,007']] },
    'proposals.csv 29 领衔代表 closed-quarter',
  ],
  [
    'the day of a proposal, into the quarter',
    {
      'proposals.csv': [['更换小区户外水管的建议,003,,2026-05-20', '更换小区户外水管的建议,003,,2026-03-20']],
    },
    'proposals.csv 22 提出日期 closed-quarter',
  ],
  [
    'a class A answer',
    { 'proposals.csv': [['否,2026-03-20,A', '否,2026-03-20,C']] },
    'proposals.csv 3 答复类别 closed-quarter',
  ],
  [
    'when a mandate began',
    { 'deputies.csv': [['13800000008,2026-01-10,否,2026-01-14', '13800000008,2026-01-14,否,2026-01-14']] },
    'deputies.csv 9 当选日期 closed-quarter',
  ],
  [
    'a confirmed filing',
    { 'filings.csv': [['电子琴一架,1,', '电子琴一架,2,']] },
    'filings.csv 4 登记编号 filing-confirmed',
  ],
  [
    'the last day of a session',
    { 'sessions.csv': [['第六届第二次会议,2026-07-22,上午,001', '第六届第一次会议,2026-07-22,上午,001']] },
    'sessions.csv 26 日期 session-would-move',
  ],
];

describe('an import into a register with a closed quarter', () => {
  for (const [name, change, fault] of REFUSED) {
    it(`is refused where it would change ${name}`, async () => {
      const store = await openClosed();
      const before = [await store.version(), await closedRecords(store)];
      const outcome = await bringIn(store, changedSample(change), {}, MAY);
      expect([faultsOf(outcome)[0], outcome.summary]).toEqual([fault, null]);
      expect([await store.version(), await closedRecords(store)]).toEqual(before);
    });
  }

  it('may change what counts for nothing: words, units, a rating, phone numbers', async () => {
    const store = await openClosed();
    const before = await closedRecords(store);
    const folder = changedSample({
      'activities.csv': [['视察精益仪表公司,2026-02-26,回龙', '视察精益仪表有限公司,2026-02-26,回龙社区']],
      'proposals.csv': [
        [
          '城管办,,否,2026-02-27,A,已按建议办理,满意,满意',
          '城管局,民政办,否,2026-02-27,A,已全部清扫,满意,基本满意',
        ],
      ],
      'deputies.csv': [['13800000001', '13900000001']],
    });
    const { summary } = await bringIn(store, folder, {}, MAY);
    expect(summary?.tables.map((table) => table.updated)).toEqual([0, 1, 0, 1, 0, 0, 1]);
    expect(await closedRecords(store)).toEqual(before);
  });

  it('may add what was forgotten: it counts as a late entry', async () => {
    const store = await openClosed();
    const before = await closedRecords(store);
    const { summary } = await bringIn(
      store,
      folderOf({
        'activities.csv': `${HEAD}A90,视察,补录的视察,2026-02-20,,,\n`,
        'attendance.csv': '活动编号,代表证号,状态,事由,批准人\nA90,003,出席,,\n',
      }),
      {},
      MAY,
    );
    expect(summary).not.toBeNull();
    expect(await closedRecords(store)).toEqual(before);
    const { id } = await getCurrentTerm(store.read);
    const rows = await loadRegisterRows(store.read, id);
    const scheme = found(await findSchemeInForce(store.read, 2026));
    const { records } = recordsOf(scheme.body, factsOf(rows), await listClosings(store.read), rows.deputies);
    expect(records.find((record) => record.id === 'activity/A90/003')).toMatchObject({
      date: '2026-02-20',
      countedOn: '2026-05-10',
    });
  });

  it('may bring the answer that a proposal of the closed quarter was waiting for', async () => {
    const store = await openClosed();
    const before = await closedRecords(store);
    const folder = changedSample({
      'proposals.csv': [['市场监管所,,否,,,,,', '市场监管所,,否,2026-03-30,A,已开业,满意,满意']],
    });
    const { summary } = await bringIn(store, folder, {}, MAY);
    expect(summary?.tables.map((table) => table.updated)).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(await closedRecords(store)).toEqual(before);
    const { id } = await getCurrentTerm(store.read);
    const adopted = factsOf(await loadRegisterRows(store.read, id)).find(
      (fact) => fact.id === 'adopted/2026-005',
    );
    expect(adopted).toMatchObject({ day: '2026-03-30', recordedAt: MAY });
  });
});

describe('an import beside what people entered', () => {
  it('may give a confirmed filing its first grade, and no second one', async () => {
    const store = openEmpty();
    await bringIn(store, SAMPLE, {}, MAY);
    const graded = changedSample({
      'filings.csv': [
        [
          'F01,001,2026-05-08,为民办实事,为独居老人联系企业结对，每月送生活费,1,,',
          'F01,001,2026-05-08,为民办实事,为独居老人联系企业结对，每月送生活费,1,A,',
        ],
      ],
    });
    expect((await bringIn(store, graded, {}, MAY)).summary?.tables.map((table) => table.updated)).toEqual([
      0, 0, 0, 0, 0, 1, 0,
    ]);
    expect(faultsOf(await bringIn(store, SAMPLE, {}, MAY))).toEqual([
      'filings.csv 2 登记编号 filing-confirmed',
    ]);
  });
});
