import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import type { Store } from '../../src/db/store.ts';
import type { Doing } from '../../src/db/write.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import { recordGroupActivity } from '../../src/groups/actions/activity.ts';
import { groupActivityForm, type GroupActivityInput, type GroupMark } from '../../src/groups/forms.ts';
import { changeGroup } from '../../src/groups/actions.ts';
import { findActivity, listActivities, listInvitees, listMarksOf } from '../../src/meetings/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { GROUP, openLed } from '../support/led.ts';
import { adoptTestScheme, APRIL } from '../support/quarter.ts';
import { doingAt, NOW } from '../support/world.ts';

function by(store: Store, accountId: number, at = NOW): Doing {
  return { ...doingAt(store, at), actor: { accountId, name: '某人', via: 'web', ip: '', requestId: '' } };
}

const there = (deputyId: number): GroupMark => ({ deputyId, state: 'present', reason: '' });

const VISIT: Omit<GroupActivityInput, 'marks'> = {
  title: '走访果园种植户',
  heldOn: '2026-03-18',
  place: '楠新村',
  summary: '走访 12 户，收集意见 3 条',
};

describe('a group activity', () => {
  it('is recorded by its leader with everybody’s attendance, in one write', async () => {
    const { store, groupId, tian, shi, wang, accounts } = await openLed();
    const marks: GroupMark[] = [
      there(tian),
      { deputyId: shi, state: 'leave', reason: '住院' },
      { deputyId: wang, state: 'absent', reason: '' },
    ];
    const code = await recordGroupActivity(by(store, accounts.tian), `group:${groupId}`, { ...VISIT, marks });
    const term = await getCurrentTerm(store.read);
    const activity = await findActivity(store.read, term.id, code);
    expect([code, activity]).toEqual([
      '2026-H001',
      expect.objectContaining({
        ...VISIT,
        kind: 'activity.group',
        organiser: '第一代表小组',
        rollTakenAt: NOW,
      }),
    ]);
    const id = activity?.id ?? 0;
    expect((await listInvitees(store.read, [id])).map(({ deputyId }) => deputyId)).toEqual([tian, shi, wang]);
    const recorded = await listMarksOf(store.read, { type: 'activity', id });
    expect([tian, shi, wang].map((one) => recorded.get(one))).toEqual([
      expect.objectContaining({ state: 'present', approver: '' }),
      expect.objectContaining({ state: 'leave', reason: '住院', approver: '田大利' }),
      expect.objectContaining({ state: 'absent' }),
    ]);
    const [attendance, led] = await listAudit(store.read, {}, { limit: 2, offset: 0 });
    expect([attendance?.kind, led?.kind, led?.actorId]).toEqual([
      'attendance.recorded',
      'activity.led',
      accounts.tian,
    ]);
    expect(attendance?.after).toMatchObject({ '001': { state: 'present' }, '002': { approver: '田大利' } });
  });

  it('is nobody else’s to record: not a member’s, not another leader’s, not the desk’s', async () => {
    const { store, groupId, delegationId, tian, accounts } = await openLed();
    const input = { ...VISIT, marks: [there(tian)] };
    for (const [doing, body] of [
      [by(store, accounts.shi), `group:${groupId}`],
      [by(store, accounts.wen), `group:${groupId}`],
      [by(store, accounts.tian), `delegation:${delegationId}`],
      [by(store, accounts.tian), 'group:999'],
      [by(store, accounts.tian), ''],
      [doingAt(store), `group:${groupId}`],
    ] as const)
      await expect(recordGroupActivity(doing, body, input)).rejects.toThrow();
    const term = await getCurrentTerm(store.read);
    expect(await listActivities(store.read, term.id)).toEqual([]);
  });

  it('is not the former leader’s any more', async () => {
    const { store, groupId, tian, shi, accounts } = await openLed();
    await changeGroup(doingAt(store), groupId, { ...GROUP, leaderId: shi });
    const input = { ...VISIT, marks: [there(tian)] };
    await expect(recordGroupActivity(by(store, accounts.tian), `group:${groupId}`, input)).rejects.toThrow();
    expect(await recordGroupActivity(by(store, accounts.shi), `group:${groupId}`, input)).toBe('2026-H001');
  });

  it('is not a suspended leader’s', async () => {
    const { store, groupId, tian, accounts } = await openLed();
    const suspension = { kind: 'suspended', on: '2026-03-19', ground: 'detained', document: '' } as const;
    await recordMandateEvent(doingAt(store), '001', suspension);
    const input = { ...VISIT, marks: [there(tian)] };
    await expect(recordGroupActivity(by(store, accounts.tian), `group:${groupId}`, input)).rejects.toThrow();
  });

  it('counts members of the group who were in office on its day, and nobody else', async () => {
    const { store, groupId, tian, wang, kong, accounts } = await openLed();
    const resigned = {
      kind: 'resigned',
      on: '2026-03-10',
      ground: 'resignation_accepted',
      document: '',
    } as const;
    await recordMandateEvent(doingAt(store), '003', resigned);
    const marks = [there(tian), there(wang), there(kong)];
    const code = await recordGroupActivity(by(store, accounts.tian), `group:${groupId}`, { ...VISIT, marks });
    const term = await getCurrentTerm(store.read);
    const id = (await findActivity(store.read, term.id, code))?.id ?? 0;
    expect((await listInvitees(store.read, [id])).map(({ deputyId }) => deputyId)).toEqual([tian]);
    const nobody = { ...VISIT, title: '另一次', marks: [there(kong)] };
    await expect(
      recordGroupActivity(by(store, accounts.tian), `group:${groupId}`, nobody),
    ).rejects.toMatchObject({ reason: 'group-nobody-due' });
  });

  it.each([
    ['is still to come', { heldOn: '2026-03-21' }, 'meeting-not-held'],
    ['lies before the term', { heldOn: '2026-01-13' }, 'outside-term'],
  ])('is refused when its day %s', async (_what, change, reason) => {
    const { store, groupId, tian, accounts } = await openLed();
    const input = { ...VISIT, ...change, marks: [there(tian)] };
    await expect(
      recordGroupActivity(by(store, accounts.tian), `group:${groupId}`, input),
    ).rejects.toMatchObject({ reason });
  });

  it('is refused when it is there already, when the leader grants themself leave, and once the quarter is closed', async () => {
    const { store, groupId, tian, accounts } = await openLed();
    const record = (input: GroupActivityInput, at = NOW) =>
      recordGroupActivity(by(store, accounts.tian, at), `group:${groupId}`, input);
    await expect(
      record({ ...VISIT, marks: [{ deputyId: tian, state: 'leave', reason: '有事' }] }),
    ).rejects.toMatchObject({ reason: 'group-own-leave' });
    await record({ ...VISIT, marks: [there(tian)] });
    await expect(record({ ...VISIT, marks: [there(tian)] })).rejects.toMatchObject({
      reason: 'group-activity-there',
      detail: { code: '2026-H001' },
    });
    await adoptTestScheme(store);
    await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '回镇人大〔2026〕3号', openReason: '' });
    await expect(record({ ...VISIT, title: '又一次', marks: [there(tian)] }, APRIL)).rejects.toMatchObject({
      reason: 'group-quarter-closed',
    });
  });
});

