/** The SQLite half of ../bulk.ts. */
import Database from 'better-sqlite3';
import type { BulkSource, BulkTarget } from '../bulk.ts';
import type { PlainRow, PlainTable, PlainValue } from '../tables.ts';
import { connect } from './open.ts';

const BATCH = 500;

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const namesOf = ({ columns }: PlainTable): string => quoted(columns.map(({ name }) => name));

/** Reads a register file as it stands now: all within one transaction. */
export function readSqlite(file: string): BulkSource {
  const connection = new Database(file, { readonly: true });
  connection.exec('BEGIN');
  return reading(connection);
}

function reading(connection: Database.Database): BulkSource {
  return {
    async *rows(table) {
      const select = `SELECT ${namesOf(table)} FROM "${table.name}" ORDER BY ${quoted(table.order)} LIMIT ? OFFSET ?`;
      const statement = connection.prepare(select).raw();
      for (let offset = 0; ; offset += BATCH) {
        const rows = statement.all(BATCH, offset) as PlainValue[][];
        if (rows.length > 0) yield rows.map((row) => plain(table, row));
        if (rows.length < BATCH) return;
      }
    },
    highest: (table) =>
      Promise.resolve(
        Number(
          connection.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table.name) ?? 0,
        ),
      ),
    close: () => {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      connection.close();
      return Promise.resolve();
    },
  };
}

function plain({ columns }: PlainTable, row: readonly PlainValue[]): PlainRow {
  return row.map((value, index) => (columns[index]?.kind === 'bool' && value !== null ? value === 1 : value));
}

/** Fills an empty register file. */
export function fillSqlite(file: string): BulkTarget {
  const connection = connect(file);
  connection.pragma('foreign_keys = OFF');
  connection.exec('BEGIN IMMEDIATE');
  return {
    ...reading(connection),
    insert: (table, rows) => {
      const places = table.columns.map(() => '?').join(', ');
      const insert = connection.prepare(`INSERT INTO "${table.name}" (${namesOf(table)}) VALUES (${places})`);
      for (const row of rows)
        insert.run(...row.map((value) => (typeof value === 'boolean' ? Number(value) : value)));
      return Promise.resolve();
    },
    setHighest: (table, highest) => {
      connection.prepare('DELETE FROM sqlite_sequence WHERE name = ?').run(table.name);
      if (highest > 0)
        connection.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(table.name, highest);
      return Promise.resolve();
    },
    commit: () => {
      const broken = connection.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error(`${broken.length} broken references`);
      connection.exec('COMMIT');
      // All of it in the one file, which is about to get its name.
      connection.pragma('wal_checkpoint(TRUNCATE)');
      return Promise.resolve();
    },
  };
}
