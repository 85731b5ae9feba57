import type { Reader } from '../db/store.ts';
import { compareByStrokes, type NameOrder } from '../lib/names.ts';
import { accountState, type AccountState, type Role } from './rules.ts';
import type { Account } from './store.ts';
import { readUsage } from './usage.ts';

/** An account as the administrator's list shows it. */
export interface AccountEntry extends Account {
  roles: Role[];
  state: AccountState;
  /** When the person last signed in; null: never. */
  lastUsedAt: number | null;
}

export interface AccountFilter {
  /** Part of the name or the login name. */
  q: string;
  role: Role | null;
  state: AccountState | null;
}

/** Every account, by name strokes. */
export async function listDirectory(reader: Reader, order: NameOrder, at: number): Promise<AccountEntry[]> {
  const { accounts, signedIn, unused } = await readUsage(reader, at);
  const compare = compareByStrokes(order);
  return accounts
    .map((account) => {
      const lastUsedAt = signedIn.get(account.login) ?? null;
      return { ...account, lastUsedAt, state: accountState(account, unused) };
    })
    .toSorted((a, b) => compare(a.name, b.name) || a.id - b.id);
}

export function filterDirectory(entries: readonly AccountEntry[], filter: AccountFilter): AccountEntry[] {
  return entries.filter(
    ({ name, login, roles, state }) =>
      (name.includes(filter.q) || login.includes(filter.q)) &&
      (filter.role === null || roles.includes(filter.role)) &&
      (filter.state === null || state === filter.state),
  );
}
