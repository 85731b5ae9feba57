import { write, type Doing } from '../db/write.ts';
import type { Tx } from '../db/store.ts';
import { reachFiling } from '../filings/reach.ts';
import type { Filing } from '../filings/store.ts';
import { NotFound, Refused } from '../refusals.ts';
import type { PreparedFile } from './intake.ts';
import { isImage, refuseEvidenceStep, type EvidenceAction } from './rules.ts';
import { attach } from './steps.ts';
import { deleteEvidence, findEvidence, updateEvidence, type Evidence } from './store.ts';

/** Adds files to a filing that stands: its deputy's while it is with them, or what the desk entered. */
export async function addEvidence(doing: Doing, code: string, files: readonly PreparedFile[]): Promise<void> {
  await write(doing, async (tx) => {
    const filing = await takeStep(tx, doing, code, 'add');
    await attach(tx, { filingId: filing.id, files, at: doing.at, by: doing.actor.accountId });
  });
}

/** Takes a file away; it is gone for good. */
export async function removeEvidence(doing: Doing, code: string, name: string): Promise<void> {
  await write(doing, async (tx) => {
    const filing = await takeStep(tx, doing, code, 'remove');
    const { id, fileName, sha256 } = await getOf(tx, filing, name);
    await deleteEvidence(tx, id);
    await tx.dropFile(name);
    const before = { file: fileName, sha256 };
    tx.record({ kind: 'evidence.removed', subject: ['filing', code], before });
  });
}

/** Lets everybody see an image of a confirmed filing (公开). */
export async function releaseEvidence(doing: Doing, code: string, name: string): Promise<void> {
  await write(doing, async (tx) => {
    const filing = await takeStep(tx, doing, code, 'release');
    const { id, fileName, mediaType } = await getOf(tx, filing, name);
    if (!isImage(mediaType)) throw new Refused('evidence-no-image');
    await updateEvidence(tx, id, { releasedAt: doing.at, releasedBy: doing.actor.accountId });
    tx.record({ kind: 'evidence.released', subject: ['filing', code], after: { file: fileName } });
  });
}

/** Takes a released image off the public pages again. */
export async function unreleaseEvidence(doing: Doing, code: string, name: string): Promise<void> {
  await write(doing, async (tx) => {
    const filing = await takeStep(tx, doing, code, 'withhold');
    const { id, fileName } = await getOf(tx, filing, name);
    await updateEvidence(tx, id, { releasedAt: null, releasedBy: null });
    tx.record({ kind: 'evidence.withheld', subject: ['filing', code], after: { file: fileName } });
  });
}

/** The filing, once the table lets the actor do this with its evidence. */
async function takeStep(tx: Tx, doing: Doing, code: string, action: EvidenceAction): Promise<Filing> {
  const { acting, filing } = await reachFiling(tx, doing.actor, code);
  const { state, source, deputy } = filing;
  const refusal = refuseEvidenceStep(acting, { state, source, personId: deputy.personId }, action);
  if (refusal !== null) throw new Refused(refusal, { code });
  return filing;
}

async function getOf(tx: Tx, { id }: Filing, name: string): Promise<Evidence> {
  const evidence = await findEvidence(tx, name);
  if (evidence?.filingId !== id) throw new NotFound();
  return evidence;
}
