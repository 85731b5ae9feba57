import { findLastEntry } from '../../audit/store.ts';
import { write, type Doing } from '../../db/write.ts';
import type { Tx } from '../../db/store.ts';
import { found, Refused } from '../../refusals.ts';
import { addCard, findGoodCard, hashCardCode, type IssuedCard } from '../cards.ts';
import { checkPassword, hashPassword } from '../passwords.ts';
import type { Viewer } from '../rules.ts';
import { deleteSessions, findAccount, rolesOf, updateAccount, viewerOf, type Account } from '../store.ts';
import { findCard, putCardsAway, touchCard } from '../store/cards.ts';

/**
 * Gives each account a new card (发登录卡). Earlier cards, the password and every session of the account end with it.
 * Codes are given once and never stored: a second submission of the same form gets none.
 */
export async function issueCards(doing: Doing, accountIds: readonly number[]): Promise<IssuedCard[]> {
  const issued: IssuedCard[] = [];
  await write(doing, async (tx) => {
    if (accountIds.length === 0) throw new Refused('no-account-chosen');
    for (const id of accountIds) issued.push({ accountId: id, code: await reissue(tx, doing, id) });
  });
  return issued;
}

async function reissue(tx: Tx, { actor, at }: Doing, id: number): Promise<string> {
  if (id === actor.accountId) throw new Refused('own-password');
  const account = found(await findAccount(tx, id));
  if (account.disabledAt !== null) throw new Refused('account-disabled', { login: account.login });
  const isReset = (await findLastEntry(tx, 'account.password-set', ['account', account.login])) !== undefined;
  await updateAccount(tx, id, { passwordHash: null });
  await deleteSessions(tx, id);
  tx.record({ kind: 'account.card-issued', subject: ['account', account.login] });
  return addCard(tx, id, at, isReset);
}

/**
 * A card's code was sent in: gives whose it is, and notes the first time. Null alike for a code that never was, is
 * spent, was replaced or has run out.
 */
export async function openCard(doing: Doing, code: string): Promise<Account | null> {
  const known = await findGoodCard(doing.store.read, code, doing.at);
  if (known && known.card.firstUsedAt !== null) return known.account;
  return write({ ...doing, once: undefined }, async (tx) => {
    const good = await findGoodCard(tx, code, doing.at);
    if (!good) {
      const useless = await findCard(tx, hashCardCode(code));
      tx.record({ kind: 'card.refused', subject: ['account', useless?.account.login ?? ''] });
      return null;
    }
    await touchCard(tx, good.card.id, doing.at);
    tx.record({ kind: 'card.used', subject: ['account', good.account.login] });
    return good.account;
  });
}

/**
 * Exchanges the card for a password of the person's own: the card is spent, every session of the account ends. Null for
 * a card that cannot be used. A second submission of the same form is answered like the first one if it has the same
 * password.
 */
export async function redeemCard(doing: Doing, code: string, password: string): Promise<Viewer | null> {
  const holder = (await findCard(doing.store.read, hashCardCode(code)))?.account;
  if (!holder) return null;
  const passwordHash = await hashPassword(password);
  const actor = { ...doing.actor, accountId: holder.id, name: holder.name };
  const isDone = await write({ ...doing, actor }, async (tx) => {
    const subject = ['account', holder.login] as const;
    const isGood = (await findGoodCard(tx, code, doing.at)) !== null;
    tx.record({ kind: isGood ? 'account.password-set' : 'card.refused', subject });
    if (!isGood) return false;
    await updateAccount(tx, holder.id, { passwordHash });
    await putCardsAway(tx, holder.id, doing.at);
    await deleteSessions(tx, holder.id);
    tx.record({ kind: 'session.opened', subject });
    return true;
  });
  const account = found(await findAccount(doing.store.read, holder.id));
  const isTheirs = account.disabledAt === null && (await checkPassword(account.passwordHash, password));
  return isDone && isTheirs ? viewerOf(account, await rolesOf(doing.store.read, account.id)) : null;
}
