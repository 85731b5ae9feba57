/**
 * The small vocabulary in which every table is declared once. It is typed as SQLite's builders;
 * another engine brings a module with the same names and is chosen here.
 */
import { check, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';

export {
  bool,
  day,
  id,
  index,
  instant,
  int,
  json,
  primaryKey,
  table,
  text,
  uniqueIndex,
} from './sqlite/columns.ts';

export type Column = AnySQLiteColumn;

/** CHECK that a column holds one of a closed list of codes (or NULL). The codes are our own constants. */
export function oneOf(name: string, column: Column, codes: readonly string[]) {
  const list = codes.map((code) => `'${code}'`).join(', ');
  return check(name, sql`${column} in (${sql.raw(list)})`);
}

export { check, sql };
