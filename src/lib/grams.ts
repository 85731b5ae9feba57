/**
 * Text as the tokens of an index in which words of two Chinese characters can be found: Chinese is written without
 * spaces, so a run of Han characters becomes its pairs, and its last character by itself (清扫路 → 清扫 扫路 路). Latin words
 * and numbers stay whole. Capitals become small and full-width signs half-width.
 */
export function gramsOf(text: string): string[] {
  return runsOf(text).flatMap(({ run, han }) => (han ? [...pairsOf(run), run.at(-1) ?? ''] : [run.join('')]));
}

/** Grams that must stand one after another; the last one may be only the beginning of a token. */
export interface Phrase {
  readonly grams: readonly string[];
  readonly prefix: boolean;
}

/** What was typed, as phrases of which every one is required. None where nothing can be searched for. */
export function phrasesOf(typed: string): Phrase[] {
  return typed
    .split(/\s+/u)
    .map(phraseOf)
    .filter(({ grams }) => grams.length > 0);
}

function phraseOf(word: string): Phrase {
  const runs = runsOf(word);
  const last = runs.pop();
  if (!last) return { grams: [], prefix: false };
  const before = runs.flatMap(({ run, han }) => (han ? [...pairsOf(run), run.at(-1) ?? ''] : [run.join('')]));
  // More characters may follow the last run in the text: its last character by itself is not asked for.
  const end = last.han && last.run.length > 1 ? pairsOf(last.run) : [last.run.join('')];
  return { grams: [...before, ...end], prefix: last.run.length === 1 };
}

interface Run {
  /** Characters, not code units: some surnames stand outside the basic plane. */
  run: string[];
  han: boolean;
}

const RUN = /((?:(?=\p{Script=Han})[\p{L}\p{N}])+)|((?:(?!\p{Script=Han})[\p{L}\p{N}])+)/gu;

function runsOf(text: string): Run[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return Array.from(plain.matchAll(RUN), ([whole, han]) => ({
    run: Array.from(whole),
    han: han !== undefined,
  }));
}

function pairsOf(run: readonly string[]): string[] {
  return run.slice(0, -1).map((sign, index) => `${sign}${run[index + 1] ?? ''}`);
}
