import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journal, migrationsFolder, stateOf, type SchemaState } from '../migrations.ts';
import { RegisterAhead } from '../ahead.ts';
import { underLock } from './locks.ts';
import type { Lease, Server } from './server.ts';

/** The schema holds tables, and none of them says that it is a register. */
export class ForeignSchema extends Error {
  readonly schema: string;

  constructor(schema: string) {
    super(`schema ${schema} holds tables of something else`);
    this.schema = schema;
  }
}

/**
 * Makes the register's schema when there is none and brings its tables up to date: all in one transaction, under the
 * register's own lock, so that of two processes the second finds it done. A schema that is ahead or is somebody else's is
 * refused untouched. Gives the state in which it was found. Drizzle's own migrator cannot be used: it neither locks nor
 * knows a schema that is chosen at run time.
 */
export async function migrateSchema(server: Server, schema: string): Promise<SchemaState> {
  const lease = await server.lease(schema, 'unhurried');
  try {
    return await underLock(lease, schema, () => bringUpToDate(lease, schema));
  } finally {
    lease.release();
  }
}

/** The same in the transaction of a lease that holds the register's lock. */
export async function bringUpToDate(lease: Lease, schema: string): Promise<SchemaState> {
  const applied = await appliedTo(lease, schema);
  const wanted = journal('postgres');
  const state = stateOf(
    applied,
    wanted.map(({ when }) => when),
  );
  if (state === 'ahead') throw new RegisterAhead(schema);
  if (state === 'empty') await demandEmpty(lease, schema);
  for (const { when, tag } of wanted.filter((entry) => !applied.includes(entry.when))) {
    const text = readFileSync(join(migrationsFolder('postgres'), `${tag}.sql`), 'utf8');
    for (const statement of statementsOf(text)) await lease.query(statement);
    await lease.query('INSERT INTO __drizzle_migrations (hash, created_at) VALUES ($1, $2)', [
      createHash('sha256').update(text).digest('hex'),
      when,
    ]);
  }
  return state;
}

/** The generator names the schema `public` in references; a register's schema is chosen by search_path. */
export function statementsOf(text: string): string[] {
  return text.replaceAll('"public".', '').split('--> statement-breakpoint');
}

const RELATIONS = `SELECT count(*) AS n FROM pg_catalog.pg_class
  WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1)`;

/** Other programs are migrated by the same tool: their schema has its table too, but none of ours. */
const OF_A_REGISTER = `${RELATIONS} AND relname IN ('__drizzle_migrations', 'audit_high')`;

async function countIn(lease: Pick<Lease, 'query'>, query: string, schema: string): Promise<number> {
  const { rows } = await lease.query(query, [schema]);
  return Number(rows[0]?.['n']);
}

/**
 * Instants of the migrations that were applied; none where there is no register. The table is asked for by its schema:
 * of one that this user may not enter, the search path would say only that the table is not there.
 */
export async function appliedTo(lease: Pick<Lease, 'query'>, schema: string): Promise<number[]> {
  if ((await countIn(lease, OF_A_REGISTER, schema)) < 2) return [];
  const applied = await lease.query(
    `SELECT created_at FROM "${schema}".__drizzle_migrations ORDER BY created_at`,
  );
  return applied.rows.map((row) => Number(row['created_at']));
}

/** The state of the schema's tables. */
export async function schemaState(lease: Pick<Lease, 'query'>, schema: string): Promise<SchemaState> {
  return stateOf(
    await appliedTo(lease, schema),
    journal('postgres').map(({ when }) => when),
  );
}

/** The same, asked of a server in its own time. */
export function schemaStateAt(server: Server, schema: string): Promise<SchemaState> {
  return schemaState({ query: (...query) => server.read(schema, ...query) }, schema);
}

async function demandEmpty(lease: Lease, schema: string): Promise<void> {
  if ((await countIn(lease, RELATIONS, schema)) > 0) throw new ForeignSchema(schema);
  // IF NOT EXISTS would ask for the right to make one, also where the administrator has made it.
  const { rows } = await lease.query('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', [schema]);
  if (rows.length === 0) await lease.query(`CREATE SCHEMA "${schema}"`);
  await lease.query(
    'CREATE TABLE __drizzle_migrations (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, hash text NOT NULL, created_at bigint NOT NULL)',
  );
}
