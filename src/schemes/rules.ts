import { checkItems, checkSections } from './check-parts.ts';
import {
  compact,
  isObject,
  readPoints,
  readText,
  readVersion,
  readYear,
  refuseUnknownKeys,
  report,
  type Check,
} from './reading.ts';
import type { Place, Scheme, SchemeFault, SchemeWarning } from './scheme.ts';
import { warningsOf } from './warnings.ts';

export * from './scheme.ts';

export type SchemeCheck =
  | { readonly ok: true; readonly scheme: Scheme; readonly warnings: readonly SchemeWarning[] }
  | { readonly ok: false; readonly faults: readonly SchemeFault[] };

const SCHEME_KEYS = ['id', 'title', 'year', 'version', 'base', 'floor', 'cap', 'sections', 'items'] as const;

/**
 * Reads a scheme from JSON and names every fault at once; warnings point out what can be meant but seldom is.
 * Defaults are filled in: base 0, floor, cap and section caps null. Source: points.md, "Scheme".
 * `bare` (for a worked case of the `score` command) also takes titles and units that are left out.
 */
export function checkScheme(json: unknown, options: { bare?: boolean } = {}): SchemeCheck {
  const check: Check = { faults: [], bare: options.bare ?? false };
  const place: Place = { part: 'scheme', path: '' };
  if (!isObject(json)) {
    report(check, place, '', 'not-object', json);
    return { ok: false, faults: check.faults };
  }
  const scheme = readScheme(check, place, json);
  if (check.faults.length > 0) return { ok: false, faults: check.faults };
  return { ok: true, scheme, warnings: warningsOf(scheme) };
}

function readScheme(check: Check, place: Place, json: Record<string, unknown>): Scheme {
  refuseUnknownKeys(check, place, json, SCHEME_KEYS);
  const floor = readPoints(check, place, json, 'floor') ?? null;
  const cap = readPoints(check, place, json, 'cap', { atLeastZero: true }) ?? null;
  if (floor !== null && cap !== null && floor > cap) report(check, place, 'floor', 'floor-above-cap', floor);
  const head = {
    id: readText(check, place, json, 'id'),
    title: readText(check, place, json, 'title', { optional: check.bare }),
    year: readYear(check, place, json),
    version: readVersion(check, place, json),
    base: readPoints(check, place, json, 'base') ?? 0,
  };
  const sections = checkSections(check, json);
  return compact<Scheme>({ ...head, floor, cap, sections, items: checkItems(check, json, sections) });
}
