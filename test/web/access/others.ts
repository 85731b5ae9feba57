import { desc, eq } from 'drizzle-orm';
import type { Actor } from '../../../src/audit/rules.ts';
import { openAssessments } from '../../../src/assessments/actions.ts';
import { closeQuarter } from '../../../src/notices/actions.ts';
import { openSignIn } from '../../../src/signins/actions.ts';
import { attachTo } from '../../../src/attachments/steps.ts';
import { listAttachments } from '../../../src/attachments/store.ts';
import { account, evidence, filing, message } from '../../../src/db/schema/index.ts';
import type { Store } from '../../../src/db/store.ts';
import { write } from '../../../src/db/write.ts';
import { findRosterEntry } from '../../../src/deputies/store.ts';
import { createFiling } from '../../../src/filings/actions.ts';
import { createOwnFiling } from '../../../src/filings/own.ts';
import { publishInvitation } from '../../../src/invitations/actions.ts';
import { askLeave } from '../../../src/leave/actions.ts';
import {
  assignProposal,
  draftProposal,
  enterProposal,
  registerProposal,
} from '../../../src/proposals/actions.ts';
import { withholdProposal } from '../../../src/proposals/actions/desk.ts';
import type { Circle } from '../../../src/meetings/invitations.ts';
import type { MeetingRef } from '../../../src/meetings/store.ts';
import { findProposal } from '../../../src/proposals/store.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { addDays, shanghaiDay } from '../../../src/lib/dates.ts';
import { ensureUnit } from '../../../src/units/steps.ts';
import { DEED, SUGGESTION } from '../../house/township.ts';
import { PICTURE } from '../../support/evidence.ts';
import { recordSpeech } from '../../../src/meetings/actions.ts';
import { addTestActivity, addTestSitting, SURVEY } from '../../support/meetings.ts';
import { addAccount, doingAt } from '../../support/world.ts';
import { YEAR_END } from '../public/sample-world.ts';

/**
 * What is somebody else's, by the parameter of the route under which it is asked for: not the deputy's (001), not the
 * leader's (002), not the unit's.
 */
export interface Others {
  /** Filings that the leader and deputy 003 filed, and their evidence that nobody released. */
  filings: readonly string[];
  evidence: readonly string[];
  /** A draft of the leader's and its file; of the other unit, what it has in hand and its file. */
  draft: string;
  draftFile: string;
  handled: string;
  handledFile: string;
  /** Withheld from the public, and its file. */
  withheld: string;
  withheldFile: string;
  /** An activity to which only 003 was invited, and one that is not published. */
  invitations: readonly string[];
  /** A message to the other unit; and one to each of these. */
  messages: readonly number[];
  ownMessages: Readonly<Record<'deputy' | 'leader' | 'unit', number>>;
  /** Requests of the leader and of the deputy. */
  leave: number;
  ownLeave: number;
  /** A draft of the deputy's with a file of evidence, and the filing whose photo is released. */
  ownFiling: string;
  ownFile: string;
  shown: string;
  /** A speech; and a sitting of today that is open for sign-in. */
  speech: number;
  sitting: number;
}

/** The year is closed and its assessments have begun: 2027-01-06. */
export const TODAY = Date.parse('2027-01-06T10:00:00+08:00');

export async function addOthers(store: Store, photo: string): Promise<Others> {
  const doing = doingAt(store, YEAR_END);
  const [leader, deputy] = [await actorOf(store, 'leader'), await actorOf(store, 'deputy')];
  const draftFiling = await createOwnFiling({ ...doing, actor: leader }, DEED, PICTURE);
  const waiting = await createFiling(doing, { ...DEED, deputy: await idOf(store, '003') }, PICTURE);
  const draft = await draftProposal({ ...doing, actor: leader }, { ...SUGGESTION, title: '别人的草稿' });
  const ownFiling = await createOwnFiling({ ...doing, actor: deputy }, DEED, PICTURE);
  const { handled, withheld } = await assignToOthers(store);
  const meetings = await addInvitations(store);
  const [leave = 0] = await askLeave({ ...doing, actor: leader }, meetings, '外出');
  const [ownLeave = 0] = await askLeave({ ...doing, actor: deputy }, meetings, '外出');
  await closeQuarter(doingAt(store, TODAY), '2026Q4', { number: '', openReason: '样例' });
  await openAssessments(doingAt(store, TODAY), 2026);
  return {
    ...(await addToday(store)),
    ownFiling,
    ownFile: await evidenceOf(store, ownFiling),
    shown: await filingOf(store, photo),
    filings: [draftFiling, waiting],
    evidence: [await evidenceOf(store, draftFiling), await evidenceOf(store, waiting)],
    draft,
    draftFile: await attachOne(store, draft),
    handled,
    handledFile: await attachOne(store, handled),
    withheld,
    withheldFile: await attachOne(store, withheld),
    invitations: ['A95', 'A94'],
    ...(await messagesOf(store)),
    leave,
    ownLeave,
  };
}

async function actorOf(store: Store, login: string): Promise<Actor> {
  const [row] = await store.read.select().from(account).where(eq(account.login, login));
  return { ...doingAt(store).actor, accountId: row?.id ?? 0, name: login, via: 'web' };
}

