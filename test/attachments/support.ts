import { listAttachments } from '../../src/attachments/store.ts';
import { proposal } from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { openProposalTown } from '../proposals/world.ts';
import { browserOf, startApp, type Browser } from '../support/app.ts';

export const TEXT = {
  kind: 'suggestion',
  title: '关于疏通清溪河的建议',
  cause: '',
  basis: '',
  content: '请在汛期前疏通。',
  sessionTitle: '',
};

export const ANSWER = { answerClass: 'A', answer: '已经疏通。', answeredOn: '2026-3-20' };

export interface Sent {
  name: string;
  bytes: Buffer;
}

export async function openTown() {
  const town = await openProposalTown();
  const app = await startApp(town.store);
  const as = (name: string) => browserOf(app, name);
  return { ...town, app, as };
}

/** The lead's new draft with these files, at /my/proposals/D2026-001. */
export async function draftWith(lead: Browser, files: readonly Sent[]) {
  return lead.upload('/my/proposals/new', 'files', files, TEXT);
}

/** What is attached in the register, in order: names, and of which round. */
export async function attachedIn(store: Store) {
  const rows = await store.read.select().from(proposal);
  const files = await Promise.all(rows.map(({ id }) => listAttachments(store.read, id)));
  return files.flat();
}

/** From the draft to 2026-001, signed for by the lead unit. */
export async function bringToUnit({ as, water, roads }: Awaited<ReturnType<typeof openTown>>, draft: string) {
  const [lead, clerk, unit] = [await as('田大利'), await as('专干'), await as('水利站')];
  const at = `/my/proposals/${draft}`;
  await lead.submit(at, {}, `${at}/steps/submit`);
  await clerk.submit(`/desk/proposals/${draft}/steps/register`, { number: '2026-001' });
  await clerk.submit('/desk/proposals/2026-001/steps/assign', {
    leadUnit: String(water),
    coUnits: String(roads),
    assignedOn: '2026-3-20',
    complex: '',
  });
  await unit.submit('/unit/proposals/2026-001', {}, '/unit/proposals/2026-001/steps/sign-for');
  return { lead, clerk, unit };
}
