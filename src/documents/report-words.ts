/** The words of an annual report form (年度述职报告表), as pure functions of figures from the register. */
import { chineseDate, quarterNumber, quartersOfYear, type Day, type Quarter } from '../lib/dates.ts';
import { formatHundredths, toHundredths } from '../lib/hundredths.ts';
import type { ReportDocument, ReportFigure, ReportPerson, ReportPoints } from './models.ts';

/** A figure: `of` makes it a rate n/N, `unit` a count; `count` null where nothing is known, which is not zero. */
export interface FigureBody {
  label: string;
  count: number | null;
  of: number | null;
  unit: string;
  note: string | null;
}

/** Who reports. Null and empty are printed as —; `born` is 'YYYY-MM'. */
export interface ReportPersonBody {
  name: string;
  sex: string;
  ethnicity: string;
  born: string | null;
  party: string;
  education: string;
  occupation: string;
  district: string;
  delegation: string | null;
  group: string | null;
  certificate: string;
  electedOn: Day | null;
  oathOn: Day | null;
}

export interface ReportBody {
  /** 回龙镇 */
  township: string;
  year: number;
  asOf: Day;
  person: ReportPersonBody;
  sections: {
    title: string;
    figures: FigureBody[];
    lists: { title: string; rows: string[] }[];
    words: string;
  }[];
  /** Closed quarters only. Points are numbers with at most two decimals; `rank` null where ranks are not shown. */
  quarters: { quarter: Quarter; points: number; total: number; rank: number | null }[];
  groupOpinion: string;
  presidiumOpinion: string;
}

const NONE = '—';
const QUARTERS = { 1: '第一季度', 2: '第二季度', 3: '第三季度', 4: '第四季度' };

/** 3/4, 2 件 or —. */
export function figureValue({ count, of, unit }: FigureBody): string {
  if (count === null) return NONE;
  return of === null ? `${count} ${unit}` : `${count}/${of} ${unit}`;
}

function figure(body: FigureBody): ReportFigure {
  return { label: body.label, value: figureValue(body), note: body.note };
}

const filled = (text: string | null) => (text === null || text.trim() === '' ? NONE : text);
const date = (day: Day | null) => (day === null ? NONE : chineseDate(day));

function month(text: string | null): string {
  const match = /^(\d{4})-(\d{2})$/.exec(text ?? '');
  return match === null ? NONE : `${match[1]}年${Number(match[2])}月`;
}

function person(body: ReportPersonBody): ReportPerson {
  return {
    name: body.name,
    sex: filled(body.sex),
    ethnicity: filled(body.ethnicity),
    born: month(body.born),
    party: filled(body.party),
    education: filled(body.education),
    occupation: filled(body.occupation),
    district: filled(body.district),
    delegation: filled(body.delegation),
    group: filled(body.group),
    certificate: filled(body.certificate),
    electedOn: date(body.electedOn),
    oathOn: date(body.oathOn),
  };
}

/** All four quarters of the year; those not closed yet are —. */
function points(body: ReportBody): ReportPoints[] {
  const show = (value: number) => formatHundredths(toHundredths(value));
  return quartersOfYear(body.year).map((quarter) => {
    const title = QUARTERS[quarterNumber(quarter)];
    const closed = body.quarters.find((one) => one.quarter === quarter);
    if (closed === undefined) return { quarter: title, points: NONE, total: NONE, rank: NONE };
    const { rank } = closed;
    return {
      quarter: title,
      points: show(closed.points),
      total: show(closed.total),
      rank: rank === null ? NONE : String(rank),
    };
  });
}

/** A line to sign and date by hand. */
function signatureLine(who: string): string {
  return `${who}：　　　　　　　　　年　　月　　日`;
}

export function reportDocument(body: ReportBody): ReportDocument {
  return {
    title: `${body.township}人大代表年度述职报告表`,
    subtitle: `（${body.year}年度）`,
    person: person(body.person),
    sections: body.sections.map((section) => ({
      title: section.title,
      figures: section.figures.map(figure),
      lists: section.lists,
      words: section.words,
    })),
    points: points(body),
    groupOpinion: body.groupOpinion,
    presidiumOpinion: body.presidiumOpinion,
    signatures: {
      deputy: signatureLine('代表（签名）'),
      group: signatureLine('组长（签名）'),
      presidium: signatureLine('主席团（盖章）'),
    },
    asOf: `本表数字取自履职登记，数据截至${chineseDate(body.asOf)}；“${NONE}”表示没有数据，“0”表示没有发生。`,
  };
}
