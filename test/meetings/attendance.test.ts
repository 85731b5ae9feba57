import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import type { Store } from '../../src/db/store.ts';
import { write } from '../../src/db/write.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import { createActivity, recordAttendance, recordSpeech } from '../../src/meetings/actions.ts';
import { loadRoll, tallyOf } from '../../src/meetings/meetings.ts';
import type { Wish } from '../../src/meetings/roll.ts';
import type { AttendanceState } from '../../src/meetings/rules.ts';
import { putAttendance } from '../../src/meetings/steps.ts';
import {
  findActivityById,
  findLastApprover,
  findSitting,
  listInvitees,
  listMarksOf,
  type MeetingRef,
} from '../../src/meetings/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addTestActivity, addTestSitting, openFour, SURVEY, YESTERDAY } from '../support/meetings.ts';
import { adoptTestScheme, APRIL, JULY } from '../support/quarter.ts';
import { addTestDeputy } from '../support/roster.ts';
import { doingAt, NOW } from '../support/world.ts';

const mark = (deputyId: number, state: AttendanceState, reason = '', approver = ''): Wish => ({
  deputyId,
  mark: { state, reason, approver },
});

async function statesAt(store: Store, meeting: MeetingRef) {
  return Object.fromEntries(
    [...(await listMarksOf(store.read, meeting))].map(([id, { state }]) => [id, state]),
  );
}

async function lastEntry(store: Store) {
  const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
  return entry;
}

