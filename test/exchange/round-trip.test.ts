import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { changeDeputy, recordMandateEvent } from '../../src/deputies/actions.ts';
import { findDeputy, listRoster } from '../../src/deputies/store.ts';
import { createFiling, returnFiling, voidFiling } from '../../src/filings/actions.ts';
import { changeDelegation, changeGroup } from '../../src/groups/actions.ts';
import { findDelegationByName, findGroupByName } from '../../src/groups/store.ts';
import {
  changeSitting,
  createActivity,
  createCongressSession,
  createSitting,
  recordAttendance,
  recordSpeech,
} from '../../src/meetings/actions.ts';
import { findActivity, listSittings } from '../../src/meetings/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { listChain } from '../../src/notices/store.ts';
import { firstUnexplained } from '../../src/notices/replay.ts';
import type { NoticeBody } from '../../src/notices/body.ts';
import { computePoints } from '../../src/points/compute.ts';
import { score } from '../../src/points/score.ts';
import { addProposal } from '../../src/proposals/steps.ts';
import { found } from '../../src/refusals.ts';
import { publishReport, saveReport } from '../../src/reports/actions.ts';
import { changeSettings, changeTownship } from '../../src/settings/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { write } from '../../src/db/write.ts';
import { browserOf, startApp, testClock } from '../support/app.ts';
import { openEmpty } from '../support/register.ts';
import { addAccount, doingAt, TOWNSHIP } from '../support/world.ts';
import { bringIn, exported, folderOf, SAMPLE, YEAR_END } from './support/registers.ts';

const MARCH = Date.UTC(2026, 2, 20, 2, 0);
const APRIL = Date.UTC(2026, 3, 2, 2, 0);
const MAY = Date.UTC(2026, 4, 10, 2, 0);

async function deputyId(store: Store, certificate: string): Promise<number> {
  const { id } = await getCurrentTerm(store.read);
  return found(await findDeputy(store.read, id, certificate)).id;
}

