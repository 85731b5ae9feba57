/** Duty kinds (履职类别): the fixed vocabulary of countable facts, see domain.md "Duty kinds". */

/** The six sections (板块) of the register and of every form, in the order of the forms. */
export const SECTIONS = ['session', 'recess', 'contact', 'deed', 'model', 'pledge'] as const;
export type Section = (typeof SECTIONS)[number];

/** What one of a kind is counted in: 次, 人次, 件, 半天, 项 (words in labels.ts). */
export type DutyUnit = 'time' | 'visit' | 'piece' | 'half_day' | 'entry';

export interface KindRow {
  readonly kind: string;
  readonly section: Section;
  readonly unit: DutyUnit;
}

/** Every kind, section by section in the order in which forms list them. */
export const KINDS = [
  { kind: 'session.attended', section: 'session', unit: 'time' },
  { kind: 'session.leave', section: 'session', unit: 'half_day' },
  { kind: 'session.absent', section: 'session', unit: 'half_day' },
  { kind: 'session.speech', section: 'session', unit: 'time' },
  { kind: 'motion.led', section: 'session', unit: 'piece' },
  { kind: 'motion.cosigned', section: 'session', unit: 'piece' },
  { kind: 'suggestion.led', section: 'session', unit: 'piece' },
  { kind: 'suggestion.cosigned', section: 'session', unit: 'piece' },
  { kind: 'proposal.adopted', section: 'session', unit: 'piece' },
  { kind: 'activity.inspection', section: 'recess', unit: 'time' },
  { kind: 'activity.survey', section: 'recess', unit: 'time' },
  { kind: 'activity.law_check', section: 'recess', unit: 'time' },
  { kind: 'activity.review', section: 'recess', unit: 'time' },
  { kind: 'activity.inquiry', section: 'recess', unit: 'time' },
  { kind: 'activity.observing', section: 'recess', unit: 'time' },
  { kind: 'activity.briefing', section: 'recess', unit: 'time' },
  { kind: 'activity.group', section: 'recess', unit: 'time' },
  { kind: 'activity.theme', section: 'recess', unit: 'time' },
  { kind: 'activity.training', section: 'recess', unit: 'time' },
  { kind: 'activity.leave', section: 'recess', unit: 'time' },
  { kind: 'activity.absent', section: 'recess', unit: 'time' },
  { kind: 'contact.duty', section: 'contact', unit: 'time' },
  { kind: 'contact.reception', section: 'contact', unit: 'time' },
  { kind: 'contact.visit', section: 'contact', unit: 'visit' },
  { kind: 'contact.resolved', section: 'contact', unit: 'piece' },
  { kind: 'deed.done', section: 'deed', unit: 'piece' },
  { kind: 'model.award', section: 'model', unit: 'time' },
  { kind: 'model.study', section: 'model', unit: 'time' },
  { kind: 'model.publicity', section: 'model', unit: 'time' },
  { kind: 'commitment.kept', section: 'pledge', unit: 'entry' },
  { kind: 'commitment.broken', section: 'pledge', unit: 'entry' },
  { kind: 'report.given', section: 'pledge', unit: 'time' },
] as const satisfies readonly KindRow[];

export type DutyKind = (typeof KINDS)[number]['kind'];

/** What an activity itself may be; leave and absence are facts about it, not kinds of it. */
export const ACTIVITY_KINDS = [
  'activity.inspection',
  'activity.survey',
  'activity.law_check',
  'activity.review',
  'activity.inquiry',
  'activity.observing',
  'activity.briefing',
  'activity.group',
  'activity.theme',
  'activity.training',
] as const satisfies readonly DutyKind[];
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** What a deputy may file itself. */
export const FILING_KINDS = [
  'session.speech',
  'contact.duty',
  'contact.reception',
  'contact.visit',
  'contact.resolved',
  'deed.done',
  'model.award',
  'model.study',
  'model.publicity',
] as const satisfies readonly DutyKind[];
export type FilingKind = (typeof FILING_KINDS)[number];

/** What a filing in an imported file may be: also what the register has a procedure of its own for. */
export const IMPORTED_FILING_KINDS = [
  ...FILING_KINDS,
  'commitment.kept',
  'commitment.broken',
  'report.given',
] as const satisfies readonly DutyKind[];
export type ImportedFilingKind = (typeof IMPORTED_FILING_KINDS)[number];

const ROWS: ReadonlyMap<string, (typeof KINDS)[number]> = new Map(KINDS.map((row) => [row.kind, row]));
const ACTIVITIES: ReadonlySet<string> = new Set(ACTIVITY_KINDS);
const FILINGS: ReadonlySet<string> = new Set(FILING_KINDS);
const IMPORTED_FILINGS: ReadonlySet<string> = new Set(IMPORTED_FILING_KINDS);

function rowOf(kind: DutyKind): (typeof KINDS)[number] {
  const row = ROWS.get(kind);
  if (row === undefined) throw new RangeError(`not a duty kind: ${kind}`);
  return row;
}

export const sectionOf = (kind: DutyKind): Section => rowOf(kind).section;
export const unitOf = (kind: DutyKind): DutyUnit => rowOf(kind).unit;

export const isDutyKind = (text: string): text is DutyKind => ROWS.has(text);
export const isActivityKind = (text: string): text is ActivityKind => ACTIVITIES.has(text);
export const isFilingKind = (text: string): text is FilingKind => FILINGS.has(text);
export const isImportedFilingKind = (text: string): text is ImportedFilingKind => IMPORTED_FILINGS.has(text);
