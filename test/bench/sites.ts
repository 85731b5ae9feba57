import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { copyRegister } from '../../src/moving/actions.ts';
import { schemaOf } from '../../src/registers/schemas.ts';
import type { Cluster } from '../support/cluster.ts';

export type Env = Record<string, string>;

/** Registers of one part of the measurement, apart from those of the others. */
export interface Group {
  /** For a program that serves all of them. */
  readonly many: Env;
  /** For a program that serves one of them. */
  one(name: string): Env;
  /** Brings in the register that was filled in a folder. */
  put(folder: string, name: string): Promise<void>;
  /** After everything is in: what the server would otherwise do of itself in the next minutes is done. */
  settle(): Promise<void>;
}

/** An engine to measure on. */
export interface Site {
  readonly engine: string;
  /** A new empty group, a folder or a database of its own. */
  group(name: string): Promise<Group>;
  /** What the processes of the database server take beside the program, in megabytes; null where there is none. */
  memory(): number | null;
}

export function sqliteSite(root: string): Site {
  return {
    engine: 'SQLite',
    group: (name) => {
      const dir = folderIn(root, `sqlite-${name}`);
      return Promise.resolve({
        many: { DATABASE_URL: '', REGISTERS: dir },
        one: (register) => ({ DATABASE_URL: '', REGISTERS: '', DATA_DIR: join(dir, register) }),
        put: (folder, register) => Promise.resolve(cpSync(folder, join(dir, register), { recursive: true })),
        settle: () => Promise.resolve(),
      });
    },
    memory: () => null,
  };
}

export function postgresSite(root: string, cluster: Cluster): Site {
  return {
    engine: 'PostgreSQL',
    group: async (name) => {
      await send(cluster.url(), `CREATE DATABASE "${name}"`);
      const dir = folderIn(root, `postgres-${name}`);
      const url = cluster.url(name);
      const urlOf = (register: string) => `${url}?schema=${schemaOf(register)}`;
      return {
        many: { DATABASE_URL: url, REGISTERS: dir },
        one: (register) => ({
          DATABASE_URL: urlOf(register),
          REGISTERS: '',
          DATA_DIR: folderIn(dir, register),
        }),
        put: async (folder, register) => void (await copyRegister(folder, urlOf(register))),
        settle: async () => {
          await send(url, 'VACUUM ANALYZE');
          await send(url, 'CHECKPOINT');
        },
      };
    },
    memory: () => memoryOfServer(cluster),
  };
}

function folderIn(root: string, name: string): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function send(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Shared memory is counted once: each process bears its part of it. */
function memoryOfServer({ folder }: Cluster): number {
  const postmaster = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  const own = readdirSync('/proc').filter((pid) => pid === postmaster || parentOf(pid) === postmaster);
  return own.reduce((sum, pid) => sum + shareOf(pid), 0);
}

function parentOf(pid: string): string | undefined {
  return /^PPid:\s+(\d+)/m.exec(textIn(pid, 'status'))?.[1];
}

function shareOf(pid: string): number {
  return Number(/^Pss:\s+(\d+)/m.exec(textIn(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024;
}

/** Of a process that ended meanwhile, and of what is none, nothing. */
function textIn(pid: string, file: string): string {
  try {
    return /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/${file}`, 'utf8') : '';
  } catch {
    return '';
  }
}