/** A register in which everything has happened that an export has to carry. */
async function openEventful(): Promise<Store> {
  const store = openEmpty();
  await bringIn(store, SAMPLE, {}, MARCH);
  const { id: termId } = await getCurrentTerm(store.read);
  const at = (when: number) => doingAt(store, when);
  await changeTownship(at(MARCH), TOWNSHIP);
  await changeSettings(at(MARCH), { nameOrder: 'slot', publicityDays: 10, documentPrefix: '回镇人大' });
  const leader = await deputyId(store, '001');
  const group = found(await findGroupByName(store.read, termId, '城区组'));
  await changeGroup(at(MARCH), group.id, {
    name: '城区组',
    leaderId: leader,
    focus: '社区',
    departments: ['民政办', '社保所'],
  });
  const delegation = found(await findDelegationByName(store.read, termId, '第一代表团'));
  await changeDelegation(at(MARCH), delegation.id, { name: '第一代表团', leaderId: leader });
  await changeDeputy(at(MARCH), '007', {
    reading: 'zeng wen jiao',
    oathText: '我宣誓：忠于宪法。\n忠于祖国。',
    byElection: true,
  });

  const [sitting] = (await listSittings(store.read, termId)).toReversed();
  const { id, heldOn, half } = found(sitting);
  const agenda = [{ kind: 'report' as const, title: '政府工作报告' }];
  await changeSitting(at(MARCH), id, { heldOn, half, agenda });
  await recordSpeech(at(MARCH), id, { deputyId: leader, topic: '社区养老' });
  await recordSpeech(at(MARCH + 1), id, { deputyId: leader, topic: '老旧小区' });
  const extra = await createCongressSession(at(MARCH), { title: '第六届第三次会议', regular: false });
  await createSitting(at(MARCH), extra, { heldOn: '2026-03-25', half: 'am', agenda: [] });

  await closeQuarter(at(APRIL), '2026Q1', { number: '回镇人大〔2026〕3号', openReason: '一次会议待补出勤' });
  const code = await createActivity(
    at(APRIL),
    {
      kind: 'activity.survey',
      title: '补录的调研',
      heldOn: '2026-03-10',
      place: '',
      organiser: '',
      summary: '上午看现场\n下午座谈',
      costCents: 12_345,
    },
    { circle: { by: 'all' } },
  );
  const activity = found(await findActivity(store.read, termId, code));
  await recordAttendance(at(APRIL), { type: 'activity', id: activity.id }, [
    { deputyId: leader, mark: { state: 'leave', reason: '住院', approver: '主席' } },
  ]);
  await createActivity(
    at(MAY),
    {
      kind: 'activity.training',
      title: '还没有点名',
      heldOn: '2026-05-09',
      place: '',
      organiser: '',
      summary: '',
      costCents: null,
    },
    { circle: { by: 'group', id: group.id } },
  );
  const filing = {
    kind: 'deed.done',
    content: '一件实事',
    quantity: 150,
    amount: 30_000,
    place: '',
    result: '',
  } as const;
  await createFiling(at(MAY), { ...filing, deputy: leader, occurredOn: '2026-05-01' });
  const returned = await createFiling(at(MAY), { ...filing, deputy: leader, occurredOn: '2026-05-02' });
  await returnFiling(at(MAY), returned, '请补佐证');
  await voidFiling(at(MAY), 'F20', '重复登记');
  await write(at(MAY), async (tx) => {
    const round = {
      assignedOn: '2026-04-20',
      leadUnit: '交通, 公路站',
      coUnits: ['城管 办'],
      answeredOn: '2026-04-28',
      answerClass: 'B',
      answer: '已列入计划',
      attitude: 'satisfied',
      result: 'dissatisfied',
      recordedAt: MAY,
    } as const;
    const head = {
      kind: 'suggestion',
      title: '关于村道的建议',
      content: '修村道',
      filedOn: '2026-04-16',
      leadId: leader,
      cosignerIds: [],
    } as const;
    await addProposal(tx, termId, {
      ...head,
      number: '2026-090',
      registeredAt: MAY,
      rounds: [
        round,
        {
          ...round,
          assignedOn: '2026-05-01',
          answeredOn: null,
          answerClass: null,
          answer: '',
          attitude: null,
          result: null,
        },
      ],
    });
    await addProposal(tx, termId, {
      ...head,
      number: '2026-091',
      registeredAt: null,
      rounds: [],
      state: 'returned',
    });
    tx.record({ kind: 'proposal.registered', subject: ['proposal', '2026-090'] });
  });
  await recordMandateEvent(at(MAY), '005', {
    kind: 'suspended',
    on: '2026-04-01',
    ground: 'detained',
    document: '回镇人大〔2026〕5号',
  });
  await recordMandateEvent(at(MAY), '005', { kind: 'resumed', on: '2026-04-20', ground: '', document: '' });
  await recordMandateEvent(at(MAY), '004', {
    kind: 'terminated',
    on: '2026-03-01',
    ground: 'moved_away',
    document: '',
  });
  const words = { session: '积极发言', recess: '', contact: '', deed: '', model: '', pledge: '' };
  await saveReport(at(YEAR_END), '001', 2026, { ...words, groupOpinion: '同意', presidiumOpinion: '称职' });
  await publishReport(at(YEAR_END), '001', 2026);
  await saveReport(at(YEAR_END), '002', 2026, { ...words, groupOpinion: '', presidiumOpinion: '' });
  return store;
}

async function pointsOf({ read }: Store): Promise<unknown> {
  const { id: termId } = await getCurrentTerm(read);
  const computed = await computePoints(read, { termId, year: 2026, asOf: '2026-12-31' });
  return score(found(computed).input);
}

