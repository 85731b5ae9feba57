/**
 * Every test on PostgreSQL: starts a server of its own (Debian's package `postgresql`), or uses the one of
 * TEST_POSTGRES_URL, and runs the suite with DATABASE_URL set. Words after the command go to the runner.
 */
import { spawn } from 'node:child_process';
import { startCluster, UNSAFE_BUT_QUICK } from './support/cluster.ts';

const given = process.env['TEST_POSTGRES_URL'];
const cluster = given === undefined ? await startCluster({ settings: UNSAFE_BUT_QUICK }) : undefined;
const url = given ?? cluster?.url() ?? '';

const runner = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => runner.kill(signal));
process.exitCode = await new Promise<number>((resolve) => runner.once('exit', (code) => resolve(code ?? 1)));
await cluster?.stop();
