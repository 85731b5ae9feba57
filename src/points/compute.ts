import type { Reader } from '../db/store.ts';
import { mandateTouches } from '../deputies/rules.ts';
import { listRoster, type RosterEntry } from '../deputies/store.ts';
import { quarterOf, quarterStart, yearOf, type Day, type Quarter } from '../lib/dates.ts';
import { toHundredths } from '../lib/hundredths.ts';
import { listClosings } from '../notices/closings.ts';
import { publishedLoader } from '../notices/published.ts';
import { findSchemeInForce, type SchemeRow } from '../schemes/store.ts';
import { explain, type Explanation } from './explain.ts';
import { duesOf, factsOf, recordsOf, type Fact, type RegisterRows } from './facts.ts';
import type { TermFacts } from './kept.ts';
import { countedRecords, type PublishedDeputy, type PublishedYear } from './published.ts';
import {
  computePoints as computeScores,
  type DeputyPoints,
  type PointRecord,
  type ScoredDeputy,
  type ScoreInput,
} from './score.ts';
import { scoredDeputy } from './scored.ts';
import { loadRegisterRows } from './store.ts';

export interface PointsQuestion {
  readonly termId: number;
  readonly year: number;
  /** What counts on a later day is left out. */
  readonly asOf: Day;
  /** Instead of the scheme in force of the year, such as a draft to be tried. */
  readonly scheme?: SchemeRow | undefined;
  /** The term's facts, where they are known already (kept.ts). */
  readonly known?: TermFacts | undefined;
  /** A trial run: everything from the register, also in quarters whose notices are published. */
  readonly anew?: boolean;
}

/** Everything behind the points of a year: what came in, what was computed, and for whom. */
export interface ComputedPoints {
  readonly scheme: SchemeRow;
  readonly asOf: Day;
  readonly rows: RegisterRows;
  readonly facts: readonly Fact[];
  readonly uncounted: readonly Fact[];
  /** What notices of the year hold of each deputy; it counts as it stands there. */
  readonly published: PublishedYear;
  /** The input of the computation in the form of the `score` command. */
  readonly input: ScoreInput;
  /** By rank, then by certificate number. */
  readonly result: readonly DeputyPoints[];
  /** The deputies that are ranked, in no particular order. */
  readonly roster: readonly RosterEntry[];
}

/**
 * Computes every deputy's points from the register (points.md). Ranked are those who held the mandate in the quarter
 * of `asOf`, as in its notice. Null when the year has no scheme in force.
 */
export async function computePoints(
  reader: Reader,
  question: PointsQuestion,
): Promise<ComputedPoints | null> {
  const { termId, year, asOf } = question;
  const scheme = question.scheme ?? (await findSchemeInForce(reader, year));
  if (!scheme) return null;
  const [rows, closings, entries] = await Promise.all([
    question.known?.rows ?? loadRegisterRows(reader, termId),
    listClosings(reader),
    listRoster(reader, termId),
  ]);
  const facts = question.known?.facts ?? factsOf(rows);
  const { records, uncounted } = recordsOf(scheme.body, facts, closings, rows.deputies);
  const { published, earlier } = await publishedYears(reader, question, records);
  const roster = rankedOn(entries, lastDayOf(year, asOf));
  const deputies = roster.map((entry) =>
    asPublished(scoredDeputy(entry, scheme.body), published, `${year}-12-31`),
  );
  const input = { scheme: scheme.body, deputies, records: countedRecords(records, published, earlier), asOf };
  return { scheme, asOf, rows, facts, uncounted, published, input, result: computeScores(input), roster };
}

/** What the notices hold of this year, and of those earlier ones in which some of its records occurred. */
async function publishedYears(
  reader: Reader,
  { termId, year, anew = false, known }: PointsQuestion,
  records: readonly PointRecord[],
): Promise<{ published: PublishedYear; earlier: PublishedYear[] }> {
  if (anew) return { published: new Map(), earlier: [] };
  const load = known?.publishedIn ?? publishedLoader(reader, termId);
  const years = new Set(records.map(({ date }) => yearOf(date)).filter((one) => one < year));
  const [published, ...earlier] = await Promise.all([year, ...years].map(load));
  return { published: published ?? new Map(), earlier };
}

/** In a year with a published quarter a deputy keeps the category that was published, until it is corrected. */
function asPublished(deputy: ScoredDeputy, published: PublishedYear, lastDay: Day): ScoredDeputy {
  const known = published.get(deputy.id);
  if (!known) return deputy;
  const partYear = known.closedTo === lastDay ? known.partYear : (deputy.partYear ?? false);
  return { ...deputy, category: known.category, partYear };
}

function lastDayOf(year: number, asOf: Day): Day {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  if (asOf > last) return last;
  return asOf < first ? first : asOf;
}

function rankedOn(roster: readonly RosterEntry[], day: Day): RosterEntry[] {
  return roster.filter(({ mandate }) => mandateTouches(mandate, quarterStart(quarterOf(day)), day));
}

export interface Wording {
  /** Title of the meeting, text of the filing. */
  what(fact: Fact): string;
  /** Where it can be opened by whoever looks; null for nowhere. */
  href(fact: Fact): string | null;
}

/** Explains one deputy's computed points down to record and rule; of one quarter only where that is asked for. */
export function explainPoints(
  computed: ComputedPoints,
  points: DeputyPoints,
  words: Wording,
  quarter: Quarter | null = null,
): Explanation {
  const { scheme, asOf, rows, uncounted } = computed;
  const facts = new Map(computed.facts.map((fact) => [fact.id, fact]));
  const published = computed.published.get(points.deputy);
  const year = String(scheme.year);
  const until = lastDayOf(scheme.year, asOf);
  return explain({
    scheme: scheme.body,
    quarters: points.quarters,
    settlements: points.settlements,
    records: points.lines.flatMap(({ record, countedOn, grossHundredths, grantedHundredths, reason }) => {
      const fact = facts.get(record.id);
      const told = isAsPublished(fact, record, published)
        ? toldOf(fact, words)
        : asPublishedOf(record, published);
      if (told === null) return [];
      return [
        {
          record: record.id,
          item: record.item,
          countedOn,
          quantityHundredths: toHundredths(record.quantity ?? 1),
          grade: record.grade ?? null,
          grossHundredths,
          grantedHundredths,
          reason,
          ...told,
        },
      ];
    }),
    uncounted: uncounted
      .filter(({ deputy, day }) => deputy === points.deputy && day.startsWith(year) && day <= until)
      .map((fact) => ({
        record: fact.id,
        quantityHundredths: fact.quantityHundredths,
        ...toldOf(fact, words),
      })),
    attendance: duesOf(rows, points.deputy, `${year}-01-01`, until),
    quarter,
  });
}

function toldOf(fact: Fact, words: Wording) {
  return { kind: fact.kind, date: fact.day, what: words.what(fact), href: words.href(fact) };
}

/** Whether the register still has the record as it counts, so that it can be opened there. */
function isAsPublished(
  fact: Fact | undefined,
  { id, date }: PointRecord,
  published: PublishedDeputy | undefined,
): fact is Fact {
  const words = published?.words.get(id);
  return fact !== undefined && fact.day === date && (words === undefined || words.kind === fact.kind);
}

/** What counts because it was published, though the register has it no longer or otherwise. */
function asPublishedOf({ id, date }: PointRecord, published: PublishedDeputy | undefined) {
  const words = published?.words.get(id);
  return words ? { ...words, date, href: null } : null;
}
