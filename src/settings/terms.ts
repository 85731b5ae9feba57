import { desc, eq } from 'drizzle-orm';
import { term } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import { findCurrentTerm, type Term } from './store.ts';

/** Nothing belongs to it: what a register shows that has not been set up yet. */
export const NO_TERM: Term = { id: 0, number: 0, startOn: '', endOn: '', finishedAt: null };

export async function findTerm(reader: Reader, id: number): Promise<Term | undefined> {
  const [row] = await reader.select().from(term).where(eq(term.id, id));
  return row;
}

export async function findTermByNumber(reader: Reader, number: number): Promise<Term | undefined> {
  const [row] = await reader.select().from(term).where(eq(term.number, number));
  return row;
}

/** The term that public lists show: the one in progress, else the last one, else none. */
export async function getShownTerm(reader: Reader): Promise<Term> {
  const current = await findCurrentTerm(reader);
  if (current) return current;
  const [last] = await reader.select().from(term).orderBy(desc(term.number)).limit(1);
  return last ?? NO_TERM;
}
