import type { Reader } from '../db/store.ts';
import type { Quarter } from '../lib/dates.ts';
import { listClosings } from '../notices/closings.ts';
import { shownStatement, type ShownStatement } from './labels.ts';
import { statementState, type StatementState } from './rules.ts';
import { listStatements, type Statement } from './store.ts';

/** What stands beside the lines of one deputy. */
export interface DeputyStatements {
  /** As it is shown; null where nothing was written. */
  shown: (quarter: Quarter, record: string) => ShownStatement | null;
  /** As it is shown beside a record, whichever quarter that counts in. */
  anywhere: (record: string) => ShownStatement | null;
  state: (quarter: Quarter, record: string) => StatementState;
  find: (quarter: Quarter, record: string) => Statement | undefined;
}

/** Everything a deputy has written, for pages that show it beside their lines. */
export async function statementsOf(
  reader: Reader,
  termId: number,
  deputyId: number,
): Promise<DeputyStatements> {
  const [rows, closings] = await Promise.all([
    listStatements(reader, termId, { deputyId }),
    listClosings(reader),
  ]);
  const closedAt = new Map(closings.map((closing) => [closing.quarter, closing.closedAt]));
  const find = (quarter: Quarter, record: string) =>
    rows.find((row) => row.quarter === quarter && row.record === record);
  const show = (row: Statement | undefined) => (row ? shownStatement(row, closedAt.get(row.quarter)) : null);
  return {
    find,
    shown: (quarter, record) => show(find(quarter, record)),
    anywhere: (record) => show(rows.find((row) => row.record === record)),
    state: (quarter, record) => statementState(find(quarter, record), closedAt.has(quarter)),
  };
}
