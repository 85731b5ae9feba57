/** Cards (登录卡): paper with a one-time code, which its owner exchanges for a password of their own. */
import { createHash } from 'node:crypto';
import type { Reader, Tx } from '../db/store.ts';
import { toHalfWidth } from '../lib/text.ts';
import { randomCode } from './passwords.ts';
import { isCardGood } from './rules.ts';
import { findCard, insertCard, putCardsAway, type Card } from './store/cards.ts';
import type { Account } from './store.ts';

/** A card just made: its code is on paper or nowhere. */
export interface IssuedCard {
  accountId: number;
  /** In groups of four, such as `k7mw-2xqa-9hfd-pbc3-8ruv`: 99 bits. */
  code: string;
}

/** The digest of a code as people type it: capitals, full-width letters, spaces and dashes make no difference. */
export function hashCardCode(typed: string): string {
  const plain = toHalfWidth(typed)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return createHash('sha256').update(plain).digest('hex');
}

/** A new card for the account, in the place of any other; gives its code. Records nothing. */
export async function addCard(tx: Tx, accountId: number, at: number, isReset = false): Promise<string> {
  const code = randomCode(5);
  await putCardsAway(tx, accountId, at);
  await insertCard(tx, { accountId, codeHash: hashCardCode(code), issuedAt: at, isReset });
  return code;
}

/** The card of this code while it can be used; a disabled account has none. */
export async function findGoodCard(
  reader: Reader,
  typed: string,
  at: number,
): Promise<{ card: Card; account: Account } | null> {
  const known = await findCard(reader, hashCardCode(typed));
  return known && isCardGood(known.card, at) && known.account.disabledAt === null ? known : null;
}
