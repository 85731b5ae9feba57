import pg from 'pg';
import { isUnreachable, storeFault } from './faults.ts';
import { StoreUnavailable } from '../unavailable.ts';

// int8: ids, instants and counts are far below 2^53. json: as text, see ./columns.ts.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.JSON, (text: string) => text);

/** The oldest server that this program is tested with. */
export const OLDEST_VERSION = 15;

/** The server is older than ours has to be. */
export class ServerTooOld extends Error {
  readonly version: string;

  constructor(version: string) {
    super(`PostgreSQL ${version} is too old`);
    this.version = version;
  }
}

export type Rows = pg.QueryResult<Record<string, unknown>>;

/** A connection taken from the pool, set to one schema, to be given back. */
export interface Lease {
  query(query: string | pg.QueryConfig, values?: unknown[]): Promise<Rows>;
  /** `broken` closes the connection instead of keeping it. */
  release(broken?: boolean): void;
}

/**
 * The database server as this process sees it: one pool of connections, shared by every register in it. Of several hosts
 * the one that takes writes is used; when it goes away, the others are asked again.
 */
export interface Server {
  lease(schema: string): Promise<Lease>;
  /** One statement. Asked again once when the server went away before it answered: only for what changes nothing. */
  read(schema: string, query: string | pg.QueryConfig, values?: unknown[]): Promise<Rows>;
  close(): Promise<void>;
}

const CONNECTIONS = 20;

export function connectServer(hosts: readonly string[]): Server {
  const schemas = new WeakMap<pg.PoolClient, string>();
  let current: Promise<pg.Pool> | undefined;

  const pool = () => {
    current ??= findPrimary(hosts).catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    return current;
  };

  /** Once the primary is gone its whole pool is dropped, so that the next request looks for the new one. */
  const drop = (lost: pg.Pool) => {
    void current?.then(
      (known) => {
        if (known !== lost) return;
        current = undefined;
        void lost.end().catch(() => undefined);
      },
      () => undefined,
    );
  };

  const lease = async (schema: string): Promise<Lease> => {
    const from = await pool();
    const failed = (error: unknown) => {
      const fault = storeFault(error);
      if (isUnreachable(fault)) drop(from);
      return fault;
    };
    const client = await from.connect().catch((error: unknown) => {
      throw failed(error);
    });
    let isBroken = false;
    const send = (text: string | pg.QueryConfig, values?: unknown[]) =>
      (client.query(text as string, values) as unknown as Promise<Rows>).catch((error: unknown) => {
        const fault = failed(error);
        isBroken ||= isUnreachable(fault);
        throw fault;
      });
    // One at a time: the driver is giving up its own queue.
    let last: Promise<unknown> = Promise.resolve();
    const query = (text: string | pg.QueryConfig, values?: unknown[]) => {
      const next = last.then(() => send(text, values));
      last = next.catch(() => undefined);
      return next;
    };
    const taken: Lease = { query, release: (broken = false) => client.release(isBroken || broken) };
    try {
      if (schemas.get(client) !== schema) await query(`SET search_path TO "${schema}"`);
      schemas.set(client, schema);
      return taken;
    } catch (error) {
      taken.release(true);
      throw error;
    }
  };

  const once = async (schema: string, query: string | pg.QueryConfig, values?: unknown[]) => {
    const taken = await lease(schema);
    try {
      return await taken.query(query, values);
    } finally {
      taken.release();
    }
  };

  return {
    lease,
    read: (schema, query, values) =>
      once(schema, query, values).catch((error: unknown) => {
        if (!isUnreachable(error)) throw error;
        return once(schema, query, values);
      }),
    close: async () => {
      const open = await current?.catch(() => undefined);
      current = undefined;
      await open?.end();
    },
  };
}

/** A pool to the first host that takes writes. Throws StoreUnavailable when there is none, ServerTooOld when it is too old. */
async function findPrimary(hosts: readonly string[]): Promise<pg.Pool> {
  let last: unknown;
  for (const host of hosts) {
    const pool = makePool(host);
    try {
      if (await isPrimary(pool)) return pool;
    } catch (error) {
      last = error;
    }
    await pool.end();
    if (last instanceof ServerTooOld) throw last;
  }
  const fault = storeFault(last);
  throw fault instanceof Error ? fault : new StoreUnavailable('unreachable');
}

function makePool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'duty-register',
    options: '-c client_encoding=UTF8 -c TimeZone=UTC',
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

const WHAT_IT_IS = `SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean AS standby,
  current_setting('server_version_num')::int / 10000 AS major, current_setting('server_version') AS version`;

async function isPrimary(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ standby: boolean; major: number; version: string }>(WHAT_IT_IS);
  const [row] = rows;
  if (!row || row.standby) return false;
  if (row.major < OLDEST_VERSION) throw new ServerTooOld(row.version);
  return true;
}
