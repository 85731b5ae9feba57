import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  inArray,
  isNull,
  like,
  max,
  ne,
  sql,
  type SQL,
} from 'drizzle-orm';
import {
  deputy,
  extension,
  followUp,
  handling,
  handlingUnit,
  person,
  proposal,
  signature,
  unit,
  urging,
} from '../db/schema/index.ts';
import { holdsWords } from '../db/search.ts';
import type { Reader, Tx } from '../db/store.ts';
import type { Day } from '../lib/dates.ts';
import { groupBy } from '../lib/group-by.ts';
import { found } from '../refusals.ts';
import type { AnswerClass, ProposalKind, ProposalState, Satisfaction } from './rules.ts';
import { indexProposal } from './search-index.ts';

/** Who signed: the lead (领衔) first, then co-signers (附议) in the order of signing. */
export interface Signer {
  deputyId: number;
  personId: number;
  certificateNumber: string;
  name: string;
  lead: boolean;
  /** Every co-signer agrees for themselves. */
  state: SignatureState;
  answeredAt: number | null;
}

/** One round of handling (办理) with its units, the lead unit (主办) first. */
export type Round = Omit<typeof handling.$inferSelect, 'answerClass' | 'attitude' | 'result'> & {
  answerClass: AnswerClass | null;
  attitude: Satisfaction | null;
  result: Satisfaction | null;
  units: RoundUnit[];
};

/** A unit of a round: whether it leads, has signed for it, handed it back, or given its part. */
export interface RoundUnit {
  id: number;
  name: string;
  lead: boolean;
  signedForAt: number | null;
  refusedAt: number | null;
  refusedReason: string;
  contribution: string;
  contributedAt: number | null;
}

export type SignatureState = 'asked' | 'agreed' | 'declined';

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
  year?: number | undefined;
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
  const { kind, state, year, only, unitId, deputy: certificateNumber, text } = filter;
  return and(
    eq(proposal.termId, termId),
    kind ? eq(proposal.kind, kind) : undefined,
    state ? eq(proposal.state, state) : undefined,
    year === undefined ? undefined : eq(proposal.year, year),
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

export async function withParts(reader: Reader, rows: (typeof proposal.$inferSelect)[]): Promise<Proposal[]> {
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
        personId: deputy.personId,
        certificateNumber: deputy.certificateNumber,
        name: person.name,
        lead: signature.lead,
        state: signature.state,
        answeredAt: signature.answeredAt,
      },
    })
    .from(signature)
    .innerJoin(deputy, eq(deputy.id, signature.deputyId))
    .innerJoin(person, eq(person.id, deputy.personId))
    .where(inArray(signature.proposalId, proposalIds))
    .orderBy(asc(signature.position));
  const signers = rows.map(({ proposalId, signer }) => ({
    proposalId,
    signer: { ...signer, state: signer.state as SignatureState },
  }));
  return groupBy(signers, (row) => row.proposalId);
}

async function loadRounds(reader: Reader, proposalIds: number[]): Promise<Map<number, Round[]>> {
  const [rows, units] = await Promise.all([
    reader
      .select()
      .from(handling)
      .where(inArray(handling.proposalId, proposalIds))
      .orderBy(asc(handling.round)),
    reader
      .select({ handlingId: handlingUnit.handlingId, unit: { ...UNIT_COLUMNS } })
      .from(handlingUnit)
      .innerJoin(handling, eq(handling.id, handlingUnit.handlingId))
      .innerJoin(unit, eq(unit.id, handlingUnit.unitId))
      .where(inArray(handling.proposalId, proposalIds))
      .orderBy(asc(handlingUnit.position)),
  ]);
  const unitsOf = groupBy(units, (row) => row.handlingId);
  const rounds = groupBy(rows, (row) => row.proposalId);
  return new Map(
    [...rounds].map(([id, own]) => [
      id,
      own.map((row) =>
        roundOf(
          row,
          (unitsOf.get(row.id) ?? []).map((one) => one.unit),
        ),
      ),
    ]),
  );
}