async function idOf(store: Store, certificate: string): Promise<number> {
  const term = await getCurrentTerm(store.read);
  return (await findRosterEntry(store.read, term.id, certificate))?.id ?? 0;
}

/** A97 invites everybody to tomorrow; A95 only the group of 003; A94 is not published. */
async function addInvitations(store: Store): Promise<MeetingRef[]> {
  const doing = doingAt(store, YEAR_END);
  const heldOn = addDays(shanghaiDay(YEAR_END), 1);
  const term = await getCurrentTerm(store.read);
  const group = (await findRosterEntry(store.read, term.id, '003'))?.group?.id ?? 0;
  const add = (circle: Circle, code: string) =>
    addTestActivity(store, { ...SURVEY, title: `调研${code}`, heldOn }, circle, YEAR_END, code);
  const fields = { time: '上午9:00', words: '', answerBy: null, places: null };
  const { id } = await add({ by: 'all' }, 'A97');
  await publishInvitation(doing, id, fields);
  await publishInvitation(doing, (await add({ by: 'group', id: group }, 'A95')).id, fields);
  await add({ by: 'all' }, 'A94');
  return [{ type: 'activity', id }];
}

/** In the hands of another unit: 2026-901; and 2026-902, which is withheld from the public. */
async function assignToOthers(store: Store): Promise<{ handled: string; withheld: string }> {
  const doing = doingAt(store, YEAR_END);
  const unitId = await write(doing, async (tx) => {
    tx.record({ kind: 'unit.created', subject: ['unit', '水务站'] });
    return ensureUnit(tx, '水务站');
  });
  await addAccount(store, 'other unit', ['unit'], { unitId });
  const filedOn = shanghaiDay(YEAR_END);
  const leadId = await idOf(store, '003');
  for (const number of ['2026-901', '2026-902']) {
    const title = `别的单位承办的建议${number}`;
    const entered = await enterProposal(doing, { ...SUGGESTION, title, leadId, filedOn });
    await registerProposal(doing, entered, number);
    await assignProposal(doing, number, {
      leadUnitId: unitId,
      coUnitIds: [],
      assignedOn: filedOn,
      complex: false,
    });
  }
  await withholdProposal(doing, '2026-902', '涉及个人隐私');
  return { handled: '2026-901', withheld: '2026-902' };
}

async function attachOne(store: Store, number: string): Promise<string> {
  const doing = doingAt(store, YEAR_END);
  const term = await getCurrentTerm(store.read);
  const proposalId = (await findProposal(store.read, term.id, number))?.id ?? 0;
  const owner = { proposalId, handlingId: null, number };
  await write(doing, (tx) => attachTo(tx, owner, { files: PICTURE, at: YEAR_END, by: null }));
  return (await listAttachments(store.read, proposalId))[0]?.name ?? '';
}

async function evidenceOf(store: Store, code: string): Promise<string> {
  const [row] = await store.read
    .select({ name: evidence.name })
    .from(evidence)
    .innerJoin(filing, eq(filing.id, evidence.filingId))
    .where(eq(filing.code, code));
  return row?.name ?? '';
}

async function messagesOf(store: Store): Promise<Pick<Others, 'messages' | 'ownMessages'>> {
  const whose = async (login: string) => {
    const [row] = await store.read.select().from(account).where(eq(account.login, login));
    const [found] = await store.read
      .select()
      .from(message)
      .where(
        row?.unitId === null ? eq(message.personId, row.personId ?? 0) : eq(message.unitId, row?.unitId ?? 0),
      )
      .orderBy(desc(message.id));
    if (!found) throw new Error(`no message to ${login}`);
    return found.id;
  };
  const ownMessages = {
    deputy: await whose('deputy'),
    leader: await whose('leader'),
    unit: await whose('unit'),
  };
  return { ownMessages, messages: [await whose('other unit')] };
}

async function filingOf(store: Store, name: string): Promise<string> {
  const [row] = await store.read
    .select({ code: filing.code })
    .from(filing)
    .innerJoin(evidence, eq(filing.id, evidence.filingId))
    .where(eq(evidence.name, name));
  return row?.code ?? '';
}

/** A sitting and the activity A93 of today, both open for sign-in; and a speech at an earlier sitting. */
async function addToday(store: Store): Promise<{ sitting: number; speech: number }> {
  const doing = doingAt(store, TODAY);
  const heldOn = shanghaiDay(TODAY);
  const sitting = await addTestSitting(store, heldOn, '第六届第九次会议', TODAY);
  await openSignIn(doing, { type: 'sitting', id: sitting });
  const { id } = await addTestActivity(
    store,
    { ...SURVEY, title: '调研A93', heldOn },
    { by: 'all' },
    TODAY,
    'A93',
  );
  await publishInvitation(doing, id, { time: '上午9:00', words: '', answerBy: null, places: null });
  await openSignIn(doing, { type: 'activity', id });
  const speech = await recordSpeech(doing, 1, { deputyId: await idOf(store, '001'), topic: '春灌' });
  return { sitting, speech };
}
