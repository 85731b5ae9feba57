/**
 * How a deputy's points come about, ready to be shown: every record under its section and item, with the rule, what
 * it was granted and why not more. Plain data, so that pages of the register, of a deputy and of a notice are alike.
 */
import { kindLabel, kindUnit } from '../duties/labels.ts';
import type { DutyKind } from '../duties/rules.ts';
import { quarterOf, type Day, type Quarter } from '../lib/dates.ts';
import { formatHundredths, toHundredths } from '../lib/hundredths.ts';
import { boundsText, ruleText, sectionCapText, sectionFloorText } from '../schemes/labels.ts';
import { startingPoints, type Scheme, type SchemeItem, type SchemeSection } from '../schemes/scheme.ts';
import type { Dues } from './dues.ts';
import {
  FLOOR_LABEL,
  floorLabel,
  lateEntryLabel,
  lineReasonLabel,
  SETTLED_LABEL,
  settlementReasonLabel,
  targetLabel,
} from './labels.ts';
import type { LineReason, QuarterPoints, Settlement } from './shapes.ts';

/** A record in the computation together with what it was. Numbers of points in hundredths. */
export interface ExplainedRecord {
  /** Its id, by which words and links beside the line are found. */
  readonly record?: string;
  readonly item: string;
  readonly kind: DutyKind;
  /** Title of the meeting, text of the filing. */
  readonly what: string;
  readonly date: Day;
  readonly countedOn: Day;
  readonly quantityHundredths: number;
  readonly grade: string | null;
  readonly grossHundredths: number;
  readonly grantedHundredths: number;
  readonly reason: LineReason | null;
  /** Where it can be opened; null where there is nothing to open. */
  readonly href: string | null;
}

/** A fact that no item of the scheme counts (不计分). */
export type UncountedFact = Pick<
  ExplainedRecord,
  'record' | 'kind' | 'what' | 'date' | 'quantityHundredths' | 'href'
>;

export interface ExplainInput {
  readonly scheme: Scheme;
  readonly quarters: readonly QuarterPoints[];
  /** One deputy's, in the order of the computation. */
  readonly records: readonly ExplainedRecord[];
  readonly settlements?: readonly Settlement[];
  readonly uncounted?: readonly UncountedFact[];
  readonly attendance?: { readonly sittings: Dues; readonly activities: Dues } | null;
  /** Show only what counts in this quarter. */
  readonly quarter?: Quarter | null;
}

export interface ExplainedLine {
  /** '' for what no record makes. */
  readonly record: string;
  readonly day: Day;
  readonly kind: string;
  readonly what: string;
  readonly href: string | null;
  /** With its unit: 3 人次. */
  readonly quantity: string;
  readonly grade: string;
  readonly grossHundredths: number;
  readonly grantedHundredths: number;
  /** Why it was granted less than its gross, and whether it is a late entry; '' when there is nothing to say. */
  readonly note: string;
}

export interface ExplainedItem {
  readonly code: string;
  readonly title: string;
  readonly rule: string;
  readonly bounds: string;
  readonly grantedHundredths: number;
  readonly lines: readonly ExplainedLine[];
}

export interface ExplainedSection {
  readonly code: string;
  readonly title: string;
  readonly bounds: string;
  readonly grantedHundredths: number;
  readonly items: readonly ExplainedItem[];
}

/** A quarter's points as they add up: base, what records and settlements were granted, and what the bounds of the total changed. */
export interface ExplainedQuarter extends QuarterPoints {
  readonly baseHundredths: number;
  readonly grantedHundredths: number;
  readonly boundedHundredths: number;
}

export interface Explanation {
  readonly quarter: Quarter | null;
  readonly quarters: readonly ExplainedQuarter[];
  readonly sections: readonly ExplainedSection[];
  /** Records of an item that the scheme does not have. */
  readonly strays: readonly ExplainedLine[];
  readonly uncounted: readonly Pick<
    ExplainedLine,
    'record' | 'day' | 'kind' | 'what' | 'href' | 'quantity'
  >[];
  readonly attendance: { readonly sittings: Dues; readonly activities: Dues } | null;
}

