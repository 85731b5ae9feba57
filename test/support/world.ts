import { createAccount, setPassword } from '../../src/accounts/actions.ts';
import type { Role } from '../../src/accounts/rules.ts';
import type { Actor } from '../../src/audit/rules.ts';
import type { Store } from '../../src/db/store.ts';
import type { Doing } from '../../src/db/write.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { openEmpty } from './register.ts';

/** 2026-03-20 10:00 in Shanghai: the day on which tests happen unless they say otherwise. */
export const NOW = Date.UTC(2026, 2, 20, 2, 0);

export const TOWNSHIP = {
  name: '回龙镇',
  divisionCode: '511102105000',
  congressName: '回龙镇人民代表大会',
  presidiumName: '回龙镇人民代表大会主席团',
  address: '回龙镇文化路1号',
  phone: '0833-1234567',
};

export const TERM = { number: 6, startOn: '2026-01-14', endOn: '2031-01-13' };

export const TESTER: Actor = { accountId: null, name: '测试', via: 'terminal', ip: '', requestId: 'test' };

export function doingAt(store: Store, at = NOW): Doing {
  return { store, actor: TESTER, at };
}

/** A register with township and term, and nothing else. */
export async function openWorld(): Promise<Store> {
  const store = openEmpty();
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  return store;
}

export const PASSWORD = '回龙镇的春天来了';

/** An account with a password of its own, ready to sign in; its login is its name. */
export async function addAccount(
  store: Store,
  name: string,
  roles: readonly Role[],
  more: { personId?: number; unitId?: number } = {},
): Promise<number> {
  const { id } = await createAccount(doingAt(store), { login: name, name, roles, ...more });
  await setPassword(doingAt(store), id, PASSWORD);
  return id;
}
