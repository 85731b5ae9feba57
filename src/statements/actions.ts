import { whoActs } from '../accounts/acting.ts';
import type { Reader, Tx } from '../db/store.ts';
import { write, type Doing } from '../db/write.ts';
import { findRosterEntry, findRosterEntryById, type RosterEntry } from '../deputies/store.ts';
import { shanghaiDay, type Quarter } from '../lib/dates.ts';
import { listClosings } from '../notices/closings.ts';
import { found, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { findStatementLine } from './lines.ts';
import { checkStatementStep, statementState, type StatementStanding } from './rules.ts';
import {
  findStatement,
  findStatementBeside,
  insertStatement,
  updateStatement,
  type Statement,
} from './store.ts';

/** Which line of whom. `record` is '' for the line of the quarter as a whole. */
export interface Beside {
  /** Certificate number of a deputy of the current term. */
  deputy: string;
  quarter: Quarter;
  record: string;
}

/**
 * Writes a statement (代表说明) beside a line: a deputy their own, as often as they like until the quarter's notice is
 * published; staff the first words of a deputy who cannot. Gives its id.
 */
export async function writeStatement(doing: Doing, beside: Beside, content: string): Promise<number> {
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    const entry = found(await findRosterEntry(tx, termId, beside.deputy));
    const line = { deputyId: entry.id, quarter: beside.quarter, record: beside.record };
    const earlier = await findStatementBeside(tx, line);
    const standing = await standingBeside(tx, entry, beside.quarter, earlier);
    const check = checkStatementStep(await whoActs(tx, doing.actor), standing, 'write');
    if (!check.ok) throw new Refused(check.reason);
    const today = shanghaiDay(doing.at);
    if (!earlier && (await findStatementLine(tx, termId, entry, { ...beside, today })) === null)
      throw new Refused('statement-no-line');
    const id = await put(tx, earlier, line, content, doing.at);
    tx.record({
      kind: 'statement.written',
      subject: ['statement', statementKey(beside)],
      before: earlier ? { content: earlier.content } : null,
      after: { content },
    });
    return id;
  });
}

async function put(
  tx: Tx,
  earlier: Statement | undefined,
  line: { deputyId: number; quarter: Quarter; record: string },
  content: string,
  at: number,
): Promise<number> {
  if (!earlier) return insertStatement(tx, { ...line, content, writtenAt: at });
  await updateStatement(tx, earlier.id, { content, writtenAt: at });
  return earlier.id;
}

/** Takes a statement that names private people off every page; that it was there, and why not now, stays public. */
export async function withholdStatement(doing: Doing, id: number, reason: string): Promise<void> {
  await write(doing, async (tx) => {
    const statement = found(await findStatement(tx, id));
    const { id: termId } = await getCurrentTerm(tx);
    const entry = found(await findRosterEntryById(tx, termId, statement.deputyId));
    const standing = await standingBeside(tx, entry, statement.quarter, statement);
    const check = checkStatementStep(await whoActs(tx, doing.actor), standing, 'withhold', reason);
    if (!check.ok) throw new Refused(check.reason);
    await updateStatement(tx, id, { withheldAt: doing.at, withheldReason: reason });
    const { quarter, record } = statement;
    const key = statementKey({ deputy: entry.certificateNumber, quarter, record });
    tx.record({ kind: 'statement.withheld', subject: ['statement', key], reason });
  });
}

/** What the trail calls a statement: the line beside which it stands. */
export function statementKey({ deputy, quarter, record }: Beside): string {
  return [quarter, deputy, record].filter((part) => part !== '').join('/');
}

/** What the rules need to know about the words beside a line. */
export async function standingBeside(
  reader: Reader,
  { person }: RosterEntry,
  quarter: Quarter,
  statement: Statement | undefined,
): Promise<StatementStanding> {
  const isClosed = (await listClosings(reader)).some((closing) => closing.quarter === quarter);
  return { state: statementState(statement, isClosed), personId: person.id };
}
