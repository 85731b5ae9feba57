import type { Reader } from '../db/store.ts';
import type { RosterEntry } from '../deputies/store.ts';
import { archiveOf, type ArchiveSection } from '../duties/archive.ts';
import { kindLabel, kindUnit, sectionLabel } from '../duties/labels.ts';
import type { FigureBody, ReportBody } from '../documents/report-words.ts';
import { formatHundredths, fromHundredths } from '../lib/hundredths.ts';
import { listCurrent, type Notice } from '../notices/store.ts';
import { factsOf, type Fact, type RegisterRows } from '../points/facts.ts';
import { loadSources, wordsOf, type Sources } from '../points/sources.ts';
import { loadRegisterRows } from '../points/store.ts';
import { found } from '../refusals.ts';
import { findTownship } from '../settings/store.ts';
import { reportFigures, type Figure } from './figures.ts';
import { FIGURE_LABELS } from './labels.ts';
import { findReport, sumDeeds, type AnnualReport } from './store.ts';

/** What many forms of one year share, read once for a print run. */
export interface ReportGround {
  township: string;
  year: number;
  asOf: string;
  rows: RegisterRows;
  facts: readonly Fact[];
  sources: Sources;
  notices: Notice[];
}

export async function loadReportGround(
  reader: Reader,
  termId: number,
  year: number,
  today: string,
): Promise<ReportGround> {
  const rows = await loadRegisterRows(reader, termId);
  const yearEnd = `${year}-12-31`;
  return {
    township: found(await findTownship(reader)).name,
    year,
    asOf: today < yearEnd ? today : yearEnd,
    rows,
    facts: factsOf(rows),
    sources: await loadSources(reader, termId),
    notices: await listCurrent(reader, year),
  };
}

/** One deputy's form as it stands: figures derived, words as written. */
export async function composeReport(
  reader: Reader,
  ground: ReportGround,
  entry: RosterEntry,
): Promise<ReportBody> {
  const period = { from: `${ground.year}-01-01`, to: ground.asOf };
  const archive = archiveOf(ground.facts, entry.certificateNumber, period, (fact) =>
    wordsOf(ground.sources, fact),
  );
  const [written, money] = await Promise.all([
    findReport(reader, entry.id, ground.year),
    sumDeeds(reader, entry.id, ground.year),
  ]);
  const figures = reportFigures(ground.rows, archive, entry.certificateNumber, period, money);
  return {
    township: ground.township,
    year: ground.year,
    asOf: ground.asOf,
    person: personOf(entry),
    sections: archive.map((section, index) => ({
      title: sectionLabel(section.section),
      figures: (figures[index]?.figures ?? []).map(figureBody),
      lists: listsOf(section),
      words: written?.words[section.section] ?? '',
    })),
    quarters: quartersOf(ground.notices, entry.certificateNumber),
    groupOpinion: written?.groupOpinion ?? '',
    presidiumOpinion: written?.presidiumOpinion ?? '',
  };
}

function personOf(entry: RosterEntry): ReportBody['person'] {
  const { person, district, delegation, group, occupation, electedOn, oathOn } = entry;
  return {
    name: entry.name,
    sex: person.sex,
    ethnicity: person.ethnicity,
    born: person.bornMonth || null,
    party: person.party,
    education: person.education,
    occupation,
    district: district.name,
    delegation: delegation?.name ?? null,
    group: group?.name ?? null,
    certificate: entry.certificateNumber,
    electedOn,
    oathOn,
  };
}

function figureBody(figure: Figure): FigureBody {
  if ('kind' in figure) {
    return {
      label: kindLabel(figure.kind),
      count: fromHundredths(figure.quantityHundredths),
      of: null,
      unit: kindUnit(figure.kind),
      note: null,
    };
  }
  const unit = { sessions: '次', 'session-halves': '半天', activities: '次', money: '元' }[figure.code];
  return { label: FIGURE_LABELS[figure.code], count: figure.count, of: figure.of, unit, note: null };
}

function listsOf({ kinds }: ArchiveSection): { title: string; rows: string[] }[] {
  return kinds.map(({ kind, quantityHundredths, entries }) => ({
    title: `${kindLabel(kind)}（${formatHundredths(quantityHundredths)}${kindUnit(kind)}）`,
    rows: entries.map(({ day, what, result, place }) =>
      [shortDay(day), what, place, result].filter((text) => text !== '').join('　'),
    ),
  }));
}

function shortDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

function quartersOf(notices: readonly Notice[], deputy: string): ReportBody['quarters'] {
  return notices.flatMap(({ quarter, body }) => {
    const own = body.deputies.find((entry) => entry.deputy === deputy);
    return own
      ? [{ quarter, points: own.points, total: own.total, rank: body.showRanks ? (own.rank ?? null) : null }]
      : [];
  });
}

/** As it may be published: birth month, party and education stay in the file. */
export function publicReport(body: ReportBody): ReportBody {
  return { ...body, person: { ...body.person, born: null, party: '', education: '' } };
}

export function isPublic(report: AnnualReport | undefined): boolean {
  return report !== undefined && report.publishedAt !== null && report.withdrawnAt === null;
}
