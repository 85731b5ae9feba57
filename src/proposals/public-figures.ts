import { and, asc, eq } from 'drizzle-orm';
import { handling, handlingUnit, proposal, unit } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import { groupBy } from '../lib/group-by.ts';
import { isOpen, type Reckoning } from './public-filter.ts';
import type { AnswerClass, ProposalKind, ProposalState, Satisfaction } from './rules.ts';
import { handlingFigures, type CountedProposal, type HandlingFigures } from './statistics.ts';

/** The figures of a year, of all and of each unit that leads the last round; withheld ones are in none of them. */
export interface PublicFigures {
  whole: HandlingFigures;
  units: { name: string; figures: HandlingFigures }[];
}

/** By the same computation as the desk's report. Reads no texts: a year may hold thousands. */
export async function publicFigures(
  reader: Reader,
  termId: number,
  year: number,
  { today, months }: Reckoning,
): Promise<PublicFigures> {
  const counted = await loadCounted(reader, termId, year);
  const led = groupBy(
    counted
      .filter(({ mergedInto }) => mergedInto === null)
      .flatMap((one) => one.leads.map((name) => ({ name, one }))),
    ({ name }) => name,
  );
  const units = [...led].map(([name, own]) => ({
    name,
    figures: handlingFigures(
      own.map(({ one }) => one),
      months,
      today,
    ),
  }));
  return {
    whole: handlingFigures(counted, months, today),
    units: units.toSorted((a, b) => b.figures.total - a.figures.total || (a.name < b.name ? -1 : 1)),
  };
}

type Counted = CountedProposal & { leads: string[] };

async function loadCounted(reader: Reader, termId: number, year: number): Promise<Counted[]> {
  const scope = and(isOpen(termId), eq(proposal.year, year));
  const [rows, rounds, leads] = await Promise.all([
    reader.select(COUNTED).from(proposal).where(scope).orderBy(asc(proposal.id)),
    reader
      .select(ROUND)
      .from(handling)
      .innerJoin(proposal, eq(proposal.id, handling.proposalId))
      .where(scope)
      .orderBy(asc(handling.round)),
    reader
      .select({ handlingId: handlingUnit.handlingId, name: unit.name })
      .from(handlingUnit)
      .innerJoin(handling, eq(handling.id, handlingUnit.handlingId))
      .innerJoin(proposal, eq(proposal.id, handling.proposalId))
      .innerJoin(unit, eq(unit.id, handlingUnit.unitId))
      .where(and(scope, eq(handlingUnit.lead, true)))
      .orderBy(asc(handlingUnit.unitId)),
  ]);
  const roundsOf = groupBy(rounds.map(codedRound), ({ proposalId }) => proposalId);
  const leadsOf = groupBy(leads, ({ handlingId }) => handlingId);
  return rows.map((row) => {
    const own = roundsOf.get(row.id) ?? [];
    return {
      ...row,
      kind: row.kind as ProposalKind,
      state: row.state as ProposalState,
      rounds: own,
      leads: (leadsOf.get(own.at(-1)?.id ?? 0) ?? []).map(({ name }) => name),
    };
  });
}

const COUNTED = {
  id: proposal.id,
  number: proposal.number,
  kind: proposal.kind,
  state: proposal.state,
  complex: proposal.complex,
  mergedInto: proposal.mergedInto,
  carriedOutOn: proposal.carriedOutOn,
};

const ROUND = {
  id: handling.id,
  proposalId: handling.proposalId,
  round: handling.round,
  assignedOn: handling.assignedOn,
  answeredOn: handling.answeredOn,
  months: handling.months,
  extendedTo: handling.extendedTo,
  answerClass: handling.answerClass,
  attitude: handling.attitude,
  result: handling.result,
};

function codedRound<T extends { answerClass: string | null; attitude: string | null; result: string | null }>(
  row: T,
) {
  return {
    ...row,
    answerClass: row.answerClass as AnswerClass | null,
    attitude: row.attitude as Satisfaction | null,
    result: row.result as Satisfaction | null,
  };
}
