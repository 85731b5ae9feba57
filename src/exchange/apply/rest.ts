import { ensureCategory } from '../../categories/steps.ts';
import { insertMandateEvent } from '../../deputies/store.ts';
import { addFiling } from '../../filings/steps.ts';
import { ensureDelegation, ensureGroup } from '../../groups/steps.ts';
import { updateDelegation, updateGroup } from '../../groups/store.ts';
import { insertNotice } from '../../notices/store.ts';
import { addProposal } from '../../proposals/steps.ts';
import { found } from '../../refusals.ts';
import { putReport } from '../../reports/store.ts';
import { insertScheme } from '../../schemes/store.ts';
import type { Scheme } from '../../schemes/rules.ts';
import { ensureUnit } from '../../units/steps.ts';
import type { RegisterFile } from '../register-file.ts';
import { idOf, type Applying } from './applying.ts';

/** What tables only name is set up in the order of the export, so that lists keep theirs. */
export async function restoreNames({ tx, termId }: Applying, rest: RegisterFile): Promise<void> {
  for (const { name, subclasses } of rest.categories) {
    await ensureCategory(tx, name, '');
    for (const subclass of subclasses) await ensureCategory(tx, name, subclass);
  }
  for (const { name } of rest.delegations) await ensureDelegation(tx, termId, name);
  for (const { name } of rest.groups) await ensureGroup(tx, termId, name);
  for (const name of rest.units) await ensureUnit(tx, name);
}

export async function restorePeople(applying: Applying, rest: RegisterFile): Promise<void> {
  const { tx, termId, deputies } = applying;
  const leaderIdOf = (leader: string | null) => (leader === null ? null : idOf(deputies, leader));
  for (const { name, leader } of rest.delegations)
    await updateDelegation(tx, await ensureDelegation(tx, termId, name), { leaderId: leaderIdOf(leader) });
  for (const { name, leader, focus, departments } of rest.groups)
    await updateGroup(tx, await ensureGroup(tx, termId, name), {
      leaderId: leaderIdOf(leader),
      focus,
      departments,
    });
  for (const { certificateNumber, mandateEvents } of rest.deputies) {
    const deputyId = idOf(deputies, certificateNumber);
    for (const { on, ...event } of mandateEvents)
      await insertMandateEvent(tx, { ...event, deputyId, occurredOn: on });
  }
}

/** Filings that are not confirmed and proposals that are not registered. */
export async function restoreWork(applying: Applying, rest: RegisterFile): Promise<void> {
  const { tx, termId, deputies } = applying;
  for (const { deputy, ...filing } of rest.filings.others)
    await addFiling(tx, { ...filing, termId, deputyId: idOf(deputies, deputy) });
  for (const { lead, cosigners, ...proposal } of rest.proposals.others)
    await addProposal(tx, termId, {
      ...proposal,
      registeredAt: null,
      leadId: idOf(deputies, lead),
      cosignerIds: cosigners.map((cosigner) => idOf(deputies, cosigner)),
    });
}

/** Schemes, notices as they were published, and annual reports. */
export async function restorePapers(
  { tx, deputies }: Applying,
  rest: RegisterFile,
  schemes: ReadonlyMap<string, Scheme>,
): Promise<void> {
  const ids = new Map<string, number>();
  for (const { file, ...papers } of rest.schemes) {
    const body = { ...found(schemes.get(file)), version: papers.version };
    ids.set(
      `${papers.year}-${papers.version}`,
      await insertScheme(tx, { ...papers, title: body.title, body }),
    );
  }
  for (const { schemeYear, schemeVersion, ...notice } of rest.notices)
    await insertNotice(tx, { ...notice, schemeId: idOf(ids, `${schemeYear}-${schemeVersion}`) });
  for (const { deputy, ...report } of rest.reports)
    await putReport(tx, { ...report, deputyId: idOf(deputies, deputy) });
}
