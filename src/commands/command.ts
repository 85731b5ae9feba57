import { parseArgs } from 'node:util';
import { readConfig, type Config } from '../config.ts';

/** One command of the duty-register program. Results go to stdout, everything else to stderr. */
export interface Command {
  usage: string;
  about: string;
  run(words: string[]): Promise<void>;
}

/** What was handed in cannot be used; the message says how to put it right. Exit 1. */
export class InputFault extends Error {}

/** The command was called in a way it does not know. Exit 2. */
export class WrongUsage extends Error {}

export type Flags = Record<string, { type: 'string' | 'boolean' }>;

/** Splits words into flags and the rest; unknown flags are wrong usage. */
export function readWords(
  words: string[],
  flags: Flags,
): { flags: Record<string, string | boolean | undefined>; rest: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: flags,
      allowPositionals: true,
      strict: true,
    });
    return { flags: values as Record<string, string | boolean | undefined>, rest: positionals };
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

/** The process's settings, `--data`, `--host` and `--port` winning over the environment. */
export function configFrom(flags: Record<string, string | boolean | undefined>): Config {
  const given = { HOST: flags['host'], PORT: flags['port'], DATA_DIR: flags['data'] };
  const overrides = Object.entries(given).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  try {
    return readConfig({ ...process.env, ...Object.fromEntries(overrides) });
  } catch (error) {
    throw new WrongUsage(`环境变量或参数不对：${(error as Error).message}`);
  }
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
