import { join } from 'node:path';
import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkEvidence } from '../../src/care/evidence.ts';
import { settleFiles } from '../../src/care/files.ts';
import { backupCommand } from '../../src/commands/backup.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { EVIDENCE_FOLDER } from '../../src/db/files.ts';
import { listAttachments } from '../../src/attachments/store.ts';
import { attachTo } from '../../src/attachments/steps.ts';
import type { Store } from '../../src/db/store.ts';
import { write } from '../../src/db/write.ts';
import { createFiling } from '../../src/filings/actions.ts';
import { amendProposal } from '../../src/proposals/steps.ts';
import { findProposalById } from '../../src/proposals/store.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { runHere } from '../commands/run-here.ts';
import { visitOf } from '../filings/support.ts';
import { addTestProposal, suggestionOf } from '../proposals/support.ts';
import { PAPER } from '../support/evidence.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { addTestDeputy } from '../support/roster.ts';
import { doingAt, NOW, TERM, TOWNSHIP } from '../support/world.ts';

async function attach(store: Store, proposalId: number, handlingId: number | null) {
  const owner = { proposalId, handlingId, number: '2026-001' };
  await write(doingAt(store), (tx) => attachTo(tx, owner, { files: PAPER, at: NOW, by: null }));
}

/** A register with one file of evidence, one attachment of a proposal and one of its answer. */
async function openWithBoth() {
  const folder = tempFolder();
  const store = openEmpty(folder);
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  const deputy = await addTestDeputy(store, '001', '田大利');
  await createFiling(doingAt(store), visitOf(deputy), PAPER);
  const proposalId = await addTestProposal(store, suggestionOf(deputy));
  const round = (await findProposalById(store.read, proposalId))?.rounds[0]?.id ?? 0;
  await attach(store, proposalId, null);
  await attach(store, proposalId, round);
  const attachments = await listAttachments(store.read, proposalId);
  return { folder, store, deputy, proposalId, names: attachments.map(({ name }) => name) };
}

const placeOf = (folder: string, name: string) => join(folder, EVIDENCE_FOLDER, name.slice(0, 2), name);

describe('the files beside a register', () => {
  it('are checked whether evidence or attachments name them: none is an orphan, each is counted and missed', async () => {
    const { folder, store, names } = await openWithBoth();
    expect(await checkEvidence(store.read, store.files)).toEqual({ code: 'evidence', count: 3, fault: '' });
    rmSync(placeOf(folder, names[1] ?? ''));
    expect((await checkEvidence(store.read, store.files)).fault).toBe('缺少 1 个（如“证明.pdf”）');
  });

  it('are settled at the start by both: what a row names stays, what none names goes', async () => {
    const { store, names } = await openWithBoth();
    const [named = ''] = names;
    await store.files.part(named);
    const stray = await store.files.keep(Buffer.from('cut short'));
    expect((await store.files.unsettled()).toSorted()).toEqual([named, stray].toSorted());
    await settleFiles(store);
    expect(await store.files.unsettled()).toEqual([]);
    expect(await store.files.names()).toHaveLength(3);
    expect(await store.files.names()).toContain(named);
  });

  it('go into the backup and come back, attachments too', async () => {
    const { folder, store, names } = await openWithBoth();
    await store.close();
    const file = join(tempFolder(), 'a.sqlite');
    expect((await runHere(backupCommand, file, '--data', folder)).status).toBe(0);
    const elsewhere = join(tempFolder(), 'new');
    expect((await runHere(restoreCommand, file, '--data', elsewhere)).status).toBe(0);
    for (const name of names)
      expect(readFileSync(placeOf(elsewhere, name))).toEqual(readFileSync(placeOf(folder, name)));
    const verified = await runHere(verifyCommand, '--data', elsewhere);
    expect([verified.status, verified.stdout]).toEqual([0, expect.stringContaining('正常，共 3 条')]);
  });

  it('go with a round that an import takes away, and only with that', async () => {
    const { store, deputy, proposalId, names } = await openWithBoth();
    await write(doingAt(store), async (tx) => {
      await amendProposal(tx, proposalId, suggestionOf(deputy, { rounds: [] }));
      tx.record({ kind: 'import.applied', subject: ['import', '1'] });
    });
    const left = await listAttachments(store.read, proposalId);
    expect(left.map(({ name }) => name)).toEqual(names.slice(0, 1));
    expect((await checkEvidence(store.read, store.files)).fault).toBe('');
  });
});
