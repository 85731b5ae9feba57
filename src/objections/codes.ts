import { createHash } from 'node:crypto';
import { CODE_ALPHABET } from '../accounts/passwords.ts';
import { toHalfWidth } from '../lib/text.ts';

const LENGTH = 12;

/**
 * The code by which a sender follows their objection, such as `k7mw-2xqa-9hfd`, made of bytes that nobody can guess.
 * The same bytes give the same code, so that a form sent twice shows one.
 */
export function followCode(bytes: Uint8Array): string {
  const letters = Array.from(
    bytes.subarray(0, LENGTH),
    (byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length],
  ).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is kept of a code: dashes, spaces, capitals and wide letters make no difference. */
export function hashCode(code: string): string {
  const plain = toHalfWidth(code)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return createHash('sha256').update(plain).digest('hex');
}
