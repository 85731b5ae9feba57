import { describe, expect, it } from 'vitest';
import { message } from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import { publishInvitation } from '../../src/invitations/actions.ts';
import { askLeave, decideLeave, withdrawLeave } from '../../src/leave/actions.ts';
import { listLeave, listLeaveOf } from '../../src/leave/store.ts';
import { createSitting, recordAttendance } from '../../src/meetings/actions.ts';
import { loadForeknowledge } from '../../src/meetings/presets.ts';
import { listMarksOf } from '../../src/meetings/store.ts';
import { NotFound, Refused } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addActor, addAttendee } from '../support/attendees.ts';
import { addTestActivity, addTestSitting, openFour } from '../support/meetings.ts';
import { doingAt, NOW } from '../support/world.ts';

const AHEAD = '2026-03-25';
const DAY = 86_400_000;
const reasonOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.reason : (error as Error).constructor.name),
  );

async function openLeave() {
  const world = await openFour();
  const { store } = world;
  const sitting = { type: 'sitting', id: await addTestSitting(store, AHEAD) } as const;
  return {
    ...world,
    sitting,
    tianActs: await addAttendee(store, world.tian, '田大利'),
    shiActs: await addAttendee(store, world.shi, '石兰', ['deputy', 'presidium']),
    chair: await addActor(store, '主席', ['presidium']),
    clerk: await addActor(store, '人大专干', ['clerk']),
  };
}

async function statesOf(store: Store) {
  const { id: termId } = await getCurrentTerm(store.read);
  return (await listLeave(store.read, { termId })).map(({ deputy, state }) => `${deputy.name} ${state}`);
}

const told = async (store: Store) =>
  (await store.read.select().from(message)).map(({ kind, subjectKey, detail }) => ({
    kind,
    subjectKey,
    detail,
  }));

describe('leave from a sitting', () => {
  it('is asked for, approved, and told to the deputy in the same write', async () => {
    const { store, sitting, tian, tianActs, chair } = await openLeave();
    const [id = 0] = await askLeave(tianActs(), [sitting], '住院');
    expect(await told(store)).toEqual([]);
    await decideLeave(chair(NOW + 1000), [id], 'approve', '不留下的理由');
    expect((await listLeaveOf(store.read, sitting)).get(tian)).toMatchObject({
      state: 'approved',
      reason: '住院',
      decider: '主席',
      decidedAt: NOW + 1000,
      note: '',
      title: '第六届第一次会议',
      half: 'am',
    });
    expect(await told(store)).toEqual([
      {
        kind: 'leave-approved',
        subjectKey: `第六届第一次会议/${AHEAD}/am`,
        detail: { title: '第六届第一次会议', day: AHEAD, reason: '' },
      },
    ]);
  });

  it('is asked for several sittings at once, all or none', async () => {
    const { store, sitting, tianActs } = await openLeave();
    const afternoon = await createSitting(doingAt(store), 1, { heldOn: AHEAD, half: 'pm', agenda: [] });
    const both = [sitting, { type: 'sitting', id: afternoon }] as const;
    expect(await askLeave(tianActs(), both, '住院')).toHaveLength(2);
    await withdrawLeave(tianActs(), 2);
    expect(await reasonOf(askLeave(tianActs(), [both[1], sitting], '再请'))).toBe('leave-is-asked');
    expect(await statesOf(store)).toEqual(['田大利 asked', '田大利 withdrawn']);
  });

  it('is decided together or not at all: an own request stops the lot', async () => {
    const { store, sitting, tianActs, shiActs, chair, clerk } = await openLeave();
    const [a = 0] = await askLeave(tianActs(), [sitting], '住院');
    const [b = 0] = await askLeave(shiActs(), [sitting], '出差');
    expect(await reasonOf(decideLeave(shiActs(), [a, b], 'approve'))).toBe('leave-own');
    expect(await reasonOf(decideLeave(clerk(), [a], 'approve'))).toBe('leave-role');
    expect(await reasonOf(decideLeave(chair(), [a, b], 'refuse', ''))).toBe('leave-note-missing');
    expect(await reasonOf(decideLeave(chair(), [a, 999], 'approve'))).toBe('NotFound');
    expect(await statesOf(store)).toEqual(['石兰 asked', '田大利 asked']);
    await decideLeave(chair(), [a, b], 'refuse', '选举会议，请尽量到会');
    expect(await told(store)).toMatchObject([
      { kind: 'leave-refused', detail: { reason: '选举会议，请尽量到会' } },
      { kind: 'leave-refused' },
    ]);
    expect(await reasonOf(decideLeave(chair(), [a], 'approve'))).toBe('leave-is-refused');
    expect(await reasonOf(withdrawLeave(tianActs(), a))).toBe('leave-is-refused');
  });

  it('is withdrawn by nobody else; another’s request is not there', async () => {
    const { sitting, tianActs, shiActs } = await openLeave();
    const [id = 0] = await askLeave(tianActs(), [sitting], '住院');
    await expect(withdrawLeave(shiActs(), id)).rejects.toBeInstanceOf(NotFound);
    await withdrawLeave(tianActs(), id);
    expect(await askLeave(tianActs(), [sitting], '又病了')).toHaveLength(1);
  });

  it('is not for who is suspended on that day, nor for accounts of nobody', async () => {
    const { store, sitting, tianActs, chair } = await openLeave();
    await recordMandateEvent(doingAt(store), '001', {
      kind: 'suspended',
      on: '2026-03-21',
      ground: 'detained',
      document: '',
    });
    expect(await reasonOf(askLeave(tianActs(), [sitting], '住院'))).toBe('leave-not-due');
    expect(await reasonOf(askLeave(chair(), [sitting], '住院'))).toBe('attendee-no-deputy');
  });
});

