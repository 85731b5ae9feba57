/**
 * One-time codes between the moment they are made and the page that shows them once. They live in memory only:
 * what is not fetched within ten minutes, or by the administrator who asked for it, is gone and has to be made anew.
 */
export interface CodeSlips {
  put(accountId: number, askedBy: number, code: string, at: number): void;
  /** The code, once; null when there is none for this administrator. */
  take(accountId: number, askedBy: number, at: number): string | null;
}

const LIFE = 10 * 60 * 1000;

export function makeCodeSlips(): CodeSlips {
  const slips = new Map<number, { askedBy: number; code: string; until: number }>();
  return {
    put: (accountId, askedBy, code, at) => {
      for (const [id, slip] of slips) if (slip.until < at) slips.delete(id);
      slips.set(accountId, { askedBy, code, until: at + LIFE });
    },
    take: (accountId, askedBy, at) => {
      const slip = slips.get(accountId);
      if (!slip || slip.askedBy !== askedBy) return null;
      slips.delete(accountId);
      return slip.until < at ? null : slip.code;
    },
  };
}
