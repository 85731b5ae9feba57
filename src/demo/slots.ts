const GROUP_DIGITS = '一二三四五六七八';

export interface Filled {
  text: string;
  /** The number of the slot marked q, if there is one. */
  quantity: number | null;
}

/**
 * Fills the slots of a text (see content/filing-texts-contact.ts). `salt` decides which numbers are taken: the same salt
 * gives the same text.
 */
export function fillSlots(template: string, place: string, salt: number): Filled {
  let quantity: number | null = null;
  let turn = salt;
  const text = template
    .replaceAll('{村}', place)
    .replaceAll('{组}', `${GROUP_DIGITS.charAt(salt % GROUP_DIGITS.length)}组`)
    .replace(/\{(q?)(\d+)-(\d+)\}/g, (_, mark: string, from: string, to: string) => {
      turn = turn * 31 + 7;
      const value = numberBetween(Number(from), Number(to), turn);
      if (mark === 'q') quantity = value;
      return String(value);
    });
  return { text, quantity };
}

/** Small numbers are counted one by one, large ones in round steps. */
function numberBetween(from: number, to: number, turn: number): number {
  const step = from >= 10_000 ? 500 : from >= 200 ? 100 : from >= 60 ? 10 : 1;
  return from + step * (turn % (Math.floor((to - from) / step) + 1));
}
