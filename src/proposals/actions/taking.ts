import { whoActs, type Acting } from '../../accounts/acting.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { Doing } from '../../db/write.ts';
import { isInOffice } from '../../deputies/rules.ts';
import { findDeputyOfPerson, listRoster } from '../../deputies/store.ts';
import { tell } from '../../messages/steps.ts';
import type { Recipient } from '../../messages/rules.ts';
import { found, NotFound, Refused } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import {
  checkProposalStep,
  partsOfRoles,
  type ProposalAction,
  type ProposalPart,
  type ProposalStanding,
  type ProposalStep,
} from '../procedure.ts';
import { findProposal, type Proposal, type Round } from '../store.ts';

/** Whoever looks or acts: parts of the proposal, and the deputy or unit they are. */
export interface Parts {
  parts: ProposalPart[];
  deputyId: number | null;
  unitId: number | null;
}

/** Who somebody is to this proposal in its round in hand. A unit that handed it back is none any more. */
export async function partsIn(
  reader: Reader,
  { roles, personId, unitId }: Acting,
  proposal: Proposal,
): Promise<Parts> {
  const parts = partsOfRoles(roles);
  const own = personId === null ? undefined : await findDeputyOfPerson(reader, proposal.termId, personId);
  const signer = proposal.signers.find(({ deputyId }) => deputyId === own?.id);
  if (signer && signer.state !== 'declined') parts.push(signer.lead ? 'lead' : 'cosigner');
  const unit = lastRound(proposal)?.units.find(({ id, refusedAt }) => id === unitId && refusedAt === null);
  if (unit && roles.includes('unit')) parts.push(unit.lead ? 'unit' : 'co-unit');
  return { parts, deputyId: own?.id ?? null, unitId };
}

export function lastRound({ rounds }: Pick<Proposal, 'rounds'>): Round | undefined {
  return rounds.at(-1);
}

/** What the rules need to know about a proposal, as it stands for these parts. */
export async function standingOf(
  reader: Reader,
  proposal: Proposal,
  { parts, unitId }: Parts,
): Promise<ProposalStanding> {
  const { kind, state, decision, rounds, carriedOutOn } = proposal;
  const last = rounds.at(-1);
  const own = last?.units.find(({ id }) => id === unitId);
  return {
    kind,
    state,
    isComplete: isComplete(proposal),
    signers: kind === 'motion' ? await countSigners(reader, proposal) : 0,
    decision: decision as ProposalStanding['decision'],
    hasSignedFor: (own?.signedForAt ?? null) !== null,
    isPending: last?.answerClass === 'B' && carriedOutOn === null,
    isOwn: parts.includes('lead') || parts.includes('cosigner'),
  };
}

/** A motion states its 案由, 案据 and 方案 (代表法 art. 15); a suggestion its one matter. */
function isComplete({ kind, title, cause, basis, content }: Proposal): boolean {
  if (title.trim() === '' || content.trim() === '') return false;
  return kind === 'suggestion' || (cause.trim() !== '' && basis.trim() !== '');
}

/** Distinct deputies who have agreed and are in office on the day of filing; the lead is one of them. */
async function countSigners(reader: Reader, { termId, filedOn, signers }: Proposal): Promise<number> {
  const roster = await listRoster(reader, termId);
  const inOffice = new Set(
    roster.filter(({ mandate }) => isInOffice(mandate, filedOn)).map((entry) => entry.id),
  );
  const agreed = signers.filter(({ state, deputyId }) => state === 'agreed' && inOffice.has(deputyId));
  return new Set(agreed.map(({ deputyId }) => deputyId)).size;
}

export interface Taken {
  proposal: Proposal;
  step: ProposalStep;
  who: Parts;
  round: Round | undefined;
}

/** The proposal and the step, once the table lets the actor take it; of who has no part in it it is not found. */
export async function takeStep(
  tx: Tx,
  doing: Doing,
  number: string,
  action: ProposalAction,
  reason = '',
): Promise<Taken> {
  const { id: termId } = await getCurrentTerm(tx);
  const proposal = found(await findProposal(tx, termId, number));
  const who = await partsIn(tx, await whoActs(tx, doing.actor), proposal);
  if (!maySee(who.parts, proposal)) throw new NotFound();
  const check = checkProposalStep(who.parts, await standingOf(tx, proposal, who), action, reason);
  if (!check.ok) throw new Refused(check.reason, { number });
  return { proposal, step: check.step, who, round: lastRound(proposal) };
}

/** Drafts and returned ones belong to their signers alone; what was handed in, to the desk too. */
export function maySee(parts: readonly ProposalPart[], { state }: Pick<Proposal, 'state'>): boolean {
  const isSigner = parts.includes('lead') || parts.includes('cosigner');
  return isSigner || (parts.length > 0 && state !== 'draft');
}

/** Tells everybody who signed, and units where it is theirs to act: each change, whoever made it. */
export async function tellChange(
  tx: Tx,
  at: number,
  { number, title, signers }: Pick<Proposal, 'number' | 'title' | 'signers'>,
  change: string,
  more: { units?: readonly { id: number }[]; reason?: string } = {},
): Promise<void> {
  const people = signers
    .filter(({ state }) => state !== 'declined')
    .map(({ personId }): Recipient => ({ personId }));
  const units = (more.units ?? []).map(({ id }): Recipient => ({ unitId: id }));
  const detail = { title, change, ...(more.reason ? { reason: more.reason } : {}) };
  await tell(tx, at, [...people, ...units], {
    kind: 'proposal-changed',
    subject: ['proposal', number],
    detail,
  });
}
