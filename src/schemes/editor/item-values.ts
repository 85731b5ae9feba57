import { KINDS } from '../../duties/rules.ts';
import type { SchemeItem } from '../scheme.ts';

/** Rows of a table by grade or by number that the form has room for. */
export const MOST_ROWS = 24;

/** Whether the form has room for the whole item. */
export function fitsForm({ grades = {}, tiers = [] }: SchemeItem): boolean {
  return Object.keys(grades).length <= MOST_ROWS && tiers.length <= MOST_ROWS;
}

const KINDS_IN_ORDER: readonly string[] = KINDS.map(({ kind }) => kind);
const text = (value: number | null | undefined): string => String(value ?? '');

/** An item as it stands in its form. Deductions are typed without a minus, under 扣分. */
export function valuesOfItem(item: SchemeItem): Record<string, string | string[]> {
  const { target, tiers = [], grades = {}, split = null } = item;
  const isMinus = isAllMinus(item);
  const size = (points: number): string => String(isMinus ? Math.abs(points) : points);
  return {
    section: item.section,
    title: item.title,
    unit: item.unit,
    sign: isMinus ? 'minus' : 'plus',
    worth: worthOf(item),
    points: item.points === undefined ? '' : size(item.points),
    grade: Object.keys(grades),
    gradePoints: Object.values(grades).map(size),
    tierFrom: tiers.map(({ from }) => String(from)),
    tierPoints: tiers.map(({ points }) => size(points)),
    targetQuantity: text(target?.quantity),
    targetPoints: text(target?.points),
    targetMore: text(target?.more),
    targetLess: text(target?.less),
    cap: text(item.cap),
    quarterCap: text(item.quarterCap),
    kinds: KINDS_IN_ORDER.filter((kind) => item.kinds?.some((one) => one === kind)),
    categories: [...(item.categories ?? [])],
    source: item.source ?? '',
    evidence: item.evidence === true ? 'yes' : '',
    bestOf: item.bestOf ?? '',
    split: split === null ? 'none' : split === 'equal' ? 'equal' : 'lead',
    splitPercent: typeof split === 'number' ? String(split) : '',
  };
}

/** What a new item's form begins with. */
export const NEW_ITEM_VALUES = { sign: 'plus', worth: 'points', split: 'none' } as const;

export const WORTHS = ['points', 'grades', 'tiers', 'target'] as const;
export type WorthWay = (typeof WORTHS)[number];

export const worthOf = (item: SchemeItem): WorthWay =>
  WORTHS.find((way) => item[way] !== undefined) ?? 'points';

/** Whether all that an item is worth is taken away; then its form says 扣分 once and for all. */
export function isAllMinus({ points, grades = {}, tiers = [] }: SchemeItem): boolean {
  const worth = [
    ...(points === undefined ? [] : [points]),
    ...Object.values(grades),
    ...tiers.map((row) => row.points),
  ];
  return worth.some((each) => each < 0) && worth.every((each) => each <= 0);
}
