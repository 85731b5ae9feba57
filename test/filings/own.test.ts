import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import type { Store } from '../../src/db/store.ts';
import type { Doing } from '../../src/db/write.ts';
import { findDeputy } from '../../src/deputies/store.ts';
import { saveDraft } from '../../src/drafts/actions.ts';
import { findDraft } from '../../src/drafts/store.ts';
import { listEvidence } from '../../src/evidence/store.ts';
import { createFiling, returnFiling, submitFiling } from '../../src/filings/actions.ts';
import {
  changeOwnFiling,
  createOwnFiling,
  discardOwnFiling,
  type OwnFilingInput,
} from '../../src/filings/own.ts';
import { findFiling } from '../../src/filings/store.ts';
import { NotFound, found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { PAPER } from '../support/evidence.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld } from '../support/world.ts';
import { visitOf } from './support.ts';

const VISIT: OwnFilingInput = {
  kind: 'contact.visit',
  occurredOn: '2026-03-19',
  content: '走访楠新村困难户',
  quantity: 300,
  amount: 50_000,
  place: '楠新村',
  result: '',
};

async function openOwn() {
  const store = await openWorld();
  const tian = await actorFor(store, '001', '田大利');
  const shi = await actorFor(store, '002', '石兰');
  const scope = { termId: (await getCurrentTerm(store.read)).id, deputyId: tian.deputyId };
  return { store, tian, shi, find: (code: string) => findFiling(store.read, scope, code) };
}

async function actorFor(store: Store, certificate: string, name: string) {
  const deputyId = await addTestDeputy(store, certificate, name);
  const { id: termId } = await getCurrentTerm(store.read);
  const { personId } = found(await findDeputy(store.read, termId, certificate));
  const accountId = await addAccount(store, name, ['deputy'], { personId });
  const actor = { accountId, name, via: 'web', ip: '', requestId: 'test' } as const;
  const doing: Doing = { store, actor, at: NOW };
  return { deputyId, accountId, doing };
}

describe('a deputy’s own filing', () => {
  it('is a draft of theirs with its evidence, which is handed in by a step of its own', async () => {
    const { tian, find, store } = await openOwn();
    const code = await createOwnFiling(tian.doing, VISIT, PAPER);
    const draft = found(await find(code));
    expect(draft).toMatchObject({ state: 'draft', source: 'deputy', submittedAt: null, quarter: '2026Q1' });
    expect(await listEvidence(store.read, draft.id)).toHaveLength(1);
    expect(await findFiling(store.read, { termId: draft.termId }, code)).toBeUndefined();
    await submitFiling(tian.doing, code);
    expect(await find(code)).toMatchObject({ state: 'submitted', submittedAt: NOW });
  });

  it('has an amount only when it is a deed', async () => {
    const { tian, find } = await openOwn();
    expect(await find(await createOwnFiling(tian.doing, VISIT))).toMatchObject({ amountCents: null });
    const deed = await createOwnFiling(tian.doing, { ...VISIT, kind: 'deed.done' });
    expect(await find(deed)).toMatchObject({ amountCents: 50_000 });
  });

  it('lies inside the mandate and not ahead', async () => {
    const { tian } = await openOwn();
    await expect(createOwnFiling(tian.doing, { ...VISIT, occurredOn: '2026-01-09' })).rejects.toMatchObject({
      reason: 'filing-not-yet',
    });
    await expect(createOwnFiling(tian.doing, { ...VISIT, occurredOn: '2026-03-21' })).rejects.toMatchObject({
      reason: 'filing-in-future',
    });
  });

  it('is written anew while it is a draft or was returned, and at no other time', async () => {
    const { tian, find, store } = await openOwn();
    const code = await createOwnFiling(tian.doing, VISIT);
    await changeOwnFiling(tian.doing, code, { ...VISIT, occurredOn: '2026-01-20', content: '两户' }, PAPER);
    expect(await find(code)).toMatchObject({ state: 'draft', content: '两户', occurredOn: '2026-01-20' });
    await submitFiling(tian.doing, code);
    await expect(changeOwnFiling(tian.doing, code, VISIT)).rejects.toMatchObject({
      reason: 'filing-is-submitted',
    });
    await returnFiling(doingAt(store), code, '请写明哪两户');
    await changeOwnFiling(tian.doing, code, { ...VISIT, content: '王家、李家' });
    expect(await find(code)).toMatchObject({
      state: 'returned',
      content: '王家、李家',
      reason: '请写明哪两户',
    });
    await submitFiling(tian.doing, code);
    expect(await find(code)).toMatchObject({ state: 'submitted', reason: '' });
    const kinds = (await listAudit(store.read, { subject: ['filing', code] }, { limit: 20, offset: 0 }))
      .map(({ kind }) => kind)
      .toReversed();
    expect(kinds).toEqual([
      'filing.created',
      'filing.changed',
      'evidence.added',
      'filing.submitted',
      'filing.returned',
      'filing.changed',
      'filing.submitted',
    ]);
  });

  it('can be discarded as a draft: row and files go, the trail keeps what it said, the code is not used again', async () => {
    const { tian, find, store } = await openOwn();
    const code = await createOwnFiling(tian.doing, VISIT, PAPER);
    await discardOwnFiling(tian.doing, code);
    expect(await find(code)).toBeUndefined();
    expect(await store.files.names()).toEqual([]);
    const [entry] = await listAudit(store.read, { subject: ['filing', code] }, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ kind: 'filing.discarded', before: { content: '走访楠新村困难户' } });
    expect(await createOwnFiling(tian.doing, VISIT)).not.toBe(code);
  });

  it('cannot be discarded once it was handed in', async () => {
    const { tian, store } = await openOwn();
    const code = await createOwnFiling(tian.doing, VISIT);
    await submitFiling(tian.doing, code);
    const refused = { reason: 'filing-is-submitted' };
    await expect(discardOwnFiling(tian.doing, code)).rejects.toMatchObject(refused);
    await returnFiling(doingAt(store), code, '缺地点');
    await expect(discardOwnFiling(tian.doing, code)).rejects.toMatchObject({ reason: 'filing-is-returned' });
  });

  it('is nobody else’s: another deputy does not find it, also not one that the desk entered', async () => {
    const { tian, shi, store } = await openOwn();
    const draft = await createOwnFiling(tian.doing, VISIT);
    const entered = await createFiling(doingAt(store), visitOf(tian.deputyId));
    for (const code of [draft, entered]) {
      await expect(changeOwnFiling(shi.doing, code, VISIT)).rejects.toBeInstanceOf(NotFound);
      await expect(discardOwnFiling(shi.doing, code)).rejects.toBeInstanceOf(NotFound);
      await expect(submitFiling(shi.doing, code)).rejects.toBeInstanceOf(NotFound);
    }
  });

  it('is not for whoever is no deputy', async () => {
    const { store } = await openOwn();
    const accountId = await addAccount(store, '工作人员甲', ['clerk']);
    const actor = { accountId, name: '工作人员甲', via: 'web', ip: '', requestId: 'test' } as const;
    await expect(createOwnFiling({ store, actor, at: NOW }, VISIT)).rejects.toMatchObject({
      reason: 'filing-role',
    });
  });

  it('takes the place of what was kept while it was typed', async () => {
    const { tian, store } = await openOwn();
    const key = { accountId: tian.accountId, form: 'filing', subject: '' } as const;
    await saveDraft(store, key, { values: { content: '走访' }, savedAt: NOW });
    await createOwnFiling(tian.doing, VISIT);
    expect(await findDraft(store.read, key)).toBeUndefined();
  });
});