describe('recording attendance', () => {
  it('makes a row for everybody due and notes when the roll was first taken', async () => {
    const { store, tian, shi, wang, wen } = await openFour();
    const sitting = { type: 'sitting', id: await addTestSitting(store) } as const;
    const outcome = await recordAttendance(doingAt(store), sitting, [
      mark(shi, 'leave', '住院', '主席'),
      mark(wen, 'absent'),
    ]);
    expect(outcome).toEqual({ changed: 4, problems: [] });
    expect(await statesAt(store, sitting)).toEqual({
      [tian]: 'present',
      [shi]: 'leave',
      [wang]: 'present',
      [wen]: 'absent',
    });
    expect(await findSitting(store.read, sitting.id)).toMatchObject({
      rollTakenAt: NOW,
      year: 2026,
      quarter: '2026Q1',
    });
    expect(tallyOf(await loadRoll(store.read, sitting))).toMatchObject({
      due: 4,
      present: 2,
      leave: 1,
      absent: 1,
      unrecorded: 0,
    });
    const term = await getCurrentTerm(store.read);
    expect(await findLastApprover(store.read, term.id)).toBe('主席');
  });

  it('is one entry of the trail for each save, with before and after of the changed deputies', async () => {
    const { store, shi, wen } = await openFour();
    const sitting = { type: 'sitting', id: await addTestSitting(store) } as const;
    await recordAttendance(doingAt(store), sitting, [mark(wen, 'absent')]);
    await recordAttendance(doingAt(store, NOW + 60_000), sitting, [
      mark(wen, 'late', '堵车'),
      mark(shi, 'present'),
    ]);
    expect(await lastEntry(store)).toMatchObject({
      kind: 'attendance.recorded',
      subjectType: 'sitting',
      subjectKey: `第六届第一次会议/${YESTERDAY}/am`,
      before: { '004': { state: 'absent', reason: '', approver: '' } },
      after: { '004': { state: 'late', reason: '堵车', approver: '' } },
    });
  });

  it('changes nothing and records nothing when nothing is different', async () => {
    const { store, wen } = await openFour();
    const sitting = { type: 'sitting', id: await addTestSitting(store) } as const;
    await recordAttendance(doingAt(store), sitting, [mark(wen, 'absent')]);
    const version = await store.version();
    expect(await recordAttendance(doingAt(store), sitting, [mark(wen, 'absent')])).toEqual({
      changed: 0,
      problems: [],
    });
    expect(await store.version()).toBe(version);
  });

  it('saves all or nothing, and names everybody who stands against it', async () => {
    const { store, shi, wang, wen } = await openFour();
    const sitting = { type: 'sitting', id: await addTestSitting(store) } as const;
    const version = await store.version();
    const outcome = await recordAttendance(doingAt(store), sitting, [
      mark(shi, 'leave', '', '主席'),
      mark(wang, 'leave', '住院'),
      mark(wen, 'absent'),
    ]);
    expect(outcome.problems).toEqual([
      { deputyId: shi, name: '石兰', reason: 'leave-reason-missing' },
      { deputyId: wang, name: '王田富', reason: 'leave-approver-missing' },
    ]);
    expect(await statesAt(store, sitting)).toEqual({});
    expect(await store.version()).toBe(version);
  });

  it('leaves out who is suspended, not yet elected, or gone on that day', async () => {
    const { store, tian, shi, wang, wen } = await openFour();
    await addTestDeputy(store, '005', '罗补选', { electedOn: '2026-03-20', byElection: true });
    await recordMandateEvent(doingAt(store), '002', {
      kind: 'suspended',
      on: '2026-03-10',
      ground: 'detained',
      document: '',
    });
    await recordMandateEvent(doingAt(store), '003', {
      kind: 'died',
      on: '2026-03-19',
      ground: '',
      document: '',
    });
    const sitting = { type: 'sitting', id: await addTestSitting(store) } as const;
    const refused = await recordAttendance(doingAt(store), sitting, [mark(shi, 'absent')]);
    expect(refused.problems).toMatchObject([{ deputyId: shi, reason: 'not-due' }]);
    await recordAttendance(doingAt(store), sitting, [mark(wen, 'late')]);
    expect(await statesAt(store, sitting)).toEqual({ [tian]: 'present', [wen]: 'late' });
    expect(wang).toBeGreaterThan(0);
  });

  it('stops counting a deputy whose suspension becomes known later, and says whose mark that is', async () => {
    const { store } = await openFour();
    const sitting = { type: 'sitting', id: await addTestSitting(store) } as const;
    await recordAttendance(doingAt(store), sitting, []);
    await recordMandateEvent(doingAt(store), '002', {
      kind: 'suspended',
      on: '2026-03-10',
      ground: 'detained',
      document: '',
    });
    const roll = await loadRoll(store.read, sitting);
    expect(tallyOf(roll)).toMatchObject({ due: 3, present: 3, unrecorded: 0 });
    expect(roll.notDue.map((entry) => entry.name)).toEqual(['石兰']);
  });

  it('tells who changed a line in the meantime', async () => {
    const { store, wen } = await openFour();
    const sitting = { type: 'sitting', id: await addTestSitting(store) } as const;
    const present = { state: 'present', reason: '', approver: '' } as const;
    await recordAttendance(doingAt(store), sitting, []);
    const other = { ...doingAt(store, NOW + 60_000), actor: { ...doingAt(store).actor, name: '工作人员乙' } };
    await recordAttendance(other, sitting, [{ ...mark(wen, 'absent'), was: present }]);
    const outcome = await recordAttendance(doingAt(store, NOW + 120_000), sitting, [
      { ...mark(wen, 'late'), was: present },
    ]);
    expect(outcome.problems).toMatchObject([
      {
        name: '文岳',
        reason: 'changed-meanwhile',
        theirs: { by: '工作人员乙', at: NOW + 60_000, mark: { state: 'absent' } },
      },
    ]);
    expect((await statesAt(store, sitting))[wen]).toBe('absent');
  });

  it('keeps a speaker among those who were there', async () => {
    const { store, wen } = await openFour();
    const id = await addTestSitting(store);
    await recordAttendance(doingAt(store), { type: 'sitting', id }, []);
    await recordSpeech(doingAt(store), id, { deputyId: wen, topic: '修路' });
    const outcome = await recordAttendance(doingAt(store), { type: 'sitting', id }, [mark(wen, 'absent')]);
    expect(outcome.problems).toMatchObject([{ reason: 'has-spoken' }]);
  });

  it('is refused before the day of the meeting, and when nobody is due', async () => {
    const { store } = await openFour();
    const tomorrow = { type: 'sitting', id: await addTestSitting(store, '2026-03-21') } as const;
    await expect(recordAttendance(doingAt(store), tomorrow, [])).rejects.toMatchObject({
      reason: 'meeting-not-held',
    });
    const lonely = { type: 'activity', id: (await addTestActivity(store, {}, null)).id } as const;
    await expect(recordAttendance(doingAt(store), lonely, [])).rejects.toMatchObject({
      reason: 'nobody-due',
    });
  });
});

