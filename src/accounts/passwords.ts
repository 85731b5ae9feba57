import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { makeGate } from '../lib/gate.ts';

/** argon2id with OWASP's first parameters: 19 MiB, two passes. */
const OPTIONS = { memoryCost: 19456, timeCost: 2, parallelism: 1 };
const PREFIX = `$argon2id$v=19$m=${OPTIONS.memoryCost},t=${OPTIONS.timeCost},p=${OPTIONS.parallelism}$`;

/** Each takes 19 MiB and a core: a crowd at the door must not take the machine away from everybody else. */
const oneOfFew = makeGate(2);

/** Checked when the account is unknown, so that the answer takes as long. */
let decoy: Promise<string> | undefined;

export async function hashPassword(password: string): Promise<string> {
  return oneOfFew(() => hash(password, OPTIONS));
}

export async function checkPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash('no such account', OPTIONS);
  const known = stored ?? (await decoy);
  const right = await oneOfFew(() => verify(known, password));
  return right && typeof stored === 'string';
}

/** Whether a stored hash was made with other parameters than today's. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(PREFIX);
}

/** Letters and digits that cannot be mistaken for each other when read aloud or copied from paper. */
export const CODE_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random code in groups of four, such as `k7mw-2xqa-9hfd`. */
export function randomCode(groups = 3): string {
  const part = () => Array.from({ length: 4 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
  return Array.from({ length: groups }, part).join('-');
}
