import { and, asc, count, eq } from 'drizzle-orm';
import { account, handling, handlingUnit, proposal, unit } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import { found } from '../refusals.ts';

/** A unit (承办单位): handles proposals and voters' opinions. */
export type Unit = typeof unit.$inferSelect;

/** In the order in which they were set up. */
export async function listUnits(reader: Reader): Promise<Unit[]> {
  return reader.select().from(unit).orderBy(asc(unit.id));
}

export async function findUnit(reader: Reader, id: number): Promise<Unit | undefined> {
  const [row] = await reader.select().from(unit).where(eq(unit.id, id));
  return row;
}

export async function findUnitByName(reader: Reader, name: string): Promise<Unit | undefined> {
  const [row] = await reader.select().from(unit).where(eq(unit.name, name));
  return row;
}

export async function insertUnit(tx: Tx, name: string): Promise<number> {
  const [made] = await tx.insert(unit).values({ name }).returning({ id: unit.id });
  return found(made).id;
}

export async function updateUnit(tx: Tx, id: number, name: string): Promise<void> {
  await tx.update(unit).set({ name }).where(eq(unit.id, id));
}

/** Every unit with how many rounds it leads and helps with in a term, and how many accounts it has. */
export async function listUnitWork(
  reader: Reader,
  termId: number,
): Promise<(Unit & { leads: number; helps: number; accounts: number })[]> {
  const [units, rounds, accounts] = await Promise.all([
    listUnits(reader),
    reader
      .select({ unitId: handlingUnit.unitId, lead: handlingUnit.lead, count: count() })
      .from(handlingUnit)
      .innerJoin(handling, eq(handling.id, handlingUnit.handlingId))
      .innerJoin(proposal, eq(proposal.id, handling.proposalId))
      .where(and(eq(proposal.termId, termId), eq(handling.round, 1)))
      .groupBy(handlingUnit.unitId, handlingUnit.lead),
    reader.select({ unitId: account.unitId, count: count() }).from(account).groupBy(account.unitId),
  ]);
  const roundsOf = (id: number, lead: boolean) =>
    rounds.find((row) => row.unitId === id && row.lead === lead)?.count ?? 0;
  return units.map((one) => ({
    ...one,
    leads: roundsOf(one.id, true),
    helps: roundsOf(one.id, false),
    accounts: accounts.find((row) => row.unitId === one.id)?.count ?? 0,
  }));
}
