import type { Queries } from '../db/store.ts';
import { makeSecret } from './codes.ts';
import { replaceOldSecrets } from './store.ts';

/** Sign-ins opened before are over: the keys of their codes give way to one that made none. */
export async function forgetOldSignInKeys(queries: Queries, openedBefore: number): Promise<void> {
  await replaceOldSecrets(queries, openedBefore, makeSecret());
}
