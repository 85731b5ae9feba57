import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { AuditEvent } from '../audit/rules.ts';
import type { Files } from './files.ts';

type Builders = BetterSQLite3Database;

/** Reads. Portable code only awaits these builders. */
export type Reader = Pick<Builders, 'select' | 'selectDistinct' | '$count'>;

/** What an engine hands to a transaction. */
export type Queries = Reader & Pick<Builders, 'insert' | 'update' | 'delete'>;

/** A write in progress; only `write` (./write.ts) makes one. Store functions that change anything take it. */
export interface Tx extends Queries {
  /** Records what happened; a write that recorded nothing is refused. */
  record(event: AuditEvent): void;
  /** Keeps a file under a random name, which it gives; when the write comes to nothing, so does the file. */
  keepFile(bytes: Buffer): Promise<string>;
  /** Removes a file once the write is done; its row goes in the same write. */
  dropFile(name: string): Promise<void>;
}

/**
 * One register's storage, whichever engine holds it.
 * `read` sees committed data only; `transaction` runs one writer at a time and commits or rolls back as a whole.
 */
export interface Store {
  readonly read: Reader;
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Changes whenever anything recorded in the trail has been committed, by this process or another. */
  version(): Promise<number>;
  /** What belongs to rows and is no row: files beside the database. */
  readonly files: Files;
  /** Gives back memory that is held only to be faster; for a register that nobody is using. */
  rest?(): void;
  close(): Promise<void>;
}
