import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { handling, proposal } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import {
  isOpen,
  isPublic,
  listedBy,
  PUBLIC_STATES,
  type PublicFilter,
  type Reckoning,
} from './public-filter.ts';
import type { PublicState } from './public-filter.ts';
import type { AnswerClass, ProposalKind, Satisfaction } from './rules.ts';
import { listMerged, withParts, type Proposal, type Round } from './store.ts';

export { PUBLIC_STATES, type PublicFilter, type PublicState, type Reckoning } from './public-filter.ts';

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
  /** Months fixed with the answer; null: they follow the settings. */
  months: number | null;
  /** A later last day that the presidium granted (延期). */
  extendedTo: Day | null;
  answeredOn: Day | null;
  answerClass: AnswerClass | null;
  answer: string;
  /** By when a class B answer will be carried out. */
  promisedOn: Day | null;
  /** Why it cannot be solved (C) or is kept for reference (D). */
  classReason: string;
  /** The unit's office, never a person's. */
  officePhone: string;
  attitude: Satisfaction | null;
  result: Satisfaction | null;
  ratedOn: Day | null;
  /** When the register came to know of it, epoch milliseconds. */
  recordedAt: number;
}

/** What the presidium decided about a motion, and why. */
export interface PublicDecision {
  decision: 'agenda' | 'turned';
  on: Day | null;
  reason: string;
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
  registeredAt: number;
  state: PublicState;
  complex: boolean;
  year: number;
  /** The congress session at which it was brought; empty: between sessions. */
  sessionTitle: string;
  wasMotion: boolean;
  decided: PublicDecision | null;
  /** 重点督办: who of the presidium sees to it; empty: nobody. */
  overseer: string;
  /** The number of the one into which it was merged; null also where that one is withheld. */
  mergedInto: string | null;
  isMerged: boolean;
  carriedOutOn: Day | null;
  lead: PublicSigner | null;
  /** Only those who agreed. */
  cosigners: PublicSigner[];
  /** The first round first. */
  rounds: PublicRound[];
}

/** In the list by its number, and nothing else of it. */
export interface WithheldProposal {
  number: string;
  withheldReason: string;
}

export type PublicEntry = PublicProposal | WithheldProposal;

export function isWithheld(entry: PublicEntry): entry is WithheldProposal {
  return 'withheldReason' in entry;
}

interface TermKey {
  id: number;
  number: number;
}

export async function countPublicProposals(
  reader: Reader,
  term: TermKey,
  filter: PublicFilter,
  reckoning: Reckoning,
): Promise<number> {
  return reader.$count(proposal, listedBy(reader, term.id, filter, reckoning));
}

/** One page of the register, newest first; withheld ones by number. */
export async function listPublicEntries(
  reader: Reader,
  term: TermKey,
  filter: PublicFilter,
  reckoning: Reckoning,
  page: { limit: number; offset: number },
): Promise<PublicEntry[]> {
  // Sorted by ids first: a sort that carries the texts of ten thousand rows is ten times as slow.
  const ids = reader
    .select({ id: proposal.id })
    .from(proposal)
    .where(listedBy(reader, term.id, filter, reckoning))
    .orderBy(desc(proposal.filedOn), desc(proposal.number))
    .limit(page.limit)
    .offset(page.offset);
  const rows = await reader
    .select()
    .from(proposal)
    .where(inArray(proposal.id, ids))
    .orderBy(desc(proposal.filedOn), desc(proposal.number));
  return entriesOf(reader, await withParts(reader, rows), term);
}

/** How many are in the list by number alone. */
export async function countWithheld(reader: Reader, term: TermKey, year?: number): Promise<number> {
  const shown = await Promise.all(
    [isPublic(term.id), isOpen(term.id)].map((which) =>
      reader.$count(proposal, and(which, year === undefined ? undefined : eq(proposal.year, year))),
    ),
  );
  return (shown[0] ?? 0) - (shown[1] ?? 0);
}

const AT_ONCE = 500;

/** Everything that may be read, newest first, or what one deputy signed. Withheld ones are left out. */
export async function listPublicProposals(
  reader: Reader,
  term: TermKey,
  signer?: { certificateNumber: string },
): Promise<PublicProposal[]> {
  const filter = { deputy: signer?.certificateNumber };
  const reckoning = { today: '', months: { answerMonths: 0, complexAnswerMonths: 0 } };
  const listed: PublicEntry[] = [];
  for (let offset = 0; ; offset += AT_ONCE) {
    const part = await listPublicEntries(reader, term, filter, reckoning, { limit: AT_ONCE, offset });
    listed.push(...part);
    if (part.length < AT_ONCE) break;
  }
  return listed.filter((entry): entry is PublicProposal => !isWithheld(entry));
}