export function explain(input: ExplainInput): Explanation {
  const { scheme, quarters, settlements = [], uncounted = [], attendance = null, quarter = null } = input;
  const inQuarter = (day: Day): boolean => quarter === null || quarterOf(day) === quarter;
  const records = input.records.filter(({ countedOn }) => inQuarter(countedOn));
  const settled = settlements.filter(({ countedOn }) => inQuarter(countedOn));
  const known = new Set(scheme.items.map(({ code }) => code));
  return {
    quarter,
    quarters: explainQuarters(scheme, quarters, [...input.records, ...settlements]),
    sections: scheme.sections.map((section) => {
      const items = scheme.items
        .filter((item) => item.section === section.code)
        .map((item) => explainItem(item, records, settled))
        .concat(explainFloor(section, settled))
        .filter(({ lines }) => lines.length > 0);
      const { code, title } = section;
      return { code, title, bounds: sectionCapText(section), grantedHundredths: sumOf(items), items };
    }),
    strays: records
      .filter(({ item }) => !known.has(item))
      .map((record) => lineOf(record, kindUnit(record.kind))),
    uncounted: uncounted.filter(({ date }) => inQuarter(date)).map(uncountedLine),
    attendance,
  };
}

function explainQuarters(
  scheme: Scheme,
  quarters: readonly QuarterPoints[],
  records: readonly { readonly countedOn: Day; readonly grantedHundredths: number }[],
): ExplainedQuarter[] {
  return quarters.map((entry, index) => {
    const baseHundredths = index === 0 ? toHundredths(startingPoints(scheme)) : 0;
    const counted = records.filter(({ countedOn }) => quarterOf(countedOn) === entry.quarter);
    const grantedHundredths = sumOf(counted);
    const boundedHundredths = entry.pointsHundredths - baseHundredths - grantedHundredths;
    return { ...entry, baseHundredths, grantedHundredths, boundedHundredths };
  });
}

function sumOf(parts: readonly { readonly grantedHundredths: number }[]): number {
  return parts.reduce((sum, part) => sum + part.grantedHundredths, 0);
}

function explainItem(
  item: SchemeItem,
  records: readonly ExplainedRecord[],
  settlements: readonly Settlement[],
): ExplainedItem {
  const own = records.filter((record) => record.item === item.code);
  const settled = settlements.filter((settlement) => settlement.item === item.code);
  const { code, title } = item;
  return {
    code,
    title,
    rule: ruleText(item),
    bounds: boundsText(item),
    grantedHundredths: sumOf([...own, ...settled]),
    lines: [
      ...own.map((record) => lineOf(record, item.unit)),
      ...settled.map((settlement) =>
        settledLine(settlement, targetLabel(item, settlement.quantityHundredths ?? 0)),
      ),
    ],
  };
}

/** What the floor of a section gives, under a name of its own after the section's items. */
function explainFloor(section: SchemeSection, settlements: readonly Settlement[]): ExplainedItem {
  const own = settlements.filter(
    ({ kind, section: code }) => kind === 'section-floor' && code === section.code,
  );
  return {
    code: '',
    title: FLOOR_LABEL,
    rule: sectionFloorText(section),
    bounds: '',
    grantedHundredths: sumOf(own),
    lines: own.map((settlement) => settledLine(settlement, floorLabel(settlement.grantedHundredths))),
  };
}

function settledLine(settlement: Settlement, what: string): ExplainedLine {
  const { countedOn, grossHundredths, grantedHundredths, reason } = settlement;
  const note = reason === null ? '' : settlementReasonLabel(reason);
  const shared = { record: '', kind: SETTLED_LABEL, href: null, quantity: '', grade: '', note };
  return { day: countedOn, what, grossHundredths, grantedHundredths, ...shared };
}

function lineOf(record: ExplainedRecord, unit: string): ExplainedLine {
  const { date, countedOn, kind, what, href, grade, grossHundredths, grantedHundredths, reason } = record;
  const late = countedOn === date ? '' : lateEntryLabel(date);
  const cut = reason === null ? '' : lineReasonLabel(reason);
  return {
    record: record.record ?? '',
    day: countedOn,
    kind: kindLabel(kind),
    what,
    href,
    quantity: quantityText(record.quantityHundredths, unit),
    grade: grade ?? '',
    grossHundredths,
    grantedHundredths,
    note: [late, cut].filter((text) => text !== '').join('；'),
  };
}

function uncountedLine({ record = '', date, kind, what, href, quantityHundredths }: UncountedFact) {
  const quantity = quantityText(quantityHundredths, kindUnit(kind));
  return { record, day: date, kind: kindLabel(kind), what, href, quantity };
}

function quantityText(hundredths: number, unit: string): string {
  return `${formatHundredths(hundredths)} ${unit}`.trim();
}
