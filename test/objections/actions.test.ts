import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import * as tables from '../../src/db/schema/index.ts';
import { standingsOn } from '../../src/notices/standing.ts';
import { listNotices } from '../../src/notices/store.ts';
import { answerObjection, createObjection, followObjection } from '../../src/objections/actions.ts';
import { makeDailyLimit } from '../../src/objections/limit.ts';
import { listPublicAnswers } from '../../src/objections/public.ts';
import { MOST_A_DAY } from '../../src/objections/rules.ts';
import { countObjections, findObjection, listUpheld } from '../../src/objections/store.ts';
import { found } from '../../src/refusals.ts';
import {
  actingAt,
  actorWith,
  AFTER_WINDOW,
  IN_WINDOW,
  LAST_DAY,
  objectionTo,
  openNoticeWorld,
  personOf,
  SENDER,
  sendObjection,
  VISITOR,
} from './support.ts';

const UPHOLD = { action: 'uphold', summary: '反映没有到场', answer: '经核对属实。' } as const;
const REJECT = { action: 'reject', summary: '反映没有到场', answer: '签到表上有。' } as const;

describe('an objection', () => {
  it('is taken to a line in the window, numbered, with only the hash of its code', async () => {
    const { store, present } = await openNoticeWorld();
    expect(await sendObjection(store, present)).toBe('2026Q1-01');
    expect(await sendObjection(store, '')).toBe('2026Q1-02');
    const objection = found(await findObjection(store.read, '2026Q1-01'));
    expect(objection).toMatchObject({ state: 'received', record: present, ...SENDER });
    expect(objection.codeHash).toMatch(/^[0-9a-f]{64}$/);
    expect((await followObjection(store.read, '2026Q1-01', 'K7MW2XQA９HFD'))?.id).toBe(objection.id);
    expect(await followObjection(store.read, '2026Q1-01', 'k7mw-2xqa-9hfe')).toBeNull();
    expect(await followObjection(store.read, '2026Q1-99', 'k7mw-2xqa-9hfd')).toBeNull();
  });

  it('stands in the trail without who sent it and what they wrote', async () => {
    const { store, present } = await openNoticeWorld();
    await sendObjection(store, present);
    const [entry] = await listAudit(store.read, { kind: 'objection.received' }, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ subjectKey: '2026Q1-01', after: { deputy: '001', source: 'visitor' } });
    const trail = JSON.stringify(await store.read.select().from(tables.auditEntry));
    for (const secret of Object.values(SENDER)) expect(trail).not.toContain(secret);
  });

  it('is refused after the window, naming its end and whom to call; nothing is written', async () => {
    const { store } = await openNoticeWorld();
    expect(await sendObjection(store, '', LAST_DAY)).toBe('2026Q1-01');
    const version = await store.version();
    await expect(sendObjection(store, '', AFTER_WINDOW)).rejects.toMatchObject({
      reason: 'objection-window-over',
      detail: { until: '2026年4月9日', whom: expect.stringContaining('0833-1234567') as string },
    });
    expect(await store.version()).toBe(version);
  });

  it('is refused to a deputy or a record that the notice does not hold', async () => {
    const { store, absence } = await openNoticeWorld();
    const visitor = actingAt(store, VISITOR);
    for (const wrong of [{ deputy: '099', record: '' }, { record: absence }, { record: 'filing/none' }])
      await expect(createObjection(visitor, objectionTo('', wrong))).rejects.toMatchObject({
        reason: 'objection-no-line',
      });
    await expect(createObjection(visitor, objectionTo('', { version: 2 }))).rejects.toThrow();
  });

  it('of a deputy is about the own line and carries no name', async () => {
    const { store, tian, absence } = await openNoticeWorld();
    const deputy = actingAt(store, await actorWith(store, '田大利', ['deputy'], tian));
    const own = { source: 'deputy', name: '', phone: '', code: '' } as const;
    const { reference } = await createObjection(deputy, objectionTo('', own));
    expect(await findObjection(store.read, reference)).toMatchObject({
      accountId: deputy.actor.accountId,
      name: '',
      codeHash: '',
    });
    expect(await followObjection(store.read, reference, '')).toBeNull();
    await expect(
      createObjection(deputy, objectionTo(absence, { ...own, deputy: '002' })),
    ).rejects.toMatchObject({ reason: 'objection-not-own' });
  });

  it('is written down on the desk for whoever came, on the day on which they came', async () => {
    const { store } = await openNoticeWorld();
    const clerk = actingAt(store, await actorWith(store, '工作人员甲', ['clerk']), AFTER_WINDOW);
    const came = objectionTo('', { source: 'desk', day: '2026-04-09' });
    const { reference } = await createObjection(clerk, came);
    const objection = found(await findObjection(store.read, reference));
    expect(objection).toMatchObject({ accountId: null, receivedAt: Date.parse('2026-04-09T04:00:00Z') });
    const late = objectionTo('', { source: 'desk', day: '2026-04-10' });
    await expect(createObjection(clerk, late)).rejects.toMatchObject({ reason: 'objection-window-over' });
    const visitor = actingAt(store, VISITOR);
    await expect(createObjection(visitor, came)).rejects.toMatchObject({ reason: 'objection-role' });
  });

  it('sent twice with the same form is one', async () => {
    const { store } = await openNoticeWorld();
    const once = { key: 'k'.repeat(24), accountId: 0, fingerprint: 'f' };
    const doing = { ...actingAt(store, VISITOR), once };
    const answers = await Promise.all([1, 2].map(() => createObjection(doing, objectionTo(''))));
    expect(answers).toEqual([{ reference: '2026Q1-01' }, { reference: '2026Q1-01' }]);
    expect(await countObjections(store.read, {})).toBe(1);
    expect(JSON.stringify(await store.read.select().from(tables.formKey))).not.toContain('k7mw');
  });
});

