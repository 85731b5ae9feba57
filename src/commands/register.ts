import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegisterAhead } from '../db/ahead.ts';
import { openRegister, REGISTER_FILE } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { InputFault } from './command.ts';

export function hasRegister(dataDir: string): boolean {
  return existsSync(join(dataDir, REGISTER_FILE));
}

/** Opens the register of a folder, making it when there is none, and closes it whatever happens. */
export async function withRegister<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = open(dataDir);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function open(dataDir: string): Store {
  try {
    return openRegister(dataDir);
  } catch (error) {
    if (!(error instanceof RegisterAhead)) throw error;
    throw new InputFault(`${dataDir} 里的登记册是更新的程序建立的，请先升级履职册`);
  }
}

/** Opens the register to look at it; where there is none, an empty one that leaves nothing behind. */
export async function lookAtRegister<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
  if (hasRegister(dataDir)) return withRegister(dataDir, work);
  const folder = mkdtempSync(join(tmpdir(), 'duty-register-'));
  try {
    return await withRegister(folder, work);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
