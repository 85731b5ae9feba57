/**
 * The small vocabulary in which every table is declared once. It is typed as SQLite's builders; which engine's builders
 * they are is chosen here.
 */
import { sql } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { ENGINE } from '../config.ts';
import * as postgres from './postgres/columns.ts';
import * as sqlite from './sqlite/columns.ts';

const vocabulary = ENGINE === 'postgres' ? (postgres as unknown as typeof sqlite) : sqlite;

export const { bool, check, day, id, index, instant, int, json, primaryKey, table, text, uniqueIndex } =
  vocabulary;
export { sql };

export type Column = AnySQLiteColumn;

/** CHECK that a column holds one of a closed list of codes (or NULL). The codes are our own constants. */
export function oneOf(name: string, column: Column, codes: readonly string[]) {
  const list = codes.map((code) => `'${code}'`).join(', ');
  return check(name, sql`${column} in (${sql.raw(list)})`);
}
