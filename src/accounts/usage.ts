import { findLastEntry, lastTimes } from '../audit/store.ts';
import type { Reader } from '../db/store.ts';
import { unusedAccounts, type Role } from './rules.ts';
import { listAccounts, type Account } from './store.ts';

/** What shows that an account is in use: its owner came, or an administrator saw to it. */
const SIGNS = ['session.opened', 'account.enabled', 'account.card-issued', 'account.password-set'] as const;

export interface Usage {
  accounts: readonly (Account & { roles: Role[] })[];
  /** When each last signed in, by login. */
  signedIn: ReadonlyMap<string, number>;
  /** Those who are shut out because nobody used them for 180 days. */
  unused: ReadonlySet<number>;
}

/** Every account with its use as the trail knows it. An account that nobody ever used is not counted as forgotten. */
export async function readUsage(reader: Reader, at: number): Promise<Usage> {
  const accounts = await listAccounts(reader);
  const times = await Promise.all(SIGNS.map((kind) => lastTimes(reader, kind, 'account')));
  const signedIn = times[0] ?? new Map<string, number>();
  const lastUsedAt = (login: string) =>
    signedIn.has(login) ? Math.max(...times.map((one) => one.get(login) ?? 0)) : null;
  const used = accounts.map((account) => ({ ...account, lastUsedAt: lastUsedAt(account.login) }));
  return { accounts, signedIn, unused: unusedAccounts(used, at) };
}

const HALF_A_YEAR = 180 * 24 * 60 * 60 * 1000;

/** Whether this account is shut out for want of use; whoever came of late is let in without a look at all the others. */
export async function isShutOut(reader: Reader, { id, login }: Account, at: number): Promise<boolean> {
  const last = await findLastEntry(reader, 'session.opened', ['account', login]);
  if (!last || at - last.at <= HALF_A_YEAR) return false;
  return (await readUsage(reader, at)).unused.has(id);
}
