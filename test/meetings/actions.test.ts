import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import { createGroup } from '../../src/groups/actions.ts';
import {
  changeActivity,
  changeCongressSession,
  changeSitting,
  createActivity,
  createCongressSession,
  createSitting,
  inviteDeputies,
  recordAttendance,
  recordSpeech,
  removeInvitees,
  removeSpeech,
} from '../../src/meetings/actions.ts';
import {
  findActivity,
  findSitting,
  listActivities,
  listInvitees,
  listSpeeches,
} from '../../src/meetings/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addTestActivity, addTestSitting, openFour, SURVEY, YESTERDAY } from '../support/meetings.ts';
import { adoptTestScheme, APRIL } from '../support/quarter.ts';
import { addTestDeputy } from '../support/roster.ts';
import { doingAt, openWorld } from '../support/world.ts';

const AGENDA = [{ kind: 'report', title: '政府工作报告' }] as const;
const MORNING = { heldOn: YESTERDAY, half: 'am', agenda: [...AGENDA] } as const;

describe('congress sessions and sittings', () => {
  it('are added to the current term; year and quarter follow from the day', async () => {
    const store = await openWorld();
    const session = await createCongressSession(doingAt(store), { title: '第六届第一次会议', regular: true });
    const id = await createSitting(doingAt(store), session, { ...MORNING, agenda: [...AGENDA] });
    expect(await findSitting(store.read, id)).toMatchObject({
      session: '第六届第一次会议',
      heldOn: YESTERDAY,
      half: 'am',
      year: 2026,
      quarter: '2026Q1',
      agenda: AGENDA,
      rollTakenAt: null,
    });
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ kind: 'sitting.created', subjectKey: `第六届第一次会议/${YESTERDAY}/am` });
  });

  it('refuse a title, a half-day that is taken, and a day outside the term', async () => {
    const store = await openWorld();
    const first = await createCongressSession(doingAt(store), { title: '第六届第一次会议', regular: true });
    const other = await createCongressSession(doingAt(store), { title: '第六届第二次会议', regular: false });
    await createSitting(doingAt(store), first, { ...MORNING, agenda: [] });
    const afternoon = await createSitting(doingAt(store), first, { ...MORNING, half: 'pm', agenda: [] });
    const version = await store.version();
    const title = { title: '第六届第一次会议', regular: true };
    await expect(createCongressSession(doingAt(store), title)).rejects.toMatchObject({
      reason: 'session-title-taken',
    });
    await expect(changeCongressSession(doingAt(store), other, title)).rejects.toMatchObject({
      reason: 'session-title-taken',
    });
    await expect(createSitting(doingAt(store), first, { ...MORNING, agenda: [] })).rejects.toMatchObject({
      reason: 'sitting-taken',
    });
    await expect(changeSitting(doingAt(store), afternoon, { ...MORNING, agenda: [] })).rejects.toMatchObject({
      reason: 'sitting-taken',
    });
    await expect(
      createSitting(doingAt(store), first, { ...MORNING, heldOn: '2025-12-01', agenda: [] }),
    ).rejects.toMatchObject({ reason: 'outside-term' });
    expect(await store.version()).toBe(version);
  });

  it('that a notice counted keep title and half-day, not their agenda', async () => {
    const { store } = await openFour();
    await adoptTestScheme(store);
    const id = await addTestSitting(store);
    await recordAttendance(doingAt(store), { type: 'sitting', id }, []);
    await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '1', openReason: '' });
    const doing = doingAt(store, APRIL + 1000);
    await expect(changeSitting(doing, id, { ...MORNING, half: 'pm', agenda: [] })).rejects.toMatchObject({
      reason: 'meeting-published',
    });
    await expect(
      changeCongressSession(doing, 1, { title: '第六届二次会议', regular: true }),
    ).rejects.toMatchObject({ reason: 'session-published' });
    await changeSitting(doing, id, { ...MORNING, agenda: [...AGENDA] });
    expect((await findSitting(store.read, id))?.agenda).toEqual(AGENDA);
  });
});

describe('speeches', () => {
  it('are noted for who was there, and can be taken back', async () => {
    const { store, tian, wen } = await openFour();
    const id = await addTestSitting(store);
    const speech = { deputyId: wen, topic: '加快农村公路建设' };
    await expect(recordSpeech(doingAt(store), id, speech)).rejects.toMatchObject({
      reason: 'speaker-not-there',
    });
    await recordAttendance(doingAt(store), { type: 'sitting', id }, [
      { deputyId: tian, mark: { state: 'absent', reason: '', approver: '' } },
    ]);
    await expect(recordSpeech(doingAt(store), id, { ...speech, deputyId: tian })).rejects.toMatchObject({
      reason: 'speaker-not-there',
    });
    const made = await recordSpeech(doingAt(store), id, speech);
    expect(await listSpeeches(store.read, id)).toMatchObject([speech]);
    await removeSpeech(doingAt(store), made);
    expect(await listSpeeches(store.read, id)).toEqual([]);
  });

  it('that a notice counted stay', async () => {
    const { store, wen } = await openFour();
    await adoptTestScheme(store);
    const id = await addTestSitting(store);
    await recordAttendance(doingAt(store), { type: 'sitting', id }, []);
    const before = await recordSpeech(doingAt(store), id, { deputyId: wen, topic: '修路' });
    await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '1', openReason: '' });
    const late = await recordSpeech(doingAt(store, APRIL + 1000), id, { deputyId: wen, topic: '补记' });
    await expect(removeSpeech(doingAt(store, APRIL + 2000), before)).rejects.toMatchObject({
      reason: 'speech-published',
    });
    await removeSpeech(doingAt(store, APRIL + 2000), late);
  });
});

