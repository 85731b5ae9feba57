import { createHash, type Hash } from 'node:crypto';
import { PLAIN_TABLES, type PlainRow, type PlainTable, type PlainValue } from './tables.ts';

/** A register as plain rows, as it stood at one moment. One small module for each engine. */
export interface BulkSource {
  /** In the order of the table's key; batches of some hundred rows. */
  rows(table: PlainTable): AsyncIterable<PlainRow[]>;
  /** The highest number that the table ever gave out. */
  highest(table: PlainTable): Promise<number>;
  close(): Promise<void>;
}

/** An empty register to be filled: as a whole or not at all. What was filled in can be read before it is committed. */
export interface BulkTarget extends BulkSource {
  insert(table: PlainTable, rows: readonly PlainRow[]): Promise<void>;
  /** Numbers up to this one are not given out again. */
  setHighest(table: PlainTable, highest: number): Promise<void>;
  /** Checks that every reference leads somewhere, and keeps what was filled in. Without it, closing leaves nothing. */
  commit(): Promise<void>;
}

/** What a register's rows come to. */
export interface Summary {
  /** SHA-256 over the rows of each table, by its name: equal on two engines when every value is. */
  readonly tables: ReadonlyMap<string, string>;
  /** Number and hash of the trail's last entry; null while it is empty. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly notices: readonly { quarter: string; version: number; sha256: string }[];
}

/** What was read back is not what was written. */
export class RowsDiffer extends Error {
  readonly table: string;

  constructor(table: string) {
    super(`table ${table} reads back differently`);
    this.table = table;
  }
}

/** Copies every table into an empty register, reads it back, and keeps it when both are the same. Throws RowsDiffer. */
export async function copyWhole(from: BulkSource, to: BulkTarget): Promise<Summary> {
  const read = await copyRows(from, to);
  const [table] = differing(read, await summaryOf(to));
  if (table !== undefined) throw new RowsDiffer(table);
  await to.commit();
  return read;
}

/** Gives what was read; nothing is committed yet. */
async function copyRows(from: BulkSource, to: BulkTarget): Promise<Summary> {
  const summary = await passOver(from, (table, rows) => to.insert(table, rows));
  for (const table of PLAIN_TABLES)
    if (table.serial !== null) await to.setHighest(table, await from.highest(table));
  return summary;
}

export function summaryOf(source: BulkSource): Promise<Summary> {
  return passOver(source, () => Promise.resolve());
}

async function passOver(
  source: BulkSource,
  take: (table: PlainTable, rows: readonly PlainRow[]) => Promise<void>,
): Promise<Summary> {
  const tables = new Map<string, string>();
  let head: Summary['head'] = null;
  const notices: Summary['notices'][number][] = [];
  for (const table of PLAIN_TABLES) {
    const hash = createHash('sha256');
    const value = reader(table);
    for await (const rows of source.rows(table)) {
      addTo(hash, rows);
      await take(table, rows);
      const last = rows.at(-1);
      if (table.name === 'audit_entry' && last)
        head = { seq: Number(value(last, 'seq')), hash: String(value(last, 'hash')) };
      if (table.name === 'notice')
        notices.push(
          ...rows.map((row) => ({
            quarter: String(value(row, 'quarter')),
            version: Number(value(row, 'version')),
            sha256: String(value(row, 'sha256')),
          })),
        );
    }
    tables.set(table.name, hash.digest('hex'));
  }
  return { tables, head, notices };
}

function reader({ columns }: PlainTable): (row: PlainRow, name: string) => PlainValue {
  return (row, name) => row[columns.findIndex((column) => column.name === name)] ?? null;
}

function addTo(hash: Hash, rows: readonly PlainRow[]): void {
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
}

/** Tables in which two registers differ. */
export function differing(one: Summary, other: Summary): string[] {
  return PLAIN_TABLES.map(({ name }) => name).filter(
    (name) => one.tables.get(name) !== other.tables.get(name),
  );
}
