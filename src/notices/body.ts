import type { Day, Quarter } from '../lib/dates.ts';
import { fromHundredths } from '../lib/hundredths.ts';
import type { NameOrder } from '../lib/names.ts';
import { outsideSettlement } from '../points/outside.ts';
import type { DeputyPoints, Line, LineReason, OutsideSettlement } from '../points/score.ts';
import type { Scheme } from '../schemes/rules.ts';
import type { NamedField } from './correction/shapes.ts';
import type { Window } from './rules.ts';

/** One counted or refused record behind a deputy's points, complete enough to compute it again. */
export interface NoticeLine {
  record: string;
  item: string;
  kind: string;
  /** What it was: title of the meeting, text of the filing. */
  what: string;
  date: Day;
  /** Only on a late entry (补登). */
  countedOn?: Day;
  quantity: number;
  grade?: string;
  /** Only where the scheme shares points among signers. */
  signers?: number;
  lead?: boolean;
  gross: number;
  granted: number;
  reason?: LineReason;
  /** The deputy's own words beside it (代表说明). */
  statement?: string;
}

export interface NoticeDeputy {
  /** Certificate number. */
  deputy: string;
  name: string;
  category: string | null;
  /** Only on a deputy in office for a part of the year. */
  partYear?: boolean;
  district: string;
  group: string;
  /** Only where the notice shows ranks. */
  rank?: number;
  /** Of this quarter. */
  points: number;
  /** At its end. */
  total: number;
  quarters: { quarter: Quarter; points: number; total: number }[];
  /** What the quarter's records and settlements were granted, by section of the scheme. */
  sections: Record<string, number>;
  lines: NoticeLine[];
  /** The deputy's own words beside the line as a whole (代表说明). */
  statement?: string;
  /** Only where there is one. */
  settlements?: OutsideSettlement[];
}

/** A point of the check-list that was open when the quarter was closed. */
export interface OpenPoint {
  code: 'filings-waiting' | 'attendance-missing' | 'grades-missing' | 'corrections-missing';
  count: number;
}

/** One thing that a correction (更正公告) changes: a record behind a line, or what a deputy's line says of the deputy. */
export type CorrectionChange = {
  deputy: string;
  name: string;
  reason: string;
} & (
  | { record: string; before: NoticeLine | null; after: NoticeLine | null }
  | { field: NamedField; before: string; after: string }
);

/** What the changes come to, for each deputy whose numbers moved: before and after. */
export interface CorrectionEffect {
  deputy: string;
  name: string;
  points: [number, number];
  total: [number, number];
  /** Only where the notice shows ranks. */
  rank?: [number, number];
}

/** What a correction (更正公告) changes and why. */
export interface Correction {
  /** The version that it replaces, and its hash. */
  version: number;
  sha256: string;
  reason: string;
  changes: CorrectionChange[];
  effects: CorrectionEffect[];
  /** References of the objections (异议) that it settles. */
  objections: string[];
  /** Only where nothing of this quarter was wrong: the corrected earlier quarter on which its totals build. */
  follows?: { quarter: Quarter; version: number };
}

/** The frozen notice. Its SHA-256 is taken over its canonical JSON; it holds everything that is needed to replay it. */
export interface NoticeBody {
  format: 'duty-register/notice/1';
  township: {
    name: string;
    divisionCode: string;
    congress: string;
    presidium: string;
    phone: string;
    address: string;
  };
  term: number;
  quarter: Quarter;
  version: number;
  number: string;
  asOf: Day;
  closedOn: Day;
  window: Window;
  nameOrder: NameOrder;
  showRanks: boolean;
  scheme: Scheme;
  deputies: NoticeDeputy[];
  openPoints: OpenPoint[];
  openReason: string;
  corrects: Correction | null;
  /** The notice published before this one. */
  previous: { quarter: Quarter; version: number; sha256: string } | null;
  /** Head of the audit trail when it was published. */
  trail: { seq: number; hash: string };
}

export interface DeputyNames {
  name: string;
  category: string | null;
  partYear?: boolean;
  district: string;
  group: string;
  statement?: string;
}

/** What a line tells beside the computation. */
export interface RecordWords {
  kind: string;
  what: string;
  statement?: string;
}

/** A deputy's part of the notice; what counts only later is left out. */
export function noticeDeputy(
  points: DeputyPoints,
  names: DeputyNames,
  quarter: Quarter,
  wordsOf: (record: string) => RecordWords,
): NoticeDeputy {
  const own = points.quarters.find((entry) => entry.quarter === quarter);
  return {
    deputy: points.deputy,
    ...names,
    rank: points.rank,
    points: fromHundredths(own?.pointsHundredths ?? 0),
    total: fromHundredths(points.totalHundredths),
    quarters: points.quarters.map((entry) => ({
      quarter: entry.quarter,
      points: fromHundredths(entry.pointsHundredths),
      total: fromHundredths(entry.totalHundredths),
    })),
    sections: sectionPoints([...points.lines, ...points.settlements], quarter),
    lines: points.lines
      .filter((line) => line.reason !== 'outside-period')
      .map((line) => noticeLine(line, wordsOf(line.record.id))),
    ...(points.settlements.length === 0 ? {} : { settlements: points.settlements.map(outsideSettlement) }),
  };
}

type Granting = Pick<Line, 'section' | 'quarter' | 'grantedHundredths'>;

function sectionPoints(lines: readonly Granting[], quarter: Quarter): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const line of lines) {
    if (line.quarter !== quarter || line.section === null) continue;
    sums[line.section] = (sums[line.section] ?? 0) + line.grantedHundredths;
  }
  return Object.fromEntries(Object.entries(sums).map(([section, sum]) => [section, fromHundredths(sum)]));
}

function noticeLine(
  { record, countedOn, grossHundredths, grantedHundredths, reason }: Line,
  { kind, what, statement }: RecordWords,
): NoticeLine {
  return {
    record: record.id,
    item: record.item,
    kind,
    what,
    date: record.date,
    ...(countedOn === record.date ? {} : { countedOn }),
    quantity: record.quantity ?? 1,
    ...(record.grade ? { grade: record.grade } : {}),
    ...((record.signers ?? null) === null ? {} : { signers: record.signers ?? 1 }),
    ...((record.lead ?? null) === null ? {} : { lead: record.lead ?? true }),
    gross: fromHundredths(grossHundredths),
    granted: fromHundredths(grantedHundredths),
    ...(reason === null ? {} : { reason }),
    ...(statement ? { statement } : {}),
  };
}
