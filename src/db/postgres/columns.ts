/** The PostgreSQL half of the schema vocabulary in ../dialect.ts. */
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

export const table = pgTable;
export { check, index, primaryKey, uniqueIndex };

/** Text in the order of its bytes, as SQLite has it: the order of a list must not depend on the server's locale. */
const bytewise = customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' });

/**
 * JSON kept as it was written: `jsonb` would put keys in another order and numbers in another form, and what is hashed
 * must read the same on every engine. ./pool.ts hands the column over as text.
 */
const written = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'json',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => JSON.parse(value) as unknown,
});

/** Whole-number primary key, never reused. */
export const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity();
export const text = (name: string) => bytewise(name);
export const int = (name: string) => bigint(name, { mode: 'number' });
export const bool = (name: string) => boolean(name);
export const json = (name: string) => written(name);
export const day = (name: string) => bytewise(name);
export const instant = (name: string) => bigint(name, { mode: 'number' });