const UNIT_COLUMNS = {
  id: unit.id,
  name: unit.name,
  lead: handlingUnit.lead,
  signedForAt: handlingUnit.signedForAt,
  refusedAt: handlingUnit.refusedAt,
  refusedReason: handlingUnit.refusedReason,
  contribution: handlingUnit.contribution,
  contributedAt: handlingUnit.contributedAt,
};

function roundOf(row: typeof handling.$inferSelect, units: RoundUnit[]): Round {
  return {
    ...row,
    answerClass: row.answerClass as AnswerClass | null,
    attitude: row.attitude as Satisfaction | null,
    result: row.result as Satisfaction | null,
    units,
  };
}

export async function insertProposal(tx: Tx, row: typeof proposal.$inferInsert): Promise<number> {
  const [made] = await tx.insert(proposal).values(row).returning({ id: proposal.id });
  const { id } = found(made);
  await indexProposal(tx, id);
  return id;
}

export async function updateProposal(
  tx: Tx,
  id: number,
  change: Partial<typeof proposal.$inferInsert>,
): Promise<void> {
  await tx.update(proposal).set(change).where(eq(proposal.id, id));
  if (INDEXED.some((column) => change[column] !== undefined)) await indexProposal(tx, id);
}

const INDEXED = ['number', 'title', 'cause', 'basis', 'content'] as const;

export async function insertSignature(tx: Tx, row: typeof signature.$inferInsert): Promise<void> {
  await tx.insert(signature).values(row);
}

export async function insertHandling(tx: Tx, row: typeof handling.$inferInsert): Promise<number> {
  const [made] = await tx.insert(handling).values(row).returning({ id: handling.id });
  if (row.answer || row.classReason) await indexProposal(tx, row.proposalId);
  return found(made).id;
}

export async function insertHandlingUnit(tx: Tx, row: typeof handlingUnit.$inferInsert): Promise<void> {
  await tx.insert(handlingUnit).values(row);
}

export async function updateSignature(
  tx: Tx,
  proposalId: number,
  deputyId: number,
  change: Partial<typeof signature.$inferInsert>,
): Promise<void> {
  await tx
    .update(signature)
    .set(change)
    .where(and(eq(signature.proposalId, proposalId), eq(signature.deputyId, deputyId)));
}

export async function deleteCosigners(
  tx: Tx,
  proposalId: number,
  deputyIds: readonly number[],
): Promise<void> {
  await tx
    .delete(signature)
    .where(and(eq(signature.proposalId, proposalId), inArray(signature.deputyId, [...deputyIds])));
}

export async function updateHandling(
  tx: Tx,
  id: number,
  change: Partial<typeof handling.$inferInsert>,
): Promise<void> {
  const rows = await tx
    .update(handling)
    .set(change)
    .where(eq(handling.id, id))
    .returning({ proposalId: handling.proposalId });
  const isReworded = change.answer !== undefined || change.classReason !== undefined;
  for (const { proposalId } of isReworded ? rows : []) await indexProposal(tx, proposalId);
}

