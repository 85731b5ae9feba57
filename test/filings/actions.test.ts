import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { message } from '../../src/db/schema/index.ts';
import { write } from '../../src/db/write.ts';
import type { Store } from '../../src/db/store.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import { findDeputy } from '../../src/deputies/store.ts';
import {
  confirmFiling,
  confirmFilings,
  createFiling,
  gradeFiling,
  returnFiling,
  submitFiling,
  voidFiling,
} from '../../src/filings/actions.ts';
import { addFiling } from '../../src/filings/steps.ts';
import { findFiling, listFilings, listPossibleDuplicates } from '../../src/filings/store.ts';
import { found, NotFound } from '../../src/refusals.ts';
import { adoptScheme, draftScheme } from '../../src/schemes/actions.ts';
import { additive } from '../../src/schemes/templates.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { askingNoEvidence, PAPER } from '../support/evidence.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld } from '../support/world.ts';
import { getFiling, visitOf } from './support.ts';

async function openWithDeputy(): Promise<{ store: Store; tian: number }> {
  const store = await openWorld();
  return { store, tian: await addTestDeputy(store, '001', '田大利') };
}

async function events(store: Store, code: string): Promise<string[]> {
  const entries = await listAudit(store.read, { subject: ['filing', code] }, { limit: 20, offset: 0 });
  return entries.map((entry) => entry.kind).toReversed();
}

/** Whether the work is refused for that reason and leaves the register as it was. */
async function expectRefusal(store: Store, reason: string, work: () => Promise<unknown>): Promise<void> {
  const version = await store.version();
  await expect(work()).rejects.toMatchObject({ reason });
  expect(await store.version()).toBe(version);
}

describe('a filing entered by staff', () => {
  it('gets the next code of its year and waits for review', async () => {
    const { store, tian } = await openWithDeputy();
    const codes = [
      await createFiling(doingAt(store), visitOf(tian)),
      await createFiling(doingAt(store), visitOf(tian, { kind: 'deed.done', amount: 30_000 })),
    ];
    expect(codes).toEqual(['2026-D0001', '2026-D0002']);
    expect(await getFiling(store, '2026-D0002')).toMatchObject({
      state: 'submitted',
      source: 'staff',
      kind: 'deed.done',
      amountCents: 30_000,
      quantityHundredths: 300,
      year: 2026,
      quarter: '2026Q1',
      submittedAt: NOW,
      deputy: { certificateNumber: '001', name: '田大利' },
    });
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({
      kind: 'filing.created',
      subjectKey: '2026-D0002',
      after: { deputy: '001', quantity: 3, amount: 300 },
    });
  });

  it('steps over codes that a file has brought', async () => {
    const { store, tian } = await openWithDeputy();
    const { id: termId } = await getCurrentTerm(store.read);
    const imported = {
      termId,
      deputyId: tian,
      kind: 'deed.done',
      occurredOn: '2026-02-01',
      content: '修路',
      source: 'import',
      state: 'confirmed',
      confirmedAt: NOW,
    } as const;
    await write(doingAt(store), async (tx) => {
      for (const code of ['2026-D0003', '2026-DX', 'F01']) await addFiling(tx, { ...imported, code });
      tx.record({ kind: 'import.applied', subject: ['import', '1'] });
    });
    expect(await createFiling(doingAt(store), visitOf(tian))).toBe('2026-D0004');
    expect(await getFiling(store, 'F01')).toMatchObject({
      quarter: '2026Q1',
      quantityHundredths: 100,
      state: 'confirmed',
    });
  });

  it('is refused for a day outside the mandate, or ahead', async () => {
    const { store, tian } = await openWithDeputy();
    const create = (occurredOn: string) => createFiling(doingAt(store), visitOf(tian, { occurredOn }));
    await expectRefusal(store, 'filing-not-yet', () => create('2026-01-09'));
    await expectRefusal(store, 'filing-in-future', () => create('2026-03-21'));
    const event = { kind: 'suspended', on: '2026-03-01', ground: 'detained', document: '' } as const;
    await recordMandateEvent(doingAt(store), '001', event);
    await expectRefusal(store, 'filing-suspended', () => create('2026-03-19'));
    await recordMandateEvent(doingAt(store), '001', {
      kind: 'resigned',
      on: '2026-03-10',
      ground: 'resignation_accepted',
      document: '',
    });
    await expectRefusal(store, 'filing-ended', () => create('2026-03-19'));
    expect(await create('2026-02-28')).toBe('2026-D0001');
  });

  it('is pointed out when the same duty may have been entered before, and never blocked', async () => {
    const { store, tian } = await openWithDeputy();
    const days = ['2026-03-17', '2026-03-18', '2026-03-19'];
    for (const occurredOn of days) await createFiling(doingAt(store), visitOf(tian, { occurredOn }));
    await createFiling(doingAt(store), visitOf(tian, { kind: 'model.study' }));
    const duplicatesOf = async (code: string) =>
      (await listPossibleDuplicates(store.read, await getFiling(store, code))).map((filing) => filing.code);
    expect(await duplicatesOf('2026-D0002')).toEqual(['2026-D0001', '2026-D0003']);
    expect(await duplicatesOf('2026-D0003')).toEqual(['2026-D0002']);
    await returnFiling(doingAt(store), '2026-D0002', '重复');
    expect(await duplicatesOf('2026-D0003')).toEqual([]);
  });
});

