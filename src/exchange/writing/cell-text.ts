/** What XML cannot hold, or a reader would change: most control characters, CR, lone surrogates, the two non-characters. */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\0-\x08\x0B\x0C\x0D\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/u;
const UNSAFE_ALL = new RegExp(UNSAFE, 'gu');
/** An underscore that would be read as the start of an escape. */
const LOOKS_ESCAPED = new RegExp(`_(?=x[0-9A-Fa-f]{4}(?:_|${UNSAFE.source}))`, 'gu');

/** Writes such characters as Excel does (_x000D_), and a literal _x000D_ as _x005F_x000D_; hucre leaves out the second half. */
export function escapeCellText(text: string): string {
  return text.replace(LOOKS_ESCAPED, '_x005F_').replace(UNSAFE_ALL, (character) => {
    return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });
}
