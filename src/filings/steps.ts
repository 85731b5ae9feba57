/**
 * Steps for writes of other nouns, the importer and the demo: they record nothing in the trail, whoever opened the
 * write records what it did as a whole.
 */
import { countAudit } from '../audit/store.ts';
import type { Tx } from '../db/store.ts';
import type { ImportedFilingKind } from '../duties/rules.ts';
import { quarterOf, yearOf, type Day } from '../lib/dates.ts';
import type { FilingState } from './rules.ts';
import { countCodes, insertFiling, isCodeTaken, type FilingSource } from './store.ts';

/** A filing as it comes in. What is left out is blank; without a code it gets the next one of its year. */
export interface NewFiling {
  termId: number;
  deputyId: number;
  code?: string | undefined;
  kind: ImportedFilingKind;
  occurredOn: Day;
  content: string;
  quantityHundredths?: number;
  grade?: string | null;
  place?: string;
  result?: string;
  amountCents?: number | null;
  source: FilingSource;
  /** `confirmed` for what is imported. */
  state: FilingState;
  enteredBy?: number | null;
  submittedAt?: number | null;
  confirmedAt?: number | null;
  confirmedBy?: number | null;
  reason?: string;
}

/**
 * Adds a filing (履职登记) to a term. It asks neither whether the deputy was in office on that day nor whether it was
 * entered before: that is for whoever takes it in.
 */
export async function addFiling(
  tx: Tx,
  { code: given, ...filing }: NewFiling,
): Promise<{ id: number; code: string }> {
  const code = given ?? (await nextCode(tx, filing.termId, yearOf(filing.occurredOn)));
  const id = await insertFiling(tx, { ...filing, code, ...periodOf(filing.occurredOn) });
  return { id, code };
}

/** The stored columns that follow from the day. */
export function periodOf(occurredOn: Day): { year: number; quarter: string } {
  return { year: yearOf(occurredOn), quarter: quarterOf(occurredOn) };
}

/**
 * Such as 2026-D0012. Codes are never used again, also not those of drafts that were discarded: the trail knows them.
 * A file may have brought some of the same form.
 */
async function nextCode(tx: Tx, termId: number, year: number): Promise<string> {
  const prefix = `${year}-D`;
  let number = (await countCodes(tx, termId, prefix)) + 1;
  while (await wasCodeUsed(tx, termId, coded(prefix, number))) number += 1;
  return coded(prefix, number);
}

async function wasCodeUsed(tx: Tx, termId: number, code: string): Promise<boolean> {
  if (await isCodeTaken(tx, termId, code)) return true;
  return (await countAudit(tx, { kind: 'filing.discarded', subject: ['filing', code] })) > 0;
}

const coded = (prefix: string, number: number): string => `${prefix}${String(number).padStart(4, '0')}`;
