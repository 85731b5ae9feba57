import { RegisterAhead } from '../db/ahead.ts';
import type { Store } from '../db/store.ts';

/**
 * Where the registers of many townships are kept, whichever engine holds them: a folder of folders (./folders.ts), or
 * one database with a schema for each. Names have been checked by `faultOfName` before they come here.
 */
export interface RegisterSource {
  /** Names of all registers, in order. */
  list(): Promise<string[]>;
  /** Opens a register, bringing it up to date; throws NoSuchRegister, or what is wrong with it. */
  open(name: string): Promise<Store>;
  /** The same to answer requests: until it is closed nobody else serves or replaces it. */
  serve(name: string): Promise<Store>;
  /** Makes an empty register and opens it; throws RegisterExists. */
  create(name: string): Promise<Store>;
  /** After its registers are closed. */
  close(): Promise<void>;
}

export class NoSuchRegister extends Error {}
export class RegisterExists extends Error {}

/** Why a register does not open, as far as a person can do something about it. */
export type Obstacle = 'ahead' | 'damaged' | 'other';

export function obstacleOf(error: unknown): Obstacle {
  if (error instanceof RegisterAhead) return 'ahead';
  const code = String((error as { code?: unknown } | null)?.code);
  return /^SQLITE_(?:NOTADB|CORRUPT)/.test(code) ? 'damaged' : 'other';
}
