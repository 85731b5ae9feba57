import type { Reader } from '../db/store.ts';
import { findRosterEntryById } from '../deputies/store.ts';
import { found } from '../refusals.ts';
import { gradesFor, wantsEvidence } from '../schemes/grades.ts';
import { findSchemeInForce } from '../schemes/store.ts';
import type { Filing } from './store.ts';

/** What the scheme in force asks of a filing: one of these grades (等次), and evidence (佐证). */
export interface Demands {
  readonly grades: readonly string[];
  readonly evidence: boolean;
}

export async function demandsOf(
  reader: Reader,
  { termId, deputyId, kind, year }: Pick<Filing, 'termId' | 'deputyId' | 'kind' | 'year'>,
): Promise<Demands> {
  const scheme = await findSchemeInForce(reader, year);
  if (!scheme) return { grades: [], evidence: false };
  const deputy = found(await findRosterEntryById(reader, termId, deputyId));
  return {
    grades: gradesFor(scheme.body, kind, deputy.category?.name ?? null),
    evidence: wantsEvidence(scheme.body, kind),
  };
}
