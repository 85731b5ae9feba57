import { asc, eq } from 'drizzle-orm';
import { deputy, filing, handling, handlingUnit, proposal, signature, unit } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { ImportedFilingKind } from '../../duties/rules.ts';
import type { FilingState } from '../../filings/rules.ts';
import type { FilingSource } from '../../filings/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import { byCode } from './order.ts';
import type { HeldFiling, HeldProposal, HeldRound } from './shapes.ts';

/** Filings in every state. */
export async function loadFilings(reader: Reader, termId: number): Promise<HeldFiling[]> {
  const rows = await reader
    .select({ filing, deputy: deputy.certificateNumber })
    .from(filing)
    .innerJoin(deputy, eq(deputy.id, filing.deputyId))
    .where(eq(filing.termId, termId))
    .orderBy(asc(filing.id));
  return byCode(rows, (row) => row.filing.code).map(({ filing: row, deputy: certificate }) => ({
    code: row.code,
    deputy: certificate,
    kind: row.kind as ImportedFilingKind,
    occurredOn: row.occurredOn,
    content: row.content,
    quantityHundredths: row.quantityHundredths,
    grade: row.grade,
    place: row.place,
    result: row.result,
    amountCents: row.amountCents,
    state: row.state as FilingState,
    source: row.source as FilingSource,
    submittedAt: row.submittedAt,
    confirmedAt: row.confirmedAt,
    reason: row.reason,
  }));
}

/** In the order in which they were set up. */
export async function loadUnits(reader: Reader): Promise<string[]> {
  const rows = await reader.select().from(unit).orderBy(asc(unit.id));
  return rows.map((row) => row.name);
}

/** Proposals in every state with signers and rounds. */
export async function loadProposals(reader: Reader, termId: number): Promise<HeldProposal[]> {
  const [rows, signers, rounds] = await Promise.all([
    reader.select().from(proposal).where(eq(proposal.termId, termId)).orderBy(asc(proposal.id)),
    reader
      .select({ proposalId: signature.proposalId, lead: signature.lead, deputy: deputy.certificateNumber })
      .from(signature)
      .innerJoin(deputy, eq(deputy.id, signature.deputyId))
      .where(eq(deputy.termId, termId))
      .orderBy(asc(signature.position)),
    loadRounds(reader),
  ]);
  const signersOf = groupBy(signers, (row) => row.proposalId);
  return byCode(rows, (row) => row.number).map(({ id, kind, ...row }) => {
    const signed = signersOf.get(id) ?? [];
    return {
      number: row.number,
      kind: kind as HeldProposal['kind'],
      title: row.title,
      cause: row.cause,
      basis: row.basis,
      content: row.content,
      lead: signed.find((signer) => signer.lead)?.deputy ?? '',
      cosigners: signed.filter((signer) => !signer.lead).map((signer) => signer.deputy),
      filedOn: row.filedOn,
      complex: row.complex,
      state: row.state,
      registeredAt: row.registeredAt,
      rounds: rounds.get(id) ?? [],
    };
  });
}

async function loadRounds(reader: Reader): Promise<Map<number, HeldRound[]>> {
  const [rows, units] = await Promise.all([
    reader.select().from(handling).orderBy(asc(handling.round)),
    reader
      .select({ handlingId: handlingUnit.handlingId, lead: handlingUnit.lead, name: unit.name })
      .from(handlingUnit)
      .innerJoin(unit, eq(unit.id, handlingUnit.unitId))
      .orderBy(asc(handlingUnit.position)),
  ]);
  const unitsOf = groupBy(units, (row) => row.handlingId);
  const rounds = rows.map((row) => ({
    proposalId: row.proposalId,
    round: heldRound(row, unitsOf.get(row.id) ?? []),
  }));
  const groups = groupBy(rounds, (row) => row.proposalId);
  return new Map([...groups].map(([id, group]) => [id, group.map(({ round }) => round)]));
}

function heldRound(
  row: typeof handling.$inferSelect,
  units: readonly { lead: boolean; name: string }[],
): HeldRound {
  return {
    assignedOn: row.assignedOn,
    leadUnit: units.find((one) => one.lead)?.name ?? '',
    coUnits: units.filter((one) => !one.lead).map((one) => one.name),
    answeredOn: row.answeredOn,
    answerClass: row.answerClass as HeldRound['answerClass'],
    answer: row.answer,
    attitude: row.attitude as HeldRound['attitude'],
    result: row.result as HeldRound['result'],
    recordedAt: row.recordedAt,
  };
}
