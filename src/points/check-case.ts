import { isDay } from '../lib/dates.ts';
import { isObject, refusePoints, valueAt, type JsonObject } from '../schemes/reading.ts';
import { checkScheme, type Scheme, type SchemeFault, type SchemeFaultCode } from '../schemes/rules.ts';
import type { PointRecord, ScoredDeputy, ScoreInput } from './shapes.ts';

export type CaseFaultCode =
  | SchemeFaultCode
  | 'not-a-day'
  | 'quantity-negative'
  | 'signers-not-counted'
  | 'cosigner-alone'
  | 'deputy-twice'
  | 'deputy-unknown'
  | 'record-twice';

/** One thing wrong with a case file; `schemeFault` says more where it lies in the scheme. */
export interface CaseFault {
  /** Such as `records[12].date` or `scheme.items[3].cap`. */
  readonly path: string;
  readonly code: CaseFaultCode;
  readonly value: unknown;
  readonly schemeFault?: SchemeFault;
}

export type CaseCheck =
  | { readonly ok: true; readonly input: ScoreInput }
  | { readonly ok: false; readonly faults: readonly CaseFault[] };

type Faults = CaseFault[];

/** Reads a case of the `score` command from JSON (interfaces.md) and names every fault at once. Keys it does not know are left alone, but in the scheme. */
export function checkCase(json: unknown): CaseCheck {
  if (!isObject(json)) return { ok: false, faults: [{ path: '', code: 'not-object', value: json }] };
  const faults: Faults = [];
  const scheme = readScheme(faults, json);
  const deputies = readDeputies(faults, json);
  const records = readRecords(faults, json, deputies);
  const asOf = readDay(faults, json, 'asOf', 'asOf');
  if (faults.length > 0 || scheme === null) return { ok: false, faults };
  return { ok: true, input: { scheme, deputies, records, asOf } };
}

function readScheme(faults: Faults, json: JsonObject): Scheme | null {
  const check = checkScheme(valueAt(json, 'scheme'), { bare: true });
  if (check.ok) return check.scheme;
  for (const schemeFault of check.faults) {
    const { path, code, value } = schemeFault;
    faults.push({ path: path === '' ? 'scheme' : `scheme.${path}`, code, value, schemeFault });
  }
  return null;
}

/** The objects of a list, each with its path. */
function readObjects(faults: Faults, json: JsonObject, key: string): { path: string; entry: JsonObject }[] {
  const list = valueAt(json, key);
  if (!Array.isArray(list)) {
    faults.push({ path: key, code: 'not-list', value: list });
    return [];
  }
  return list.flatMap((entry: unknown, index) => {
    const path = `${key}[${index}]`;
    if (isObject(entry)) return [{ path, entry }];
    faults.push({ path, code: 'not-object', value: entry });
    return [];
  });
}

function readDeputies(faults: Faults, json: JsonObject): readonly ScoredDeputy[] {
  const seen = new Set<string>();
  return readObjects(faults, json, 'deputies').map(({ path, entry }) => {
    const id = readText(faults, entry, 'id', path);
    if (seen.has(id)) faults.push({ path: `${path}.id`, code: 'deputy-twice', value: id });
    seen.add(id);
    const name = readOptionalText(faults, entry, 'name', path);
    const category = readOptionalText(faults, entry, 'category', path);
    const partYear = readYesOrNo(faults, entry, 'partYear', path);
    return {
      id,
      category,
      ...(name === null ? {} : { name }),
      ...(partYear === null ? {} : { partYear }),
    };
  });
}

function readRecords(
  faults: Faults,
  json: JsonObject,
  deputies: readonly ScoredDeputy[],
): readonly PointRecord[] {
  const known = new Set(deputies.map(({ id }) => id));
  const seen = new Set<string>();
  return readObjects(faults, json, 'records').map(({ path, entry }) => {
    const record = readRecord(faults, entry, path);
    const { id, deputy } = record;
    if (id !== '' && seen.has(id)) faults.push({ path: `${path}.id`, code: 'record-twice', value: id });
    if (deputy !== '' && !known.has(deputy))
      faults.push({ path: `${path}.deputy`, code: 'deputy-unknown', value: deputy });
    seen.add(id);
    return record;
  });
}

function readRecord(faults: Faults, entry: JsonObject, path: string): PointRecord {
  const late = (valueAt(entry, 'countedOn') ?? null) !== null;
  return {
    id: readText(faults, entry, 'id', path),
    deputy: readText(faults, entry, 'deputy', path),
    item: readText(faults, entry, 'item', path),
    date: readDay(faults, entry, 'date', `${path}.date`),
    quantity: readQuantity(faults, entry, path),
    grade: readOptionalText(faults, entry, 'grade', path),
    countedOn: late ? readDay(faults, entry, 'countedOn', `${path}.countedOn`) : null,
    ...readSignature(faults, entry, path),
  };
}

/** Number of signers and whether this is the first of them; nothing where the record says nothing of it. */
function readSignature(
  faults: Faults,
  entry: JsonObject,
  path: string,
): Pick<PointRecord, 'signers' | 'lead'> {
  const lead = readYesOrNo(faults, entry, 'lead', path);
  const value = valueAt(entry, 'signers') ?? null;
  const signers = typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : null;
  if (value !== null && signers === null)
    faults.push({ path: `${path}.signers`, code: 'signers-not-counted', value });
  else if (lead === false && (signers ?? 1) < 2)
    faults.push({ path: `${path}.lead`, code: 'cosigner-alone', value: lead });
  return { ...(signers === null ? {} : { signers }), ...(lead === null ? {} : { lead }) };
}

function readYesOrNo(faults: Faults, entry: JsonObject, key: string, path: string): boolean | null {
  const value = valueAt(entry, key) ?? null;
  if (value === null || typeof value === 'boolean') return value;
  faults.push({ path: `${path}.${key}`, code: 'not-yes-or-no', value });
  return null;
}

function readText(faults: Faults, entry: JsonObject, key: string, path: string): string {
  const text = readOptionalText(faults, entry, key, path);
  if (text !== null && text.trim() !== '') return text;
  const value = valueAt(entry, key);
  if (value === undefined || value === null || text !== null)
    faults.push({ path: `${path}.${key}`, code: 'text-missing', value });
  return '';
}

function readOptionalText(faults: Faults, entry: JsonObject, key: string, path: string): string | null {
  const value = valueAt(entry, key) ?? null;
  if (value === null || typeof value === 'string') return value;
  faults.push({ path: `${path}.${key}`, code: 'not-text', value });
  return null;
}

function readDay(faults: Faults, entry: JsonObject, key: string, path: string): string {
  const value = valueAt(entry, key);
  if (typeof value === 'string' && isDay(value)) return value;
  faults.push({ path, code: 'not-a-day', value });
  return '';
}

function readQuantity(faults: Faults, entry: JsonObject, path: string): number {
  const value = valueAt(entry, 'quantity') ?? 1;
  const fault = refusePoints(value) ?? (Number(value) < 0 ? 'quantity-negative' : null);
  if (fault === null) return Number(value);
  faults.push({ path: `${path}.quantity`, code: fault, value });
  return 1;
}
