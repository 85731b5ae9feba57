import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { EVIDENCE_FOLDER } from '../../src/db/files.ts';
import type { Sending } from './forms.ts';
import { inRegister } from './findings.ts';

type Leaves = Sending['leaves'];

/** Entries that the program said it had stored, by the words in them. */
export interface Ledger {
  add(leaves: Leaves, words: string): void;
  count(): number;
  words(): readonly string[];
  /** Those of the entries added since the last look that are not in the register exactly once with their trail. */
  missing(folder: string): string[];
}

const FOUND: Record<Leaves, string> = {
  filing: `SELECT (SELECT count(*) FROM filing WHERE content = @words) = 1 AND (SELECT count(*) FROM audit_entry
    WHERE kind = 'filing.created' AND subject_type = 'filing'
      AND subject_key = (SELECT code FROM filing WHERE content = @words)) = 1`,
  deputy: `SELECT (SELECT count(*) FROM deputy WHERE certificate_number = @words) = 1 AND (SELECT count(*) FROM audit_entry
    WHERE kind = 'deputy.created' AND subject_type = 'deputy' AND subject_key = @words) = 1`,
  mark: `SELECT count(*) = 1 FROM audit_entry
    WHERE kind = 'attendance.recorded' AND json_extract("after", '$') LIKE '%"' || @words || '"%'`,
};

export function openLedger(): Ledger {
  const all: { leaves: Leaves; words: string }[] = [];
  let seen = 0;
  return {
    add: (leaves, words) => void all.push({ leaves, words }),
    count: () => all.length,
    words: () => all.map(({ words }) => words),
    missing: (folder) =>
      inRegister(folder, (connection) => {
        const fresh = all.slice(seen);
        seen = all.length;
        return fresh
          .filter(({ leaves, words }) => connection.prepare(FOUND[leaves]).pluck().get({ words }) !== 1)
          .map(({ words }) => words);
      }),
  };
}

/** Whether every entry of a list is in a copy, whoever made it. */
export function missingIn(folder: string, entries: readonly { leaves: Leaves; words: string }[]): string[] {
  return inRegister(folder, (connection) =>
    entries
      .filter(({ leaves, words }) => connection.prepare(FOUND[leaves]).pluck().get({ words }) !== 1)
      .map(({ words }) => words),
  );
}

/** Entries that are there by half: a row without its trail, or a row of a file without the file. */
export function halfWritten(folder: string): string[] {
  return inRegister(folder, (connection) => [
    ...rowsWithoutTrail(connection, 'filing', 'code'),
    ...rowsWithoutTrail(connection, 'deputy', 'certificate_number'),
    ...brokenLinks(connection),
    ...(connection.prepare('SELECT name FROM evidence').pluck().all() as string[])
      .filter((name) => !existsSync(join(folder, EVIDENCE_FOLDER, name.slice(0, 2), name)))
      .map((name) => `evidence ${name} has no file`),
  ]);
}

/** Rows that came over the web, of which the trail does not say exactly once that they were made. */
function rowsWithoutTrail(connection: Database.Database, table: string, key: string): string[] {
  const rows = connection
    .prepare(
      `SELECT ${key} FROM ${table} AS row WHERE (SELECT count(*) FROM audit_entry
         WHERE kind = '${table}.created' AND subject_type = '${table}' AND subject_key = row.${key}) <> 1`,
    )
    .pluck()
    .all();
  return rows.map((name) => `${table} ${String(name)} is not once in the trail`);
}

/** Entries of the trail whose number or link does not follow from the one before; hashes are what `verify` looks at. */
function brokenLinks(connection: Database.Database): string[] {
  const rows = connection
    .prepare(
      `SELECT seq FROM (SELECT seq, previous_hash, lag(seq) OVER w AS before_seq, lag(hash) OVER w AS before_hash
         FROM audit_entry WINDOW w AS (ORDER BY seq))
       WHERE before_seq IS NOT NULL AND (seq <> before_seq + 1 OR previous_hash <> before_hash)`,
    )
    .pluck()
    .all();
  return rows.map((seq) => `entry ${String(seq)} does not follow`);
}
