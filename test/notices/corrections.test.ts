import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/db/store.ts';
import { voidFiling } from '../../src/filings/actions.ts';
import { correctMark } from '../../src/meetings/actions.ts';
import { findActivity } from '../../src/meetings/store.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { publishCorrection } from '../../src/notices/correction/publish.ts';
import { prepareCorrection } from '../../src/notices/correction/prepare.ts';
import { firstUnexplained } from '../../src/notices/replay.ts';
import { findRosterEntryById } from '../../src/deputies/store.ts';
import { findNotice, listChain } from '../../src/notices/store.ts';
import { computePoints } from '../../src/points/compute.ts';
import { found, Refused } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addFiledDeed, addHeldActivity, APRIL, JULY, openQuarterWorld } from '../support/quarter.ts';
import { addAccount, doingAt } from '../support/world.ts';

const CLOSING = { number: '', openReason: '' };
const AUGUST = Date.UTC(2026, 7, 2, 1, 0);

/** The first quarter closed, with one activity at which both were present and one deed of 田大利. */
async function openClosed() {
  const world = await openQuarterWorld();
  await addFiledDeed(world.store, world.shi, '2026-03-12');
  await closeQuarter(doingAt(world.store, APRIL), '2026Q1', CLOSING);
  return world;
}

async function absent(store: Store, code: string, deputyId: number, at = APRIL) {
  const term = await getCurrentTerm(store.read);
  const { id } = found(await findActivity(store.read, term.id, code));
  const mark = { state: 'absent', reason: '', approver: '' } as const;
  await correctMark(doingAt(store, at), { type: 'activity', id }, deputyId, mark, '签到册上没有本人签名');
}

async function differences(store: Store, quarter: '2026Q1' | '2026Q2') {
  return found(await prepareCorrection(store.read, quarter)).differences;
}

async function totals(store: Store, asOf: string) {
  const term = await getCurrentTerm(store.read);
  const computed = found(await computePoints(store.read, { termId: term.id, year: 2026, asOf }));
  return Object.fromEntries(
    computed.result.map(({ deputy, totalHundredths }) => [deputy, totalHundredths / 100]),
  );
}

const correction = (keys: readonly string[]) => ({
  number: '回镇人大〔2026〕9号',
  reason: '登记时看错行',
  lines: keys.map((key) => ({ key, reason: '' })),
  objections: [],
});