describe('the review of a filing', () => {
  it('goes submitted → returned → submitted → confirmed → voided, each with its event', async () => {
    const { store, tian } = await openWithDeputy();
    const code = await createFiling(doingAt(store), visitOf(tian));
    await returnFiling(doingAt(store), code, '请写明走访了哪几户');
    expect(await getFiling(store, code)).toMatchObject({ state: 'returned', reason: '请写明走访了哪几户' });
    await submitFiling(
      doingAt(store),
      code,
      visitOf(tian, { content: '走访张、李两户', quantity: 200, occurredOn: '2026-02-03' }),
    );
    expect(await getFiling(store, code)).toMatchObject({
      state: 'submitted',
      reason: '',
      content: '走访张、李两户',
      quantityHundredths: 200,
    });
    await confirmFiling(doingAt(store, NOW + 1000), code);
    expect(await getFiling(store, code)).toMatchObject({ state: 'confirmed', confirmedAt: NOW + 1000 });
    await voidFiling(doingAt(store), code, '与活动重复');
    expect(await getFiling(store, code)).toMatchObject({ state: 'voided', reason: '与活动重复' });
    expect(await events(store, code)).toEqual([
      'filing.created',
      'filing.returned',
      'filing.submitted',
      'filing.confirmed',
      'filing.voided',
    ]);
  });

  it('refuses steps out of turn and leaves everything as it was', async () => {
    const { store, tian } = await openWithDeputy();
    const code = await createFiling(doingAt(store), visitOf(tian));
    await expectRefusal(store, 'filing-is-submitted', () => voidFiling(doingAt(store), code, '错'));
    await expectRefusal(store, 'filing-is-submitted', () => submitFiling(doingAt(store), code));
    await expectRefusal(store, 'filing-reason-missing', () => returnFiling(doingAt(store), code, ' '));
    await confirmFiling(doingAt(store), code);
    await expectRefusal(store, 'filing-is-confirmed', () => confirmFiling(doingAt(store), code));
    await expectRefusal(store, 'filing-is-confirmed', () => returnFiling(doingAt(store), code, '错'));
    expect(await getFiling(store, code)).toMatchObject({ state: 'confirmed', reason: '' });
  });

  it('is not for the deputy whose filing it is, though they be clerk and presidium member', async () => {
    const { store, tian } = await openWithDeputy();
    const { id: termId } = await getCurrentTerm(store.read);
    const { personId } = found(await findDeputy(store.read, termId, '001'));
    const accountId = await addAccount(store, '田大利', ['deputy', 'clerk', 'presidium'], { personId });
    const own = {
      ...doingAt(store),
      actor: { accountId, name: '田大利', via: 'web', ip: '', requestId: '' } as const,
    };
    const code = await createFiling(own, visitOf(tian));
    await expectRefusal(store, 'filing-own', () => confirmFiling(own, code));
    await expectRefusal(store, 'filing-own', () => confirmFilings(own, [code]));
    await expectRefusal(store, 'filing-own', () => returnFiling(own, code, '错'));
    await expectRefusal(store, 'filing-own', () => gradeFiling(own, code, 'A'));
    await confirmFiling(doingAt(store), code);
    await expectRefusal(store, 'filing-own', () => voidFiling(own, code, '错'));
  });

  it('finds nothing for somebody who is neither the deputy nor staff', async () => {
    const { store, tian } = await openWithDeputy();
    const code = await createFiling(doingAt(store), visitOf(tian));
    await addTestDeputy(store, '002', '石兰');
    const { id: termId } = await getCurrentTerm(store.read);
    const { personId } = found(await findDeputy(store.read, termId, '002'));
    const accountId = await addAccount(store, '石兰', ['deputy'], { personId });
    const other = {
      ...doingAt(store),
      actor: { accountId, name: '石兰', via: 'web', ip: '', requestId: '' } as const,
    };
    await expect(submitFiling(other, code)).rejects.toThrow(NotFound);
    await expectRefusal(store, 'filing-role', () => createFiling(other, visitOf(tian)));
  });

  it('confirms several as if one by one, or none of them', async () => {
    const { store, tian } = await openWithDeputy();
    const codes: string[] = [];
    for (const kind of ['contact.visit', 'deed.done', 'model.study'] as const)
      codes.push(await createFiling(doingAt(store), visitOf(tian, { kind })));
    await confirmFiling(doingAt(store), '2026-D0003');
    await expectRefusal(store, 'filing-is-confirmed', () => confirmFilings(doingAt(store), codes));
    expect(await getFiling(store, '2026-D0001')).toMatchObject({ state: 'submitted' });
    await confirmFilings(doingAt(store), ['2026-D0001', '2026-D0002', '2026-D0001']);
    for (const code of codes)
      expect(await events(store, code)).toEqual(['filing.created', 'filing.confirmed']);
  });

  it('shows the desk no drafts, and a deputy their own', async () => {
    const { store, tian } = await openWithDeputy();
    const { id: termId } = await getCurrentTerm(store.read);
    await write(doingAt(store), async (tx) => {
      await addFiling(tx, {
        termId,
        deputyId: tian,
        kind: 'deed.done',
        occurredOn: '2026-02-01',
        content: '修路',
        source: 'deputy',
        state: 'draft',
      });
      tx.record({ kind: 'filing.created', subject: ['filing', '2026-D0001'] });
    });
    const everything = { limit: 10, offset: 0 };
    expect(await listFilings(store.read, { termId }, {}, everything)).toEqual([]);
    expect(await findFiling(store.read, { termId }, '2026-D0001')).toBeUndefined();
    expect(await listFilings(store.read, { termId, deputyId: tian }, {}, everything)).toHaveLength(1);
  });
});