describe('leave from an activity', () => {
  it('is there for the invited once it is published, up to its day, however late the answer', async () => {
    const { store, tian, tianActs, shiActs } = await openLeave();
    const { id } = await addTestActivity(store, { heldOn: AHEAD }, { by: 'all' });
    const activity = { type: 'activity', id } as const;
    await expect(askLeave(tianActs(), [activity], '住院')).rejects.toBeInstanceOf(NotFound);
    const fields = { time: '', words: '', answerBy: '2026-03-21', places: null };
    await publishInvitation(doingAt(store), id, fields);
    expect(await reasonOf(askLeave(tianActs(NOW + 5 * DAY), [activity], '住院'))).toBe('done');
    expect(await reasonOf(askLeave(shiActs(NOW + 6 * DAY), [activity], '住院'))).toBe('leave-meeting-over');
    expect((await listLeaveOf(store.read, activity)).get(tian)?.state).toBe('asked');
  });
});

describe('the attendance sheet', () => {
  it('proposes approved leave with reason and approver, and stores it with the first save only', async () => {
    const { store, sitting, tian, shi, tianActs, shiActs, chair } = await openLeave();
    const [a = 0] = await askLeave(tianActs(), [sitting], '住院');
    await askLeave(shiActs(), [sitting], '出差');
    await decideLeave(chair(), [a], 'approve');
    const known = await loadForeknowledge(store.read, sitting);
    expect(known.preset(tian)).toEqual({ state: 'leave', reason: '住院', approver: '主席' });
    expect(known.preset(shi)).toEqual({ state: 'present', reason: '', approver: '' });
    expect((await listMarksOf(store.read, sitting)).size).toBe(0);
    await recordAttendance(doingAt(store, NOW + 6 * DAY), sitting, []);
    const marks = await listMarksOf(store.read, sitting);
    expect(marks.get(tian)).toMatchObject({ state: 'leave', reason: '住院', approver: '主席' });
    expect(marks.get(shi)).toMatchObject({ state: 'present' });
  });
});
