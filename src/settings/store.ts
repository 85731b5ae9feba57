import { asc, desc, eq, isNull } from 'drizzle-orm';
import { setting, term, township } from '../db/schema/index.ts';
import type { Queries, Reader, Tx } from '../db/store.ts';
import { found } from '../refusals.ts';
import { DEFAULT_SETTINGS, type Settings } from './rules.ts';

export type Township = typeof township.$inferSelect;
export type Term = typeof term.$inferSelect;

/** Keys that are no settings but secrets or process state. */
export type InternalKey = 'setup-link' | 'secret';

export async function getSettings(reader: Reader): Promise<Settings> {
  const rows = await reader.select().from(setting).orderBy(asc(setting.key));
  const known = rows.filter((row) => row.key in DEFAULT_SETTINGS).map((row) => [row.key, row.value]);
  return { ...DEFAULT_SETTINGS, ...(Object.fromEntries(known) as Partial<Settings>) };
}

export async function putSetting(tx: Tx, key: keyof Settings, value: unknown): Promise<void> {
  await put(tx, key, value);
}

export async function findInternal(reader: Reader, key: InternalKey): Promise<unknown> {
  const [row] = await reader.select().from(setting).where(eq(setting.key, key));
  return row?.value;
}

/** For what is no entry of the register: the set-up link and the secret of anonymous forms. */
export async function putInternal(queries: Queries, key: InternalKey, value: unknown): Promise<void> {
  await put(queries, key, value);
}

async function put(queries: Queries, key: string, value: unknown): Promise<void> {
  await queries
    .insert(setting)
    .values({ key, value })
    .onConflictDoUpdate({ target: setting.key, set: { value } });
}

export async function findTownship(reader: Reader): Promise<Township | undefined> {
  const [row] = await reader.select().from(township);
  return row;
}

export async function putTownship(tx: Tx, row: Omit<Township, 'id'>): Promise<void> {
  await tx
    .insert(township)
    .values({ ...row, id: 1 })
    .onConflictDoUpdate({ target: township.id, set: row });
}

/** The term in progress: the newest that is not finished. */
export async function findCurrentTerm(reader: Reader): Promise<Term | undefined> {
  const [row] = await reader
    .select()
    .from(term)
    .where(isNull(term.finishedAt))
    .orderBy(desc(term.number))
    .limit(1);
  return row;
}

export async function getCurrentTerm(reader: Reader): Promise<Term> {
  return found(await findCurrentTerm(reader));
}

export async function insertTerm(
  tx: Tx,
  row: { number: number; startOn: string; endOn: string },
): Promise<number> {
  const [made] = await tx.insert(term).values(row).returning({ id: term.id });
  return found(made).id;
}
