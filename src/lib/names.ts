/**
 * Chinese personal names: how they are written, ordered (笔画) and found (拼音).
 *
 * `Intl.Collator('zh-u-co-stroke')` is no help for mainland lists: it counts 阝 and 艹 one stroke too many
 * and inside one count goes by code point, not by stroke order. Hence a stroke table of our own.
 */
// The one node: import in lib: both tables are CommonJS and are loaded when first asked for,
// pinyin-pro because it costs some 60 ms and 27 MB, cnchar-order because its typings extend String.
import { createRequire } from 'node:module';
import { EXTRA_STROKES } from './strokes-extra.ts';
import { squeeze, toHalfWidth } from './text.ts';

/**
 * The two official rules for single-character given names.
 * 'compact' (姓名笔画, people's congresses): no empty place, 田大利 before 田富.
 * 'slot' (姓氏笔画): the given name's first place is empty, 田富 before 田大利.
 */
export type NameOrder = 'compact' | 'slot';

const require = createRequire(import.meta.url);

const MIDDLE_DOT = '\u00B7';
const DOT_VARIANTS = /[\u0387\u2022\u2027\u2219\u22C5\u30FB\uFF65]/gu;
const HAN = String.raw`[\p{Script=Han}\p{Private_Use}]`;
const FULL_STOP_IN_NAME = new RegExp(`(?<=${HAN}) ?[.\uFF0E] ?(?=${HAN})`, 'gu');
const SPACE_IN_NAME = new RegExp(`(?<=${HAN}) (?=${HAN})`, 'gu');

/**
 * A name as it is stored: outer spaces, spaces between Han characters (U+3000 too) and invisible marks taken out,
 * every kind of middle dot made U+00B7 (the only one the civil register uses).
 * No Unicode normal form is applied: NFC replaces some Han characters by others.
 */
export function normaliseName(text: string): string {
  return squeeze(text.replace(/\p{Format}/gu, ''))
    .replace(DOT_VARIANTS, MIDDLE_DOT)
    .replace(FULL_STOP_IN_NAME, MIDDLE_DOT)
    .replace(/ ?\u00B7[ \u00B7]*/gu, MIDDLE_DOT)
    .replace(SPACE_IN_NAME, '');
}

const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 诸葛 上官 司马 司徒 司空 司寇 夏侯 皇甫 尉迟 长孙 慕容 令狐 宇文 轩辕 端木 独孤 拓跋 呼延 公孙 ' +
    '公羊 公冶 东方 东郭 南宫 西门 百里 第五 太史 太叔 申屠 钟离 鲜于 闻人 淳于 单于 濮阳 澹台 赫连 ' +
    '万俟 完颜 纳兰 仲孙 叔孙 季孙 孟孙 闾丘 宗政 亓官 巫马 乐正 漆雕 壤驷 段干 谷梁 羊舌 哥舒 贺兰 耶律'
  ).split(' '),
);

function surnameLength(characters: readonly string[]): number {
  const head = characters.slice(0, 2).join('');
  return characters.length > 2 && COMPOUND_SURNAMES.has(head) ? 2 : 1;
}

/** cnchar-order's stroke letters by kind: 1 横提, 2 竖竖钩, 3 撇, 4 点捺, 5 every turning stroke. */
const STROKE_KINDS: Readonly<Record<string, string>> = {
  j: '1',
  i: '1',
  f: '2',
  g: '2',
  s: '3',
  k: '4',
  d: '4',
  l: '4',
};
const TURNING = '5';

let strokeLetters: Readonly<Record<string, string>> | undefined;

function strokesInTable(character: string): string | undefined {
  strokeLetters ??= (require('cnchar-order') as { dict: { orders: Record<string, string> } }).dict.orders;
  return strokeLetters[character]?.replace(/./g, (letter) => STROKE_KINDS[letter] ?? TURNING);
}

/** Strokes as digits 1–5; undefined for a character that neither table knows. */
function strokesOf(character: string): string | undefined {
  const parts = EXTRA_STROKES.get(character);
  if (parts === undefined) return strokesInTable(character);
  return Array.from(parts, (part) => (/\d/.test(part) ? part : (strokesOf(part) ?? ''))).join('');
}

