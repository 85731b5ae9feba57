/**
 * Steps for the importer and the demo: they record nothing in the trail, whoever opened the write records what it did
 * as a whole. People go by the actions.
 */
import { detachRound } from '../attachments/steps.ts';
import type { Tx } from '../db/store.ts';
import { quarterOf, yearOf, type Day } from '../lib/dates.ts';
import { ensureUnit } from '../units/steps.ts';
import {
  stateAfter,
  type AnswerClass,
  type ProposalKind,
  type ProposalState,
  type Satisfaction,
} from './rules.ts';
import {
  deleteCosigners,
  deleteHandlingUnits,
  deleteRound,
  findProposalById,
  insertHandling,
  insertHandlingUnit,
  insertProposal,
  insertSignature,
  updateHandling,
  updateProposal,
  updateSignature,
  type Round,
  type Signer,
} from './store.ts';

/** One round of handling as it comes in; units by name. */
export interface RoundInput {
  assignedOn: Day | null;
  leadUnit: string | null;
  coUnits: readonly string[];
  answeredOn: Day | null;
  answerClass: AnswerClass | null;
  answer: string;
  attitude: Satisfaction | null;
  result: Satisfaction | null;
  /** When the register came to know it; decides about late entries (补登). */
  recordedAt: number;
}

/** A proposal as it comes in, with ids of deputies of the term. */
export interface ProposalInput {
  number: string;
  kind: ProposalKind;
  title: string;
  cause?: string;
  basis?: string;
  content: string;
  filedOn: Day;
  /** Null while it is not registered: then it counts for nobody. */
  registeredAt: number | null;
  complex?: boolean;
  leadId: number;
  /** In the order of signing. */
  cosignerIds: readonly number[];
  rounds: readonly RoundInput[];
  /** Without it the state follows from the rounds. */
  state?: ProposalState;
}

/** Adds a proposal (议案、建议) to a term with its signatures and rounds; gives its id. */
export async function addProposal(tx: Tx, termId: number, input: ProposalInput): Promise<number> {
  const id = await insertProposal(tx, { termId, ...columnsOf(input) });
  await insertParts(tx, id, input);
  return id;
}

/**
 * Replaces a proposal by what it reads now, signatures and rounds too. What the register knew before it goes on having
 * known since then, or an answer would count as a late entry (补登) because of a word put right.
 */
export async function amendProposal(tx: Tx, id: number, input: ProposalInput): Promise<void> {
  const before = await findProposalById(tx, id);
  const registeredAt = input.registeredAt === null ? null : (before?.registeredAt ?? input.registeredAt);
  const rounds = input.rounds.map((round, index) => ({
    ...round,
    recordedAt: knownSince(before?.rounds[index], round),
  }));
  await updateProposal(tx, id, columnsOf({ ...input, registeredAt }));
  await amendSignatures(tx, id, before?.signers ?? [], input);
  await amendRounds(tx, id, before?.rounds ?? [], rounds);
}

/** Whoever goes on signing keeps what they answered. */
async function amendSignatures(
  tx: Tx,
  proposalId: number,
  before: readonly Signer[],
  { leadId, cosignerIds }: ProposalInput,
): Promise<void> {
  const signers = [leadId, ...new Set(cosignerIds.filter((id) => id !== leadId))];
  const gone = before.filter(({ deputyId }) => !signers.includes(deputyId)).map(({ deputyId }) => deputyId);
  await deleteCosigners(tx, proposalId, gone);
  for (const [position, deputyId] of signers.entries()) {
    const place = { lead: position === 0, position };
    if (before.some((signer) => signer.deputyId === deputyId))
      await updateSignature(tx, proposalId, deputyId, place);
    else await insertSignature(tx, { proposalId, deputyId, ...place });
  }
}

/** Rounds are put right where they stand: what units signed for and were granted stays with them. */
async function amendRounds(
  tx: Tx,
  proposalId: number,
  before: readonly Round[],
  rounds: readonly RoundInput[],
): Promise<void> {
  for (const [index, input] of rounds.entries()) {
    const held = before[index];
    if (held) await amendRound(tx, held, input);
    else await insertRound(tx, proposalId, index + 1, input);
  }
  for (const held of before.slice(rounds.length)) {
    await detachRound(tx, { proposalId, handlingId: held.id });
    await deleteRound(tx, held.id);
  }
}

async function amendRound(tx: Tx, held: Round, { leadUnit, coUnits, ...columns }: RoundInput): Promise<void> {
  await updateHandling(tx, held.id, columns);
  const names = unitNames({ leadUnit, coUnits });
  const isSame = names.length === held.units.length && held.units.every(({ name }, at) => name === names[at]);
  if (isSame) return;
  await deleteHandlingUnits(tx, held.id);
  await insertUnits(tx, held.id, { leadUnit, coUnits });
}

function knownSince(before: Round | undefined, round: RoundInput): number {
  const isSame = before?.answeredOn === round.answeredOn && before.answerClass === round.answerClass;
  return isSame ? before.recordedAt : round.recordedAt;
}

function columnsOf(input: ProposalInput) {
  const {
    number,
    kind,
    title,
    cause = '',
    basis = '',
    content,
    filedOn,
    registeredAt,
    complex = false,
  } = input;
  return {
    number,
    kind,
    title,
    cause,
    basis,
    content,
    filedOn,
    registeredAt,
    complex,
    state: input.state ?? stateOf(input),
    year: yearOf(filedOn),
    quarter: quarterOf(filedOn),
  };
}

function stateOf({ registeredAt, rounds }: ProposalInput): ProposalState {
  if (registeredAt === null) return 'submitted';
  return stateAfter(rounds.map((round, index) => ({ ...round, round: index + 1 })));
}

async function insertParts(
  tx: Tx,
  proposalId: number,
  { leadId, cosignerIds, rounds }: ProposalInput,
): Promise<void> {
  const signers = [leadId, ...new Set(cosignerIds.filter((id) => id !== leadId))];
  for (const [position, deputyId] of signers.entries())
    await insertSignature(tx, { proposalId, deputyId, lead: position === 0, position });
  for (const [index, round] of rounds.entries()) await insertRound(tx, proposalId, index + 1, round);
}

async function insertRound(tx: Tx, proposalId: number, round: number, input: RoundInput): Promise<void> {
  const { leadUnit, coUnits, ...columns } = input;
  const handlingId = await insertHandling(tx, { ...columns, proposalId, round });
  await insertUnits(tx, handlingId, { leadUnit, coUnits });
}

type Units = Pick<RoundInput, 'leadUnit' | 'coUnits'>;

function unitNames({ leadUnit, coUnits }: Units): string[] {
  return [...new Set([...(leadUnit ? [leadUnit] : []), ...coUnits])];
}

async function insertUnits(tx: Tx, handlingId: number, units: Units): Promise<void> {
  for (const [position, name] of unitNames(units).entries()) {
    const unitId = await ensureUnit(tx, name);
    await insertHandlingUnit(tx, { handlingId, unitId, lead: name === units.leadUnit, position });
  }
}
