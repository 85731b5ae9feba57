import type { IssuedCard } from './cards.ts';

/**
 * Cards between the moment they are made and the page that prints them once. Their codes live in memory only: what is
 * not fetched within ten minutes, by the administrator who asked for it, is gone and has to be made anew.
 */
export interface CodeSlips {
  put(askedBy: number, cards: readonly IssuedCard[], at: number): void;
  /** The cards last made for this administrator, once; none when there are none. */
  take(askedBy: number, at: number): readonly IssuedCard[];
}

const LIFE = 10 * 60 * 1000;

export function makeCodeSlips(): CodeSlips {
  const slips = new Map<number, { cards: readonly IssuedCard[]; until: number }>();
  return {
    put: (askedBy, cards, at) => {
      if (cards.length > 0) slips.set(askedBy, { cards, until: at + LIFE });
    },
    take: (askedBy, at) => {
      const slip = slips.get(askedBy);
      slips.delete(askedBy);
      return slip && at <= slip.until ? slip.cards : [];
    },
  };
}