/** Those of which the register last heard, for feeds: registered, answered or rated; in no order. */
export async function listNewsworthy(reader: Reader, term: TermKey, most: number): Promise<PublicProposal[]> {
  const latest = (order: Parameters<typeof desc>[0]) =>
    reader
      .selectDistinct({ id: proposal.id, by: order as typeof handling.recordedAt })
      .from(proposal)
      .leftJoin(handling, eq(handling.proposalId, proposal.id))
      .where(and(isOpen(term.id), isNotNull(order)))
      .orderBy(desc(order), desc(proposal.id))
      .limit(most);
  const lists = await Promise.all([proposal.registeredAt, handling.recordedAt, handling.ratedOn].map(latest));
  const ids = [...new Set(lists.flat().map(({ id }) => id))];
  const rows = await reader
    .select()
    .from(proposal)
    .where(inArray(proposal.id, ids))
    .orderBy(asc(proposal.id));
  const entries = await entriesOf(reader, await withParts(reader, rows), term);
  return entries.filter((entry): entry is PublicProposal => !isWithheld(entry));
}

/** The stored row beside what may be shown of it, for what is read from papers; undefined where nothing is public. */
export async function findPublicEntry(
  reader: Reader,
  term: TermKey,
  number: string,
): Promise<{ row: Proposal; entry: PublicEntry } | undefined> {
  const rows = await reader
    .select()
    .from(proposal)
    .where(and(isPublic(term.id), eq(proposal.number, number)));
  const [row] = await withParts(reader, rows);
  if (!row) return undefined;
  const [entry] = await entriesOf(reader, [row], term);
  return entry && { row, entry };
}

/** Number and title of those that were merged into it and may be read. */
export async function listPublicMerged(
  reader: Reader,
  { id }: Pick<Proposal, 'id'>,
): Promise<{ number: string; title: string }[]> {
  const merged = await listMerged(reader, id);
  return merged
    .filter((row) => publicState(row) !== undefined && row.withheldReason === '')
    .map(({ number, title }) => ({ number, title }));
}

async function entriesOf(reader: Reader, rows: readonly Proposal[], term: TermKey): Promise<PublicEntry[]> {
  const targets = rows.flatMap(({ mergedInto }) => mergedInto ?? []);
  const named =
    targets.length === 0
      ? []
      : await reader
          .select({ id: proposal.id, number: proposal.number })
          .from(proposal)
          .where(and(isOpen(term.id), inArray(proposal.id, targets)));
  const numbers = new Map(named.map(({ id, number }) => [id, number]));
  return rows.flatMap((row) => entryOf(row, term, numbers) ?? []);
}

function publicState(row: Proposal): PublicState | undefined {
  return row.registeredAt === null ? undefined : PUBLIC_STATES.find((one) => one === row.state);
}

/** Made field by field: what is not named here never reaches a page. */
function entryOf(
  row: Proposal,
  term: TermKey,
  numbers: ReadonlyMap<number, string>,
): PublicEntry | undefined {
  const state = publicState(row);
  const { number, withheldReason, registeredAt } = row;
  if (state === undefined || registeredAt === null) return undefined;
  if (withheldReason !== '') return { number, withheldReason };
  const { kind, title, cause, basis, content, filedOn, complex, year, sessionTitle } = row;
  const { wasMotion, overseer, mergedInto, carriedOutOn } = row;
  const signers = row.signers
    .filter((signer) => signer.lead || signer.state === 'agreed')
    .map(({ certificateNumber, name, lead }) => ({
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
    registeredAt,
    state,
    complex,
    year,
    sessionTitle,
    wasMotion,
    decided: decisionOf(row),
    overseer,
    mergedInto: mergedInto === null ? null : (numbers.get(mergedInto) ?? null),
    isMerged: mergedInto !== null,
    carriedOutOn,
    lead: signers.find(({ lead }) => lead)?.signer ?? null,
    cosigners: signers.filter(({ lead }) => !lead).map(({ signer }) => signer),
    rounds: row.rounds.map(publicRound),
  };
}

function decisionOf({ decision, decidedOn, decisionReason }: Proposal): PublicDecision | null {
  if (decision !== 'agenda' && decision !== 'turned') return null;
  return { decision, on: decidedOn, reason: decisionReason };
}

function publicRound({ units, contactPhone, ...row }: Round): PublicRound {
  const { round, assignedOn, months, extendedTo, answeredOn, answerClass, answer } = row;
  const { promisedOn, classReason, attitude, result, ratedOn, recordedAt } = row;
  const named = (lead: boolean) => units.filter((unit) => unit.lead === lead).map(({ name }) => name);
  return {
    round,
    assignedOn,
    leadUnits: named(true),
    otherUnits: named(false),
    months,
    extendedTo,
    answeredOn,
    answerClass,
    answer,
    promisedOn,
    classReason,
    officePhone: contactPhone,
    attitude,
    result,
    ratedOn,
    recordedAt,
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
