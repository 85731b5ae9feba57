import type { Reader } from '../db/store.ts';
import { mandateTouches } from '../deputies/rules.ts';
import { listRoster, type RosterEntry } from '../deputies/store.ts';
import { quarterOf, quarterStart, type Day, type Quarter } from '../lib/dates.ts';
import { toHundredths } from '../lib/hundredths.ts';
import { listClosings } from '../notices/closings.ts';
import { findSchemeInForce, type SchemeRow } from '../schemes/store.ts';
import { explain, type Explanation } from './explain.ts';
import { duesOf, factsOf, recordsOf, type Fact, type RegisterRows } from './facts.ts';
import type { TermFacts } from './kept.ts';
import { computePoints as computeScores, type DeputyPoints, type ScoreInput } from './score.ts';
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
}

/** Everything behind the points of a year: what came in, what was computed, and for whom. */
export interface ComputedPoints {
  readonly scheme: SchemeRow;
  readonly asOf: Day;
  readonly rows: RegisterRows;
  readonly facts: readonly Fact[];
  readonly uncounted: readonly Fact[];
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
  const roster = rankedOn(entries, lastDayOf(year, asOf));
  const deputies = roster.map((entry) => scoredDeputy(entry, scheme.body));
  const input = { scheme: scheme.body, deputies, records, asOf };
  return { scheme, asOf, rows, facts, uncounted, input, result: computeScores(input), roster };
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
  const year = String(scheme.year);
  const until = lastDayOf(scheme.year, asOf);
  return explain({
    scheme: scheme.body,
    quarters: points.quarters,
    settlements: points.settlements,
    records: points.lines.flatMap(({ record, countedOn, grossHundredths, grantedHundredths, reason }) => {
      const fact = facts.get(record.id);
      if (fact === undefined) return [];
      return [
        {
          item: record.item,
          countedOn,
          quantityHundredths: toHundredths(record.quantity ?? 1),
          grade: record.grade ?? null,
          grossHundredths,
          grantedHundredths,
          reason,
          ...told(fact, words),
        },
      ];
    }),
    uncounted: uncounted
      .filter(({ deputy, day }) => deputy === points.deputy && day.startsWith(year) && day <= until)
      .map((fact) => ({ quantityHundredths: fact.quantityHundredths, ...told(fact, words) })),
    attendance: duesOf(rows, points.deputy, `${year}-01-01`, until),
    quarter,
  });
}

function told(fact: Fact, words: Wording) {
  return { kind: fact.kind, date: fact.day, what: words.what(fact), href: words.href(fact) };
}
