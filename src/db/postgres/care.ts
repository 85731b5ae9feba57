/** The PostgreSQL half of ../care.ts: looking after the register of a schema. */
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyWhole } from '../bulk.ts';
import type { EngineFacts, FileState } from '../care.ts';
import { fillSqlite } from '../sqlite/bulk.ts';
import { bringUpToDate } from '../sqlite/migrate.ts';
import type { Queries } from '../store.ts';
import type { Address } from './address.ts';
import { readSchema } from './bulk.ts';
import { GUARDS, missingGuards } from './guards.ts';
import { schemaState } from './migrate.ts';
import { brokenReferences, missingReferences } from './references.ts';
import { connectServer, type Lease, type Server } from './server.ts';

/** Every value that this gives is the name of something that is not sound. */
const UNSOUND = `SELECT conname AS name FROM pg_constraint
    WHERE connamespace = $1::regnamespace AND NOT convalidated
  UNION ALL SELECT indexrelid::regclass::text FROM pg_index
    JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = $1::regnamespace AND NOT (indisvalid AND indisready)
  ORDER BY name`;

async function onSchema<T>(
  { hosts, schema }: Address,
  work: (lease: Lease, server: Server) => Promise<T>,
): Promise<T> {
  const server = connectServer(hosts);
  try {
    const lease = await server.lease(schema, 'unhurried');
    try {
      return await work(lease, server);
    } finally {
      lease.release();
    }
  } finally {
    await server.close();
  }
}

/** Whether the schema holds a register, of whatever state. */
export function holdsRegister(address: Address): Promise<boolean> {
  return onSchema(address, async (lease) => (await schemaState(lease, address.schema)) !== 'empty');
}

/** Looks at a register without changing it. */
export function inspectSchema(address: Address): Promise<FileState> {
  return onSchema(address, async (lease) => {
    const schema = await schemaState(lease, address.schema);
    if (schema === 'empty') return { ...NOTHING, schema };
    const { rows: unsound } = await lease.query(UNSOUND, [`"${address.schema}"`]);
    const { rows } = await lease.query('SELECT seq FROM audit_high');
    return {
      schema,
      integrity: [
        ...unsound.map((row) => String(row['name'])),
        ...(await missingReferences(lease, address.schema)),
      ],
      brokenReferences: await brokenReferences(lease),
      missingGuards: await missingGuards(lease, address.schema),
      lastEntry: Number(rows[0]?.['seq'] ?? 0),
    };
  });
}

const NOTHING = {
  integrity: [],
  brokenReferences: 0,
  missingGuards: GUARDS.map(({ name }) => name),
  lastEntry: 0,
};

/** How the folders begin in which a schema is copied; of one that was cut short it is left. */
export const COPYING = 'copying-';

/** Writes the register as it stands now into a new SQLite file, and reads it back. */
export async function copySchemaTo(
  address: Address,
  write: (file: string) => void,
  near: string,
): Promise<void> {
  const folder = mkdtempSync(join(dirname(near), COPYING));
  const file = join(folder, 'register.sqlite');
  try {
    bringUpToDate(file);
    await onSchema(address, async (_, server) => {
      const target = fillSqlite(file);
      const source = await readSchema(server, address.schema);
      try {
        await copyWhole(source, target);
      } finally {
        await target.close();
        await source.close();
      }
    });
    write(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FACTS = `SELECT current_setting('server_version') AS version, current_schema() AS schema,
  current_setting('fsync')::boolean AND current_setting('synchronous_commit') <> 'off' AS durable`;

/** Asked within a write, which sets `synchronous_commit` for itself. */
export async function schemaEngine(queries: Queries): Promise<EngineFacts> {
  const { $client: client } = queries as unknown as { $client: Pick<Lease, 'query'> };
  const { rows } = await client.query(FACTS);
  return {
    name: 'PostgreSQL',
    version: String(rows[0]?.['version']),
    isDurable: rows[0]?.['durable'] === true,
    schema: await schemaState(client, String(rows[0]?.['schema'])),
  };
}
