import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { voidFiling } from '../../src/filings/actions.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { hashText } from '../../src/notices/hash.ts';
import { firstUnexplained } from '../../src/notices/replay.ts';
import { findNotice, listNotices } from '../../src/notices/store.ts';
import { found } from '../../src/refusals.ts';
import { APRIL, JULY, addFiledDeed, addHeldActivity, openQuarterWorld } from '../support/quarter.ts';
import { doingAt, openWorld } from '../support/world.ts';

const NUMBER = { number: '回镇人大〔2026〕2号', openReason: '' };

describe('closing a quarter', () => {
  it('freezes who got what and why, with number, window and hash', async () => {
    const { store } = await openQuarterWorld();
    const { sha256 } = await closeQuarter(doingAt(store, APRIL), '2026Q1', NUMBER);
    const notice = found(await findNotice(store.read, '2026Q1'));
    expect(notice).toMatchObject({
      version: 1,
      number: NUMBER.number,
      windowFrom: '2026-04-03',
      windowTo: '2026-04-09',
      sha256,
    });
    expect(hashText(notice.text)).toBe(sha256);
    expect(notice.body).toMatchObject({
      asOf: '2026-03-31',
      closedOn: '2026-04-02',
      openPoints: [],
      corrects: null,
      previous: null,
    });
    const [tian, shi] = notice.body.deputies;
    expect([tian?.name, shi?.name]).toEqual(['田大利', '石兰']);
    expect(tian?.lines.map((line) => line.what)).toEqual(['视察敬老院', '为民办实事（2026-03-10）']);
    expect(tian?.total).toBe((shi?.total ?? 0) + (tian?.lines[1]?.granted ?? 0));
    const [entry] = await listAudit(store.read, { kind: 'notice.published' }, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ subjectKey: '2026Q1/1', after: { sha256, deputies: 2 } });
  });

  it('can be computed again from the notice alone', async () => {
    const { store } = await openQuarterWorld();
    await closeQuarter(doingAt(store, APRIL), '2026Q1', NUMBER);
    const { body } = found(await findNotice(store.read, '2026Q1'));
    expect(firstUnexplained(body)).toBeNull();
    const retyped = structuredClone(body);
    found(retyped.deputies[1]).total += 1;
    expect(firstUnexplained(retyped)).toBe('002');
  });

  it('waits for filings and attendance unless a reason is given, and the reason is published', async () => {
    const { store, shi } = await openQuarterWorld();
    await addFiledDeed(store, shi, '2026-03-12', undefined, true);
    const version = await store.version();
    await expect(closeQuarter(doingAt(store, APRIL), '2026Q1', NUMBER)).rejects.toMatchObject({
      reason: 'open-points-need-reason',
      detail: { open: 1 },
    });
    expect(await store.version()).toBe(version);
    await closeQuarter(doingAt(store, APRIL), '2026Q1', { ...NUMBER, openReason: '石兰的佐证尚未补齐' });
    const { body } = found(await findNotice(store.read, '2026Q1'));
    expect(body).toMatchObject({
      openPoints: [{ code: 'filings-waiting', count: 1 }],
      openReason: '石兰的佐证尚未补齐',
    });
  });

  it('is refused twice, out of order, too early and without a scheme, and nothing is written', async () => {
    const { store } = await openQuarterWorld();
    await expect(closeQuarter(doingAt(store), '2026Q1', NUMBER)).rejects.toMatchObject({
      reason: 'quarter-not-over',
    });
    await expect(closeQuarter(doingAt(store, JULY), '2026Q2', NUMBER)).rejects.toMatchObject({
      reason: 'quarter-out-of-order',
    });
    await closeQuarter(doingAt(store, APRIL), '2026Q1', NUMBER);
    await expect(closeQuarter(doingAt(store, APRIL + 1), '2026Q1', NUMBER)).rejects.toMatchObject({
      reason: 'quarter-already-closed',
    });
    expect(await listNotices(store.read)).toHaveLength(1);
    const bare = await openWorld();
    await expect(closeQuarter(doingAt(bare, APRIL), '2026Q1', NUMBER)).rejects.toMatchObject({
      reason: 'no-scheme-in-force',
    });
  });

  it('answers a double submit with the one notice', async () => {
    const { store } = await openQuarterWorld();
    const once = { key: 'k'.repeat(24), accountId: 0, fingerprint: 'f' };
    const answers = await Promise.all(
      [1, 2].map(() => closeQuarter({ ...doingAt(store, APRIL), once }, '2026Q1', NUMBER)),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(await listNotices(store.read)).toHaveLength(1);
  });

  it('lets what is confirmed later count on the day of confirmation (补登), and names the hash of the notice before', async () => {
    const { store, shi } = await openQuarterWorld();
    const first = await closeQuarter(doingAt(store, APRIL), '2026Q1', NUMBER);
    await addFiledDeed(store, shi, '2026-03-25', APRIL + 3 * 24 * 3600_000);
    await addHeldActivity(store, '视察水厂', '2026-05-06', JULY);
    await closeQuarter(doingAt(store, JULY), '2026Q2', { number: '', openReason: '' });
    const { body } = found(await findNotice(store.read, '2026Q2'));
    expect(body.previous).toEqual({ quarter: '2026Q1', version: 1, sha256: first.sha256 });
    const late = body.deputies
      .find((deputy) => deputy.deputy === '002')
      ?.lines.find((line) => line.countedOn);
    expect(late).toMatchObject({ date: '2026-03-25', countedOn: '2026-04-05' });
    expect(firstUnexplained(body)).toBeNull();
  });

  it('never changes whatever is entered or voided later', async () => {
    const { store, shi } = await openQuarterWorld();
    const code = await addFiledDeed(store, shi, '2026-03-12');
    await closeQuarter(doingAt(store, APRIL), '2026Q1', NUMBER);
    const before = found(await findNotice(store.read, '2026Q1')).text;
    await voidFiling(doingAt(store, APRIL), code, '重复登记').catch(() => undefined);
    await addFiledDeed(store, shi, '2026-02-12', APRIL);
    expect(found(await findNotice(store.read, '2026Q1')).text).toBe(before);
  });
});
