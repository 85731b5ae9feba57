import { isDutyKind, KINDS, type DutyKind } from '../../duties/rules.ts';
import { fromHundredths, parseHundredths } from '../../lib/hundredths.ts';
import { codePoints, toHalfWidth } from '../../lib/text.ts';
import { compact } from '../reading.ts';
import { SOURCES, type SchemeItem, type SchemeSplit, type SchemeTarget, type SchemeTier } from '../scheme.ts';
import type { TypedItem } from './forms.ts';
import { formFaultText, type FormFault } from './form-labels.ts';
import { WORTHS, type WorthWay } from './item-values.ts';

/** What the form offers to choose from. */
export interface ItemGround {
  /** Codes of the draft's sections. */
  readonly sections: readonly string[];
  /** Names of the register's categories, and of those that the item has already. */
  readonly categories: readonly string[];
}

export type ItemInput = Omit<SchemeItem, 'code'>;
export type ReadItem =
  | { readonly ok: true; readonly item: ItemInput }
  /** By field, rows as `grade.2`; in the order of the page. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

interface Reading {
  readonly typed: TypedItem;
  readonly errors: Record<string, string>;
  readonly isMinus: boolean;
}

/** Far above any real scheme; the same bound as that of a pasted one (reading.ts). */
const LARGEST = 100_000;

/** Reads an item (计分项目) from its form; what is wrong is said at each field, all of it at once. */
export function readItemForm(typed: TypedItem, ground: ItemGround): ReadItem {
  const reading: Reading = { typed, errors: {}, isMinus: typed.sign === 'minus' };
  const item = compact<ItemInput>({
    section: readChoice(reading, 'section', ground.sections) ?? '',
    title: readWords(reading, 'title', 60),
    unit: readWords(reading, 'unit', 10),
    ...readWorth(reading),
    ...readCaps(reading),
    kinds: readKinds(reading),
    categories: readCategories(reading, ground.categories),
    source: typed.source === '' ? undefined : readChoice(reading, 'source', SOURCES),
    evidence: typed.evidence === 'yes' ? true : undefined,
    ...readRarities(reading),
  });
  return Object.keys(reading.errors).length === 0
    ? { ok: true, item }
    : { ok: false, errors: reading.errors };
}

function fail(reading: Reading, field: string, fault: FormFault, more = ''): void {
  reading.errors[field] ??= formFaultText(fault, field, more);
}

type TextField = {
  [Field in keyof TypedItem]: TypedItem[Field] extends string ? Field : never;
}[keyof TypedItem];

function readChoice<T extends string>(
  reading: Reading,
  field: TextField,
  choices: readonly T[],
): T | undefined {
  const chosen = choices.find((one) => one === reading.typed[field]);
  if (chosen === undefined) fail(reading, field, 'choose');
  return chosen;
}

function readWords(reading: Reading, field: 'title' | 'unit', most: number): string {
  const words = reading.typed[field];
  if (words === '') fail(reading, field, 'missing');
  if (codePoints(words) > most) fail(reading, field, 'too-long', String(most));
  return words;
}

/** A number of points, undefined when it is left out or at fault. */
function readNumber(reading: Reading, field: string, typed: string, isNeeded: boolean): number | undefined {
  if (typed === '') {
    if (isNeeded) fail(reading, field, 'missing');
    return undefined;
  }
  const hundredths = parseHundredths(typed);
  if (hundredths === null) fail(reading, field, 'not-number');
  else if (Math.abs(hundredths) > LARGEST * 100) fail(reading, field, 'too-large');
  else return fromHundredths(hundredths);
  return undefined;
}

/** Points under 加分 or 扣分: somebody who says 扣分 and writes -1 means one point off. */
function readWorthPoints(reading: Reading, field: string, typed: string, mayBeMinus: boolean): number {
  const value = readNumber(reading, field, typed, true) ?? 0;
  if (reading.isMinus) return value === 0 ? 0 : -Math.abs(value);
  if (value < 0 && !mayBeMinus) fail(reading, field, 'minus-under-plus');
  return value;
}

function readWorth(reading: Reading): Pick<ItemInput, WorthWay> {
  if (reading.typed.worth !== 'target') readChoice(reading, 'sign', ['plus', 'minus']);
  const way = readChoice(reading, 'worth', WORTHS);
  if (way === 'points') return { points: readPoints(reading) };
  if (way === 'grades') return { grades: readGrades(reading) };
  if (way === 'tiers') return { tiers: readTiers(reading) };
  return way === 'target' ? { target: readTarget(reading) } : {};
}

function readPoints(reading: Reading): number {
  const points = readWorthPoints(reading, 'points', reading.typed.points, false);
  if (points === 0) fail(reading, 'points', 'zero');
  return points;
}

/** Rows in which something was typed, with the place where they stand. */
function rowsOf(first: readonly string[], second: readonly string[]) {
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => ({
    index,
    name: first[index] ?? '',
    worth: second[index] ?? '',
  })).filter(({ name, worth }) => name !== '' || worth !== '');
}

