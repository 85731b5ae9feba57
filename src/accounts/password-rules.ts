import { toHalfWidth } from '../lib/text.ts';
import { COMMON_STEMS } from './common-passwords.ts';

export type PasswordFault =
  | 'too-short'
  | 'too-long'
  | 'too-common'
  | 'has-login'
  | 'has-name'
  | 'has-phone'
  | 'has-township'
  | 'only-digits';

/** What everybody knows about whoever chooses a password, in small letters. */
export interface OwnWords {
  login: string;
  /** Names as they are written and as pinyin. */
  names: readonly string[];
  /** The first letters of the pinyin. */
  initials: readonly string[];
  phones: readonly string[];
  /** The township as it is written and as pinyin, with its kind (镇、乡) and without. */
  places: readonly string[];
}

/**
 * Length, what everybody takes and what others know about one; no composition rules. Birthdays and telephone numbers
 * are the obvious of digits.
 */
export function passwordFault(password: string, own: OwnWords): PasswordFault | null {
  const length = Array.from(password).length;
  if (length < 8) return 'too-short';
  if (length > 200) return 'too-long';
  const lower = toHalfWidth(password).toLowerCase();
  const letters = lettersOf(lower);
  if (letters === '') return 'only-digits';
  if (own.phones.some((phone) => holdsPhone(lower, phone))) return 'has-phone';
  if (isTelling(own.login) && lower.includes(own.login.toLowerCase())) return 'has-login';
  if (own.names.some((name) => isLittleMore(lower, name)) || own.initials.includes(letters))
    return 'has-name';
  if (own.places.some((place) => isLittleMore(lower, place))) return 'has-township';
  return length <= LONG && isCommon(lower) ? 'too-common' : null;
}

/** Nobody guesses a common word so long, nor types one key that often by chance. */
const LONG = 32;

/** Two Chinese characters are a name already; two or three letters may be in any word. */
function isTelling(login: string): boolean {
  return login.length >= 4 || /\p{Script=Han}{2}/u.test(login);
}

const lettersOf = (text: string): string => text.replace(/\P{L}/gu, '');

/** The end of a number is known as well as the whole: what people give as their last six or eight figures. */
function holdsPhone(lower: string, phone: string): boolean {
  const digits = phone.replace(/\D/g, '');
  return digits.length >= 6 && lower.replace(/[\s-]/g, '').includes(digits.slice(-6));
}

/** The word and hardly a letter besides, whatever the figures: huilong2026, 田国斌@1968. */
function isLittleMore(lower: string, word: string): boolean {
  if (word.length < 2 || !lower.includes(word)) return false;
  return lettersOf(lower.replaceAll(word, '')).length < 4;
}

function isCommon(lower: string): boolean {
  if (/^(.{1,4})\1+$/u.test(lower) || isWalk(lower)) return true;
  return [lower, unleet(lower)].some((form) => {
    const letters = lettersOf(form);
    return isStem(letters) || /^(.)\1*$/u.test(letters) || isRepeated(letters);
  });
}

/** A common word, or one that a system of old cut off after eight letters. */
function isStem(letters: string): boolean {
  if (COMMON_STEMS.has(letters)) return true;
  return letters.length === 8 && [...COMMON_STEMS].some((stem) => stem.startsWith(letters));
}

/** A common word twice is as common. */
function isRepeated(letters: string): boolean {
  const half = letters.slice(0, letters.length / 2);
  return letters === half + half && COMMON_STEMS.has(half);
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Figures inside of a word as the letters that they stand for: p@ssw0rd; those at its ends are only figures. */
function unleet(lower: string): string {
  const core = lower.replace(/^[^\p{L}@$]+|[^\p{L}@$]+$/gu, '');
  return core.replace(/[013457@$!]/g, (sign) => LEET[sign] ?? sign);
}

/** Keys that lie side by side, along a row, down a column or in the alphabet. */
const ROWS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  '!@#$%^&*()',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  '8ik,',
  '9ol.',
  '0p;/',
  '!qaz',
  '@wsx',
  '#edc',
  '$rfv',
];
const STEPS = new Set(ROWS.flatMap((row) => Array.from(row, (key, index) => key + row.charAt(index + 1))));

/** A hand that walks over the keys and lifts a few times only. */
function isWalk(lower: string): boolean {
  const keys = Array.from(lower);
  const lifts = keys.slice(1).filter((key, index) => {
    const before = keys[index] ?? '';
    return key !== before && !STEPS.has(before + key) && !STEPS.has(key + before);
  });
  return lifts.length <= keys.length / 4 || isZipper(keys);
}

/** Two walks taken by turns: 1q2w3e4r. */
function isZipper(keys: readonly string[]): boolean {
  const isRun = (one: readonly string[]) =>
    one.slice(1).every((key, index) => STEPS.has((one[index] ?? '') + key) || key === one[index]);
  return [0, 1].every((first) => isRun(keys.filter((_, index) => index % 2 === first)));
}
