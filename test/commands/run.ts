import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the duty-register program in a process of its own, as a person at a terminal does. */
export function run(...words: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli.ts', ...words],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', TZ: 'America/New_York' },
    },
  );
  return { status, stdout, stderr };
}

/** The same while this process goes on, over the settings given; `until` tells when enough was said and it may end. */
export async function runBeside(
  settings: Record<string, string>,
  words: readonly string[],
  until: (said: string) => boolean = () => false,
): Promise<Ran> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', TZ: 'America/New_York', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      if (until(said[stream])) child.kill('SIGTERM');
    });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, ...said };
}
