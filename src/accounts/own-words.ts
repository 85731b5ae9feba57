import type { Reader } from '../db/store.ts';
import { findPerson } from '../deputies/people.ts';
import { normaliseName, pinyinOf } from '../lib/names.ts';
import { findTownship } from '../settings/store.ts';
import type { OwnWords } from './password-rules.ts';

/** What a password may not be made of, of whoever has this account. */
export async function ownWordsOf(
  reader: Reader,
  account: { login: string; name: string; personId: number | null },
): Promise<OwnWords> {
  const township = await findTownship(reader);
  const person = account.personId === null ? undefined : await findPerson(reader, account.personId);
  const words = wordsOf(account, township?.name ?? '');
  if (!person) return words;
  return {
    ...words,
    names: [...words.names, person.name, person.pinyin],
    initials: [...words.initials, person.initials],
    phones: person.phone === '' ? [] : [person.phone],
  };
}

/** The same of somebody who has no account yet, such as the first administrator. */
export function wordsOf({ login, name }: { login: string; name: string }, township: string): OwnWords {
  const { full, initials } = pinyinOf(name);
  const places = [township, township.replace(/(?:镇|乡|街道|苏木)$/u, '')].filter((place) => place !== '');
  return {
    login,
    names: [normaliseName(name), full],
    initials: [initials, pinyinOf(township).initials],
    phones: [],
    places: [...places, ...places.map((place) => pinyinOf(place).full)],
  };
}
