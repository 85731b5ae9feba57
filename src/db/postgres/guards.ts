import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journal, migrationsFolder } from '../migrations.ts';
import type { Lease } from './server.ts';

/** What keeps the tables append-only, and the number that their end is known by: trigger and the function it must run. */
export const GUARDS: readonly { table: string; name: string; runs: string }[] = [
  ...['audit_entry', 'notice'].flatMap((table) =>
    ['update', 'delete', 'truncate'].map((event) => ({
      table,
      name: `${table}_no_${event}`,
      runs: 'refuse_change',
    })),
  ),
  { table: 'audit_entry', name: 'audit_entry_high', runs: 'note_high' },
];

const TRIGGERS = `SELECT relname AS table, tgname AS name, proname AS runs, prosrc AS body FROM pg_catalog.pg_trigger
  JOIN pg_catalog.pg_class ON pg_class.oid = tgrelid JOIN pg_catalog.pg_proc ON pg_proc.oid = tgfoid
  WHERE relnamespace = $1::regnamespace AND tgenabled IN ('O', 'A') AND tgqual IS NULL`;

/** Names of guards that are gone, switched off, or do something else than they were made for. */
export async function missingGuards(lease: Pick<Lease, 'query'>, schema: string): Promise<string[]> {
  const { rows } = await lease.query(TRIGGERS, [`"${schema}"`]);
  const bodies = functionBodies();
  return GUARDS.filter(
    ({ table, name, runs }) =>
      !rows.some(
        (row) =>
          row['table'] === table &&
          row['name'] === name &&
          row['runs'] === runs &&
          row['body'] === bodies.get(runs),
      ),
  ).map(({ name }) => name);
}

/** Of each function the text that the migrations last gave it. */
function functionBodies(): Map<string, string> {
  const texts = journal('postgres').map(({ tag }) =>
    readFileSync(join(migrationsFolder('postgres'), `${tag}.sql`), 'utf8'),
  );
  const made = texts.join('\n').matchAll(/FUNCTION (\w+)\(\) RETURNS trigger[^$]*\$\$(.*?)\$\$/gs);
  return new Map(Array.from(made, ([, name = '', body = '']) => [name, body]));
}