describe('a published notice', () => {
  it('counts as it stands there, whatever becomes of its records, until it is corrected', async () => {
    const { store, shi, activity } = await openClosed();
    const published = await totals(store, '2026-04-02');
    await absent(store, activity, shi);
    expect(await totals(store, '2026-04-02')).toEqual(published);
    expect((await differences(store, '2026Q1')).map(({ code, deputy }) => [code, deputy])).toEqual([
      ['changed', '002'],
    ]);
  });

  it('is followed by a new version that names what changed, why, and what it comes to', async () => {
    const { store, shi, activity } = await openClosed();
    const before = found(await findNotice(store.read, '2026Q1'));
    await absent(store, activity, shi);
    const keys = (await differences(store, '2026Q1')).map(({ key }) => key);
    await publishCorrection(doingAt(store, APRIL), '2026Q1', correction(keys));
    const after = found(await findNotice(store.read, '2026Q1'));
    expect(after.version).toBe(2);
    const corrects = found(after.body.corrects ?? undefined);
    expect(corrects).toMatchObject({ version: 1, sha256: before.sha256, reason: '登记时看错行' });
    expect(corrects.changes).toMatchObject([{ name: '石兰', reason: '登记时看错行' }]);
    expect(corrects.effects.map(({ deputy }) => deputy)).toEqual(['002']);
    expect(firstUnexplained(after.body)).toBeNull();
    expect(await findNotice(store.read, '2026Q1', 1)).toEqual(before);
    expect(await differences(store, '2026Q1')).toEqual([]);
    const own = found(after.body.deputies.find(({ deputy }) => deputy === '002'));
    expect((await totals(store, '2026-04-02'))['002']).toBe(own.total);
  });

  it('lets a late entry wait for its quarter of confirmation, or takes it in by a correction', async () => {
    const { store, tian } = await openClosed();
    const before = (await totals(store, '2026-03-31'))['001'];
    await addFiledDeed(store, tian, '2026-03-20', APRIL);
    expect((await totals(store, '2026-03-31'))['001']).toBe(before);
    const [late] = await differences(store, '2026Q1');
    expect(late?.code).toBe('late');
    await publishCorrection(doingAt(store, APRIL), '2026Q1', correction([late?.key ?? '']));
    const notice = found(await findNotice(store.read, '2026Q1'));
    const own = found(notice.body.deputies.find(({ deputy }) => deputy === '001'));
    expect(own.total).toBeGreaterThan(before ?? Infinity);
    expect((await totals(store, '2026-06-30'))['001']).toBe(own.total);
    expect(firstUnexplained(notice.body)).toBeNull();
  });

  it('loses a voided filing only by a correction', async () => {
    const { store, tian } = await openQuarterWorld();
    const code = await addFiledDeed(store, tian, '2026-03-20');
    await closeQuarter(doingAt(store, APRIL), '2026Q1', CLOSING);
    const published = await totals(store, '2026-06-30');
    await voidFiling(doingAt(store, APRIL), code, '重复登记');
    expect(await totals(store, '2026-06-30')).toEqual(published);
    const gone = await differences(store, '2026Q1');
    expect(gone.map((difference) => difference.code)).toEqual(['gone']);
    await publishCorrection(doingAt(store, APRIL), '2026Q1', correction([gone[0]?.key ?? '']));
    expect((await totals(store, '2026-06-30'))['001']).toBeLessThan(published['001'] ?? 0);
  });

  it('takes the later notices of its year along, because their totals build on it', async () => {
    const { store, shi, activity } = await openClosed();
    await addHeldActivity(store, '视察学校', '2026-05-06', JULY);
    await closeQuarter(doingAt(store, JULY), '2026Q2', CLOSING);
    const second = found(await findNotice(store.read, '2026Q2'));
    await absent(store, activity, shi, AUGUST);
    const keys = (await differences(store, '2026Q1')).map(({ key }) => key);
    await publishCorrection(doingAt(store, AUGUST), '2026Q1', correction(keys));
    const followed = found(await findNotice(store.read, '2026Q2'));
    expect(followed.version).toBe(2);
    expect(followed.body.corrects?.follows).toEqual({ quarter: '2026Q1', version: 2 });
    const [was, now] = [second, followed].map(({ body }) =>
      body.deputies.find((one) => one.deputy === '002'),
    );
    expect(now?.points).toBe(was?.points);
    expect(now?.total).toBeLessThan(was?.total ?? 0);
    const chain = await listChain(store.read);
    expect(chain.map(({ quarter, version }) => `${quarter}/${version}`)).toEqual([
      '2026Q1/1',
      '2026Q2/1',
      '2026Q1/2',
      '2026Q2/2',
    ]);
    expect(firstUnexplained(followed.body)).toBeNull();
  });

  it('stays on the check-list of the next quarter while the register contradicts it', async () => {
    const { store, shi, activity } = await openClosed();
    await absent(store, activity, shi);
    await expect(closeQuarter(doingAt(store, JULY), '2026Q2', CLOSING)).rejects.toMatchObject({
      reason: 'open-points-need-reason',
      detail: { open: 1 },
    });
  });
});

describe('a correction is refused', () => {
  async function refusal(work: Promise<unknown>): Promise<string> {
    const error: unknown = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    return error instanceof Refused ? error.reason : String(error);
  }

  it('without a change, of what has changed since, and of a quarter that is not published', async () => {
    const { store } = await openClosed();
    const doing = doingAt(store, APRIL);
    const before = await store.version();
    expect(await refusal(publishCorrection(doing, '2026Q1', correction([])))).toBe(
      'correction-without-change',
    );
    expect(await refusal(publishCorrection(doing, '2026Q1', correction(['gone:x'])))).toBe(
      'correction-stale',
    );
    expect(await refusal(publishCorrection(doing, '2026Q2', correction(['gone:x'])))).toBe(
      'quarter-not-published',
    );
    expect(await store.version()).toBe(before);
  });

  it('to whoever is no member of the presidium, and for the own line', async () => {
    const { store, tian, shi, activity } = await openClosed();
    await absent(store, activity, shi);
    const keys = (await differences(store, '2026Q1')).map(({ key }) => key);
    const as = async (name: string, roles: Parameters<typeof addAccount>[2], personId?: number) => {
      const accountId = await addAccount(store, name, roles, personId === undefined ? {} : { personId });
      const actor = { accountId, name, via: 'web', ip: '', requestId: name } as const;
      return { ...doingAt(store, APRIL), actor };
    };
    const { id: termId } = await getCurrentTerm(store.read);
    const personOf = async (deputyId: number) =>
      found(await findRosterEntryById(store.read, termId, deputyId)).person.id;
    const clerk = await as('专干', ['clerk']);
    expect(await refusal(publishCorrection(clerk, '2026Q1', correction(keys)))).toBe('notice-role');
    const own = await as('石主席', ['presidium'], await personOf(shi));
    expect(await refusal(publishCorrection(own, '2026Q1', correction(keys)))).toBe('correction-own');
    const other = await as('田主席', ['presidium'], await personOf(tian));
    expect(await refusal(publishCorrection(other, '2026Q1', correction(keys)))).toBe('null');
  });
});
