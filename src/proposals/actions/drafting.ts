import { whoActs } from '../../accounts/acting.ts';
import { attachTo } from '../../attachments/steps.ts';
import type { Tx } from '../../db/store.ts';
import { write, type Doing } from '../../db/write.ts';
import { findDeputyOfPerson } from '../../deputies/store.ts';
import type { PreparedFile } from '../../evidence/intake.ts';
import { quarterOf, shanghaiDay, yearOf, type Day } from '../../lib/dates.ts';
import { found, NotFound, Refused } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import type { ProposalKind } from '../rules.ts';
import { nextDraftNumber } from '../numbers.ts';
import {
  deleteCosigners,
  insertProposal,
  insertSignature,
  listNumbers,
  updateProposal,
  updateSignature,
  type Proposal,
} from '../store.ts';
import { askCosigners, demandInOffice, renewCosigners } from './cosigners.ts';
import { takeStep, tellChange } from './taking.ts';

/** A proposal as it is written. Co-signers by deputy id, in the order in which they are to sign. */
export interface ProposalText {
  kind: ProposalKind;
  title: string;
  cause: string;
  basis: string;
  content: string;
  /** Of the congress session; empty between sessions. */
  sessionTitle: string;
  cosignerIds: readonly number[];
}

/** A deputy begins a proposal as its lead (领衔); the co-signers are asked. Gives its draft number. */
export async function draftProposal(
  doing: Doing,
  text: ProposalText,
  files: readonly PreparedFile[] = [],
): Promise<string> {
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    const { personId, roles } = await whoActs(tx, doing.actor);
    const own = personId === null ? undefined : await findDeputyOfPerson(tx, termId, personId);
    if (!own || !(roles.includes('deputy') || roles.includes('leader'))) throw new NotFound();
    const lead = await demandInOffice(tx, termId, [own.id], shanghaiDay(doing.at));
    const { proposalId, number } = await addDraft(tx, termId, text, own.id, doing.at, 'draft');
    const after = { lead: lead[0]?.certificateNumber ?? '', ...contentOf(text), state: 'draft' };
    tx.record({ kind: 'proposal.drafted', subject: ['proposal', number], after });
    await attachText(tx, doing, { proposalId, number }, files);
    await askCosigners(tx, doing.at, number);
    return number;
  });
}

/**
 * Staff enter a proposal that came on paper with its signatures: it is handed in at once, and everybody named has
 * agreed. Gives its draft number, under which it waits to be registered.
 */
export async function enterProposal(
  doing: Doing,
  text: ProposalText & { leadId: number; filedOn: Day },
  files: readonly PreparedFile[] = [],
): Promise<string> {
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    const { roles } = await whoActs(tx, doing.actor);
    if (!roles.includes('clerk') && !roles.includes('presidium')) throw new Refused('proposal-role');
    if (text.filedOn > shanghaiDay(doing.at)) throw new Refused('proposal-filed-ahead');
    const signers = await demandInOffice(tx, termId, [text.leadId, ...text.cosignerIds], text.filedOn);
    const draft = await addDraft(tx, termId, text, text.leadId, doing.at, 'submitted', text.filedOn);
    const { number } = draft;
    const after = { signers: signers.map((entry) => entry.certificateNumber), ...contentOf(text) };
    tx.record({ kind: 'proposal.submitted', subject: ['proposal', number], after });
    await attachText(tx, doing, draft, files);
    return number;
  });
}

type Draft = { proposalId: number; number: string };

/** Files of the proposal itself, as it is written or came on paper. */
async function attachText(
  tx: Tx,
  { at, actor }: Doing,
  draft: Draft,
  files: readonly PreparedFile[],
): Promise<void> {
  await attachTo(tx, { ...draft, handlingId: null }, { files, at, by: actor.accountId });
}

async function addDraft(
  tx: Tx,
  termId: number,
  text: ProposalText,
  leadId: number,
  at: number,
  state: 'draft' | 'submitted',
  filedOn = shanghaiDay(at),
): Promise<Draft> {
  const year = yearOf(filedOn);
  const number = nextDraftNumber(year, await listNumbers(tx, termId, `D${year}-`));
  const { cosignerIds, ...columns } = text;
  const { kind, title, cause, basis, content, sessionTitle } = columns;
  const proposalId = await insertProposal(tx, {
    termId,
    number,
    kind,
    title,
    cause,
    basis,
    content,
    sessionTitle,
    filedOn,
    state,
    year,
    quarter: quarterOf(filedOn),
  });
  await insertSignature(tx, { proposalId, deputyId: leadId, lead: true, position: 0 });
  const cosigners = [...new Set(cosignerIds)].filter((id) => id !== leadId);
  for (const [index, deputyId] of cosigners.entries()) {
    const signed = state === 'draft' ? ('asked' as const) : ('agreed' as const);
    await insertSignature(tx, { proposalId, deputyId, lead: false, position: index + 1, state: signed });
  }
  return { proposalId, number };
}

