import { normaliseName, pinyinOf } from '../lib/names.ts';

/** How a name is found when typed in Latin letters; kept with the person. */
export interface SearchKeys {
  pinyin: string;
  initials: string;
}

/** The usual reading of the name, or the one that staff typed, syllables apart: 覃冠英 “tan guan ying”. */
export function searchKeys(name: string, reading: string): SearchKeys {
  const syllables = syllablesOf(reading);
  if (syllables.length > 0)
    return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
  const { full, initials } = pinyinOf(name);
  return { pinyin: full, initials };
}

/** Whether a typed reading is Latin letters with as many syllables as the name has Chinese characters. */
export function isReadingOf(name: string, reading: string): boolean {
  const syllables = syllablesOf(reading);
  const characters = Array.from(normaliseName(name).replaceAll('·', ''));
  const isChinese = characters.every((character) => /\p{Script=Han}/u.test(character));
  return (
    syllables.every((syllable) => /^[a-z]+$/.test(syllable)) &&
    (!isChinese || syllables.length === characters.length)
  );
}

/** The reading as staff typed it, to be shown in the form again; empty when the usual one is kept. */
export function typedReading(name: string, kept: SearchKeys): string {
  const usual = pinyinOf(name);
  if (usual.full === kept.pinyin && usual.initials === kept.initials) return '';
  return (syllablesWith(kept.pinyin, kept.initials) ?? [kept.pinyin]).join(' ');
}

function syllablesOf(reading: string): string[] {
  return reading
    .toLowerCase()
    .replaceAll('ü', 'v')
    .split(/[\s'’]+/u)
    .filter((syllable) => syllable !== '');
}

const SYLLABLE = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?$/;

/** Letters cut into syllables that begin with these initials, or null. */
function syllablesWith(letters: string, initials: string): string[] | null {
  if (initials.length <= 1) return SYLLABLE.test(letters) ? [letters] : null;
  for (let end = 1; end < letters.length; end += 1) {
    if (letters[end] !== initials[1] || !SYLLABLE.test(letters.slice(0, end))) continue;
    const rest = syllablesWith(letters.slice(end), initials.slice(1));
    if (rest) return [letters.slice(0, end), ...rest];
  }
  return null;
}