describe('attendance of a closed quarter', () => {
  async function closedWorld() {
    const world = await openFour();
    await adoptTestScheme(world.store);
    const taken = { type: 'sitting', id: await addTestSitting(world.store) } as const;
    await recordAttendance(doingAt(world.store), taken, []);
    const missed = { type: 'activity', id: (await addTestActivity(world.store)).id } as const;
    await closeQuarter(doingAt(world.store, APRIL), '2026Q1', { number: '1', openReason: '有活动未登记' });
    return { ...world, taken, missed };
  }

  it('stays as the notice counted it', async () => {
    const { store, wen, taken } = await closedWorld();
    const outcome = await recordAttendance(doingAt(store, APRIL + 1000), taken, [mark(wen, 'absent')]);
    expect(outcome.problems).toMatchObject([{ reason: 'quarter-closed', name: '文岳' }]);
    await expect(
      write(doingAt(store, APRIL + 1000), (tx) =>
        putAttendance(tx, taken, [{ deputyId: wen, state: 'absent' }], APRIL + 1000),
      ),
    ).rejects.toMatchObject({ reason: 'attendance-closed' });
  });

  it('can be recorded late, put right, and stays once the quarter of its recording is closed', async () => {
    const { store, wen, missed } = await closedWorld();
    await recordAttendance(doingAt(store, APRIL + 1000), missed, [mark(wen, 'absent')]);
    expect((await listMarksOf(store.read, missed)).get(wen)).toMatchObject({
      state: 'absent',
      recordedAt: APRIL + 1000,
    });
    expect(await recordAttendance(doingAt(store, APRIL + 2000), missed, [mark(wen, 'late')])).toMatchObject({
      changed: 1,
    });
    await closeQuarter(doingAt(store, JULY), '2026Q2', { number: '2', openReason: '' });
    const outcome = await recordAttendance(doingAt(store, JULY + 1000), missed, [mark(wen, 'absent')]);
    expect(outcome.problems).toMatchObject([{ reason: 'quarter-closed' }]);
  });
});

describe('the step for files and the demo', () => {
  it('sets the given marks only, invites the marked, and gives what changed without recording it', async () => {
    const { store, tian, shi } = await openFour();
    const code = await createActivity(doingAt(store), SURVEY);
    const activity = { type: 'activity', id: 1 } as const;
    const marks = [
      { deputyId: tian, state: 'present' },
      { deputyId: shi, state: 'leave', reason: '开会' },
    ] as const;
    const put = () =>
      write(doingAt(store), async (tx) => {
        const changes = await putAttendance(tx, activity, marks, NOW);
        tx.record({ kind: 'import.applied', subject: ['activity', code], after: changes.length });
        return changes.length;
      });
    expect(await put()).toBe(2);
    expect(await put()).toBe(0);
    expect((await listInvitees(store.read, [1])).map((row) => row.deputyId)).toEqual([tian, shi]);
    expect(await statesAt(store, activity)).toEqual({ [tian]: 'present', [shi]: 'leave' });
    expect(await findActivityById(store.read, 1)).toMatchObject({ rollTakenAt: NOW });
  });
});
