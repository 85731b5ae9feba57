import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { write } from '../../src/db/write.ts';
import {
  insertAssessment,
  putScores,
  updateAssessment,
  findAssessment,
} from '../../src/assessments/store.ts';
import { findDeputy } from '../../src/deputies/store.ts';
import { insertInvitation, putReply } from '../../src/invitations/store.ts';
import { insertLeave, updateLeave } from '../../src/leave/store.ts';
import { findActivity, listSittings } from '../../src/meetings/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { findNotice } from '../../src/notices/store.ts';
import { insertObjection } from '../../src/objections/store.ts';
import * as proposals from '../../src/proposals/actions.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { insertStatement } from '../../src/statements/store.ts';
import { findUnitByName } from '../../src/units/store.ts';
import { openEmpty } from '../support/register.ts';
import { doingAt } from '../support/world.ts';
import { bringIn, exported, folderOf, SAMPLE } from './support/registers.ts';

const YEAR_END = Date.UTC(2027, 0, 10, 2, 0);
const SEEN = { number: '', openReason: '年底一并公示' };

/** The sample with its year published, and one of everything that people did about it. */
async function openBusy(): Promise<Store> {
  const store = openEmpty();
  await bringIn(store, SAMPLE);
  const doing = doingAt(store, YEAR_END);
  for (const quarter of ['2026Q1', '2026Q2', '2026Q3', '2026Q4'] as const)
    await closeQuarter(doing, quarter, SEEN);
  await replies(store);
  await assess(store);
  await meetings(store);
  await propose(store);
  return store;
}

async function idOf(store: Store, certificate: string): Promise<number> {
  const { id } = await getCurrentTerm(store.read);
  return found(await findDeputy(store.read, id, certificate)).id;
}

async function replies(store: Store): Promise<void> {
  const notice = found(await findNotice(store.read, '2026Q4'));
  const [first, second] = [await idOf(store, '001'), await idOf(store, '002')];
  await write(doingAt(store, YEAR_END), async (tx) => {
    tx.record({ kind: 'objection.received', subject: ['objection', '2026Q4-01'] });
    const given = {
      noticeId: notice.id,
      deputyId: first,
      record: '',
      content: '少算一次',
      receivedAt: YEAR_END,
    };
    await insertObjection(tx, {
      ...given,
      reference: '2026Q4-01',
      codeHash: 'ab',
      name: '张三',
      phone: '1',
      state: 'received',
    });
    const answer = { state: 'upheld', summary: '少计', answer: '属实', answeredAt: YEAR_END };
    await insertObjection(tx, { ...given, reference: '2026Q4-02', codeHash: '', ...answer });
    await insertStatement(tx, {
      deputyId: second,
      quarter: '2026Q4',
      record: '',
      content: '住院',
      writtenAt: YEAR_END,
    });
  });
}

async function assess(store: Store): Promise<void> {
  const notice = found(await findNotice(store.read, '2026Q4'));
  const deputyId = await idOf(store, '001');
  await write(doingAt(store, YEAR_END), async (tx) => {
    tx.record({ kind: 'objection.received', subject: ['assessment', '2026/001'] });
    await insertAssessment(tx, { deputyId, year: 2026, noticeId: notice.id, computedHundredths: 1200 });
    const { id } = found(await findAssessment(tx, deputyId, 2026));
    await putScores(tx, id, 'self', new Map([['congress', { hundredths: 800, reason: '多一次' }]]));
    await updateAssessment(tx, id, { state: 'group', selfAt: YEAR_END });
  });
}

async function meetings(store: Store): Promise<void> {
  const { id: termId } = await getCurrentTerm(store.read);
  const [first, second] = [await idOf(store, '001'), await idOf(store, '002')];
  const { id: activityId } = found(await findActivity(store.read, termId, 'A06'));
  const [sitting] = await listSittings(store.read, termId);
  await write(doingAt(store, YEAR_END), async (tx) => {
    tx.record({ kind: 'activity.changed', subject: ['activity', 'A06'] });
    const invitation = { time: '上午9:00', words: '请准时', answerBy: '2026-03-01', places: 3 };
    await insertInvitation(tx, { activityId, publishedAt: YEAR_END, ...invitation });
    await putReply(tx, { activityId, deputyId: first, answer: 'coming', answeredAt: YEAR_END });
    const asked = { reason: '生病', askedAt: YEAR_END };
    await insertLeave(tx, { meeting: { type: 'activity', id: activityId }, deputyId: second, ...asked });
    const id = await insertLeave(tx, {
      meeting: { type: 'sitting', id: found(sitting).id },
      deputyId: first,
      ...asked,
    });
    await updateLeave(tx, id, { state: 'refused', decidedAt: YEAR_END, decidedBy: null, note: '不同意' });
  });
}

async function propose(store: Store): Promise<void> {
  const doing = doingAt(store, YEAR_END);
  const text = {
    kind: 'motion',
    title: '关于修路的议案',
    cause: '路坏',
    basis: '三处',
    content: '修',
    sessionTitle: '',
  } as const;
  const signers = await Promise.all(['001', '002', '003', '004', '005'].map((one) => idOf(store, one)));
  const [leadId = 0, ...cosignerIds] = signers;
  const number = await proposals.enterProposal(doing, {
    ...text,
    leadId,
    cosignerIds,
    filedOn: '2026-12-20',
  });
  await proposals.registerProposal(doing, number, '2026-900');
  await proposals.decideMotion(doing, '2026-900', 'turned', '不属大会职权');
  const unit = found(await findUnitByName(store.read, '社保所')).id;
  const units = { leadUnitId: unit, coUnitIds: [], assignedOn: '2026-12-22', complex: true };
  await proposals.assignProposal(doing, '2026-900', units);
  await proposals.urgeUnit(doing, '2026-900', { number: '1号', words: '请抓紧' });
  const answer = {
    answeredOn: '2027-01-05',
    answerClass: 'B',
    answer: '列入计划',
    documentNumber: '',
  } as const;
  const contact = { promisedOn: '2027-06-30', classReason: '', contactName: '赵', contactPhone: '0833' };
  await proposals.answerProposal(doing, '2026-900', { ...answer, ...contact });
  await proposals.rateProposal(doing, '2026-900', { attitude: 'fairly', result: 'fairly', words: '抓紧' });
  await proposals.noteFollowUp(doing, '2026-900', { words: '已招标', carriedOut: false });
  const paper = { ...text, kind: 'suggestion', leadId, cosignerIds: [], filedOn: '2026-12-21' } as const;
  const twin = await proposals.enterProposal(doing, paper);
  await proposals.registerProposal(doing, twin, '2026-901');
  await proposals.mergeProposal(doing, '2026-901', '2026-900', '同一件事');
}

describe('an export', () => {
  it('holds objections, statements, assessments, invitations, leave and the steps of proposals, and brings them back', async () => {
    const first = await exported(await openBusy());
    const again = openEmpty();
    await bringIn(again, folderOf(first), {}, YEAR_END);
    expect(await exported(again)).toEqual(first);
    const rest = JSON.parse(first['register.json'] ?? '{}') as Record<string, unknown[]>;
    for (const [section, count] of Object.entries({
      objections: 2,
      statements: 1,
      assessments: 1,
      invitations: 1,
      leave: 2,
    }))
      expect([section, rest[section]?.length]).toEqual([section, count]);
    expect(rest['procedures']?.length).toBeGreaterThanOrEqual(2);
  });
});