describe('an export', () => {
  it('that goes into an empty register gives the same export, the same points and the same notices', async () => {
    const store = await openEventful();
    const files = await exported(store);
    const again = openEmpty();
    const { summary, examined } = await bringIn(again, folderOf(files));
    expect([examined.faults, summary?.restored]).toEqual([[], true]);
    expect(await exported(again)).toEqual(files);
    expect(await pointsOf(again)).toEqual(await pointsOf(store));
    const plain = (rows: Awaited<ReturnType<typeof listChain>>) =>
      rows.map(({ body, sha256 }) => ({ body, sha256 }));
    const chain = await listChain(again.read);
    expect(plain(chain)).toEqual(plain(await listChain(store.read)));
    expect(chain.map((row) => firstUnexplained(JSON.parse(row.body) as NoticeBody))).toEqual([null]);
  });

  it('carries what the register knows of people beyond the tables', async () => {
    const store = await openEventful();
    const again = openEmpty();
    await bringIn(again, folderOf(await exported(store)));
    const roster = async ({ read }: Store) => {
      const entries = await listRoster(read, (await getCurrentTerm(read)).id);
      return entries
        .map(({ person, mandate, byElection, oathText, certificateNumber }) => ({
          certificateNumber,
          mandate,
          byElection,
          oathText,
          person: { ...person, id: 0 },
        }))
        .toSorted((a, b) => (a.certificateNumber < b.certificateNumber ? -1 : 1));
    };
    expect(await roster(again)).toEqual(await roster(store));
  });

  it('gives the public the same pages of data', async () => {
    const store = await openEventful();
    const again = openEmpty();
    await bringIn(again, folderOf(await exported(store)));
    for (const path of [
      '/data/notices/2026Q1.json',
      '/data/deputies.json',
      '/data/activities.json',
      '/data/attendance.json',
      '/data/proposals.json',
      '/notices/2026Q1',
    ]) {
      const [one, other] = await Promise.all(
        [store, again].map(async (register) => (await startApp(register, testClock(YEAR_END))).inject(path)),
      );
      expect([path, one?.statusCode]).toEqual([path, 200]);
      expect(other?.body).toBe(one?.body);
    }
  });

  it('brings back a register for people: they sign in anew and see the same figures', async () => {
    const again = openEmpty();
    await bringIn(again, folderOf(await exported(await openEventful())));
    await addAccount(again, '张敏', ['clerk']);
    const browser = await browserOf(await startApp(again, testClock(YEAR_END)), '张敏');
    expect((await browser.get('/desk/filings')).text).toContain('一件实事');
  });

  it('in an empty register comes back whole or not at all', async () => {
    const files = await exported(await openEventful());
    const broken = {
      ...files,
      'filings.csv': (files['filings.csv'] ?? '').replace('2026-05-08', '2026-02-30'),
    };
    const store = openEmpty();
    const { summary, examined } = await bringIn(store, folderOf(broken), { skipFaulty: true });
    expect([summary, examined.faults.map((one) => one.code), await store.version()]).toEqual([
      null,
      ['no-such-day'],
      0,
    ]);
  });

  it('is refused when a notice in it was touched', async () => {
    const files = await exported(await openEventful());
    const rest = (files['register.json'] ?? '').replace('\\"total\\":45', '\\"total\\":46');
    expect(rest).not.toBe(files['register.json']);
    const { summary, examined } = await bringIn(openEmpty(), folderOf({ ...files, 'register.json': rest }));
    expect([summary, examined.faults.map((one) => one.code)]).toEqual([null, ['notice-hash']]);
  });

  it('is refused when its register.json cannot be read', async () => {
    const files = await exported(await openEventful());
    const { summary, examined } = await bringIn(openEmpty(), folderOf({ ...files, 'register.json': '{' }));
    expect([summary, examined.faults.map((one) => one.code)]).toEqual([null, ['register-damaged']]);
  });

  it('over the register it came from changes nothing, and says that only the tables were looked at', async () => {
    const store = await openEventful();
    const files = await exported(store);
    const { summary, examined } = await bringIn(store, folderOf(files));
    expect([summary, examined.faults]).toEqual([null, []]);
    expect(examined.warnings.map((one) => one.code)).toEqual(['register-not-empty']);
  });

  it('of which a file was lost says what is missing', async () => {
    const { 'activities.csv': _, 'schemes/2026-1.json': __, ...files } = await exported(await openEventful());
    const { summary, examined } = await bringIn(
      openEmpty(),
      folderOf({ ...files, 'attendance.csv': '活动编号,代表证号,状态\n' }),
    );
    expect(summary).toBeNull();
    expect(examined.faults.map(({ code, value }) => `${code} ${value}`)).toEqual(
      expect.arrayContaining(['register-incomplete A01', 'register-incomplete schemes/2026-1.json']),
    );
  });

  it('of another township or term stays out', async () => {
    const files = await exported(await openEventful());
    const store = openEmpty();
    await bringIn(store, SAMPLE);
    const { summary, examined } = await bringIn(store, folderOf(files), { skipFaulty: true });
    expect([summary, examined.faults[0]?.code]).toEqual([null, 'register-other-township']);
  });
});
