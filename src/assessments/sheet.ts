/**
 * What is scored in a year-end assessment (年度积分核定) and what it comes to: pure functions of the frozen notice of the
 * year's fourth quarter. All points in hundredths. points.md, "Year-end assessment".
 */
import { canonicalJson } from '../lib/canonical-json.ts';
import { toHundredths } from '../lib/hundredths.ts';
import type { NoticeBody, NoticeDeputy } from '../notices/body.ts';
import type { Scheme, SchemeItem } from '../schemes/scheme.ts';

/** An item of the scheme that is scored, with what was computed for it and the bounds of a score. */
export interface ScoredItem {
  readonly code: string;
  /** Its place in the scheme, by which forms name it. */
  readonly index: number;
  readonly section: string;
  readonly title: string;
  readonly computedHundredths: number;
  readonly leastHundredths: number;
  readonly mostHundredths: number;
}

/**
 * A part of the computed total that nobody scores: base points (基础分), the settlement of a target (应完成数), what the floor
 * of a section gave, and what the bounds of the running total changed.
 */
export interface FixedLine {
  readonly kind: 'base' | 'target' | 'section-floor' | 'bounds';
  /** Null for what concerns the scheme as a whole. */
  readonly section: string | null;
  /** Code of a target's item. */
  readonly item: string | null;
  readonly hundredths: number;
}

/** One deputy's sheet: items and fixed lines together add up to the computed total. */
export interface Sheet {
  readonly items: readonly ScoredItem[];
  readonly fixed: readonly FixedLine[];
  readonly computedHundredths: number;
  /** Bounds of the total; infinite where the scheme has none. */
  readonly floor: number;
  readonly cap: number;
}

export interface Score {
  readonly hundredths: number;
  /** Why it differs from what was computed; '' when it does not. */
  readonly reason: string;
}

/** Scores of one step by code of the item. */
export type Scores = ReadonlyMap<string, Score>;

/** No item of a scheme is worth more; what has no cap is bounded by it. */
export const SCORE_LIMIT = toHundredths(100_000);

/** What a notice says of a deputy, as the sheet that is scored. */
export function sheetOf({ scheme }: Pick<NoticeBody, 'scheme'>, deputy: NoticeDeputy): Sheet {
  const computedHundredths = toHundredths(deputy.total);
  const items = scheme.items.flatMap((item, index) =>
    isScored(item, deputy) ? [scoredItem(item, index, deputy)] : [],
  );
  const lines = [...baseLines(scheme), ...settledLines(scheme, deputy)];
  const explained =
    sum(items.map((item) => item.computedHundredths)) + sum(lines.map((line) => line.hundredths));
  const bounds: FixedLine = {
    kind: 'bounds',
    section: null,
    item: null,
    hundredths: computedHundredths - explained,
  };
  return {
    items,
    fixed: [...lines, bounds].filter(({ hundredths }) => hundredths !== 0),
    computedHundredths,
    floor: scheme.floor === null ? -Infinity : toHundredths(scheme.floor),
    cap: scheme.cap === null ? Infinity : toHundredths(scheme.cap),
  };
}

/** A target is settled by its own rule; an item for other categories says nothing of this deputy. */
function isScored({ target, categories }: SchemeItem, { category }: NoticeDeputy): boolean {
  return target === undefined && (!categories || categories.includes(category ?? ''));
}

function scoredItem(item: SchemeItem, index: number, { lines }: NoticeDeputy): ScoredItem {
  const { code, section, title } = item;
  const own = lines.filter((line) => line.item === code);
  return {
    code,
    index,
    section,
    title,
    computedHundredths: sum(own.map(({ granted }) => toHundredths(granted))),
    ...boundsOf(item),
  };
}

/** 0 to the cap for what adds, the cap below zero to 0 for a deduction; both where grades do either. */
export function boundsOf(item: SchemeItem): { leastHundredths: number; mostHundredths: number } {
  const worths = worthsOf(item);
  const caps = [item.cap ?? null, item.quarterCap ? item.quarterCap * 4 : null];
  const bound = Math.min(SCORE_LIMIT, ...caps.map((cap) => (cap === null ? Infinity : toHundredths(cap))));
  return {
    leastHundredths: worths.some((worth) => worth < 0) ? 0 - bound : 0,
    mostHundredths: worths.some((worth) => worth > 0) ? bound : 0,
  };
}

