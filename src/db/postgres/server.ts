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
  lease(schema: string, pace?: Pace): Promise<Lease>;
  /** One statement. Asked again once when the server went away before it answered: only for what changes nothing. */
  read(schema: string, query: string | pg.QueryConfig, values?: unknown[]): Promise<Rows>;
  close(): Promise<void>;
}

/** What people wait for has a limit; a whole register that is copied or migrated has none. */
export type Pace = 'brisk' | 'unhurried';

const CONNECTIONS = 20;
/** Milliseconds of one statement: the server gives up first, and says so; the driver only when nothing answers at all. */
const SERVER_PATIENCE = 60_000;
const DRIVER_PATIENCE = 75_000;
/** The longest that a timer can be. */
const NO_LIMIT = 2 ** 31 - 1;

export function connectServer(hosts: readonly string[]): Server {
  const schemas = new WeakMap<pg.PoolClient, string>();
  let current: Promise<pg.Pool> | undefined;
  let isClosed = false;

  const pool = () => {
    if (isClosed) throw new Error('the connections to the server have been closed');
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

  const lease = async (schema: string, pace: Pace = 'brisk'): Promise<Lease> => {
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
    const send = (query: string | pg.QueryConfig, values?: unknown[]) =>
      (client.query(paced(query, pace), values) as Promise<Rows>).catch((error: unknown) => {
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
    // A connection without limits does not go back to the others.
    const isOdd = pace === 'unhurried';
    const taken: Lease = { query, release: (broken = false) => client.release(isBroken || isOdd || broken) };
    try {
      if (isOdd) await query('SET statement_timeout = 0');
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
      isClosed = true;
      const open = await current?.catch(() => undefined);
      current = undefined;
      await open?.end();
    },
  };
}

function paced(query: string | pg.QueryConfig, pace: Pace): pg.QueryConfig {
  const config = typeof query === 'string' ? { text: query } : query;
  // Read by the driver, though its types know it of connections only.
  return { ...config, query_timeout: pace === 'brisk' ? DRIVER_PATIENCE : NO_LIMIT } as pg.QueryConfig;
}

/**
 * A pool to the host that takes writes. All are asked at once: one that is off answers nothing for seconds.
 * Throws StoreUnavailable when there is none, ServerTooOld when it is too old.
 */
async function findPrimary(hosts: readonly string[]): Promise<pg.Pool> {
  const asked = hosts.map(poolOfPrimary);
  try {
    const first = await Promise.any(asked);
    // Should two say that they are, the other one is not kept.
    for (const one of asked)
      void one.then((pool) => (pool === first ? undefined : pool.end())).catch(() => undefined);
    return first;
  } catch (error) {
    const faults = (error as AggregateError).errors.map(storeFault);
    throw (
      faults.find((fault) => fault instanceof ServerTooOld) ??
      faults.find((fault) => !isStandby(fault)) ??
      faults[0]
    );
  }
}

const isStandby = (fault: unknown) => fault instanceof StoreUnavailable && fault.cause === undefined;

/** Throws StoreUnavailable without a cause when the host only stands by. */
async function poolOfPrimary(host: string): Promise<pg.Pool> {
  const pool = makePool(host);
  try {
    if (await isPrimary(pool)) return pool;
    throw new StoreUnavailable('unreachable');
  } catch (error) {
    void pool.end();
    throw error;
  }
}

function makePool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'duty-register',
    options: `-c client_encoding=UTF8 -c TimeZone=UTC -c statement_timeout=${SERVER_PATIENCE}`,
  });
  // One that breaks, idle or between two statements, is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
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
