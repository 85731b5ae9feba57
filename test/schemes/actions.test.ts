import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import type { Store } from '../../src/db/store.ts';
import { write, type Doing } from '../../src/db/write.ts';
import { insertNotice } from '../../src/notices/store.ts';
import { adoptScheme, changeScheme, draftScheme, retireScheme } from '../../src/schemes/actions.ts';
import { findScheme, findSchemeInForce, listSchemes, listSchemeYears } from '../../src/schemes/store.ts';
import { additive, hundred } from '../../src/schemes/templates.ts';
import { addAccount, doingAt, NOW, openWorld } from '../support/world.ts';

const ADOPTION = { documentNumber: '回镇人大〔2026〕1号', adoptedOn: '2026-01-20' };

async function expectRefusal(store: Store, reason: string, work: () => Promise<unknown>): Promise<void> {
  const version = await store.version();
  await expect(work()).rejects.toMatchObject({ reason });
  expect(await store.version()).toBe(version);
}

async function closeFirstQuarter(store: Store, schemeId: number): Promise<void> {
  await write(doingAt(store), async (tx) => {
    const days = { windowFrom: '2026-04-02', windowTo: '2026-04-08' };
    await insertNotice(tx, {
      quarter: '2026Q1',
      version: 1,
      number: '',
      schemeId,
      publishedAt: NOW,
      body: '{}',
      sha256: '',
      ...days,
    });
    tx.record({ kind: 'notice.published', subject: ['notice', '2026Q1/1'] });
  });
}

async function actingAs(store: Store, name: string, role: 'clerk' | 'presidium' | 'admin'): Promise<Doing> {
  const accountId = await addAccount(store, name, [role]);
  return { ...doingAt(store), actor: { accountId, name, via: 'web', ip: '', requestId: '' } };
}

describe('a scheme', () => {
  it('is drafted as the next version of its year, with that version in its body', async () => {
    const store = await openWorld();
    await draftScheme(doingAt(store), additive(2026));
    await draftScheme(doingAt(store), { ...hundred(2026), version: 9 });
    await draftScheme(doingAt(store), additive(2027));
    const heads = (await listSchemes(store.read)).map(({ year, version, state, body }) => [
      year,
      version,
      state,
      body.version,
    ]);
    expect(heads).toEqual([
      [2027, 1, 'draft', 1],
      [2026, 2, 'draft', 2],
      [2026, 1, 'draft', 1],
    ]);
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ kind: 'scheme.drafted', subjectKey: '2027-1' });
  });

  it('can be changed as a draft, but for its year', async () => {
    const store = await openWorld();
    const id = await draftScheme(doingAt(store), additive(2026));
    await changeScheme(doingAt(store), id, { ...additive(2026), title: '新的名称' });
    expect(await findScheme(store.read, id)).toMatchObject({
      title: '新的名称',
      body: { title: '新的名称', version: 1 },
    });
    await expectRefusal(store, 'scheme-year-fixed', () => changeScheme(doingAt(store), id, additive(2027)));
    await adoptScheme(doingAt(store), id, ADOPTION);
    await expectRefusal(store, 'scheme-is-in-force', () => changeScheme(doingAt(store), id, additive(2026)));
  });

  it('is adopted by the presidium alone, and never for a day ahead', async () => {
    const store = await openWorld();
    const id = await draftScheme(await actingAs(store, '工作人员甲', 'clerk'), additive(2026));
    const clerk = await actingAs(store, '工作人员乙', 'clerk');
    await expectRefusal(store, 'scheme-role', () => adoptScheme(clerk, id, ADOPTION));
    const admin = await actingAs(store, '管理员', 'admin');
    await expectRefusal(store, 'scheme-role', () => draftScheme(admin, additive(2026)));
    const chair = await actingAs(store, '主席', 'presidium');
    await expectRefusal(store, 'scheme-adopted-ahead', () =>
      adoptScheme(chair, id, { ...ADOPTION, adoptedOn: '2026-03-21' }),
    );
    await adoptScheme(chair, id, ADOPTION);
    expect(await findSchemeInForce(store.read, 2026)).toMatchObject({ id, ...ADOPTION });
    expect(await listSchemeYears(store.read)).toEqual([2026]);
    await expectRefusal(store, 'scheme-is-in-force', () => adoptScheme(chair, id, ADOPTION));
  });

  it('takes the place of the one in force, both with their events', async () => {
    const store = await openWorld();
    const first = await draftScheme(doingAt(store), additive(2026));
    const second = await draftScheme(doingAt(store), hundred(2026));
    await adoptScheme(doingAt(store), first, ADOPTION);
    await adoptScheme(doingAt(store), second, ADOPTION);
    expect((await listSchemes(store.read)).map(({ version, state }) => [version, state])).toEqual([
      [2, 'in_force'],
      [1, 'retired'],
    ]);
    const [adopted, retired] = await listAudit(store.read, {}, { limit: 2, offset: 0 });
    expect(adopted).toMatchObject({ kind: 'scheme.adopted', subjectKey: '2026-2' });
    expect(retired).toMatchObject({
      kind: 'scheme.retired',
      subjectKey: '2026-1',
      after: { replacedBy: '2026-2' },
    });
    await expectRefusal(store, 'scheme-is-retired', () => adoptScheme(doingAt(store), first, ADOPTION));
    await retireScheme(doingAt(store), second);
    expect(await findSchemeInForce(store.read, 2026)).toBeUndefined();
  });

  it('stands once a quarter of its year is closed; the next year is free', async () => {
    const store = await openWorld();
    const first = await draftScheme(doingAt(store), additive(2026));
    const second = await draftScheme(doingAt(store), hundred(2026));
    const next = await draftScheme(doingAt(store), hundred(2027));
    await adoptScheme(doingAt(store), first, ADOPTION);
    await closeFirstQuarter(store, first);
    await expectRefusal(store, 'scheme-quarter-closed', () => adoptScheme(doingAt(store), second, ADOPTION));
    await expectRefusal(store, 'scheme-quarter-closed', () => retireScheme(doingAt(store), first));
    expect(await findSchemeInForce(store.read, 2026)).toMatchObject({ id: first });
    await adoptScheme(doingAt(store), next, ADOPTION);
  });
});
