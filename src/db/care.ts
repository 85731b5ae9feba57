import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE } from '../config.ts';
import { REGISTER_FILE, type Place } from './open.ts';
import { copySchemaTo, holdsRegister, inspectSchema, schemaEngine } from './postgres/care.ts';
import { sqliteCare } from './sqlite/care.ts';
import type { SchemaState } from './migrations.ts';
import type { Queries } from './store.ts';

export { COPYING } from './postgres/care.ts';
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

/** Looking after a register as a SQLite file. Backups are such files on every engine. */
export interface Care {
  inspect(file: string): FileState;
  copyTo(file: string, target: string): void;
  /** Of a register of the past: its tables become those of this program. */
  bringUpToDate(file: string): void;
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

/** Whether there is a register in a place. */
export async function isRegisterIn({ dataDir, database }: Place): Promise<boolean> {
  return database ? holdsRegister(database) : existsSync(join(dataDir, REGISTER_FILE));
}

/** What the register of a place is like, seen from outside. */
export async function inspectPlace({ dataDir, database }: Place): Promise<FileState> {
  return database ? inspectSchema(database) : care.inspect(join(dataDir, REGISTER_FILE));
}

/** The register of a place as one SQLite file, which appears when it is sound. */
export async function copyPlaceTo({ dataDir, database }: Place, target: string): Promise<void> {
  if (database) await copySchemaTo(database, (file) => care.copyTo(file, target), target);
  else care.copyTo(join(dataDir, REGISTER_FILE), target);
}

/** The engine as it works for the connection that writes. */
export async function engineOf(queries: Queries): Promise<EngineFacts> {
  return ENGINE === 'postgres' ? schemaEngine(queries) : care.engine(queries);
}
