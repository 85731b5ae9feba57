/** The SQLite half of the schema vocabulary in ../dialect.ts. */
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text as textColumn,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

export const table = sqliteTable;
export { check, index, primaryKey, uniqueIndex };

/** Whole-number primary key, never reused. */
export const id = () => integer('id').primaryKey({ autoIncrement: true });
export const text = (name: string) => textColumn(name);
export const int = (name: string) => integer(name);
export const bool = (name: string) => integer(name, { mode: 'boolean' });
/** JSON value; give its type with `.$type<T>()`. */
export const json = (name: string) => textColumn(name, { mode: 'json' });
/** Calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const day = (name: string) => textColumn(name);
/** Instant, epoch milliseconds. */
export const instant = (name: string) => integer(name);
