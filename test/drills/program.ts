import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { startServer } from '../bench/process.ts';

/** A server of the built program over a folder. */
export interface Serving {
  child: ChildProcess;
  pid: number;
  address: string;
  /** Ends it as a power cut ends it, and waits until it is gone. */
  kill(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export async function serve(
  program: readonly string[],
  folder: string,
  env: Record<string, string> = {},
): Promise<Serving> {
  const args = [...program, 'serve', '--port', '0'];
  const { child, address } = await startServer(args, { DATA_DIR: folder, QUIET: 'true', ...env });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const gone = once(child, 'exit');
    child.kill(signal);
    const [code] = (await gone) as [number | null];
    return code;
  };
  return { child, pid: child.pid ?? 0, address, stop, kill: async () => void (await stop('SIGKILL')) };
}

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command of the program to its end. */
export function command(program: readonly string[], ...words: string[]): Ran {
  return commandWith({}, program, ...words);
}

/** The same with settings of the environment. */
export function commandWith(
  env: Readonly<Record<string, string>>,
  program: readonly string[],
  ...words: string[]
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...words], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

/** Starts something and goes on; the promise gives its exit status, null when it was killed. */
export function aside(
  name: string,
  args: readonly string[],
): { child: ChildProcess; done: Promise<number | null> } {
  const child = spawn(name, args, { stdio: 'ignore' });
  return { child, done: once(child, 'exit').then(([code]) => code as number | null) };
}

export const STRACE = '/usr/bin/strace';

/** Whether system calls can be watched and cut short here. */
export function hasStrace(): boolean {
  return existsSync(STRACE) && spawnSync(STRACE, ['-f', '-e', 'trace=none', 'true']).status === 0;
}

export const NO_STRACE = 'there is no strace (apt-get install strace)';
