import { toHundredths } from '../lib/hundredths.ts';
import type { Place, SchemeFault, SchemeFaultCode } from './scheme.ts';

/** A check under way: readers report here and return a harmless value, so that all faults come out at once. */
export interface Check {
  readonly faults: SchemeFault[];
  /** Titles and units may be left out (worked cases). */
  readonly bare: boolean;
}

export type JsonObject = Record<string, unknown>;
type Extra = Partial<Pick<SchemeFault, 'grade' | 'other' | 'beside'>> & { readonly step?: string };

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;
/** Far above any real scheme, and low enough that points times quantity stay exact. */
const LARGEST = 100_000;

export function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The value under a key of the object's own; `toString` and its like are absent unless written. */
export function valueAt(json: JsonObject, key: string): unknown {
  return Object.hasOwn(json, key) ? json[key] : undefined;
}

/** `step` is what follows the field in the path: `[2]` in a list, `.A` in a table. */
export function report(
  check: Check,
  place: Place,
  field: string,
  code: SchemeFaultCode,
  value: unknown,
  { step = '', ...extra }: Extra = {},
): void {
  const joint = place.path === '' || field === '' ? '' : '.';
  check.faults.push({ path: place.path + joint + field + step, code, value, place, field, ...extra });
}

/** The fields without those that are undefined: JSON has no undefined. */
export function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

export function refuseUnknownKeys(
  check: Check,
  place: Place,
  json: JsonObject,
  known: readonly string[],
): void {
  for (const key of Object.keys(json)) {
    if (!known.includes(key)) report(check, place, key, 'key-unknown', json[key]);
  }
}

/** A text that says something; '' after a fault and when an optional one is left out. */
export function readText(
  check: Check,
  place: Place,
  json: JsonObject,
  key: string,
  options: { optional?: boolean } = {},
): string {
  const value = valueAt(json, key);
  if (value === undefined && options.optional === true) return '';
  if (value === undefined || value === null) report(check, place, key, 'text-missing', value);
  else if (typeof value !== 'string') report(check, place, key, 'not-text', value);
  else if (value.trim() === '') report(check, place, key, 'text-missing', value);
  else return value;
  return '';
}

export function readYear(check: Check, place: Place, json: JsonObject): number {
  const value = valueAt(json, 'year');
  if (isWholeNumber(value) && value >= FIRST_YEAR && value <= LAST_YEAR) return value;
  report(check, place, 'year', 'year-out-of-range', value);
  return FIRST_YEAR;
}

export function readVersion(check: Check, place: Place, json: JsonObject): number | undefined {
  const value = valueAt(json, 'version');
  if (value === undefined) return undefined;
  if (isWholeNumber(value) && value >= 1) return value;
  report(check, place, 'version', 'version-not-counted', value);
  return undefined;
}

function isWholeNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

/** A number of points that may be left out; null is kept as null, undefined means absent or at fault. */
export function readPoints(
  check: Check,
  place: Place,
  json: JsonObject,
  key: string,
  options: { atLeastZero?: boolean } = {},
): number | null | undefined {
  const value = valueAt(json, key);
  if (value === undefined || value === null) return value;
  const fault =
    refusePoints(value) ?? (options.atLeastZero === true && Number(value) < 0 ? 'cap-negative' : null);
  if (fault === null) return Number(value);
  report(check, place, key, fault, value);
  return undefined;
}

export function refusePoints(value: unknown): SchemeFaultCode | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'not-number';
  if (Math.abs(value) > LARGEST) return 'too-large';
  return isHundredths(value) ? null : 'too-many-decimals';
}

function isHundredths(value: number): boolean {
  try {
    toHundredths(value);
    return true;
  } catch {
    return false;
  }
}

/** A list that may be left out; undefined when absent, null or at fault. */
export function readList(
  check: Check,
  place: Place,
  json: JsonObject,
  key: string,
): readonly unknown[] | undefined {
  const value = valueAt(json, key);
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value;
  report(check, place, key, 'not-list', value);
  return undefined;
}
