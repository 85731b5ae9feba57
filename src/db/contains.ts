import { ilike, like, or, sql, type SQL } from 'drizzle-orm';
import { ENGINE } from '../config.ts';
import type { Column } from './dialect.ts';

/** SQLite's LIKE takes capitals for small letters by itself. */
const likeAnyCase = ENGINE === 'postgres' ? ilike : like;

/** Whether one of the columns contains what was typed, taken as it stands: % and _ are no wildcards. */
export function contains(columns: readonly Column[], typed: string): SQL | undefined {
  const pattern = `%${typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return or(...columns.map((column) => sql`${likeAnyCase(column, pattern)} escape '\\'`));
}
