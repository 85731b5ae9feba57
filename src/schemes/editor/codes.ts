import type { Scheme } from '../scheme.ts';

const LETTERS = { sections: 's', items: 'i' } as const;

/**
 * A code for a new section or item: one above every such code in any scheme of the register, so that a code that
 * an earlier version gave to something else does not come back and pass for it in a comparison.
 */
export function nextCode(part: keyof typeof LETTERS, schemes: readonly Scheme[]): string {
  const letter = LETTERS[part];
  const pattern = new RegExp(`^${letter}(\\d{1,9})$`);
  const numbers = schemes.flatMap((scheme) =>
    scheme[part].map(({ code }) => Number(pattern.exec(code)?.[1] ?? 0)),
  );
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}
