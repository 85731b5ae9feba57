import { createHash } from 'node:crypto';
import { copyWhole } from '../bulk.ts';
import { readSqlite } from '../sqlite/bulk.ts';
import type { Address } from './address.ts';
import { fillSchema } from './bulk.ts';
import { restoreLock, underLock } from './locks.ts';
import { migrateSchema } from './migrate.ts';
import { connectServer, type Lease, type Server } from './server.ts';

/** Somebody else is restoring into this schema. */
export class SchemaBusy extends Error {}

/** A register that waits, in a schema of its own, to take the place of another. */
export interface Staging {
  readonly schema: string;
  /** Both renames or none. Gives the name under which what was there stays; null when there was nothing. */
  changePlaces(stamp: string): Promise<string | null>;
  /** Leaves nothing behind but what has changed places. */
  close(): Promise<void>;
}

/** No name of a register begins like this (src/registers/schemas.ts), and a long one keeps its length. */
const stagingOf = (schema: string): string =>
  `restoring_${createHash('sha256').update(schema).digest('hex').slice(0, 16)}`;

const LONGEST_NAME = 63;

/** Makes a schema beside that of an address, with an empty register to be filled. Throws SchemaBusy. */
export async function stageSchema(
  { hosts, schema }: Address,
  fill: (server: Server, staging: string) => Promise<void>,
): Promise<Staging> {
  const server = connectServer(hosts);
  const staging = stagingOf(schema);
  let alone: Lease | undefined;
  const close = async () => {
    if (alone) await dropSchema(alone, staging).catch(() => undefined);
    // The lock is the connection's.
    alone?.release(true);
    await server.close();
  };
  try {
    const lease = await server.lease('pg_catalog', 'unhurried');
    if (!(await isAlone(lease, schema))) {
      lease.release(true);
      throw new SchemaBusy();
    }
    alone = lease;
    await dropSchema(lease, staging);
    await migrateSchema(server, staging);
    await fill(server, staging);
    return { schema: staging, changePlaces: (stamp) => changePlaces(lease, schema, staging, stamp), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function isAlone(lease: Lease, schema: string): Promise<boolean> {
  const { rows } = await lease.query(restoreLock(schema));
  return rows[0]?.['mine'] === true;
}

async function dropSchema(lease: Lease, staging: string): Promise<void> {
  await lease.query(`DROP SCHEMA IF EXISTS "${staging}" CASCADE`);
}

/** Fills an empty schema from a register file of the present schema. */
export async function fillFromFile(server: Server, schema: string, file: string): Promise<void> {
  const target = await fillSchema(server, schema);
  const source = readSqlite(file);
  try {
    await copyWhole(source, target);
  } finally {
    await target.close();
    await source.close();
  }
}

/** Under the lock of the register's writers: who is writing ends first, who comes next writes into the new one. */
async function changePlaces(
  lease: Lease,
  schema: string,
  staging: string,
  stamp: string,
): Promise<string | null> {
  const keptAs = `before_restore_${stamp}_${schema}`.slice(0, LONGEST_NAME);
  return underLock(lease, schema, async () => {
    const { rows } = await lease.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
    if (rows.length > 0) await lease.query(`ALTER SCHEMA "${schema}" RENAME TO "${keptAs}"`);
    await lease.query(`ALTER SCHEMA "${staging}" RENAME TO "${schema}"`);
    return rows.length > 0 ? keptAs : null;
  });
}
