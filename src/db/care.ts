import { sqliteCare } from './sqlite/care.ts';
import type { SchemaState } from './migrations.ts';
import type { Queries } from './store.ts';

export { holdLock, SERVING_LOCK, type Lock } from './sqlite/lock.ts';

/** What a register file is like, seen from outside. */
export interface FileState {
  schema: SchemaState;
  /** What the engine finds wrong with its pages and indexes; empty when sound. */
  integrity: string[];
  brokenReferences: number;
  /** Triggers of append-only tables that are gone. */
  missingGuards: string[];
  /** The highest number that the trail ever gave out. */
  lastEntry: number;
}

/** Why a file that claims to be a register is not even opened. */
export type Suspicion =
  | { reason: 'missing' | 'link' | 'folder' | 'no-file' | 'archive' | 'no-database' }
  | { reason: 'cut-short'; declared: number; size: number };

/** The engine as it works for the connection that writes. */
export interface EngineFacts {
  name: string;
  version: string;
  /** What is acknowledged is on disk. */
  isDurable: boolean;
  schema: SchemaState;
}

/** What cannot be done the same way on every engine: looking after the file as a whole. */
export interface Care {
  inspect(file: string): FileState;
  copyTo(file: string, target: string): void;
  replaceBy(source: string, file: string, keptAs: string): void;
  /** What is wrong with a file at first sight, or null. */
  suspect(file: string): Suspicion | null;
  /** What a file of the present schema holds that the migrations do not make, or lacks. */
  strangers(file: string): string[];
  /** Rows by table. */
  rowCounts(file: string): Record<string, number>;
  engine(queries: Queries): EngineFacts;
}

export type Unusable = 'missing' | 'damaged' | 'in-use';

/** A file that cannot be read or replaced now. */
export class RegisterUnusable extends Error {
  readonly reason: Unusable;
  readonly file: string;

  constructor(reason: Unusable, file: string) {
    super(`${reason}: ${file}`);
    this.reason = reason;
    this.file = file;
  }
}

export const care: Care = sqliteCare;
