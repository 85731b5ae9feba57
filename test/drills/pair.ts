import pg from 'pg';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { pause } from './drill.ts';

/** A primary, and a standby to which each commit has come before it is acknowledged. */
export interface Pair {
  primary: Cluster;
  standby: Cluster;
  stop(): Promise<void>;
}

const PATIENCE_MS = 20_000;

export async function startPair(): Promise<Pair> {
  const primary = await startCluster();
  try {
    const standby = await startCluster({ standbyOf: primary, name: 'second' });
    const stop = async () => {
      await standby.stop();
      await primary.stop();
    };
    // After the standby was copied from it: it must wait for nobody once it is the primary.
    await ask(primary, "ALTER SYSTEM SET synchronous_standby_names = 'second'");
    await ask(primary, 'SELECT pg_reload_conf()');
    await until(async () => {
      const [row] = await ask(primary, 'SELECT sync_state AS state FROM pg_stat_replication');
      return row?.['state'] === 'sync';
    });
    return { primary, standby, stop };
  } catch (error) {
    await primary.stop();
    throw error;
  }
}

/** What a watchman such as Patroni does when the primary is gone. Resolves once the standby takes writes. */
export async function promote(standby: Cluster): Promise<void> {
  standby.promote();
  await until(async () => {
    const [row] = await ask(standby, 'SELECT pg_is_in_recovery() AS state');
    return row?.['state'] === false;
  });
}

export async function ask(
  cluster: Cluster,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: cluster.url() });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('the pair of servers does not come about');
    await pause(50);
  }
}
