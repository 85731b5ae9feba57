import type { Reader } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import type { AnswerClass, ProposalKind, Satisfaction } from './rules.ts';
import { findProposal, listProposals, type Proposal, type Round } from './store.ts';

/** States that the public sees: from registration on. */
export const PUBLIC_STATES = ['registered', 'assigned', 'answered', 'rated', 'closed'] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];

export interface PublicSigner {
  slug: string;
  certificateNumber: string;
  name: string;
}

/** One round of handling (办理). */
export interface PublicRound {
  round: number;
  assignedOn: Day | null;
  leadUnits: string[];
  otherUnits: string[];
  answeredOn: Day | null;
  answerClass: AnswerClass | null;
  answer: string;
  attitude: Satisfaction | null;
  result: Satisfaction | null;
}

/** A registered proposal (议案、建议) as anybody may see it. */
export interface PublicProposal {
  number: string;
  kind: ProposalKind;
  title: string;
  cause: string;
  basis: string;
  content: string;
  filedOn: Day;
  state: PublicState;
  complex: boolean;
  year: number;
  lead: PublicSigner | null;
  cosigners: PublicSigner[];
  /** The first round first. */
  rounds: PublicRound[];
  /** When the register last heard of it, epoch milliseconds. */
  updatedAt: number;
}

interface TermKey {
  id: number;
  number: number;
}

const ALL = { limit: 1_000_000, offset: 0 };

/** Newest first. */
export async function listPublicProposals(reader: Reader, term: TermKey): Promise<PublicProposal[]> {
  const rows = await listProposals(reader, term.id, {}, ALL);
  return rows.flatMap((row) => publicProposal(row, term) ?? []);
}

export async function findPublicProposal(
  reader: Reader,
  term: TermKey,
  number: string,
): Promise<PublicProposal | undefined> {
  const row = await findProposal(reader, term.id, number);
  return row && publicProposal(row, term);
}

function publicProposal(row: Proposal, term: TermKey): PublicProposal | undefined {
  const state = PUBLIC_STATES.find((one) => one === row.state);
  if (state === undefined || row.registeredAt === null) return undefined;
  const { number, kind, title, cause, basis, content, filedOn, complex, year, rounds } = row;
  const signers = row.signers.map(({ certificateNumber, name, lead }) => ({
    lead,
    signer: { slug: `${term.number}-${certificateNumber}`, certificateNumber, name },
  }));
  return {
    number,
    kind,
    title,
    cause,
    basis,
    content,
    filedOn,
    state,
    complex,
    year,
    lead: signers.find(({ lead }) => lead)?.signer ?? null,
    cosigners: signers.filter(({ lead }) => !lead).map(({ signer }) => signer),
    rounds: rounds.map(publicRound),
    updatedAt: Math.max(row.registeredAt, ...rounds.map(({ recordedAt }) => recordedAt)),
  };
}

function publicRound({ units, ...row }: Round): PublicRound {
  const { round, assignedOn, answeredOn, answerClass, answer, attitude, result } = row;
  const named = (lead: boolean) => units.filter((unit) => unit.lead === lead).map(({ name }) => name);
  return {
    round,
    assignedOn,
    answeredOn,
    answerClass,
    answer,
    attitude,
    result,
    leadUnits: named(true),
    otherUnits: named(false),
  };
}

/** Every unit that handles or handled it. */
export function unitsOf({ rounds }: PublicProposal): string[] {
  return [...new Set(rounds.flatMap(({ leadUnits, otherUnits }) => [...leadUnits, ...otherUnits]))];
}

/** Its last answer, if it has one. */
export function lastAnswer({ rounds }: PublicProposal): PublicRound | undefined {
  return rounds.findLast(({ answeredOn }) => answeredOn !== null);
}
