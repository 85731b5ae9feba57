import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL server of our own, in a folder of its own, on loopback. */
export interface Cluster {
  readonly port: number;
  readonly folder: string;
  url(database?: string): string;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** A standby becomes the primary. */
  promote(): void;
}

/** Where Debian's package keeps the programs of the newest version; undefined when there is none. */
export function postgresPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root)
    ? readdirSync(root)
        .map(Number)
        .toSorted((a, b) => b - a)
    : [];
  return versions
    .map((version) => join(root, String(version), 'bin'))
    .find((bin) => existsSync(join(bin, 'postgres')));
}

/** The server refuses to run as root: then it runs as the user that Debian's package made. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const of = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: of('-u'), gid: of('-g') };
}

const USER = 'register';

/** Settings that make tests quick: nothing that matters survives them. */
export const UNSAFE_BUT_QUICK = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

/** Starts an empty server, or with `standbyOf` a streaming copy of another. */
export async function startCluster(
  options: { settings?: readonly string[]; standbyOf?: Cluster; name?: string } = {},
): Promise<Cluster> {
  const programs = postgresPrograms();
  if (!programs) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const who = owner();
  const folder = mkdtempSync(join(tmpdir(), 'register-postgres-'));
  if (who) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const runHere = (program: string, args: readonly string[]) => {
    const { status, stderr } = spawnSync(join(programs, program), args, {
      ...who,
      cwd: folder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
  };
  if (options.standbyOf) {
    const { port } = options.standbyOf;
    const from = `host=127.0.0.1 port=${port} user=${USER} application_name=${options.name ?? 'standby'}`;
    runHere('pg_basebackup', ['-D', data, '-R', '-X', 'stream', '-c', 'fast', '-d', from]);
  } else {
    runHere('initdb', [
      '-D',
      data,
      '-U',
      USER,
      '--auth=trust',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ]);
  }
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=500',
    ...(options.settings ?? []),
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(join(programs, 'postgres'), args, {
    ...who,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const url = (database = 'postgres') => `postgres://${USER}@127.0.0.1:${port}/${database}`;
  await answers(url(), child);
  const end = async (signal: NodeJS.Signals) => {
    await ended(child, signal);
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    port,
    folder,
    url,
    kill: async () => {
      const backends = childrenOf(child.pid ?? 0);
      const over = ended(child, 'SIGKILL');
      // They have groups of their own, and would end what they are about first.
      for (const pid of backends) killAnyway(pid);
      await over;
    },
    stop: () => end('SIGINT'),
    promote: () => runHere('pg_ctl', ['promote', '-D', data, '-W']),
  };
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number {
  try {
    // `pid (name) state parent …`: a name may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

function killAnyway(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await over;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error('PostgreSQL ended at once');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await pause(50);
    }
  }
  throw new Error('PostgreSQL does not answer');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
