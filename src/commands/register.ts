import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegisterAhead } from '../db/ahead.ts';
import { isRegisterIn } from '../db/care.ts';
import { openPlace, type Place } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { InputFault } from './command.ts';

/** What is said where there is no register. */
export function placeName({ dataDir, database }: Place): string {
  return database ? `数据库模式 ${database.schema}` : dataDir;
}

export const hasRegister = isRegisterIn;

/** Opens the register of a place, making it when there is none, and closes it whatever happens. */
export async function withRegister<T>(place: Place, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await open(place);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function open(place: Place): Promise<Store> {
  try {
    return await openPlace(place);
  } catch (error) {
    if (!(error instanceof RegisterAhead)) throw error;
    throw new InputFault(`${placeName(place)} 里的登记册是更新的程序建立的，请先升级履职册`);
  }
}

/** Opens the register to look at it; where there is none, an empty one that leaves nothing behind. */
export async function lookAtRegister<T>(place: Place, work: (store: Store) => Promise<T>): Promise<T> {
  if (await hasRegister(place)) return withRegister(place, work);
  if (place.database) throw new InputFault(`${placeName(place)} 里还没有登记册，请先启动一次网站（serve）`);
  const folder = mkdtempSync(join(tmpdir(), 'duty-register-'));
  try {
    return await withRegister({ dataDir: folder, database: null }, work);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const inFolder = (dataDir: string): Place => ({ dataDir, database: null });
