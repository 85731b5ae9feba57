import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzle, type NodePgClient } from 'drizzle-orm/node-postgres';
import type { Queries, Reader, Store } from '../store.ts';
import { isUnreachable } from './faults.ts';
import { tableFiles } from './files.ts';
import { writersLock } from './locks.ts';
import type { Lease, Server } from './server.ts';

/** Number and beginning of the hash: a register that was restored meanwhile may come to the same number again. */
const LAST_ENTRY = `SELECT seq * 65536 + ('x' || left(hash, 4))::bit(16)::int AS version
  FROM audit_entry ORDER BY seq DESC LIMIT 1`;

/** A register in a schema of a server. The schema is up to date: ./migrate.ts sees to that before. */
export function openSchema(server: Server, schema: string, close: () => Promise<void>): Store {
  const inside = new AsyncLocalStorage<true>();
  const inTurn = queue();
  return {
    read: buildersOver({ query: (query, values) => server.read(schema, query, values) }),
    transaction: (work) => {
      if (inside.getStore()) return Promise.reject(new Error('a transaction inside a transaction'));
      return inTurn(() => runTransaction(server, schema, (queries) => inside.run(true, () => work(queries))));
    },
    version: async () => {
      const { rows } = await server.read(schema, LAST_ENTRY);
      return Number(rows[0]?.['version'] ?? 0);
    },
    files: tableFiles(server, schema),
    close,
  };
}

/** The builders are typed as SQLite's (../store.ts); portable code only awaits them. */
function buildersOver(client: Pick<Lease, 'query'>): Queries & Reader {
  return drizzle(client as unknown as NodePgClient) as unknown as Queries & Reader;
}

/** One after another: a register has one writer at a time, and waits for it without holding a connection. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}

/**
 * One writer at a time for each register, other processes included, as on SQLite: the lock is taken first and each
 * statement then sees all that was committed before. So nothing has to be tried again because of another writer,
 * and the chain of the trail has no gaps.
 */
async function runTransaction<T>(
  server: Server,
  schema: string,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  const lease = await begin(server, schema).catch((error: unknown) => {
    if (isUnreachable(error)) return begin(server, schema);
    throw error;
  });
  try {
    const result = await work(buildersOver(lease));
    const { command } = await lease.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('a statement failed and its error was swallowed');
    lease.release();
    return result;
  } catch (error) {
    await lease.query('ROLLBACK').then(
      () => lease.release(),
      () => lease.release(true),
    );
    throw error;
  }
}

/**
 * What was acknowledged is on disk, and on a synchronous standby, whatever the server's default; a stricter one stays.
 * No time limit on the server: one that ends a COMMIT ends only the wait for the standby, and says that it was committed.
 */
const SAFELY = `SELECT set_config('lock_timeout', '15s', true), set_config('statement_timeout', '0', true), set_config('synchronous_commit',
  CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, true)`;

async function begin(server: Server, schema: string): Promise<Lease> {
  const lease = await server.lease(schema);
  try {
    await lease.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
    await lease.query(SAFELY);
    await lease.query(writersLock(schema));
    return lease;
  } catch (error) {
    lease.release(true);
    throw error;
  }
}
