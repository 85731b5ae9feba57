import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { freshSteps, isTicketValid, stepAt } from './rules.ts';

/** What codes are signed with: a sign-in's row and its own key. */
export interface Signer {
  readonly id: number;
  readonly secret: string;
}

/** 256 bits, new at every opening: whatever was signed before is worth nothing. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

function digest({ secret }: Signer, words: string): Buffer {
  return createHmac('sha256', Buffer.from(secret, 'base64url')).update(words).digest();
}

/** 132 of 256 bits: a shorter address is a coarser picture, which a phone reads from further away. */
const MAC_LENGTH = 22;

function macOf(signer: Signer, words: string): string {
  return digest(signer, words).toString('base64url').slice(0, MAC_LENGTH);
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const TOKEN = /^([0-9a-z]{1,9})\.([0-9a-z]{1,9})\.([\w-]{22})$/;

/** A signed number about a sign-in: `id.number.signature`. */
export interface Signed {
  readonly id: number;
  readonly number: number;
  readonly mac: string;
}

/** The parts of a token or ticket, unchecked; null for any other text. */
export function readSigned(text: string): Signed | null {
  const [, id, number, mac] = TOKEN.exec(text) ?? [];
  if (id === undefined || number === undefined || mac === undefined) return null;
  return { id: Number.parseInt(id, 36), number: Number.parseInt(number, 36), mac };
}

function signed(signer: Signer, number: number, words: string): string {
  return [signer.id.toString(36), number.toString(36), macOf(signer, words)].join('.');
}

const tokenWords = (step: number) => `token ${step}`;

/** The token in the picture on the wall at this instant; it names the sign-in and the time step. */
export function tokenAt(signer: Signer, at: number): string {
  const step = stepAt(at);
  return signed(signer, step, tokenWords(step));
}

/** Whether the token was signed with this sign-in's key; whether it is still fresh is another question. */
export function isOwnToken(signer: Signer, token: Signed): boolean {
  return token.id === signer.id && same(token.mac, macOf(signer, tokenWords(token.number)));
}

/** Whom a ticket is for: an account, or a browser that has yet to sign in. */
export type Holder = number | 'visitor';

const ticketWords = (holder: Holder, openedAt: number) => `ticket ${holder} ${openedAt}`;

/** Proof that its holder had opened a fresh code at that instant. */
export function ticketFor(signer: Signer, holder: Holder, openedAt: number): string {
  return signed(signer, openedAt, ticketWords(holder, openedAt));
}

/** When the holder of the ticket opened the code; null for a forged, expired or somebody else's ticket. */
export function openTicket(signer: Signer, holder: Holder, ticket: string, at: number): number | null {
  const read = readSigned(ticket);
  if (read === null || read.id !== signer.id || !isTicketValid(read.number, at)) return null;
  return same(read.mac, macOf(signer, ticketWords(holder, read.number))) ? read.number : null;
}

/** The six digits on the wall of a time step (as RFC 4226 takes them from a digest). */
export function digitsOf(signer: Signer, step: number): string {
  const bytes = digest(signer, `code ${step}`);
  const offset = (bytes.at(-1) ?? 0) & 0xf;
  return String((bytes.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

export function digitsAt(signer: Signer, at: number): string {
  return digitsOf(signer, stepAt(at));
}

/** The step whose digits these are, if they are still taken; every step is compared, whichever fits. */
export function stepOfDigits(signer: Signer, digits: string, at: number): number | null {
  const fitting = freshSteps(at).filter((step) => same(digits, digitsOf(signer, step)));
  return fitting[0] ?? null;
}
