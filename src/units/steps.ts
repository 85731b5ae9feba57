import type { Tx } from '../db/store.ts';
import { findUnitByName, insertUnit } from './store.ts';

/** The unit of this name, set up when it is new; gives its id. Records nothing. */
export async function ensureUnit(tx: Tx, name: string): Promise<number> {
  return (await findUnitByName(tx, name))?.id ?? (await insertUnit(tx, name));
}
