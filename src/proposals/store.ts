import { and, asc, count, desc, eq, exists, inArray, sql, type SQL } from 'drizzle-orm';
import { contains } from '../db/contains.ts';
import { deputy, handling, handlingUnit, person, proposal, signature, unit } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import { groupBy } from '../lib/group-by.ts';
import { found } from '../refusals.ts';
import type { AnswerClass, ProposalKind, ProposalState, Satisfaction } from './rules.ts';

/** Who signed: the lead (领衔) first, then co-signers (附议) in the order of signing. */
export interface Signer {
  deputyId: number;
  certificateNumber: string;
  name: string;
  lead: boolean;
}

/** One round of handling (办理) with its units, the lead unit (主办) first. */
export interface Round {
  id: number;
  round: number;
  assignedOn: string | null;
  answeredOn: string | null;
  answerClass: AnswerClass | null;
  answer: string;
  attitude: Satisfaction | null;
  result: Satisfaction | null;
  recordedAt: number;
  units: { id: number; name: string; lead: boolean }[];
}

/** A proposal (议案、建议) with its signatures and rounds, the first round first. */
export type Proposal = Omit<typeof proposal.$inferSelect, 'kind' | 'state'> & {
  kind: ProposalKind;
  state: ProposalState;
  signers: Signer[];
  rounds: Round[];
};

export interface ProposalFilter {
  kind?: ProposalKind | undefined;
  state?: ProposalState | undefined;
  unitId?: number | undefined;
  /** Certificate number of the lead or a co-signer. */
  deputy?: string | undefined;
  /** Part of the title, content or number. */
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
    .groupBy(proposal.state);
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
  const { kind, state, unitId, deputy: certificateNumber, text } = filter;
  return and(
    eq(proposal.termId, termId),
    kind ? eq(proposal.kind, kind) : undefined,
    state ? eq(proposal.state, state) : undefined,
    unitId === undefined ? undefined : exists(handledBy(reader, unitId)),
    certificateNumber ? exists(signedBy(reader, certificateNumber)) : undefined,
    text ? contains([proposal.number, proposal.title, proposal.content, proposal.cause], text) : undefined,
  );
}

function handledBy(reader: Reader, unitId: number) {
  return reader
    .select({ one: sql`1` })
    .from(handlingUnit)
    .innerJoin(handling, eq(handling.id, handlingUnit.handlingId))
    .where(and(eq(handling.proposalId, proposal.id), eq(handlingUnit.unitId, unitId)));
}

function signedBy(reader: Reader, certificateNumber: string) {
  return reader
    .select({ one: sql`1` })
    .from(signature)
    .innerJoin(deputy, eq(deputy.id, signature.deputyId))
    .where(and(eq(signature.proposalId, proposal.id), eq(deputy.certificateNumber, certificateNumber)));
}

async function withParts(reader: Reader, rows: (typeof proposal.$inferSelect)[]): Promise<Proposal[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [signers, rounds] = await Promise.all([loadSigners(reader, ids), loadRounds(reader, ids)]);
  return rows.map((row) => ({
    ...row,
    kind: row.kind as ProposalKind,
    state: row.state as ProposalState,
    signers: (signers.get(row.id) ?? []).map(({ signer }) => signer),
    rounds: rounds.get(row.id) ?? [],
  }));
}

async function loadSigners(reader: Reader, proposalIds: number[]) {
  const rows = await reader
    .select({
      proposalId: signature.proposalId,
      signer: {
        deputyId: signature.deputyId,
        certificateNumber: deputy.certificateNumber,
        name: person.name,
        lead: signature.lead,
      },
    })
    .from(signature)
    .innerJoin(deputy, eq(deputy.id, signature.deputyId))
    .innerJoin(person, eq(person.id, deputy.personId))
    .where(inArray(signature.proposalId, proposalIds))
    .orderBy(asc(signature.position));
  return groupBy(rows, (row) => row.proposalId);
}

async function loadRounds(reader: Reader, proposalIds: number[]): Promise<Map<number, Round[]>> {
  const [rows, units] = await Promise.all([
    reader
      .select()
      .from(handling)
      .where(inArray(handling.proposalId, proposalIds))
      .orderBy(asc(handling.round)),
    reader
      .select({ handlingId: handlingUnit.handlingId, id: unit.id, name: unit.name, lead: handlingUnit.lead })
      .from(handlingUnit)
      .innerJoin(handling, eq(handling.id, handlingUnit.handlingId))
      .innerJoin(unit, eq(unit.id, handlingUnit.unitId))
      .where(inArray(handling.proposalId, proposalIds))
      .orderBy(asc(handlingUnit.position)),
  ]);
  const unitsOf = groupBy(units, (row) => row.handlingId);
  const rounds = groupBy(rows, (row) => row.proposalId);
  return new Map(
    [...rounds].map(([id, own]) => [id, own.map((row) => roundOf(row, unitsOf.get(row.id) ?? []))]),
  );
}

function roundOf(
  row: typeof handling.$inferSelect,
  units: (Round['units'][number] & { handlingId: number })[],
): Round {
  return {
    id: row.id,
    round: row.round,
    assignedOn: row.assignedOn,
    answeredOn: row.answeredOn,
    answer: row.answer,
    recordedAt: row.recordedAt,
    answerClass: row.answerClass as AnswerClass | null,
    attitude: row.attitude as Satisfaction | null,
    result: row.result as Satisfaction | null,
    units: units.map(({ id, name, lead }) => ({ id, name, lead })),
  };
}

export async function insertProposal(tx: Tx, row: typeof proposal.$inferInsert): Promise<number> {
  const [made] = await tx.insert(proposal).values(row).returning({ id: proposal.id });
  return found(made).id;
}

export async function updateProposal(
  tx: Tx,
  id: number,
  change: Partial<typeof proposal.$inferInsert>,
): Promise<void> {
  await tx.update(proposal).set(change).where(eq(proposal.id, id));
}

export async function insertSignature(tx: Tx, row: typeof signature.$inferInsert): Promise<void> {
  await tx.insert(signature).values(row);
}

export async function insertHandling(tx: Tx, row: typeof handling.$inferInsert): Promise<number> {
  const [made] = await tx.insert(handling).values(row).returning({ id: handling.id });
  return found(made).id;
}

export async function insertHandlingUnit(tx: Tx, row: typeof handlingUnit.$inferInsert): Promise<void> {
  await tx.insert(handlingUnit).values(row);
}

/** Takes a proposal's signatures and rounds away, to be put in anew. */
export async function deleteParts(tx: Tx, proposalId: number): Promise<void> {
  const rounds = await tx
    .select({ id: handling.id })
    .from(handling)
    .where(eq(handling.proposalId, proposalId));
  const ids = rounds.map((row) => row.id);
  await tx.delete(handlingUnit).where(inArray(handlingUnit.handlingId, ids));
  await tx.delete(handling).where(eq(handling.proposalId, proposalId));
  await tx.delete(signature).where(eq(signature.proposalId, proposalId));
}
