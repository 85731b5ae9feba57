import { asc, eq, gt, inArray } from 'drizzle-orm';
import { handling, proposal } from '../db/schema/index.ts';
import { countIndexed, putWords } from '../db/search.ts';
import type { Queries, Reader, Store } from '../db/store.ts';
import { keepHouse } from '../db/write.ts';
import { groupBy } from '../lib/group-by.ts';

/** Puts the words of one proposal into the index anew; the store calls it in the write that changed them. */
export async function indexProposal(queries: Queries, id: number): Promise<void> {
  const [row] = await queries.select(WORDS).from(proposal).where(eq(proposal.id, id));
  if (row)
    await putWords(queries, id, [...textsOf(row), ...((await answersOf(queries, [id])).get(id) ?? [])]);
}

const WORDS = {
  id: proposal.id,
  number: proposal.number,
  title: proposal.title,
  cause: proposal.cause,
  basis: proposal.basis,
  content: proposal.content,
};

function textsOf({ number, title, cause, basis, content }: { [K in keyof typeof WORDS]: string | number }) {
  return [number, title, cause, basis, content].map(String);
}

/** What units answered, and why they could not do more; by proposal. Nothing that only the desk sees is indexed. */
async function answersOf(reader: Reader, ids: number[]): Promise<Map<number, string[]>> {
  const rows = await reader
    .select({ id: handling.proposalId, answer: handling.answer, classReason: handling.classReason })
    .from(handling)
    .where(inArray(handling.proposalId, ids))
    .orderBy(asc(handling.proposalId), asc(handling.round));
  const byProposal = groupBy(rows, (row) => row.id);
  return new Map(
    [...byProposal].map(([id, own]) => [id, own.flatMap(({ answer, classReason }) => [answer, classReason])]),
  );
}

const AT_ONCE = 500;

/**
 * Makes the index again when it does not hold as many proposals as there are: a register of an earlier program has none
 * yet. Gives how many it put in; 0 when all was there.
 */
export async function settleProposalIndex(store: Store): Promise<number> {
  const [rows, indexed] = await Promise.all([store.read.$count(proposal), countIndexed(store.read)]);
  return rows === indexed ? 0 : keepHouse(store, rebuild);
}

async function rebuild(queries: Queries): Promise<number> {
  let count = 0;
  for (let after = 0; ;) {
    const rows = await queries
      .select(WORDS)
      .from(proposal)
      .where(gt(proposal.id, after))
      .orderBy(asc(proposal.id))
      .limit(AT_ONCE);
    if (rows.length === 0) return count;
    const answers = await answersOf(
      queries,
      rows.map(({ id }) => id),
    );
    for (const row of rows)
      await putWords(queries, row.id, [...textsOf(row), ...(answers.get(row.id) ?? [])]);
    after = rows.at(-1)?.id ?? after;
    count += rows.length;
  }
}