describe('activities', () => {
  it('get a code of the year unless one is given, and refuse one that is taken', async () => {
    const { store } = await openFour();
    const term = await getCurrentTerm(store.read);
    expect(await createActivity(doingAt(store), SURVEY)).toBe('2026-H001');
    expect(await createActivity(doingAt(store), SURVEY, { code: 'A01' })).toBe('A01');
    expect(await createActivity(doingAt(store), SURVEY)).toBe('2026-H002');
    await expect(createActivity(doingAt(store), SURVEY, { code: 'A01' })).rejects.toMatchObject({
      reason: 'activity-code-taken',
    });
    expect(await findActivity(store.read, term.id, 'A01')).toMatchObject({
      year: 2026,
      quarter: '2026Q1',
      rollTakenAt: null,
    });
  });

  it('are found by kind, year, quarter and words', async () => {
    const { store } = await openFour();
    const term = await getCurrentTerm(store.read);
    await createActivity(doingAt(store), SURVEY);
    await createActivity(doingAt(store), {
      ...SURVEY,
      kind: 'activity.training',
      title: '学习代表法',
      heldOn: '2026-04-05',
      place: '镇政府',
    });
    const titles = async (filter: Parameters<typeof listActivities>[2]) =>
      (await listActivities(store.read, term.id, filter)).map((row) => row.title);
    expect(await titles({})).toEqual(['学习代表法', '调研农村饮水安全']);
    expect(await titles({ kind: 'activity.survey' })).toEqual(['调研农村饮水安全']);
    expect(await titles({ quarter: '2026Q2' })).toEqual(['学习代表法']);
    expect(await titles({ year: 2025 })).toEqual([]);
    expect(await titles({ text: '镇政府' })).toEqual(['学习代表法']);
    expect(await titles({ text: '2026-h001' })).toEqual(['调研农村饮水安全']);
  });

  it('that a notice counted keep day and kind, not their summary', async () => {
    const { store } = await openFour();
    await adoptTestScheme(store);
    const { id, code } = await addTestActivity(store);
    await recordAttendance(doingAt(store), { type: 'activity', id }, []);
    await closeQuarter(doingAt(store, APRIL), '2026Q1', { number: '1', openReason: '' });
    const doing = doingAt(store, APRIL + 1000);
    await expect(changeActivity(doing, id, { ...SURVEY, kind: 'activity.training' })).rejects.toMatchObject({
      reason: 'meeting-published',
    });
    await expect(changeActivity(doing, id, { ...SURVEY, heldOn: '2026-04-01' })).rejects.toMatchObject({
      reason: 'meeting-published',
    });
    await changeActivity(doing, id, { ...SURVEY, summary: '看了三个村', costCents: 35_050 });
    const term = await getCurrentTerm(store.read);
    expect(await findActivity(store.read, term.id, code)).toMatchObject({
      summary: '看了三个村',
      costCents: 35_050,
    });
  });
});

describe('invitations', () => {
  it('take in the members of a circle who are in office on the day, and nobody twice', async () => {
    const { store, tian, shi, wang } = await openFour();
    const group = await createGroup(doingAt(store), { name: '第一代表小组', focus: '', departments: [] });
    const member = await addTestDeputy(store, '005', '罗小组', { groupId: group });
    await recordMandateEvent(doingAt(store), '004', {
      kind: 'suspended',
      on: '2026-03-10',
      ground: 'detained',
      document: '',
    });
    const { id } = await addTestActivity(store, {}, { by: 'group', id: group });
    const invited = async () => (await listInvitees(store.read, [id])).map((row) => row.deputyId);
    expect(await invited()).toEqual([member]);
    expect(await inviteDeputies(doingAt(store), id, { by: 'name', names: ['002', '王田富'] })).toBe(2);
    expect(await inviteDeputies(doingAt(store), id, { by: 'all' })).toBe(1);
    expect(await invited()).toEqual([tian, shi, wang, member]);
    await expect(inviteDeputies(doingAt(store), id, { by: 'all' })).rejects.toMatchObject({
      reason: 'nobody-to-invite',
    });
  });

  it('by name say whom they do not find, whom they cannot tell apart, and who is not in office', async () => {
    const { store } = await openFour();
    await addTestDeputy(store, '005', '石兰', { samePerson: 'new' });
    await addTestDeputy(store, '006', '罗补选', { electedOn: '2026-03-20' });
    const { id } = await addTestActivity(store, {}, null);
    const by = (...names: string[]) => inviteDeputies(doingAt(store), id, { by: 'name', names });
    await expect(by('田大利', '张三', '李四')).rejects.toMatchObject({
      reason: 'invitee-unknown',
      detail: { names: '张三、李四' },
    });
    await expect(by('石兰')).rejects.toMatchObject({ reason: 'invitee-ambiguous' });
    await expect(by('罗补选')).rejects.toMatchObject({ reason: 'invitee-not-in-office' });
    expect(await by('005')).toBe(1);
  });

  it('are taken back until attendance is recorded', async () => {
    const { store, tian, shi } = await openFour();
    const { id } = await addTestActivity(store);
    await removeInvitees(doingAt(store), id, [shi]);
    expect((await listInvitees(store.read, [id])).map((row) => row.deputyId)).not.toContain(shi);
    await recordAttendance(doingAt(store), { type: 'activity', id }, []);
    await expect(removeInvitees(doingAt(store), id, [tian])).rejects.toMatchObject({
      reason: 'invitee-marked',
    });
    await expect(removeInvitees(doingAt(store), id, [])).rejects.toMatchObject({ reason: 'nobody-chosen' });
  });
});
