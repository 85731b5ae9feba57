import type { Reader } from '../db/store.ts';
import { findRosterEntryById, listRoster } from '../deputies/store.ts';
import { found } from '../refusals.ts';
import { gradesFor, wantsEvidence } from '../schemes/grades.ts';
import { findSchemeInForce } from '../schemes/store.ts';
import type { Filing } from './store.ts';

/** What the scheme in force asks of a filing: one of these grades (等次), and evidence (佐证). */
export interface Demands {
  readonly grades: readonly string[];
  readonly evidence: boolean;
}

type Asking = Pick<Filing, 'termId' | 'deputyId' | 'kind' | 'year'>;

export async function demandsOf(reader: Reader, filing: Asking): Promise<Demands> {
  const [demands] = await demandsOfAll(reader, [filing]);
  return found(demands);
}

/** Of several filings at once, in their order. */
export async function demandsOfAll(reader: Reader, filings: readonly Asking[]): Promise<Demands[]> {
  const years = [...new Set(filings.map(({ year }) => year))];
  const schemes = new Map(
    await Promise.all(years.map(async (year) => [year, await findSchemeInForce(reader, year)] as const)),
  );
  const categories = await categoriesOf(reader, filings);
  return filings.map(({ deputyId, kind, year }) => {
    const scheme = schemes.get(year);
    if (!scheme) return { grades: [], evidence: false };
    return {
      grades: gradesFor(scheme.body, kind, categories.get(deputyId) ?? null),
      evidence: wantsEvidence(scheme.body, kind),
    };
  });
}

/** The category of each filing's deputy; one deputy is looked up alone, several in the roster. */
async function categoriesOf(
  reader: Reader,
  filings: readonly Asking[],
): Promise<ReadonlyMap<number, string | null>> {
  const [first] = filings;
  if (!first) return new Map();
  const entries =
    filings.length === 1
      ? [found(await findRosterEntryById(reader, first.termId, first.deputyId))]
      : await listRoster(reader, first.termId);
  return new Map(entries.map(({ id, category }) => [id, category?.name ?? null]));
}