/** Unknown characters come after every real stroke count. */
const UNKNOWN_COUNT = '99';
const characterKeys = new Map<string, string>();

/** Stroke count, strokes, code point: of fixed length for its count, so keys can be strung together. */
function characterKey(character: string): string {
  const known = characterKeys.get(character);
  if (known !== undefined) return known;
  const strokes = strokesOf(character);
  const count = strokes === undefined ? UNKNOWN_COUNT : String(strokes.length).padStart(2, '0');
  const codePoint = (character.codePointAt(0) ?? 0).toString(16).padStart(6, '0');
  const key = count + (strokes ?? '') + codePoint;
  characterKeys.set(character, key);
  return key;
}

/** Sorts before every character key. */
const NOTHING = ' ';

function keyOf(characters: readonly string[]): string {
  return characters
    .map((character) => (character === MIDDLE_DOT ? NOTHING : characterKey(character)))
    .join('');
}

/**
 * A key that sorts names by strokes when compared by code unit: character by character stroke count,
 * then stroke order 横竖撇点折, then code point. Never throws; names with a middle dot have no surname.
 */
export function strokeKey(name: string, order: NameOrder): string {
  const characters = Array.from(normaliseName(name));
  if (order === 'compact' || characters.includes(MIDDLE_DOT)) return keyOf(characters);
  const length = surnameLength(characters);
  const surname = keyOf(characters.slice(0, length)) + NOTHING;
  const given = characters.slice(length);
  return surname + (given.length === 1 ? NOTHING : '') + keyOf(given);
}

const nameKeys: Record<NameOrder, Map<string, string>> = { compact: new Map(), slot: new Map() };
/** More names than any township has; keeps a long-lived process from growing. */
const REMEMBERED_NAMES = 20_000;

function rememberedKey(name: string, order: NameOrder): string {
  const keys = nameKeys[order];
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= REMEMBERED_NAMES) keys.clear();
  const key = strokeKey(name, order);
  keys.set(name, key);
  return key;
}

/** For Array.sort: names by strokes, under the given rule. */
export function compareByStrokes(order: NameOrder): (a: string, b: string) => number {
  return (a, b) => {
    const left = rememberedKey(a, order);
    const right = rememberedKey(b, order);
    return left < right ? -1 : left > right ? 1 : 0;
  };
}

type ToSyllables = (
  text: string,
  options: { toneType: 'none'; type: 'array'; surname: 'head'; v: true },
) => string[];
let toSyllables: ToSyllables | undefined;

/** Surname readings that pinyin-pro lacks. */
const SURNAME_READINGS: Readonly<Record<string, string>> = {
  种: 'chong',
  贠: 'yun',
  么: 'yao',
  秘: 'bi',
  洗: 'xian',
};

function syllablesOf(name: string): string[] {
  toSyllables ??= (require('pinyin-pro') as { pinyin: ToSyllables }).pinyin;
  const syllables = toSyllables(name, { toneType: 'none', type: 'array', surname: 'head', v: true });
  const reading = SURNAME_READINGS[name.charAt(0)];
  return reading === undefined ? syllables : [reading, ...syllables.slice(1)];
}

/**
 * How a name is typed in Latin letters: 田大利 → { full: 'tiandali', initials: 'tdl' }.
 * Surname readings at the head (曾 zeng, 单 shan), no tones, ü as v. The first call loads the dictionary (~90 ms).
 */
export function pinyinOf(name: string): { full: string; initials: string } {
  const letters = syllablesOf(normaliseName(name))
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '');
  return { full: letters.join(''), initials: letters.map((syllable) => syllable.charAt(0)).join('') };
}

function plainForSearch(text: string): string {
  return toHalfWidth(normaliseName(text))
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replace(/[\s'\u2019\u00B7]/gu, '');
}

/**
 * Whether a typed query finds a person: part of the name, part of the full pinyin, or the first initials.
 * Case, spaces and middle dots do not matter; an empty query finds everybody.
 */
export function matchesName(
  query: string,
  person: { name: string; pinyin: string; initials: string },
): boolean {
  const wanted = plainForSearch(query);
  return (
    plainForSearch(person.name).includes(wanted) ||
    person.pinyin.includes(wanted) ||
    person.initials.startsWith(wanted)
  );
}
