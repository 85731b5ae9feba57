/** Stroke orders that cnchar-order lacks or has wrong. */

/**
 * Each entry is a character and the parts whose strokes, written one after the other, make it.
 * A part is a character of cnchar-order, an earlier entry, or a stroke as a digit 1–5 (横竖撇点折).
 */
const ENTRIES = `
氵441 王1121
𬭎钅弘
`;

/** Character → its parts. */
export const EXTRA_STROKES: ReadonlyMap<string, string> = new Map(
  ENTRIES.trim()
    .split(/\s+/)
    .map((entry) => {
      const [character = '', ...parts] = Array.from(entry);
      return [character, parts.join('')];
    }),
);
