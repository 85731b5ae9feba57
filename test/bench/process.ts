import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A program that was started for a measurement. */
export interface Running {
  child: ChildProcess;
  /** Address it said it listens on. */
  address: string;
  /** From the start to the first answer, milliseconds. */
  startMs: number;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Ends what a measurement that failed has left behind: it would keep this process waiting. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts a server and waits until it answers. */
export async function startServer(args: string[], env: Record<string, string> = {}): Promise<Running> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const address = await addressOf(child);
  await answers(address);
  const startMs = performance.now() - begun;
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return { child, address, startMs, stop };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', () => reject(new Error(`server ended: ${said}`)));
  });
}

async function answers(address: string): Promise<void> {
  const response = await fetch(address);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${address}: ${response.status}`);
}

/** The yardstick (bare.ts) with these pages of a server, each under its number. */
export function startBare(address: string, cookie: string, paths: readonly string[]): Promise<Running> {
  const script = new URL('bare.ts', import.meta.url).pathname;
  return startServer(['--import', 'tsx', script, address, cookie, ...paths]);
}

/** Resident memory in megabytes; `VmHWM` is the peak. */
export function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
}

/** Runs a command to its end; how long it took and the most memory it had. Throws when it fails. */
export async function runCommand(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ seconds: number; peakMb: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    try {
      peakMb = Math.max(peakMb, memoryOf(child.pid ?? 0, 'VmHWM'));
    } catch {
      clearInterval(watch);
    }
  }, 10);
  const status = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return { seconds: (performance.now() - begun) / 1000, peakMb };
}
