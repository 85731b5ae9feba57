import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock, SERVING_LOCK, type Lock } from '../db/care.ts';
import { openPlace, openRegister, type Place } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { settleRestore } from './restoring.ts';

/** Another process serves, or replaces, the registers of this folder. */
export class RegisterServed extends Error {}

export function lockFolder(folder: string): Lock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = holdLock(join(folder, SERVING_LOCK));
  if (!lock) throw new RegisterServed(folder);
  return lock;
}

/**
 * Opens a register to be served. Of a folder: until it is closed nobody else serves or replaces it. A database has its own
 * locks, and several processes may serve one register in it.
 */
export async function openServed(place: Place): Promise<Store> {
  return place.database ? openPlace(place) : openServedFolder(place.dataDir);
}

export async function openServedFolder(folder: string): Promise<Store> {
  const lock = lockFolder(folder);
  try {
    await settleRestore(folder);
    const store = openRegister(folder);
    return { ...store, close: () => store.close().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}
