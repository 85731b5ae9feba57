import type { Day } from '../lib/dates.ts';
import type { Fact } from '../points/facts.ts';
import { KINDS, SECTIONS, type DutyKind, type Section } from './rules.ts';

/** One entry of a deputy's duty archive (履职档案). */
export interface ArchiveEntry {
  id: string;
  kind: DutyKind;
  day: Day;
  quantityHundredths: number;
  what: string;
  place: string;
  result: string;
  source: Fact['source'];
}

export interface ArchiveKind {
  kind: DutyKind;
  /** Entries may count more than one each (走访 3 人次). */
  quantityHundredths: number;
  entries: ArchiveEntry[];
}

export interface ArchiveSection {
  section: Section;
  kinds: ArchiveKind[];
}

type Words = Pick<ArchiveEntry, 'what' | 'place' | 'result'>;

/**
 * The archive of one deputy: every fact from one day to another, both included, by the six sections and their kinds.
 * Sections without facts are there; kinds without facts are not.
 */
export function archiveOf(
  facts: readonly Fact[],
  deputy: string,
  period: { from: Day; to: Day },
  wordsOf: (fact: Fact) => Words,
): ArchiveSection[] {
  const own = facts.filter(
    (fact) => fact.deputy === deputy && period.from <= fact.day && fact.day <= period.to,
  );
  return SECTIONS.map((section) => ({
    section,
    kinds: KINDS.filter((row) => row.section === section)
      .map(({ kind }) => archiveKind(kind, own, wordsOf))
      .filter(({ entries }) => entries.length > 0),
  }));
}

function archiveKind(kind: DutyKind, facts: readonly Fact[], wordsOf: (fact: Fact) => Words): ArchiveKind {
  const entries = facts.filter((fact) => fact.kind === kind).map((fact) => entryOf(fact, wordsOf(fact)));
  return {
    kind,
    quantityHundredths: entries.reduce((sum, entry) => sum + entry.quantityHundredths, 0),
    entries,
  };
}

function entryOf(
  { id, kind, day, quantityHundredths, source }: Fact,
  { what, place, result }: Words,
): ArchiveEntry {
  return { id, kind, day, quantityHundredths, what, place, result, source };
}

/** How much of a kind there is in an archive. */
export function quantityOf(archive: readonly ArchiveSection[], kind: DutyKind): number {
  return (
    archive.flatMap((section) => section.kinds).find((entry) => entry.kind === kind)?.quantityHundredths ?? 0
  );
}