/** The lead rewrites it. Who is named anew is asked; who has agreed already agreed to another text and is asked again. */
export async function changeProposal(
  doing: Doing,
  number: string,
  text: ProposalText,
  files: readonly PreparedFile[] = [],
): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal } = await takeStep(tx, doing, number, 'change');
    await demandInOffice(tx, proposal.termId, text.cosignerIds, shanghaiDay(doing.at));
    const { cosignerIds, ...columns } = text;
    await updateProposal(tx, proposal.id, columns);
    await renewCosigners(tx, proposal, cosignerIds, isReworded(proposal, text));
    tx.record({
      kind: 'proposal.changed',
      subject: ['proposal', number],
      before: contentOf(proposal),
      after: contentOf(text),
    });
    await attachText(tx, doing, { proposalId: proposal.id, number }, files);
    await askCosigners(tx, doing.at, number);
  });
}

function isReworded(before: Proposal, after: ProposalText): boolean {
  return (['kind', 'title', 'cause', 'basis', 'content'] as const).some(
    (field) => before[field] !== after[field],
  );
}

/** A co-signer agrees, or declines, for themselves alone. */
export async function answerSignature(doing: Doing, number: string, agree: boolean): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, who } = await takeStep(tx, doing, number, 'sign');
    const deputyId = found(who.deputyId);
    const state = agree ? 'agreed' : 'declined';
    const before = found(proposal.signers.find((signer) => signer.deputyId === deputyId));
    await updateSignature(tx, proposal.id, deputyId, { state, answeredAt: doing.at });
    tx.record({
      kind: 'proposal.signed',
      subject: ['proposal', number],
      before: { [before.certificateNumber]: before.state },
      after: { [before.certificateNumber]: state },
    });
    const lead = proposal.signers.filter((signer) => signer.lead);
    await tellChange(tx, doing.at, { ...proposal, signers: lead }, agree ? 'signed' : 'declined');
  });
}

/** The lead hands it in; its day of filing is today. Who has not agreed is no co-signer. */
export async function submitProposal(doing: Doing, number: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, step } = await takeStep(tx, doing, number, 'submit');
    const filedOn = shanghaiDay(doing.at);
    const lead = proposal.signers.filter((signer) => signer.lead).map(({ deputyId }) => deputyId);
    await demandInOffice(tx, proposal.termId, lead, filedOn);
    const silent = proposal.signers.filter((signer) => !signer.lead && signer.state !== 'agreed');
    await deleteCosigners(
      tx,
      proposal.id,
      silent.map(({ deputyId }) => deputyId),
    );
    const period = { filedOn, year: yearOf(filedOn), quarter: quarterOf(filedOn) };
    await updateProposal(tx, proposal.id, { state: step.to, stateReason: '', ...period });
    tx.record({
      kind: 'proposal.submitted',
      subject: ['proposal', number],
      before: { state: proposal.state },
      after: { state: step.to, filedOn },
    });
    await tellChange(tx, doing.at, proposal, 'submitted');
  });
}

/**
 * Taken back by its lead, or by the desk on the lead's written word; for a motion the presidium agrees (代表法 art. 15).
 * It counts for nobody any more.
 */
export async function withdrawProposal(doing: Doing, number: string, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const { proposal, step } = await takeStep(tx, doing, number, 'withdraw', reason);
    const gone = { state: step.to, stateReason: reason, registeredAt: null };
    await updateProposal(tx, proposal.id, gone);
    tx.record({
      kind: 'proposal.withdrawn',
      subject: ['proposal', number],
      before: { state: proposal.state },
      after: { state: step.to },
      reason,
    });
    await tellChange(tx, doing.at, proposal, 'withdrawn', { reason });
  });
}

function contentOf({ kind, title, cause, basis, content, sessionTitle }: Omit<ProposalText, 'cosignerIds'>) {
  return { kind, title, cause, basis, content, sessionTitle };
}
