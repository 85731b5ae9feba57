/** What a scheme (积分办法) is made of, and what can be wrong with one. */
import type { DutyKind } from '../duties/rules.ts';
import { fromHundredths, toHundredths } from '../lib/hundredths.ts';

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

/** Section (板块) of a scheme. A bound that several items share (提案合计最多 25 分) is a section of its own. */
export interface SchemeSection {
  readonly code: string;
  readonly title: string;
  /** 上限: the most positive points of the year, `base` not among them; null means none. */
  readonly cap: number | null;
  /** 板块基础分: starting points beside the scheme's, counted in the first quarter. Absent or null means 0. */
  readonly base?: number | null;
  /**
   * 扣完为止: at the end of each quarter, base and granted points of the section together count as no less than this.
   * What is lacking is given as a settlement of its own; additions of a later quarter take it back before they show.
   * Absent or null means none.
   */
  readonly floor?: number | null;
}

/**
 * One row of a table by number (分段计分): what each unit from the `from`-th on is worth, until the next row.
 * 第一件 10 分，以后每件 5 分 is [{from: 1, points: 10}, {from: 2, points: 5}]; 满四次得 10 分 is 0 from 1, 10 from 4, 0 from 5.
 */
export interface SchemeTier {
  /** A whole number; the first row's is 1. */
  readonly from: number;
  readonly points: number;
}

/**
 * What is expected of everybody in the year (应完成数): 应完成 3 件得 10 分，每多（少）1 件加（扣）5 分. With n units done it is
 * worth points + more × (n − quantity) from `quantity` on and points − less × (quantity − n) below, which may be less
 * than nothing. It is settled once, on the last day of the year; until then its records count nothing.
 */
export interface SchemeTarget {
  /** Above 0. */
  readonly quantity: number;
  /** For exactly `quantity` units; 0 or more, like `more` and `less`. */
  readonly points: number;
  readonly more: number;
  readonly less: number;
}

/** 联名分摊: shared alike, or the first signer's share in percent (above 0, below 100), the others sharing the rest alike. */
export type SchemeSplit = 'equal' | number;

/** Item (计分项目). What it is worth is exactly one of `points`, `grades`, `tiers` and `target`. */
export interface SchemeItem {
  readonly code: string;
  readonly section: string;
  readonly title: string;
  readonly unit: string;
  /** Per unit; negative for a deduction (扣分). */
  readonly points?: number;
  /** 分级定分: points per unit by grade. */
  readonly grades?: Readonly<Record<string, number>>;
  /**
   * 分段计分: points by number within the year, in the order of the computation, of the units that count; rows from low
   * to high, all of one sign. The n-th unit of the year can lie in any quarter, so there is no `quarterCap` beside them.
   */
  readonly tiers?: readonly SchemeTier[];
  /** 应完成数. Without `quarterCap`, as it is settled for the year. */
  readonly target?: SchemeTarget;
  /** 年上限; for a deduction the most it takes away. Absent or null means none. */
  readonly cap?: number | null;
  /** 季上限, the same within one quarter. */
  readonly quarterCap?: number | null;
  /**
   * 只计最高: of all records of the year under the items of one section that say the same name here, only the best counts.
   * A later and better one is granted the difference, so nothing granted is ever taken back. Of deductions likewise only
   * the heaviest. With `points` or `grades`, and without `cap` and `quarterCap`. The name is shown to people: 提案.
   */
  readonly bestOf?: string | null;
  /** 联名分摊: how the signers of one motion or suggestion share its points; with `points` or `grades`. Absent: each has all. */
  readonly split?: SchemeSplit | null;
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

/** 起始分: what everybody starts the year with, the scheme's base and those of its sections together. */
export function startingPoints({ base, sections }: Pick<Scheme, 'base' | 'sections'>): number {
  return fromHundredths(
    sections.reduce((total, section) => total + toHundredths(section.base ?? 0), toHundredths(base)),
  );
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
  | 'points-negative'
  | 'not-together'
  | 'grades-empty'
  | 'tiers-empty'
  | 'tiers-out-of-order'
  | 'tiers-mixed'
  | 'tiers-zero'
  | 'target-zero'
  | 'best-across-sections'
  | 'split-unknown'
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
  | 'item-cap-above-worth'
  | 'split-idle'
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
  /** The other field of two that do not go together. */
  readonly beside?: string;
}
export type SchemeFault = SchemeFinding<SchemeFaultCode>;
export type SchemeWarning = SchemeFinding<SchemeWarningCode>;
