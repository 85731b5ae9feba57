import { getTableName } from 'drizzle-orm';
import type { BulkSource } from '../db/bulk.ts';
import { attachment, evidence } from '../db/schema/index.ts';
import { PLAIN_TABLES } from '../db/tables.ts';

const NAMING: readonly string[] = [getTableName(evidence), getTableName(attachment)];

/** Every file that a row of the register names, and what people call it. */
export async function fileNamesIn(source: BulkSource): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const table of PLAIN_TABLES.filter(({ name }) => NAMING.includes(name))) {
    const at = (column: string) => table.columns.findIndex(({ name }) => name === column);
    const [name, fileName] = [at(evidence.name.name), at(evidence.fileName.name)];
    for await (const rows of source.rows(table))
      for (const row of rows) names.set(String(row[name]), String(row[fileName]));
  }
  return names;
}
