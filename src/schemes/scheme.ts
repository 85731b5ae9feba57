/** What a scheme (积分办法) is made of, and what can be wrong with one. */
import type { DutyKind } from '../duties/rules.ts';

/** Where an item's records come from (points.md, "item field"). */
export const SOURCES = [
  'attendance',
  'leave',
  'absence',
  'proposal',
  'reception',
  'commitment',
  'filing',
  'manual',
] as const;
export type SchemeSource = (typeof SOURCES)[number];

/** Section (板块) of a scheme. */
export interface SchemeSection {
  readonly code: string;
  readonly title: string;
  /** 上限: the most positive points of the year; null means none. */
  readonly cap: number | null;
}

/** Item (计分项目). It has either `points` or `grades`. */
export interface SchemeItem {
  readonly code: string;
  readonly section: string;
  readonly title: string;
  readonly unit: string;
  /** Per unit; negative for a deduction (扣分). */
  readonly points?: number;
  /** 分级定分: points per unit by grade. */
  readonly grades?: Readonly<Record<string, number>>;
  /** 年上限; for a deduction the most it takes away. Absent or null means none. */
  readonly cap?: number | null;
  /** 季上限, the same within one quarter. */
  readonly quarterCap?: number | null;
  /** 分类管理: the deputy categories it applies to. Absent or null means all. */
  readonly categories?: readonly string[] | null;
  /** The duty kinds that it counts in the register; a hand-fed item and a worked case have none. */
  readonly kinds?: readonly DutyKind[];
  readonly source?: SchemeSource;
  /** 佐证: whether a filing needs supporting material before it can be confirmed. */
  readonly evidence?: boolean;
}

/** Scheme (积分办法) of one calendar year. Points are JSON numbers with at most two decimals. */
export interface Scheme {
  readonly id: string;
  readonly title: string;
  readonly year: number;
  readonly version?: number;
  /** 基础分, counted in the first quarter. */
  readonly base: number;
  readonly floor: number | null;
  readonly cap: number | null;
  readonly sections: readonly SchemeSection[];
  readonly items: readonly SchemeItem[];
}

/** A part of a scheme, as a person finds it: the n-th section or item, with what it is called. */
export interface Place {
  readonly part: 'scheme' | 'section' | 'item';
  /** '' for the scheme, otherwise such as `items[3]`. */
  readonly path: string;
  /** Counted from 1. */
  readonly number?: number;
  readonly code?: string;
  readonly title?: string;
}

export type SchemeFaultCode =
  | 'not-object'
  | 'not-list'
  | 'not-text'
  | 'text-missing'
  | 'year-out-of-range'
  | 'version-not-counted'
  | 'not-number'
  | 'too-many-decimals'
  | 'too-large'
  | 'cap-negative'
  | 'floor-above-cap'
  | 'section-code-twice'
  | 'item-code-twice'
  | 'section-unknown'
  | 'points-missing'
  | 'points-and-grades'
  | 'points-zero'
  | 'grades-empty'
  | 'kinds-empty'
  | 'kind-unknown'
  | 'kind-twice'
  | 'categories-empty'
  | 'source-unknown'
  | 'not-yes-or-no'
  | 'key-unknown';

export type SchemeWarningCode =
  | 'no-items'
  | 'kind-claimed'
  | 'grades-mixed'
  | 'quarter-cap-above-cap'
  | 'item-cap-unreachable'
  | 'section-cap-unreachable'
  | 'total-cap-unreachable'
  | 'base-outside-bounds';

/** One thing wrong with a scheme, and where: as a path for programs, as a place and field for people. */
export interface SchemeFinding<Code extends string> {
  /** Such as `items[3].cap`. */
  readonly path: string;
  readonly code: Code;
  readonly value: unknown;
  readonly place: Place;
  /** The last named step of the path, such as `cap`; '' for the part itself. */
  readonly field: string;
  /** The grade, where the value is one of a graded item's. */
  readonly grade?: string;
  /** What the parts below a bound add up to at most, where that is less than the bound. */
  readonly reach?: number;
  /** The other place of two that collide. */
  readonly other?: Place;
}
export type SchemeFault = SchemeFinding<SchemeFaultCode>;
export type SchemeWarning = SchemeFinding<SchemeWarningCode>;
