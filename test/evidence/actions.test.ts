import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { checkEvidence } from '../../src/care/evidence.ts';
import { filing } from '../../src/db/schema/index.ts';
import { write, type Doing } from '../../src/db/write.ts';
import type { Store } from '../../src/db/store.ts';
import { findDeputy } from '../../src/deputies/store.ts';
import {
  addEvidence,
  releaseEvidence,
  removeEvidence,
  unreleaseEvidence,
} from '../../src/evidence/actions.ts';
import type { PreparedFile } from '../../src/evidence/intake.ts';
import { attach } from '../../src/evidence/steps.ts';
import { findReleased, listEvidence, listReleased } from '../../src/evidence/store.ts';
import { settleFiles } from '../../src/care/files.ts';
import {
  confirmFiling,
  createFiling,
  returnFiling,
  submitFiling,
  voidFiling,
} from '../../src/filings/actions.ts';
import { createOwnFiling, discardOwnFiling } from '../../src/filings/own.ts';
import { found, NotFound } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { visitOf } from '../filings/support.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld } from '../support/world.ts';
import { incoming, pdf, prepared, preparedPhoto } from './support.ts';

/** A deputy and a clerk who both act by account, and somebody who is both. */
async function openPeople() {
  const store = await openWorld();
  const tian = await addTestDeputy(store, '001', '田大利');
  const { id: termId } = await getCurrentTerm(store.read);
  const { personId } = found(await findDeputy(store.read, termId, '001'));
  const as = (accountId: number, name: string): Doing => ({
    ...doingAt(store),
    actor: { accountId, name, via: 'web', ip: '', requestId: 'test' },
  });
  const deputy = as(await addAccount(store, '田大利', ['deputy'], { personId }), '田大利');
  const clerk = as(await addAccount(store, '李干事', ['clerk']), '李干事');
  await addTestDeputy(store, '002', '石兰');
  const { personId: shiPerson } = found(await findDeputy(store.read, termId, '002'));
  const both = as(await addAccount(store, '石兰', ['clerk', 'deputy'], { personId: shiPerson }), '石兰');
  return { store, tian, deputy, clerk, both };
}

const VISIT = (() => {
  const { deputy: _deputy, ...rest } = visitOf(0);
  return rest;
})();

async function evidenceOf(store: Store, code: string) {
  const filings = await store.read.select().from(filing);
  return listEvidence(store.read, found(filings.find((row) => row.code === code)).id);
}

describe('a file of evidence', () => {
  it('is kept under a random name that tells nothing, as it was prepared, and stands in the trail', async () => {
    const { store, deputy } = await openPeople();
    const files = await preparedPhoto('走访张家.jpg');
    const code = await createOwnFiling(deputy, VISIT, files);
    const [row] = await evidenceOf(store, code);
    const bytes = await files[0]?.read();
    expect(row).toMatchObject({
      fileName: '走访张家.jpg',
      mediaType: 'image/jpeg',
      bytes: bytes?.length,
      addedAt: NOW,
    });
    expect(row?.name).toMatch(/^[0-9a-f]{32}$/);
    expect(row?.sha256).toBe(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    );
    expect(await store.files.read(row?.name ?? '')).toEqual(bytes);
    expect(await store.files.names()).toEqual([row?.name]);
    const [entry] = await listAudit(store.read, { subject: ['filing', code] }, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ kind: 'evidence.added', after: { files: ['走访张家.jpg'] } });
  });

  it('leaves nothing behind when its write comes to nothing', async () => {
    const { store, clerk } = await openPeople();
    const before = await store.files.names();
    const files = [...(await preparedPhoto()), { ...(await preparedPhoto())[0] } as PreparedFile];
    const work = write(clerk, async (tx) => {
      await attach(tx, { filingId: 999, files, at: NOW, by: null });
      tx.record({ kind: 'filing.created', subject: ['filing', 'x'] });
    });
    await expect(work).rejects.toThrow();
    expect(await store.files.names()).toEqual(before);
    expect((await checkEvidence(store.read, store.files)).fault).toBe('');
  });

  it('may be one of nine', async () => {
    const { store, deputy } = await openPeople();
    const nine = await prepared(...Array.from({ length: 9 }, (_, index) => incoming(`${index}.pdf`, pdf())));
    const code = await createOwnFiling(deputy, VISIT, nine);
    await expect(addEvidence(deputy, code, nine.slice(0, 1))).rejects.toMatchObject({
      reason: 'evidence-too-many',
      detail: { known: 9, most: 9 },
    });
    expect([(await evidenceOf(store, code)).length, (await store.files.names()).length]).toEqual([9, 9]);
  });

  it('comes and goes with a draft of its deputy, and with what was returned; the desk has no hand in it', async () => {
    const { store, deputy, clerk } = await openPeople();
    const code = await createOwnFiling(deputy, VISIT, await preparedPhoto());
    await addEvidence(deputy, code, await preparedPhoto('第二张.jpg'));
    const [first, second] = await evidenceOf(store, code);
    await expect(removeEvidence(clerk, code, first?.name ?? '')).rejects.toThrow();
    await removeEvidence(deputy, code, first?.name ?? '');
    expect(await store.files.names()).toEqual([second?.name]);

    await submitFiling(deputy, code);
    const remove = () => removeEvidence(deputy, code, second?.name ?? '');
    await expect(remove()).rejects.toMatchObject({ reason: 'evidence-fixed' });
    await expect(removeEvidence(clerk, code, second?.name ?? '')).rejects.toMatchObject({
      reason: 'evidence-of-deputy',
    });
    await returnFiling(clerk, code, '照片看不清');
    await remove();
    expect(await store.files.names()).toEqual([]);

    const other = await createOwnFiling(deputy, VISIT, await preparedPhoto());
    await discardOwnFiling(deputy, other);
    expect(await store.files.names()).toEqual([]);
  });

  it('is added and removed by the desk where the desk entered the filing, until it is confirmed', async () => {
    const { store, clerk, tian } = await openPeople();
    const code = await createFiling(clerk, visitOf(tian), await preparedPhoto('纸质.jpg'));
    await addEvidence(clerk, code, await preparedPhoto());
    const [first, second] = await evidenceOf(store, code);
    await removeEvidence(clerk, code, second?.name ?? '');
    await confirmFiling(clerk, code);
    await expect(removeEvidence(clerk, code, first?.name ?? '')).rejects.toMatchObject({
      reason: 'evidence-fixed',
    });
    await expect(addEvidence(clerk, code, await preparedPhoto())).rejects.toMatchObject({
      reason: 'evidence-fixed',
    });
  });

  it('of another filing is not found by this one', async () => {
    const { store, deputy } = await openPeople();
    const one = await createOwnFiling(deputy, VISIT, await preparedPhoto());
    const other = await createOwnFiling(deputy, VISIT);
    const [row] = await evidenceOf(store, one);
    await expect(removeEvidence(deputy, other, row?.name ?? '')).rejects.toThrow(NotFound);
  });
});

