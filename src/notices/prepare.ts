import { auditHead } from '../audit/store.ts';
import type { Reader } from '../db/store.ts';
import { quarterEnd, quarterYear, shanghaiDay, type Quarter } from '../lib/dates.ts';
import { computePoints, type ComputedPoints } from '../points/compute.ts';
import type { DeputyPoints } from '../points/score.ts';
import { loadSources, wordsOf } from '../points/sources.ts';
import { found } from '../refusals.ts';
import { findSchemeInForce, type SchemeRow } from '../schemes/store.ts';
import { listQuarterStatements } from '../statements/store.ts';
import { findTownship, getCurrentTerm, getSettings } from '../settings/store.ts';
import {
  noticeDeputy,
  type DeputyNames,
  type NoticeBody,
  type NoticeDeputy,
  type RecordWords,
} from './body.ts';
import { listOpenThings, type OpenThing } from './checklist.ts';
import { listClosings } from './closings.ts';
import { frozenLines } from './ranks.ts';
import { refuseClosing, publicityWindow, type ClosingRefusal } from './rules.ts';
import { findLatest } from './store.ts';

/** What closing a quarter would publish, and what is in its way. */
export interface Closing {
  refusal: ClosingRefusal | null;
  open: OpenThing[];
  scheme: SchemeRow | null;
  deputies: NoticeDeputy[];
}

/** Computes a quarter as it would be closed at this moment. */
export async function prepareClosing(
  reader: Reader,
  quarter: Quarter,
  at: number,
  openReason: string,
): Promise<Closing> {
  const term = await getCurrentTerm(reader);
  const scheme = (await findSchemeInForce(reader, quarterYear(quarter))) ?? null;
  const deputies = scheme ? await computeDeputies(reader, term.id, scheme, quarter) : [];
  const open = [...(await listOpenThings(reader, term.id, quarter)), ...gradesMissing(deputies)];
  const refusal = refuseClosing({
    quarter,
    today: shanghaiDay(at),
    closed: (await listClosings(reader)).map((closing) => closing.quarter),
    termStart: term.startOn,
    hasScheme: scheme !== null,
    openPoints: open.length,
    openReason,
  });
  return { refusal, open, scheme, deputies };
}

async function computeDeputies(
  reader: Reader,
  termId: number,
  scheme: SchemeRow,
  quarter: Quarter,
): Promise<NoticeDeputy[]> {
  const question = { termId, year: quarterYear(quarter), asOf: quarterEnd(quarter), scheme };
  const [computed, sources, statements] = await Promise.all([
    computePoints(reader, question).then(found),
    loadSources(reader, termId),
    listQuarterStatements(reader, termId, quarter),
  ]);
  const statementOf = (deputy: string, record: string): string | undefined =>
    statements.find((one) => one.deputy === deputy && one.record === record)?.content;
  const factById = new Map(computed.facts.map((fact) => [fact.id, fact]));
  return computed.result.map((entry) => {
    const published = computed.published.get(entry.deputy);
    const words = (record: string): RecordWords => {
      const fact = factById.get(record);
      const told = fact && { kind: fact.kind, what: wordsOf(sources, fact).what };
      const statement = statementOf(entry.deputy, record);
      return { ...(published?.words.get(record) ?? found(told)), ...(statement ? { statement } : {}) };
    };
    const statement = statementOf(entry.deputy, '');
    const names = { ...namesOf(computed, entry), ...(statement ? { statement } : {}) };
    return noticeDeputy(entry, names, quarter, words);
  });
}

/** The deputy as scored and as the roster names it today. */
function namesOf({ roster, input }: ComputedPoints, { deputy }: Pick<DeputyPoints, 'deputy'>): DeputyNames {
  const { name, district, group } = found(
    roster.find(({ certificateNumber }) => certificateNumber === deputy),
  );
  const { category = null, partYear = false } = found(input.deputies.find(({ id }) => id === deputy));
  return {
    name,
    category,
    ...(partYear ? { partYear } : {}),
    district: district.name,
    group: group?.name ?? '',
  };
}

function gradesMissing(deputies: readonly NoticeDeputy[]): OpenThing[] {
  return deputies.flatMap(({ lines }) =>
    lines
      .filter((line) => line.reason === 'grade-missing')
      .map(
        (line) =>
          ({
            code: 'grades-missing',
            type: sourceType(line.record),
            key: line.record.split('/')[1] ?? '',
            text: line.what,
          }) as const,
      ),
  );
}

/** Only filings and proposals carry grades. */
function sourceType(record: string): 'filing' | 'proposal' {
  return record.startsWith('filing/') ? 'filing' : 'proposal';
}

/** The whole body of a first notice. A correction (更正公告) is built on an earlier one. */
export async function noticeBody(
  reader: Reader,
  quarter: Quarter,
  at: number,
  closing: Closing,
  openReason: string,
): Promise<NoticeBody> {
  const [township, term, settings, latest, trail] = await Promise.all([
    findTownship(reader),
    getCurrentTerm(reader),
    getSettings(reader),
    findLatest(reader),
    auditHead(reader),
  ]);
  const { name, divisionCode, congressName, presidiumName, phone, address } = found(township);
  const open = closing.open;
  return {
    format: 'duty-register/notice/1',
    township: { name, divisionCode, congress: congressName, presidium: presidiumName, phone, address },
    term: term.number,
    quarter,
    version: 1,
    number: '',
    asOf: quarterEnd(quarter),
    closedOn: shanghaiDay(at),
    window: publicityWindow(shanghaiDay(at), settings.publicityDays),
    nameOrder: settings.nameOrder,
    showRanks: settings.publicRanking,
    scheme: found(closing.scheme).body,
    deputies: frozenLines(closing.deputies, settings.publicRanking),
    openPoints: countByCode(open),
    openReason: open.length > 0 ? openReason : '',
    corrects: null,
    previous: latest ? { quarter: latest.quarter, version: latest.version, sha256: latest.sha256 } : null,
    trail,
  };
}

function countByCode(open: readonly OpenThing[]): NoticeBody['openPoints'] {
  const codes = [...new Set(open.map((thing) => thing.code))];
  return codes.map((code) => ({ code, count: open.filter((thing) => thing.code === code).length }));
}
