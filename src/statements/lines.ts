import type { Reader } from '../db/store.ts';
import { mandateTouches } from '../deputies/rules.ts';
import type { RosterEntry } from '../deputies/store.ts';
import { kindLabel } from '../duties/labels.ts';
import type { DutyKind } from '../duties/rules.ts';
import { quarterEnd, quarterOf, quarterStart, quarterYear, type Day, type Quarter } from '../lib/dates.ts';
import { computePoints, type ComputedPoints } from '../points/compute.ts';
import { factsOf } from '../points/facts.ts';
import { loadSources, wordsOf } from '../points/sources.ts';
import { loadRegisterRows } from '../points/store.ts';
import { statementLineText, WHOLE_QUARTER } from './labels.ts';
import { takesStatement, type StatementLine } from './rules.ts';

/** A line that takes a statement, and what it is in words. */
export interface KnownLine extends StatementLine {
  text: string;
}

/** The line of a deputy that a statement is to stand beside; null where there is none that takes one. */
export async function findStatementLine(
  reader: Reader,
  termId: number,
  entry: RosterEntry,
  line: { quarter: Quarter; record: string; today: Day },
): Promise<KnownLine | null> {
  const { quarter, record, today } = line;
  if (quarterStart(quarter) > today) return null;
  if (!mandateTouches(entry.mandate, quarterStart(quarter), quarterEnd(quarter))) return null;
  if (record === '') return { record, kind: null, grantedHundredths: 0, text: WHOLE_QUARTER };
  const year = quarterYear(quarter);
  const end = `${year}-12-31`;
  const asOf = today < end ? today : end;
  const computed = await computePoints(reader, { termId, year, asOf });
  const found =
    (computed && countedLine(computed, entry.certificateNumber, record)) ??
    (await uncountedLine(reader, termId, entry.certificateNumber, record));
  if (found === null || quarterOf(found.day) !== quarter || !takesStatement(found)) return null;
  return { ...found, text: await textOf(reader, termId, found) };
}

type FoundLine = StatementLine & { kind: DutyKind; day: Day; date: Day; what: string };

function countedLine(computed: ComputedPoints, certificate: string, record: string): FoundLine | null {
  const points = computed.result.find(({ deputy }) => deputy === certificate);
  const line = points?.lines.find((one) => one.record.id === record);
  const told = kindsOf(computed, certificate)(record);
  if (!line || told === null) return null;
  const { countedOn: day, grantedHundredths } = line;
  return { record, grantedHundredths, day, date: line.record.date, ...told };
}

/** What the records of a deputy are, from the register or from the notice that holds them. */
export function kindsOf(
  computed: ComputedPoints,
  certificate: string,
): (record: string) => { kind: DutyKind; what: string } | null {
  const facts = new Map(computed.facts.map((fact) => [fact.id, fact]));
  const published = computed.published.get(certificate);
  return (record) => {
    const fact = facts.get(record);
    const words = published?.words.get(record);
    if (words) return words;
    return fact ? { kind: fact.kind, what: '' } : null;
  };
}

/** An absence that no item of the scheme counts, or of a year without a scheme, is one all the same. */
async function uncountedLine(
  reader: Reader,
  termId: number,
  certificate: string,
  record: string,
): Promise<FoundLine | null> {
  const facts = factsOf(await loadRegisterRows(reader, termId));
  const fact = facts.find(({ id, deputy }) => id === record && deputy === certificate);
  if (!fact) return null;
  return { record, kind: fact.kind, grantedHundredths: 0, day: fact.day, date: fact.day, what: '' };
}

async function textOf(reader: Reader, termId: number, { record, kind, date, what }: FoundLine) {
  if (what !== '') return statementLineText(date, kindLabel(kind), what);
  const [sources, rows] = await Promise.all([loadSources(reader, termId), loadRegisterRows(reader, termId)]);
  const fact = factsOf(rows).find(({ id }) => id === record);
  return statementLineText(date, kindLabel(kind), fact ? wordsOf(sources, fact).what : '');
}
