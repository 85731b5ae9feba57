const SHOWN = 3;

/** The words that share most characters with the text, best first; none where nothing is shared. */
export function nearest(text: string, words: readonly string[]): string[] {
  const typed = new Set(text.slice(0, 50));
  return words
    .map((word) => ({ word, likeness: likeness(typed, word) }))
    .filter((one) => one.likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN)
    .map((one) => one.word);
}

/** Dice coefficient over characters: duty kinds are two to six characters long, too short for anything finer. */
function likeness(typed: ReadonlySet<string>, word: string): number {
  const characters = new Set(word);
  const shared = Array.from(characters).filter((character) => typed.has(character)).length;
  return (2 * shared) / (typed.size + characters.size);
}
