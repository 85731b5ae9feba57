import { write, type Doing } from '../db/write.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { Refused } from '../refusals.ts';
import { applyExamined, type ImportSummary } from './apply.ts';
import { examine, type Examined, type Wishes } from './examine.ts';
import type { Intake } from './intake.ts';

export type ImportWishes = Omit<Wishes, 'today'> & {
  /** Import the rows that are right and leave those out that are not. */
  skipFaulty?: boolean;
};

export interface ImportOutcome {
  examined: Examined;
  /** What was done; null when nothing was: rows at fault, or all there already. */
  summary: ImportSummary | null;
}

/** Whether an import may go ahead: nothing is at fault, or what is can be left out. */
export function mayImport({ faults, blocked }: Examined, skipFaulty: boolean): boolean {
  return !blocked && (faults.length === 0 || skipFaulty);
}

/**
 * Imports files in one write: everything, or nothing. What stands in the register already is left alone; where that
 * is all, nothing is written. The plan is made again inside the write, against the register as it is then.
 */
export async function importFiles(
  doing: Doing,
  intake: Intake,
  { skipFaulty = false, ...more }: ImportWishes = {},
): Promise<ImportOutcome> {
  const wishes = { ...more, today: shanghaiDay(doing.at) };
  const examined = await examine(doing.store.read, intake, wishes);
  if (!mayImport(examined, skipFaulty) || !examined.changes) return { examined, summary: null };
  const summary = await write(doing, async (tx) => {
    const now = await examine(tx, intake, wishes);
    if (!mayImport(now, skipFaulty) || !now.changes) throw new Refused('import-overtaken');
    return applyExamined(tx, doing.at, now, intake.schemes);
  });
  return { examined, summary };
}