export async function updateHandlingUnit(
  tx: Tx,
  handlingId: number,
  unitId: number,
  change: Partial<typeof handlingUnit.$inferInsert>,
): Promise<void> {
  await tx
    .update(handlingUnit)
    .set(change)
    .where(and(eq(handlingUnit.handlingId, handlingId), eq(handlingUnit.unitId, unitId)));
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

export type Extension = typeof extension.$inferSelect;
export type Urging = typeof urging.$inferSelect;
export type FollowUp = typeof followUp.$inferSelect;

export async function findExtension(
  reader: Reader,
  handlingId: number,
  state: 'asked' | 'granted' | 'refused',
): Promise<Extension | undefined> {
  const [row] = await reader
    .select()
    .from(extension)
    .where(and(eq(extension.handlingId, handlingId), eq(extension.state, state)))
    .orderBy(desc(extension.id));
  return row;
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
    .groupBy(followUp.proposalId);
  const notedOn = new Map(notes.map((note) => [note.id, note.notedOn]));
  return pending.flatMap(({ id, number, rounds }) => {
    const last = rounds.filter((round) => round.answeredOn !== null).at(-1);
    if (last?.answerClass !== 'B' || last.answeredOn === null) return [];
    const { answeredOn, promisedOn } = last;
    return [{ number, answeredOn, promisedOn, notedOn: notedOn.get(id) ?? null }];
  });
}

/** Requests for more time that wait for the presidium. */
export async function countWaitingExtensions(reader: Reader, termId: number): Promise<number> {
  return (await listWaitingExtensions(reader, termId)).length;
}

/** Ids of the proposals whose unit waits for a decision about more time. */
export async function listWaitingExtensions(reader: Reader, termId: number): Promise<number[]> {
  const rows = await reader
    .selectDistinct({ id: proposal.id })
    .from(extension)
    .innerJoin(handling, eq(handling.id, extension.handlingId))
    .innerJoin(proposal, eq(proposal.id, handling.proposalId))
    .where(and(eq(proposal.termId, termId), eq(proposal.state, 'assigned'), eq(extension.state, 'asked')));
  return rows.map(({ id }) => id);
}

/** Requests for more time, urging letters and follow-up notes of one proposal, the earliest first. */
export async function listPapers(
  reader: Reader,
  { id, rounds }: Pick<Proposal, 'id' | 'rounds'>,
): Promise<{ extensions: Extension[]; urgings: Urging[]; followUps: FollowUp[] }> {
  const handlings = rounds.map((round) => round.id);
  const [extensions, urgings, followUps] = await Promise.all([
    reader
      .select()
      .from(extension)
      .where(inArray(extension.handlingId, handlings))
      .orderBy(asc(extension.id)),
    reader.select().from(urging).where(inArray(urging.handlingId, handlings)).orderBy(asc(urging.id)),
    reader.select().from(followUp).where(eq(followUp.proposalId, id)).orderBy(asc(followUp.id)),
  ]);
  return { extensions, urgings, followUps };
}

export async function insertExtension(tx: Tx, row: typeof extension.$inferInsert): Promise<void> {
  await tx.insert(extension).values(row);
}

export async function updateExtension(
  tx: Tx,
  id: number,
  change: Partial<typeof extension.$inferInsert>,
): Promise<void> {
  await tx.update(extension).set(change).where(eq(extension.id, id));
}

export async function insertUrging(tx: Tx, row: typeof urging.$inferInsert): Promise<void> {
  await tx.insert(urging).values(row);
}

export async function insertFollowUp(tx: Tx, row: typeof followUp.$inferInsert): Promise<void> {
  await tx.insert(followUp).values(row);
}

/** Takes the units of a round away, to be put in anew. */
export async function deleteHandlingUnits(tx: Tx, handlingId: number): Promise<void> {
  await tx.delete(handlingUnit).where(eq(handlingUnit.handlingId, handlingId));
}

/** Numbers of the term that begin like this. */
export async function listNumbers(reader: Reader, termId: number, prefix: string): Promise<string[]> {
  const rows = await reader
    .select({ number: proposal.number })
    .from(proposal)
    .where(and(eq(proposal.termId, termId), like(proposal.number, `${prefix}%`)));
  return rows.map((row) => row.number);
}

/** Takes a round away with its papers. */
export async function deleteRound(tx: Tx, id: number): Promise<void> {
  await tx.delete(extension).where(eq(extension.handlingId, id));
  await tx.delete(urging).where(eq(urging.handlingId, id));
  await tx.delete(handlingUnit).where(eq(handlingUnit.handlingId, id));
  await tx.delete(handling).where(eq(handling.id, id));
}
