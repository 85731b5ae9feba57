import { and, asc, count, desc, eq, exists, isNull, like, max, ne, sql, type SQL } from 'drizzle-orm';
import { deputy, followUp, handling, handlingUnit, proposal, signature } from '../db/schema/index.ts';
import { holdsWords } from '../db/search.ts';
import type { Reader } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import type { ProposalKind, ProposalState } from './rules.ts';
import { withParts, type Proposal } from './store/parts.ts';

export * from './store/papers.ts';
export * from './store/parts.ts';
export * from './store/writes.ts';

export interface ProposalFilter {
  kind?: ProposalKind | undefined;
  state?: ProposalState | undefined;
  year?: number | undefined;
  /** Only what has reached the desk: a draft is its signers' alone. */
  handedIn?: boolean | undefined;
  /** Class B answers that are not carried out yet (跟踪落实), or those a presidium member sees to (重点督办). */
  only?: 'follow-up' | 'overseen' | undefined;
  unitId?: number | undefined;
  /** Certificate number of the lead or a co-signer. */
  deputy?: string | undefined;
  /** Words of the number, title, text or answer; every one is required. */
  text?: string | undefined;
}

/** Newest first. */
export async function listProposals(
  reader: Reader,
  termId: number,
  filter: ProposalFilter,
  page: { limit: number; offset: number },
): Promise<Proposal[]> {
  const rows = await reader
    .select()
    .from(proposal)
    .where(matching(reader, termId, filter))
    .orderBy(desc(proposal.filedOn), desc(proposal.number))
    .limit(page.limit)
    .offset(page.offset);
  return withParts(reader, rows);
}

export async function countProposals(
  reader: Reader,
  termId: number,
  filter: ProposalFilter,
): Promise<number> {
  return reader.$count(proposal, matching(reader, termId, filter));
}

/** How many there are in each state. */
export async function countProposalStates(
  reader: Reader,
  termId: number,
): Promise<ReadonlyMap<ProposalState, number>> {
  const rows = await reader
    .select({ state: proposal.state, count: count() })
    .from(proposal)
    .where(eq(proposal.termId, termId))
    .groupBy(proposal.state)
    .orderBy(asc(proposal.state));
  return new Map(rows.map((row) => [row.state as ProposalState, row.count]));
}

export async function findProposal(
  reader: Reader,
  termId: number,
  number: string,
): Promise<Proposal | undefined> {
  const rows = await reader
    .select()
    .from(proposal)
    .where(and(eq(proposal.termId, termId), eq(proposal.number, number)));
  return (await withParts(reader, rows))[0];
}

export async function findProposalById(reader: Reader, id: number): Promise<Proposal | undefined> {
  return (await withParts(reader, await reader.select().from(proposal).where(eq(proposal.id, id))))[0];
}

function matching(reader: Reader, termId: number, filter: ProposalFilter): SQL | undefined {
  const { kind, state, year, handedIn, only, unitId, deputy: certificateNumber, text } = filter;
  return and(
    eq(proposal.termId, termId),
    kind ? eq(proposal.kind, kind) : undefined,
    state ? eq(proposal.state, state) : undefined,
    year === undefined ? undefined : eq(proposal.year, year),
    handedIn ? ne(proposal.state, 'draft') : undefined,
    only === 'overseen' ? ne(proposal.overseer, '') : undefined,
    only === 'follow-up' ? and(isNull(proposal.carriedOutOn), exists(answeredB(reader))) : undefined,
    unitId === undefined ? undefined : exists(handledBy(reader, unitId)),
    certificateNumber ? exists(signedBy(reader, certificateNumber)) : undefined,
    text ? holdsWords(proposal.id, text) : undefined,
  );
}

function handledBy(reader: Reader, unitId: number) {
  return reader
    .select({ one: sql`1` })
    .from(handlingUnit)
    .innerJoin(handling, eq(handling.id, handlingUnit.handlingId))
    .where(and(eq(handling.proposalId, proposal.id), eq(handlingUnit.unitId, unitId)));
}

function answeredB(reader: Reader) {
  return reader
    .select({ one: sql`1` })
    .from(handling)
    .where(and(eq(handling.proposalId, proposal.id), eq(handling.answerClass, 'B')));
}

function signedBy(reader: Reader, certificateNumber: string) {
  return reader
    .select({ one: sql`1` })
    .from(signature)
    .innerJoin(deputy, eq(deputy.id, signature.deputyId))
    .where(and(eq(signature.proposalId, proposal.id), eq(deputy.certificateNumber, certificateNumber)));
}

/** Those that were merged into it (并案). */
export async function listMerged(reader: Reader, id: number): Promise<Proposal[]> {
  const rows = await reader
    .select()
    .from(proposal)
    .where(eq(proposal.mergedInto, id))
    .orderBy(asc(proposal.number));
  return withParts(reader, rows);
}

/** Numbers of the term that begin like this. */
export async function listNumbers(reader: Reader, termId: number, prefix: string): Promise<string[]> {
  const rows = await reader
    .select({ number: proposal.number })
    .from(proposal)
    .where(and(eq(proposal.termId, termId), like(proposal.number, `${prefix}%`)))
    .orderBy(asc(proposal.number));
  return rows.map((row) => row.number);
}

/** Class B answers that are not carried out, with the day of the latest note on them. */
export async function listPending(
  reader: Reader,
  termId: number,
): Promise<{ number: string; answeredOn: Day; promisedOn: Day | null; notedOn: Day | null }[]> {
  const pending = await listProposals(reader, termId, { only: 'follow-up' }, { limit: 10_000, offset: 0 });
  const notes = await reader
    .select({ id: followUp.proposalId, notedOn: max(followUp.notedOn) })
    .from(followUp)
    .groupBy(followUp.proposalId)
    .orderBy(asc(followUp.proposalId));
  const notedOn = new Map(notes.map((note) => [note.id, note.notedOn]));
  return pending.flatMap(({ id, number, rounds }) => {
    const last = rounds.filter((round) => round.answeredOn !== null).at(-1);
    if (last?.answerClass !== 'B' || last.answeredOn === null) return [];
    const { answeredOn, promisedOn } = last;
    return [{ number, answeredOn, promisedOn, notedOn: notedOn.get(id) ?? null }];
  });
}
