import { asc, eq, inArray } from 'drizzle-orm';
import {
  deputy,
  handling,
  handlingUnit,
  person,
  type proposal,
  signature,
  unit,
} from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { AnswerClass, ProposalKind, ProposalState, Satisfaction } from '../rules.ts';

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