function readGrades(reading: Reading): Record<string, number> {
  const grades = new Map<string, number>();
  const rows = rowsOf(reading.typed.grade, reading.typed.gradePoints);
  if (rows.length === 0) fail(reading, 'grade.0', 'no-rows');
  for (const { index, name, worth } of rows) {
    if (name === '') fail(reading, `grade.${index}`, 'missing');
    else if (codePoints(name) > 30) fail(reading, `grade.${index}`, 'too-long', '30');
    else if (grades.has(name)) fail(reading, `grade.${index}`, 'twice', name);
    grades.set(name, readWorthPoints(reading, `gradePoints.${index}`, worth, true));
  }
  return Object.fromEntries(grades);
}

function readTiers(reading: Reading): SchemeTier[] {
  const rows = rowsOf(reading.typed.tierFrom, reading.typed.tierPoints);
  if (rows.length === 0) fail(reading, 'tierFrom.0', 'no-rows');
  let last = 0;
  const tiers = rows.map(({ index, name, worth }) => {
    const from = readFrom(reading, `tierFrom.${index}`, name, last);
    last = Math.max(last, from);
    return { from, points: readWorthPoints(reading, `tierPoints.${index}`, worth, false) };
  });
  const [first] = rows;
  if (first !== undefined && tiers.every(({ points }) => points === 0))
    fail(reading, `tierPoints.${first.index}`, 'all-zero');
  return tiers;
}

/** The first row begins with 1, each other above the one before. */
function readFrom(reading: Reading, field: string, typed: string, last: number): number {
  const plain = toHalfWidth(typed);
  const from = /^\d{1,6}$/.test(plain) ? Number(plain) : 0;
  if (typed === '') fail(reading, field, 'missing');
  else if (from === 0) fail(reading, field, 'not-whole');
  else if (last === 0 && from !== 1) fail(reading, field, 'not-from-one');
  else if (from <= last) fail(reading, field, 'not-ascending', String(last));
  return from;
}

function readTarget(reading: Reading): SchemeTarget {
  const { targetQuantity, targetPoints, targetMore, targetLess } = reading.typed;
  const read = (field: string, typed: string, isNeeded: boolean, least: 'zero' | null = null): number => {
    const value = readNumber(reading, field, typed, isNeeded);
    if (value !== undefined && value < 0) fail(reading, field, 'negative');
    if (value === 0 && least === 'zero') fail(reading, field, 'zero');
    return value ?? 0;
  };
  return {
    quantity: read('targetQuantity', targetQuantity, true, 'zero'),
    points: read('targetPoints', targetPoints, true),
    more: read('targetMore', targetMore, false),
    less: read('targetLess', targetLess, true, 'zero'),
  };
}

function readCaps(reading: Reading): Pick<ItemInput, 'cap' | 'quarterCap'> {
  const { typed } = reading;
  const read = (field: 'cap' | 'quarterCap'): number | undefined => {
    const value = readNumber(reading, field, typed[field], false);
    if (value !== undefined && value < 0) fail(reading, field, 'negative');
    if (value !== undefined && typed.bestOf !== '') fail(reading, field, 'beside-best-of');
    return value;
  };
  const caps = { cap: read('cap'), quarterCap: read('quarterCap') };
  if (isForTheYear(typed) && typed.quarterCap !== '') fail(reading, 'quarterCap', 'quarter-beside-year');
  return compact<Pick<ItemInput, 'cap' | 'quarterCap'>>(caps);
}

/** Counted over the whole year, so that neither a quarter nor a share can be told apart. */
const isForTheYear = ({ worth }: TypedItem): boolean => worth === 'tiers' || worth === 'target';

function readKinds(reading: Reading): readonly DutyKind[] | undefined {
  const { kinds } = reading.typed;
  if (!kinds.every(isDutyKind)) fail(reading, 'kinds', 'choose');
  const chosen = KINDS.map(({ kind }) => kind).filter((kind) => kinds.includes(kind));
  return chosen.length === 0 ? undefined : chosen;
}

function readCategories(reading: Reading, known: readonly string[]): readonly string[] | undefined {
  const { categories } = reading.typed;
  if (!categories.every((name) => known.includes(name))) fail(reading, 'categories', 'choose');
  return categories.length === 0 ? undefined : [...new Set(categories)];
}

function readRarities(reading: Reading): Pick<ItemInput, 'bestOf' | 'split'> {
  const { bestOf } = reading.typed;
  if (codePoints(bestOf) > 30) fail(reading, 'bestOf', 'too-long', '30');
  if (bestOf !== '' && isForTheYear(reading.typed)) fail(reading, 'bestOf', 'beside-year');
  return compact<Pick<ItemInput, 'bestOf' | 'split'>>({
    bestOf: bestOf === '' ? undefined : bestOf,
    split: readSplit(reading),
  });
}

function readSplit(reading: Reading): SchemeSplit | undefined {
  const way = readChoice(reading, 'split', ['none', 'equal', 'lead']);
  if (way === undefined || way === 'none') return undefined;
  if (isForTheYear(reading.typed)) fail(reading, 'split', 'beside-year');
  if (way === 'equal') return 'equal';
  const percent = readNumber(reading, 'splitPercent', reading.typed.splitPercent, true) ?? 50;
  if (percent <= 0 || percent >= 100) fail(reading, 'splitPercent', 'not-percent');
  return percent;
}
