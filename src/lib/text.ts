/** Text as people type it: width, spaces, lists of names, and the guard for spreadsheet cells. */

const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** Turns full-width ASCII (１２３，（Ａ）) and the ideographic space into their half-width forms. */
export function toHalfWidth(text: string): string {
  return text
    .replace(FULL_WIDTH, (letter) => String.fromCharCode(letter.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replaceAll('\u3000', ' ');
}

/** Control characters but tab and line breaks. PostgreSQL stores no NUL. */
const CONTROL = /[^\P{Cc}\t\n\r]/gu;

/** What can be stored of a text from outside; half a surrogate pair, which has no bytes in UTF-8, becomes U+FFFD. */
export function storable(text: string): string {
  return text.replace(CONTROL, '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** Marks that make what follows read backwards: a name must not turn around the line it stands in. */
const TURNING_MARKS = /[\u202A-\u202E\u2066-\u2069]/gu;

/** What a form takes of a text from outside. */
export function typedText(text: string): string {
  return storable(text).replace(TURNING_MARKS, '');
}

/** Whether a text from outside holds what `storable` takes out or changes. */
export function isStorable(text: string): boolean {
  return storable(text) === text;
}

/** Trims (U+3000 too) and collapses every inner run of white space to one plain space. */
export function squeeze(text: string): string {
  return text.trim().replace(/\s{2,}|[^\S ]/gu, ' ');
}

/** Length as people count it: a rare character outside the basic plane is one. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The parts of a typed list: split at 、 ， , ； ; spaces and line ends; empty parts are dropped. */
export function splitNames(text: string): string[] {
  return text.split(/[、，,；;\s]+/u).filter((part) => part !== '');
}

const GUARD = "'";
const FORMULA_START = /^[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NUMBER = /^-\d+(?:\.\d+)?$/;

/**
 * A CSV cell that no spreadsheet reads as a formula (OWASP: CSV injection).
 * A plain negative number stays as it is; +86… does not, a spreadsheet would drop the plus. A text that starts with the guard itself gets one more,
 * so that `csvUnguard(csvGuard(text)) === text` for every text.
 */
export function csvGuard(text: string): string {
  if (text.startsWith(GUARD)) return GUARD + text;
  if (FORMULA_START.test(text) && !PLAIN_NUMBER.test(text)) return GUARD + text;
  return text;
}

/**
 * Takes the guard off again: one leading `'`, but only where `csvGuard` would have set it,
 * so a cell that a person typed as `'abc` stays as typed.
 */
export function csvUnguard(cell: string): string {
  if (!cell.startsWith(GUARD)) return cell;
  const inner = cell.slice(GUARD.length);
  return csvGuard(inner) === cell ? inner : cell;
}

// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text in which nothing ends a line, moves a cursor or turns the direction of writing: such characters are written out. */
export function visible(text: string): string {
  return text.replace(
    INVISIBLE,
    (sign) => SHORT[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