describe('the release of a photo', () => {
  it('is one by one, of confirmed filings and images only, and never by the deputy it is about', async () => {
    const { store, deputy, clerk, both } = await openPeople();
    const files = [...(await preparedPhoto()), ...(await prepared(incoming('证明.pdf', pdf())))];
    const code = await createOwnFiling(deputy, VISIT, files);
    await submitFiling(deputy, code);
    const [image, document] = await evidenceOf(store, code);
    const release = (by: Doing, name = image?.name ?? '') => releaseEvidence(by, code, name);
    const own = await createOwnFiling(both, VISIT, await preparedPhoto());
    await submitFiling(both, own);
    await confirmFiling(clerk, own);
    const [ofBoth] = await evidenceOf(store, own);
    await expect(release(clerk)).rejects.toMatchObject({ reason: 'evidence-fixed' });
    await confirmFiling(clerk, code);
    await expect(releaseEvidence(both, own, ofBoth?.name ?? '')).rejects.toMatchObject({
      reason: 'evidence-own',
    });
    await expect(release(deputy)).rejects.toMatchObject({ reason: 'evidence-fixed' });
    await expect(release(clerk, document?.name)).rejects.toMatchObject({ reason: 'evidence-no-image' });
    expect(await findReleased(store.read, image?.name ?? '')).toBeUndefined();

    await release(clerk);
    const year = { from: '2026-01-01', to: '2026-12-31' };
    const { id: termId } = await getCurrentTerm(store.read);
    const whose = { termId, certificateNumber: '001' };
    expect(await listReleased(store.read, whose, year)).toMatchObject([
      { name: image?.name, filing: { code, kind: 'contact.visit' } },
    ]);
    expect(await listReleased(store.read, whose, { from: '2025-01-01', to: '2025-12-31' })).toEqual([]);
    await unreleaseEvidence(clerk, code, image?.name ?? '');
    expect(await findReleased(store.read, image?.name ?? '')).toBeUndefined();

    await release(clerk);
    await voidFiling(clerk, code, '重复');
    expect(await findReleased(store.read, image?.name ?? '')).toBeUndefined();
  });
});

describe('files whose write was cut short', () => {
  it('go at the next start when no row names them, and stay when one does', async () => {
    const { store, deputy } = await openPeople();
    const code = await createOwnFiling(deputy, VISIT, await preparedPhoto());
    const [row] = await evidenceOf(store, code);
    const name = row?.name ?? '';
    await store.files.keep(Buffer.from('cut before the commit'));
    await store.files.part(name);
    expect(await store.files.read(name)).not.toBeNull();
    expect((await store.files.unsettled()).length).toBe(2);
    await settleFiles(store);
    expect([await store.files.names(), await store.files.unsettled()]).toEqual([[name], []]);
  });
});

describe('verify', () => {
  it('counts files against rows: missing, altered, and named by none', async () => {
    const { store, deputy } = await openPeople();
    const files = [
      ...(await preparedPhoto('一.jpg')),
      ...(await preparedPhoto('二.jpg')),
      ...(await preparedPhoto('三.jpg')),
    ];
    const code = await createOwnFiling(deputy, VISIT, files);
    const [one, two] = await evidenceOf(store, code);
    expect(await checkEvidence(store.read, store.files)).toEqual({ code: 'evidence', count: 3, fault: '' });
    await store.files.part(one?.name ?? '');
    await store.files.settle(one?.name ?? '', false);
    await store.files.part(two?.name ?? '');
    await store.files.settle(two?.name ?? '', false);
    await store.files.take(two?.name ?? '', Buffer.from('x'));
    await store.files.take('0'.repeat(32), Buffer.from('of nobody'));
    expect((await checkEvidence(store.read, store.files)).fault).toBe(
      '缺少 1 个（如“一.jpg”），内容被改动 1 个（如“二.jpg”），登记册里没有记载的 1 个',
    );
  });
});
