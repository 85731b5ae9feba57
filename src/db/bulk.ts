import { createHash } from 'node:crypto';
import type { Files } from './files.ts';
import { PLAIN_TABLES, type PlainRow, type PlainTable } from './tables.ts';

/** A register as plain rows, to be read as it stood at one moment. One small module for each engine. */
export interface BulkSource {
  /** In the order of the table's first columns; batches of some hundred rows. */
  rows(table: PlainTable): AsyncIterable<PlainRow[]>;
  /** The highest number that the table ever gave out. */
  highest(table: PlainTable): Promise<number>;
  close(): Promise<void>;
}

/** An empty register to be filled: as a whole or not at all. */
export interface BulkTarget {
  insert(table: PlainTable, rows: readonly PlainRow[]): Promise<void>;
  /** Numbers up to this one are not given out again. */
  setHighest(table: PlainTable, highest: number): Promise<void>;
  /** Checks that every reference leads somewhere, and keeps what was filled in. */
  commit(): Promise<void>;
  /** Leaves the target as it was, unless it was committed. */
  close(): Promise<void>;
}

/** SHA-256 over the rows of each table: equal on two engines when every value is. */
export type Digests = Readonly<Record<string, string>>;

/** Copies every table into an empty register; gives what the rows of each table hash to. */
export async function copyRows(from: BulkSource, to: BulkTarget): Promise<Digests> {
  const digests: Record<string, string> = {};
  for (const table of PLAIN_TABLES) {
    const hash = createHash('sha256');
    for await (const rows of from.rows(table)) {
      addTo(hash, rows);
      await to.insert(table, rows);
    }
    if (table.serial !== null) await to.setHighest(table, await from.highest(table));
    digests[table.name] = hash.digest('hex');
  }
  await to.commit();
  return digests;
}

export async function digestsOf(source: BulkSource): Promise<Digests> {
  const digests: Record<string, string> = {};
  for (const table of PLAIN_TABLES) {
    const hash = createHash('sha256');
    for await (const rows of source.rows(table)) addTo(hash, rows);
    digests[table.name] = hash.digest('hex');
  }
  return digests;
}

function addTo(hash: ReturnType<typeof createHash>, rows: readonly PlainRow[]): void {
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
}

/** Tables in which two registers differ. */
export function differing(one: Digests, other: Digests): string[] {
  return PLAIN_TABLES.map(({ name }) => name).filter((name) => one[name] !== other[name]);
}

/** Copies the files of evidence and attachments; those that are there already are left out. Gives the names that are missing. */
export async function copyAllFiles(from: Files, to: Files): Promise<string[]> {
  const there = new Set(await to.names());
  const missing: string[] = [];
  for (const name of (await from.names()).filter((one) => !there.has(one))) {
    const bytes = await from.read(name);
    if (bytes) await to.take(name, bytes);
    else missing.push(name);
  }
  return missing;
}