function worthsOf({ points, grades, tiers }: SchemeItem): readonly number[] {
  if (points !== undefined) return [points];
  return tiers ? tiers.map((tier) => tier.points) : Object.values(grades ?? {});
}

function baseLines({ base, sections }: Scheme): FixedLine[] {
  return [
    { kind: 'base', section: null, item: null, hundredths: toHundredths(base) },
    ...sections.map((section): FixedLine => {
      const hundredths = toHundredths(section.base ?? 0);
      return { kind: 'base', section: section.code, item: null, hundredths };
    }),
  ];
}

function settledLines({ sections }: Scheme, { settlements = [] }: NoticeDeputy): FixedLine[] {
  const targets = settlements
    .filter(({ kind }) => kind === 'target')
    .map(({ section, item = null, granted }): FixedLine => {
      return { kind: 'target', section, item, hundredths: toHundredths(granted) };
    });
  const floors = sections.map(({ code }): FixedLine => {
    const own = settlements.filter(({ kind, section }) => kind === 'section-floor' && section === code);
    const hundredths = sum(own.map(({ granted }) => toHundredths(granted)));
    return { kind: 'section-floor', section: code, item: null, hundredths };
  });
  return [...targets, ...floors];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The total by these scores: the computed one and what each differs by, inside the scheme's floor and cap. */
export function totalOf({ items, computedHundredths, floor, cap }: Sheet, scores: Scores): number {
  const differences = items.map(
    ({ code, computedHundredths: computed }) => (scores.get(code)?.hundredths ?? computed) - computed,
  );
  return Math.min(Math.max(computedHundredths + sum(differences), floor), cap);
}

/** Scores that agree with what was computed. */
export function computedScores({ items }: Sheet): Scores {
  return new Map(
    items.map(({ code, computedHundredths }) => [code, { hundredths: computedHundredths, reason: '' }]),
  );
}

/** Whether every score is the computed one. */
export function agrees({ items }: Sheet, scores: Scores): boolean {
  return items.every(({ code, computedHundredths }) => scores.get(code)?.hundredths === computedHundredths);
}

export type ScoreFaultCode = 'missing' | 'unknown' | 'out-of-bounds' | 'reason-missing';

export interface ScoreFault {
  readonly code: ScoreFaultCode;
  /** Of an item that the sheet has; null for one that it has not. */
  readonly item: ScoredItem | null;
}

/** Everything wrong with a step's scores: each item has one, inside its bounds, with a reason where it differs. */
export function faultsOf({ items }: Sheet, scores: Scores): ScoreFault[] {
  const known = new Set(items.map(({ code }) => code));
  const strange = [...scores.keys()].filter((code) => !known.has(code));
  return [
    ...items.flatMap((item) => {
      const code = faultOf(item, scores.get(item.code));
      return code === null ? [] : [{ code, item }];
    }),
    ...strange.map(() => ({ code: 'unknown', item: null }) as const),
  ];
}

/** What is wrong with one score, or null. */
export function faultOf(item: ScoredItem, score: Score | undefined): ScoreFaultCode | null {
  if (score === undefined) return 'missing';
  const { hundredths, reason } = score;
  const isInside =
    Number.isInteger(hundredths) && hundredths >= item.leastHundredths && hundredths <= item.mostHundredths;
  if (!isInside) return 'out-of-bounds';
  return hundredths !== item.computedHundredths && reason.trim() === '' ? 'reason-missing' : null;
}

/**
 * Reasons as they are kept. Beside a score that agrees with the computed one, a reason that was only carried over from
 * the step before would be about a score that is no longer there; one of the step's own says why it was not followed.
 */
export function keptScores({ items }: Sheet, scores: Scores, before: Scores): Scores {
  return new Map(
    items.flatMap(({ code, computedHundredths }) => {
      const score = scores.get(code);
      if (score === undefined) return [];
      const isIdle =
        score.hundredths === computedHundredths && score.reason === (before.get(code)?.reason ?? '');
      return [[code, isIdle ? { ...score, reason: '' } : score] as const];
    }),
  );
}

/** Whether two versions of a notice (更正公告) say the same of a deputy's points; ranks are nobody's score. */
export function samePoints(before: NoticeDeputy, after: NoticeDeputy): boolean {
  const told = ({ total, category, lines, settlements = [] }: NoticeDeputy) =>
    canonicalJson({
      total,
      category,
      settlements,
      lines: lines.map(({ record, item, granted }) => ({ record, item, granted })),
    });
  return told(before) === told(after);
}
