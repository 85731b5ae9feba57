import type { Role } from '../../src/accounts/rules.ts';
import { attachTo } from '../../src/attachments/steps.ts';
import { listAttachments } from '../../src/attachments/store.ts';
import type { Store } from '../../src/db/store.ts';
import { write, type Doing } from '../../src/db/write.ts';
import { findRosterEntry } from '../../src/deputies/store.ts';
import { releaseEvidence } from '../../src/evidence/actions.ts';
import { keepUpload } from '../../src/exchange/jobs.ts';
import { readUpload } from '../../src/exchange/read.ts';
import { confirmFiling, createFiling, returnFiling } from '../../src/filings/actions.ts';
import { changeGroup } from '../../src/groups/actions.ts';
import { listGroups } from '../../src/groups/store.ts';
import { createObjection } from '../../src/objections/actions.ts';
import { createOwnFiling } from '../../src/filings/own.ts';
import {
  assignProposal,
  draftProposal,
  enterProposal,
  registerProposal,
} from '../../src/proposals/actions.ts';
import { findProposal } from '../../src/proposals/store.ts';
import { publishReport, saveReport } from '../../src/reports/actions.ts';
import { publishInvitation } from '../../src/invitations/actions.ts';
import { shanghaiDay } from '../../src/lib/dates.ts';
import { draftScheme } from '../../src/schemes/actions.ts';
import { additive } from '../../src/schemes/templates.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { writeStatement } from '../../src/statements/actions.ts';
import { openSignIn } from '../../src/signins/actions.ts';
import { ensureUnit } from '../../src/units/steps.ts';
import { addTestActivity, SURVEY } from '../support/meetings.ts';
import { PICTURE } from '../support/evidence.ts';
import { addAccount, doingAt } from '../support/world.ts';
import { openSample, YEAR_END } from '../web/public/sample-world.ts';
import { REPORT } from '../support/report.ts';

/** Everybody who may come to the site; each is the login name of an account but the visitor. */
export const PEOPLE = ['visitor', 'deputy', 'leader', 'unit', 'clerk', 'presidium', 'admin'] as const;
export type Person = (typeof PEOPLE)[number];

export interface Township {
  store: Store;
  /** The codes of a filing that waits for review and of one that was returned. */
  waiting: string;
  returned: string;
  /** The code of a draft that the deputy wrote. */
  own: string;
  /** A released photo of a filing of the same deputy. */
  photo: string;
  /** The name of a file of each of these proposals, by number. */
  attached: Readonly<Record<string, string>>;
}

/** The sample township with one of everything that a page can be about, and an account for each role. */
export async function openTownship(): Promise<Township> {
  const store = await openSample();
  const doing = doingAt(store, YEAR_END);
  const term = await getCurrentTerm(store.read);
  const personId = async (certificate: string) =>
    (await findRosterEntry(store.read, term.id, certificate))?.person.id ?? 0;
  const unitId = await write(doing, async (tx) => {
    tx.record({ kind: 'unit.created', subject: ['unit', '农业办'] });
    return ensureUnit(tx, '农业办');
  });
  const deputy = await addRole(store, 'deputy', { personId: await personId('001') });
  await addRole(store, 'leader', { personId: await personId('002') });
  await makeLeader(store, '002');
  await addRole(store, 'unit', { unitId });
  for (const role of ['clerk', 'presidium', 'admin'] as const) await addRole(store, role);
  await addPublishedActivity(store);
  await draftScheme(doing, additive(2027));
  await saveReport(doing, '001', 2026, REPORT);
  await publishReport(doing, '001', 2026);
  await createObjection(doingAt(store, IN_WINDOW), OBJECTION);
  await writeStatement(doing, { deputy: '003', quarter: '2026Q4', record: '' }, '这一季在外治病');
  // Late enough to be waiting still in the first days of the next year: uploads go after a week (src/care/tidy.ts).
  await keepUpload(
    doingAt(store, YEAR_END + 3 * 24 * 3_600_000),
    '选区.csv',
    await readUpload('选区.csv', Buffer.from('选区编号,选区名称\n8,新选区\n')),
  );
  const [waiting, returned] = [await fileSomething(store), await fileSomething(store)];
  await returnFiling(doing, returned, '请写明地点');
  const own = await createOwnFiling({ ...doing, actor: { ...doing.actor, accountId: deputy } }, DEED);
  const photo = await releaseSomething(store);
  await proposeSomething({ ...doing, actor: { ...doing.actor, accountId: deputy } });
  await assignSomething(store, unitId);
  const attached = await attachSomething(store, ['D2026-001', '2026-900', '2026-001']);
  return { store, waiting, returned, own, photo, attached };
}

