/**
 * Points as integer hundredths, so that sums and products never lose a cent to floating point.
 * Outside (JSON, forms) a number of points has at most two decimals.
 */
import { toHalfWidth } from './text.ts';

/** Up to here a double still tells neighbouring hundredths apart with room to spare. */
const LIMIT = 1e15;

function checked(hundredths: number): number {
  if (!Number.isInteger(hundredths) || Math.abs(hundredths) > LIMIT) {
    throw new RangeError(`not a number of hundredths: ${hundredths}`);
  }
  return hundredths === 0 ? 0 : hundredths;
}

/** 13.5 → 1350. Throws RangeError for more than two decimals, NaN, infinities and numbers beyond ±10¹³. */
export function toHundredths(value: number): number {
  const hundredths = checked(Math.round(value * 100));
  // An integer divided by 100 is the double nearest to that decimal, hence equal to what was written.
  if (hundredths / 100 !== value) throw new RangeError(`more than two decimals: ${value}`);
  return hundredths;
}

/** Typed text ('13', '-0.5', '１３．５') → hundredths; null when it is no number with at most two decimals. */
export function parseHundredths(text: string): number | null {
  const plain = toHalfWidth(text).trim().replace('\u2212', '-');
  const match = /^([+-]?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) return null;
  const size = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return checked(match[1] === '-' ? -size : size);
}

/** 1350 → 13.5, the JSON number. */
export function fromHundredths(hundredths: number): number {
  return checked(hundredths) / 100;
}

/** 1350 → '13.5'; no trailing zeros ('13', '0.05', '-1'). */
export function formatHundredths(hundredths: number): string {
  return String(fromHundredths(hundredths));
}

/** 1.5 × 0.5 as 150 × 50 → 75. Halves round away from zero, below zero too; RangeError beyond the limit. */
export function multiplyHundredths(a: number, b: number): number {
  // The exact product may pass 2⁵³, where doubles skip integers.
  const product = BigInt(checked(a)) * BigInt(checked(b));
  const size = product < 0n ? -product : product;
  const rounded = Number((size + 50n) / 100n);
  return checked(product < 0n ? -rounded : rounded);
}