describe('a grade', () => {
  it('is one of those that the scheme in force gives to the kind', async () => {
    const { store, tian } = await openWithDeputy();
    const code = await createFiling(doingAt(store), visitOf(tian, { kind: 'model.award' }));
    await expectRefusal(store, 'filing-not-graded', () => gradeFiling(doingAt(store), code, 'A'));
    const scheme = askingNoEvidence(additive(2026));
    const items = scheme.items.map(({ points, ...item }) =>
      item.code === 'award' ? { ...item, grades: { 县级: 3, 镇级: 1 } } : { ...item, points: points ?? 1 },
    );
    const id = await draftScheme(doingAt(store), { ...scheme, items });
    await adoptScheme(doingAt(store), id, { documentNumber: '回镇人大〔2026〕1号', adoptedOn: '2026-03-01' });
    await expectRefusal(store, 'filing-grade-unknown', () => gradeFiling(doingAt(store), code, '国家级'));
    await expectRefusal(store, 'filing-grade-missing', () => confirmFiling(doingAt(store), code));
    await expectRefusal(store, 'filing-grade-unknown', () => confirmFiling(doingAt(store), code, '国家级'));
    await gradeFiling(doingAt(store), code, '县级');
    await confirmFiling(doingAt(store), code, '镇级');
    expect((await events(store, code)).slice(-2)).toEqual(['filing.graded', 'filing.confirmed']);
    await expectRefusal(store, 'filing-graded', () => gradeFiling(doingAt(store), code, '县级'));
    expect(await getFiling(store, code)).toMatchObject({ grade: '镇级', state: 'confirmed' });
  });
});