describe('an answer', () => {
  it('is the presidium’s, final, told to the deputy, and what the public reads', async () => {
    const { store, tian, present } = await openNoticeWorld();
    const reference = await sendObjection(store, present);
    const clerk = actingAt(store, await actorWith(store, '工作人员甲', ['clerk']));
    await expect(answerObjection(clerk, reference, UPHOLD)).rejects.toMatchObject({
      reason: 'objection-role',
    });
    const chair = actingAt(store, await actorWith(store, '主席', ['presidium']));
    await answerObjection(chair, reference, UPHOLD);
    await expect(answerObjection(chair, reference, REJECT)).rejects.toMatchObject({
      reason: 'objection-is-upheld',
    });
    const messages = await store.read.select().from(tables.message);
    expect(messages.filter(({ kind }) => kind === 'objection-answered')).toMatchObject([
      { personId: await personOf(store, tian), subjectKey: reference, detail: { state: 'upheld' } },
    ]);
    const answers = await listPublicAnswers(store.read, { quarter: '2026Q1', version: 1 });
    expect(answers).toEqual([
      {
        reference,
        deputy: '001',
        record: present,
        isUpheld: true,
        summary: UPHOLD.summary,
        answer: UPHOLD.answer,
        receivedOn: '2026-04-05',
        answeredOn: '2026-04-05',
      },
    ]);
    const [notice] = await listNotices(store.read);
    expect(await listUpheld(store.read, '2026Q1')).toEqual([
      {
        reference,
        deputy: '001',
        record: present,
        summary: UPHOLD.summary,
        answer: UPHOLD.answer,
        noticeId: notice?.id,
      },
    ]);
  });

  it('to one’s own line or one’s own objection is somebody else’s', async () => {
    const { store, tian, absence } = await openNoticeWorld();
    const reference = await sendObjection(store, '');
    const both = actingAt(store, await actorWith(store, '田主席', ['presidium', 'deputy'], tian));
    await expect(answerObjection(both, reference, REJECT)).rejects.toMatchObject({
      reason: 'objection-own-line',
    });
    const sent = await createObjection(both, objectionTo(absence, { deputy: '002' }));
    await expect(answerObjection(both, sent.reference, REJECT)).rejects.toMatchObject({
      reason: 'objection-own',
    });
    expect(await countObjections(store.read, { state: 'received' })).toBe(2);
  });

  it('that names its sender is refused', async () => {
    const { store } = await openNoticeWorld();
    const reference = await sendObjection(store, '');
    const chair = actingAt(store, await actorWith(store, '主席', ['presidium']));
    const telling = { ...REJECT, answer: `${SENDER.name}看错了人` };
    await expect(answerObjection(chair, reference, telling)).rejects.toMatchObject({
      reason: 'objection-tells-sender',
    });
  });

  it('is what a notice waits for: only then is it final', async () => {
    const { store } = await openNoticeWorld();
    const reference = await sendObjection(store, '');
    const [notice] = await listNotices(store.read);
    const standing = async () => (await standingsOn(store.read, '2026-04-10'))(found(notice));
    expect(await standing()).toEqual({
      code: 'objections-open',
      text: '公示期满，尚有异议在办（1 件）',
      open: 1,
    });
    const chair = actingAt(store, await actorWith(store, '主席', ['presidium']), AFTER_WINDOW);
    await answerObjection(chair, reference, REJECT);
    expect((await standing()).text).toBe('公示期满');
  });
});

describe('the daily limit', () => {
  it('is for one address and one day, and counts only what was sent', () => {
    const limit = makeDailyLimit();
    const take = (ip: string, day: string) => limit.take(ip, day);
    const day = '2026-04-05';
    for (let sent = 0; sent < MOST_A_DAY; sent += 1) expect(take('10.0.0.1', day)).toBe(true);
    expect(take('10.0.0.1', day)).toBe(false);
    expect(take('10.0.0.2', day)).toBe(true);
    limit.giveBack('10.0.0.1', day);
    expect(take('10.0.0.1', day)).toBe(true);
    expect(take('10.0.0.1', '2026-04-06')).toBe(true);
  });
});

it('the days of these tests lie as they say', () => {
  expect(new Date(IN_WINDOW).toISOString()).toBe('2026-04-05T01:00:00.000Z');
});
