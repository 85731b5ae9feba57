import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { databaseFault } from './database-fault.ts';
import { ENGINE, readConfig, type Config } from '../config.ts';
import { placeOf } from '../registers/keeping.ts';
import { NAME_FAULTS } from '../registers/labels.ts';
import { faultOfName } from '../registers/rules.ts';

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

/** Splits words into flags and the rest; unknown flags are wrong usage. Whoever takes `--data` takes `--register`. */
export function readWords(
  words: string[],
  flags: Flags,
): { flags: Record<string, string | boolean | undefined>; rest: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: 'data' in flags ? { ...flags, register: { type: 'string' } } : flags,
      allowPositionals: true,
      strict: true,
    });
    return { flags: values as Record<string, string | boolean | undefined>, rest: positionals };
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

type GivenFlags = Record<string, string | boolean | undefined>;

/** The settings for what is done to one register: that of `--data`, or of `--register` among many. */
export function configFrom(flags: GivenFlags): Config {
  const config = processConfigFrom(flags);
  const name = flags['register'];
  if (config.registers === null && name === undefined) return config;
  if (typeof name !== 'string')
    throw new WrongUsage('这里有多个乡镇的登记册（REGISTERS），请用 --register 名称 写明是哪一个');
  if (config.registers === null)
    throw new WrongUsage(
      '--register 要和环境变量 REGISTERS（放各乡镇登记册的文件夹）一起用，不能和 --data 一起用',
    );
  const backupDir = config.backupDir === null ? null : join(config.backupDir, checkedName(name));
  return { ...config, ...placeOf(config, checkedName(name)), backupDir, registers: null };
}

/** A register's name as it was typed, or what is wrong with it. */
export function checkedName(name: string): string {
  const fault = faultOfName(name);
  if (fault !== null) throw new WrongUsage(`“${name}”不能用：${NAME_FAULTS[fault]}`);
  return name;
}

/** The process's settings, `--data`, `--registers`, `--host` and `--port` winning over the environment. */
export function processConfigFrom(flags: GivenFlags): Config {
  const given = {
    HOST: flags['host'],
    PORT: flags['port'],
    DATA_DIR: flags['data'],
    REGISTERS: flags['registers'] ?? (flags['data'] === undefined ? undefined : ''),
  };
  const overrides = Object.entries(given).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  if (flags['data'] !== undefined && ENGINE === 'postgres')
    throw new WrongUsage(
      '设置了环境变量 DATABASE_URL，登记册在数据库里，不能再写 --data。要用文件夹里的登记册，请先去掉 DATABASE_URL',
    );
  try {
    return readConfig({ ...process.env, ...Object.fromEntries(overrides) });
  } catch (error) {
    throw new WrongUsage(databaseFault(error) ?? `环境变量或参数不对：${(error as Error).message}`);
  }
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
