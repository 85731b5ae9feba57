import { asc, eq } from 'drizzle-orm';
import { activity, deputy, district } from '../../db/schema/index.ts';
import type { Tx } from '../../db/store.ts';
import { found } from '../../refusals.ts';
import type { PlannedAs } from '../plan.ts';
import type { RegisterFile } from '../register-file.ts';
import type { TemplateId } from '../templates.ts';

/** An import under way: the write it belongs to, and the row ids of what rows refer to. */
export interface Applying {
  tx: Tx;
  at: number;
  termId: number;
  /** What an export brings beside the tables; null for files that people made. */
  rest: RegisterFile | null;
  districts: Map<string, number>;
  deputies: Map<string, number>;
  activities: Map<string, number>;
}

export async function startApplying(
  tx: Tx,
  at: number,
  termId: number,
  rest: RegisterFile | null,
): Promise<Applying> {
  const [districts, deputies, activities] = await Promise.all([
    tx
      .select({ key: district.number, id: district.id })
      .from(district)
      .where(eq(district.termId, termId))
      .orderBy(asc(district.id)),
    tx
      .select({ key: deputy.certificateNumber, id: deputy.id })
      .from(deputy)
      .where(eq(deputy.termId, termId))
      .orderBy(asc(deputy.id)),
    tx
      .select({ key: activity.code, id: activity.id })
      .from(activity)
      .where(eq(activity.termId, termId))
      .orderBy(asc(activity.id)),
  ]);
  const byKey = (rows: readonly { key: string; id: number }[]) =>
    new Map(rows.map((row) => [row.key, row.id]));
  return {
    tx,
    at,
    termId,
    rest,
    districts: byKey(districts),
    deputies: byKey(deputies),
    activities: byKey(activities),
  };
}

/** The row id of something that the plan has found to exist. */
export function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  return found(ids.get(key));
}

/** Rows to add and to change, in one list. */
export function allRows<T extends TemplateId>({ add, update }: PlannedAs<T>) {
  return [...add, ...update];
}