describe('a duty for which the scheme asks evidence', () => {
  it('is not confirmed without any, neither alone nor among many, and is with some', async () => {
    const { store, tian } = await openWithDeputy();
    const id = await draftScheme(doingAt(store), additive(2026));
    await adoptScheme(doingAt(store), id, { documentNumber: '回镇人大〔2026〕1号', adoptedOn: '2026-03-01' });
    const deed = visitOf(tian, { kind: 'deed.done' });
    const bare = await createFiling(doingAt(store), deed);
    const shown = await createFiling(doingAt(store), deed, PAPER);
    const visit = await createFiling(doingAt(store), visitOf(tian));
    await expectRefusal(store, 'filing-evidence-missing', () => confirmFiling(doingAt(store), bare));
    await expectRefusal(store, 'filing-evidence-missing', () =>
      confirmFilings(doingAt(store), [visit, shown, bare]),
    );
    await confirmFilings(doingAt(store), [visit, shown]);
    expect(await getFiling(store, shown)).toMatchObject({ state: 'confirmed' });
  });
});

describe('the deputy', () => {
  it('is told what became of a filing, of many as of one, with the reason', async () => {
    const { store, tian } = await openWithDeputy();
    const codes = [];
    for (let n = 0; n < 4; n += 1) codes.push(await createFiling(doingAt(store), visitOf(tian)));
    const [one = '', two = '', three = '', four = ''] = codes;
    await confirmFiling(doingAt(store), one);
    await confirmFilings(doingAt(store), [two, three]);
    await returnFiling(doingAt(store), four, '写明哪几户');
    await voidFiling(doingAt(store), one, '重复');
    const told = await store.read.select().from(message);
    expect(told.map(({ kind, subjectKey, detail }) => [kind, subjectKey, detail['reason']])).toEqual([
      ['filing-confirmed', one, ''],
      ['filing-confirmed', two, ''],
      ['filing-confirmed', three, ''],
      ['filing-returned', four, '写明哪几户'],
      ['filing-voided', one, '重复'],
    ]);
    const { deputy } = await getFiling(store, one);
    expect(new Set(told.map(({ personId }) => personId))).toEqual(new Set([deputy.personId]));
  });
});

describe('the list of filings', () => {
  it('is searched by words as they stand, and what waits is listed by age', async () => {
    const { store, tian } = await openWithDeputy();
    const { id: termId } = await getCurrentTerm(store.read);
    await createFiling(
      doingAt(store, NOW + 2),
      visitOf(tian, { content: '满意率 100%', occurredOn: '2026-03-01' }),
    );
    await createFiling(
      doingAt(store, NOW + 1),
      visitOf(tian, { content: '满意率 100 人', occurredOn: '2026-03-05' }),
    );
    const found = async (filter: Parameters<typeof listFilings>[2]) =>
      (await listFilings(store.read, { termId }, filter, { limit: 10, offset: 0 })).map(
        (filing) => filing.code,
      );
    expect(await found({ text: '100%' })).toEqual(['2026-D0001']);
    expect(await found({ text: '楠新' })).toEqual(['2026-D0002', '2026-D0001']);
    expect(await found({ state: 'submitted' })).toEqual(['2026-D0002', '2026-D0001']);
    expect(await found({ quarter: '2026Q2' })).toEqual([]);
    expect(await found({ kinds: ['deed.done'] })).toEqual([]);
    expect(await found({ deputy: '001' })).toHaveLength(2);
  });
});
