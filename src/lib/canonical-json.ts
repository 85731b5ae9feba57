/**
 * Canonical JSON (RFC 8785): one value has one text, whatever the order in which its keys were set,
 * so that a digest of the text identifies the value.
 */

/**
 * Keys sorted by UTF-16 code unit, no white space, numbers and strings as ECMAScript writes them.
 * Throws TypeError on what JSON cannot hold: undefined, NaN, infinities, functions, symbols, bigints,
 * lone surrogates, and objects that are neither plain nor arrays (Date, Map).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return canonicalArray(value);
  if (isPlainObject(value)) return canonicalObject(value);
  throw new TypeError(`not a JSON value: ${typeof value}`);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError('text with a lone surrogate');
  return JSON.stringify(value);
}

function canonicalArray(values: unknown[]): string {
  // Array.from also visits the holes of a sparse array, which are refused as undefined.
  return `[${Array.from(values, canonicalJson).join(',')}]`;
}

function canonicalObject(object: Record<string, unknown>): string {
  // The default sort compares UTF-16 code units, which is what RFC 8785 §3.2.3 asks for.
  const keys = Object.keys(object).sort();
  return `{${keys.map((key) => `${canonicalString(key)}:${canonicalJson(object[key])}`).join(',')}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
