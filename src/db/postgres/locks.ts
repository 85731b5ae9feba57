import type { Lease } from './server.ts';

/** The lock of a register's writers, held until the transaction ends: whoever changes rows or tables of a schema takes it. */
export const writersLock = (schema: string) => ({
  text: 'SELECT pg_advisory_xact_lock(hashtext($1), 1)',
  values: [schema],
});

/** The lock of whoever restores into a schema, held as long as the connection; its row says whether it was to be had. */
export const restoreLock = (schema: string) => ({
  text: 'SELECT pg_try_advisory_lock(hashtext($1), 2) AS mine',
  values: [schema],
});

/** Does something in one transaction under the writers' lock; when it throws, nothing of it is left. */
export async function underLock<T>(lease: Lease, schema: string, work: () => Promise<T>): Promise<T> {
  try {
    await lease.query('BEGIN');
    await lease.query(writersLock(schema));
    const result = await work();
    await lease.query('COMMIT');
    return result;
  } catch (error) {
    await lease.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
