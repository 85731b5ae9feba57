import type { Reader } from '../../db/store.ts';
import type { Quarter } from '../../lib/dates.ts';
import { listVersions } from '../store.ts';

/** References of the objections that a published correction of the quarter has settled. */
export async function listSettledObjections(reader: Reader, quarter: Quarter): Promise<string[]> {
  const versions = await listVersions(reader, quarter);
  return versions.flatMap(({ body }) => body.corrects?.objections ?? []);
}
