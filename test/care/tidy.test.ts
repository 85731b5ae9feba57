import { describe, expect, it } from 'vitest';
import { issueCards } from '../../src/accounts/actions/cards.ts';
import { openSession } from '../../src/accounts/sessions.ts';
import { auditHead } from '../../src/audit/store.ts';
import { KEPT_DAYS, tidyUp } from '../../src/care/tidy.ts';
import * as tables from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { write } from '../../src/db/write.ts';
import { saveDraft } from '../../src/drafts/actions.ts';
import { confirmImport, keepUpload } from '../../src/exchange/jobs.ts';
import { readUpload } from '../../src/exchange/read.ts';
import { findJob } from '../../src/exchange/store.ts';
import { openSignIn } from '../../src/signins/actions.ts';
import { findSignInOf } from '../../src/signins/store.ts';
import { addTestSitting, openFour } from '../support/meetings.ts';
import { addAccount, doingAt, NOW } from '../support/world.ts';

const DAY = 24 * 60 * 60 * 1000;

const upload = async (store: Store, rows: string) =>
  keepUpload(
    doingAt(store),
    '选区.csv',
    await readUpload('选区.csv', Buffer.from(`选区编号,选区名称\n${rows}`)),
  );

/** One of everything that is kept for a while. */
async function openKept() {
  const { store } = await openFour();
  const accountId = await addAccount(store, '田大利', ['deputy']);
  const once = { key: 'k'.repeat(20), accountId, fingerprint: 'f' };
  await write({ ...doingAt(store), once }, async (tx) =>
    tx.record({ kind: 'export.made', subject: ['export', 'zip'] }),
  );
  await issueCards(doingAt(store), [accountId]);
  await openSession(store, accountId, NOW, { ip: '', agent: '' });
  await saveDraft(store, { accountId, form: 'filing', subject: '' }, { values: {}, savedAt: NOW });
  await upload(store, '8,等待选区\n');
  const applied = await upload(store, '9,新选区\n,缺编号\n');
  await confirmImport(doingAt(store), applied, { skipFaulty: true });
  const ref = { type: 'sitting', id: await addTestSitting(store, '2026-03-20') } as const;
  await openSignIn(doingAt(store), ref);
  const secret = async () => (await findSignInOf(store.read, ref))?.secret;
  const first = await secret();
  /** What of it is still there. */
  const kept = async () => ({
    sessions: (await store.read.select().from(tables.session)).length > 0,
    formKeys: (await store.read.select().from(tables.formKey)).length > 0,
    drafts: (await store.read.select().from(tables.formDraft)).length > 0,
    waitingUploads: (await store.read.select().from(tables.importJob)).length === 2,
    leftOutRows: (await findJob(store.read, applied))?.tables.raw.some(({ rows }) => rows.length > 0),
    cards: (await store.read.select().from(tables.accountCard)).length > 0,
    knownDevices: (await store.read.select().from(tables.knownDevice)).length > 0,
    signInKeys: (await secret()) === first,
  });
  return { store, applied, kept };
}

describe('what is no part of the register', () => {
  const everything = Object.keys(KEPT_DAYS) as (keyof typeof KEPT_DAYS)[];

  it('stays for its days and goes after them, each by itself', async () => {
    const { store, kept } = await openKept();
    for (const days of [...new Set(Object.values(KEPT_DAYS))].toSorted((a, b) => a - b)) {
      await tidyUp(store, NOW + days * DAY);
      const before = await kept();
      for (const what of everything) expect([what, before[what]]).toEqual([what, KEPT_DAYS[what] >= days]);
      await tidyUp(store, NOW + days * DAY + 1);
      const after = await kept();
      for (const what of everything) expect([what, after[what]]).toEqual([what, KEPT_DAYS[what] > days]);
    }
  });

  it('goes without an entry in the trail, and what the import did stays known', async () => {
    const { store, applied } = await openKept();
    const head = await auditHead(store.read);
    await tidyUp(store, NOW + 400 * DAY);
    await tidyUp(store, NOW + 400 * DAY);
    expect(await auditHead(store.read)).toEqual(head);
    const job = await findJob(store.read, applied);
    expect(job?.state).toBe('applied');
    expect(job?.result?.tables[0]).toMatchObject({ added: 1 });
    expect(JSON.stringify(job)).not.toContain('缺编号');
  });

  it('keeps answers of forms for a day at least', () => {
    expect(KEPT_DAYS.formKeys).toBeGreaterThanOrEqual(1);
  });
});
