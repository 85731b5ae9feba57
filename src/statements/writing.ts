import type { Reader } from '../db/store.ts';
import type { RosterEntry } from '../deputies/store.ts';
import type { Day, Quarter } from '../lib/dates.ts';
import { standingBeside } from './actions.ts';
import { findStatementLine } from './lines.ts';
import { checkStatementStep, type StatementStanding } from './rules.ts';
import { findStatementBeside } from './store.ts';

/** The line that words are to stand beside, and why they cannot be written now; null when they can. */
export interface Writing {
  /** What the line says; empty where there is none. */
  line: string;
  standing: StatementStanding;
  obstacle: string | null;
}

/** For the pages on which a statement is written, by its deputy or for them. */
export async function writingOf(
  reader: Reader,
  actor: Parameters<typeof checkStatementStep>[0],
  { termId, entry }: { termId: number; entry: RosterEntry },
  { quarter, record, today }: { quarter: Quarter; record: string; today: Day },
): Promise<Writing> {
  const earlier = await findStatementBeside(reader, { deputyId: entry.id, quarter, record });
  const standing = await standingBeside(reader, entry, quarter, earlier);
  const line = await findStatementLine(reader, termId, entry, { quarter, record, today });
  const check = checkStatementStep(actor, standing, 'write');
  const obstacle = check.ok ? (line ? null : 'statement-no-line') : check.reason;
  return { line: line?.text ?? '', standing, obstacle };
}