describe('the form of a group activity', () => {
  const members = [
    { id: 1, name: '田大利' },
    { id: 2, name: '石兰' },
  ];
  const form = groupActivityForm('2026-03-20', members, 1);
  const typed = { title: '走访', heldOn: '3月18日', place: '', summary: '走访 12 户', 'state-1': 'present' };

  it('takes a mark for every member; a reason only stays with leave', () => {
    const parsed = form.parse({ ...typed, 'state-2': 'leave', 'reason-2': ' 住院 ', 'reason-1': '没用的' });
    expect(parsed).toEqual({
      title: '走访',
      heldOn: '2026-03-18',
      place: '',
      summary: '走访 12 户',
      marks: [
        { deputyId: 1, state: 'present', reason: '' },
        { deputyId: 2, state: 'leave', reason: '住院' },
      ],
    });
  });

  it.each([
    ['no mark', {}, 'state-2'],
    ['an unknown mark', { 'state-2': 'late' }, 'state-2'],
    ['leave without a reason', { 'state-2': 'leave' }, 'reason-2'],
    ['a reason without end', { 'state-2': 'leave', 'reason-2': '长'.repeat(101) }, 'reason-2'],
    ['the leader’s own leave', { 'state-1': 'leave', 'reason-1': '有事', 'state-2': 'present' }, 'state-1'],
  ])('refuses %s', (_what, change, field) => {
    const parsed = form.safeParse({ ...typed, ...change });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});