export const SUGGESTION = {
  kind: 'suggestion',
  title: '关于维修提灌站的建议',
  cause: '',
  basis: '',
  content: '请在春灌前修好。',
  sessionTitle: '',
  cosignerIds: [],
} as const;

/** A draft of the deputy, D2026-001. */
async function proposeSomething(doing: Doing): Promise<void> {
  await draftProposal(doing, SUGGESTION);
}

/** Another deputy's, in the hands of the unit: 2026-900. */
async function assignSomething(store: Store, unitId: number): Promise<void> {
  const doing = doingAt(store, YEAR_END);
  const term = await getCurrentTerm(store.read);
  const leadId = (await findRosterEntry(store.read, term.id, '003'))?.id ?? 0;
  const day = shanghaiDay(YEAR_END);
  const number = await enterProposal(doing, { ...SUGGESTION, leadId, filedOn: day });
  await registerProposal(doing, number, '2026-900');
  const units = { leadUnitId: unitId, coUnitIds: [], assignedOn: day, complex: false };
  await assignProposal(doing, '2026-900', units);
}

/** A picture attached to each of these proposals; gives the files' names. */
async function attachSomething(store: Store, numbers: readonly string[]): Promise<Record<string, string>> {
  const doing = doingAt(store, YEAR_END);
  const names: Record<string, string> = {};
  for (const number of numbers) {
    const term = await getCurrentTerm(store.read);
    const proposalId = (await findProposal(store.read, term.id, number))?.id ?? 0;
    const owner = { proposalId, handlingId: null, number };
    await write(doing, (tx) => attachTo(tx, owner, { files: PICTURE, at: YEAR_END, by: null }));
    names[number] = (await listAttachments(store.read, proposalId))[0]?.name ?? '';
  }
  return names;
}

/** An activity of this very day: published to everybody, with places, and open for sign-in. */
async function addPublishedActivity(store: Store): Promise<void> {
  const doing = doingAt(store, YEAR_END);
  const fields = { ...SURVEY, title: '视察冬季供水', heldOn: shanghaiDay(YEAR_END) };
  const { id } = await addTestActivity(store, fields, { by: 'all' }, YEAR_END, 'A98');
  await publishInvitation(doing, id, { time: '上午9:00', words: '', answerBy: null, places: 3 });
  await openSignIn(doing, { type: 'activity', id });
}

/** While the notice of the third quarter could be objected to. */
const IN_WINDOW = Date.parse('2026-10-12T10:00:00+08:00');

const OBJECTION = {
  source: 'desk',
  quarter: '2026Q3',
  version: 1,
  deputy: '001',
  record: '',
  content: '异议的秘密原话',
  name: '异议秘密人',
  phone: '13899990088',
  code: 'k7mw-2xqa-9hfd',
} as const;

/** The deputy leads their group. */
async function makeLeader(store: Store, certificate: string): Promise<void> {
  const term = await getCurrentTerm(store.read);
  const deputy = await findRosterEntry(store.read, term.id, certificate);
  const group = (await listGroups(store.read, term.id)).find(({ id }) => id === deputy?.group?.id);
  if (!deputy || !group) throw new Error(`deputy ${certificate} of the sample is in no group`);
  const { name, focus, departments } = group;
  await changeGroup(doingAt(store, YEAR_END), group.id, { name, focus, departments, leaderId: deputy.id });
}

function addRole(store: Store, role: Role, link: { personId?: number; unitId?: number } = {}) {
  return addAccount(store, role, [role], link);
}

/** A confirmed filing of the deputy with a photo that everybody may see; gives the photo's name. */
async function releaseSomething(store: Store): Promise<string> {
  const doing = doingAt(store, YEAR_END);
  const term = await getCurrentTerm(store.read);
  const deputy = (await findRosterEntry(store.read, term.id, '001'))?.id ?? 0;
  const code = await createFiling(doing, { ...DEED, deputy }, PICTURE);
  await confirmFiling(doing, code);
  const [name = ''] = await store.files.names();
  await releaseEvidence(doing, code, name);
  return name;
}

async function fileSomething(store: Store): Promise<string> {
  const term = await getCurrentTerm(store.read);
  const deputy = (await findRosterEntry(store.read, term.id, '003'))?.id ?? 0;
  return createFiling(doingAt(store, YEAR_END), { ...DEED, deputy });
}

export const DEED = {
  kind: 'deed.done',
  occurredOn: '2026-12-20',
  content: '为民办实事',
  quantity: 100,
  amount: null,
  place: '',
  result: '',
} as const;
