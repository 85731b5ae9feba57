import { asc, eq } from 'drizzle-orm';
import { unit } from '../db/schema/index.ts';
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
