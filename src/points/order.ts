const SURROGATES = 0xd800;
const AFTER_SURROGATES = 0xe000;

/** UTF-16 orders U+E000–U+FFFF above the surrogates of rarer characters; code points are the other way round. */
function inCodePointOrder(unit: number): number {
  if (unit >= AFTER_SURROGATES) return unit - 0x800;
  return unit >= SURROGATES ? unit + 0x2000 : unit;
}

/** Compares two ids by code point (points.md, step 1): the same on every machine, unlike a locale's order. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return inCodePointOrder(left) - inCodePointOrder(right);
  }
  return a.length - b.length;
}
