import type { Actor } from '../audit/rules.ts';
import type { Reader } from '../db/store.ts';
import type { Role } from './rules.ts';
import { findAccount, rolesOf } from './store.ts';

/** Who acts, as rules see them: what they may be, and who they are themselves. */
export interface Acting {
  readonly roles: readonly Role[];
  readonly personId: number | null;
  readonly unitId: number | null;
}

/**
 * The actor's roles and person as they stand inside this transaction. The terminal and the demo act as the desk;
 * somebody without an account, or with a disabled one, is nobody.
 */
export async function whoActs(reader: Reader, { accountId, via }: Actor): Promise<Acting> {
  if (accountId === null)
    return { roles: via === 'web' ? [] : ['clerk', 'presidium'], personId: null, unitId: null };
  const account = await findAccount(reader, accountId);
  if (!account || account.disabledAt !== null) return { roles: [], personId: null, unitId: null };
  return { roles: await rolesOf(reader, accountId), personId: account.personId, unitId: account.unitId };
}
