import { like, or, sql, type SQL } from 'drizzle-orm';
import type { Column } from './dialect.ts';

/** Whether one of the columns contains what was typed, taken as it stands: % and _ are no wildcards. */
export function contains(columns: readonly Column[], typed: string): SQL | undefined {
  const pattern = `%${typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return or(...columns.map((column) => sql`${like(column, pattern)} escape '\\'`));
}
