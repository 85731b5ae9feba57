import * as tables from '../../src/db/schema/index.ts';
import type { Reader } from '../../src/db/store.ts';

/** All rows of the register by table, as text, in an order of their own: an engine gives them as they lie. */
export async function everything(
  reader: Reader,
  isCounted: (row: object) => boolean = () => true,
): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for (const [name, table] of Object.entries(tables)) {
    const all: object[] = await reader.select().from(table as typeof tables.person);
    const texts = all.filter(isCounted).map((row) => JSON.stringify(row));
    rows[name] = `[${texts.toSorted().join()}]`;
  }
  return rows;
}

const NOTED = [
  'export.made',
  'step.refused',
  'access.denied',
  'backup.failed',
  'register.checked',
  'deputy.phone-shown',
];

/** Of an export, a refused step or a chore there is a note, and nothing of what is registered changes. */
export const isNoNote = (row: object): boolean => !('kind' in row && NOTED.includes(String(row.kind)));

export function changedTables(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}
