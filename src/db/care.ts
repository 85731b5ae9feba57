import { sqliteCare } from './sqlite/care.ts';
import type { SchemaState } from './migrations.ts';

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

/** What cannot be done the same way on every engine: looking after the file as a whole. */
export interface Care {
  inspect(file: string): FileState;
  copyTo(file: string, target: string): void;
  replaceBy(source: string, file: string, keptAs: string): void;
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
