import type { Reader } from '../../db/store.ts';
import type { Quarter } from '../../lib/dates.ts';
import type { NoticeBody } from '../body.ts';
import { listChain } from '../store.ts';

/** References of the objections that a published correction of the quarter has settled. */
export async function listSettledObjections(reader: Reader, quarter: Quarter): Promise<string[]> {
  const versions = (await listChain(reader)).filter((row) => row.quarter === quarter && row.version > 1);
  return versions.flatMap(({ body }) => (JSON.parse(body) as NoticeBody).corrects?.objections ?? []);
}
