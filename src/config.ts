import { z } from 'zod';
import { BadAddress, readAddress, type Address } from './db/postgres/address.ts';

export type Engine = 'sqlite' | 'postgres';

/** Which engine holds the registers of this process: it decides how tables are declared, so before anything is read. */
export const ENGINE: Engine = /^postgres(?:ql)?:/.test(process.env['DATABASE_URL'] ?? '')
  ? 'postgres'
  : 'sqlite';

/** Settings of the process. The register's own settings are in the register (src/settings). */
export interface Config {
  host: string;
  port: number;
  dataDir: string;
  /** A second folder for the copies, such as a USB disk or a share; must be there. */
  backupDir: string | null;
  /** Address under which people reach the site; https makes cookies Secure and turns HSTS on. */
  publicUrl: string | null;
  /** Addresses of reverse proxies whose X-Forwarded-For is believed. */
  trustProxy: string[];
  quiet: boolean;
  /** The PostgreSQL database that holds the register; null: it is a file in `dataDir`. */
  database: Address | null;
  /** Many townships in one process; null for the one in `dataDir`. */
  registers: RegistersConfig | null;
}

export interface RegistersConfig {
  /** Folder with a sub-folder for each township. */
  dir: string;
  /** Parent domains: with `example.cn`, `qingxi.example.cn` is the township qingxi. */
  hosts: string[];
  mostOpen: number;
  idleMinutes: number;
}

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATA_DIR: z.string().default('data'),
  BACKUP_DIR: z.string().trim().optional(),
  DATABASE_URL: z.string().default(''),
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: z.string().default(''),
  QUIET: z.stringbool().default(false),
  REGISTERS: z.string().default(''),
  REGISTER_HOSTS: z.string().default(''),
  REGISTERS_OPEN: z.coerce.number().int().min(1).default(300),
  REGISTERS_IDLE_MINUTES: z.coerce.number().min(0.1).default(10),
});

/** The only reader of the environment. Throws a ZodError that names the variable at fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = environment.parse(env);
  return {
    host: given.HOST,
    port: given.PORT,
    dataDir: given.DATA_DIR,
    backupDir: given.BACKUP_DIR || null,
    database: databaseOf(given.DATABASE_URL),
    publicUrl: given.PUBLIC_URL ?? null,
    trustProxy: listOf(given.TRUST_PROXY),
    quiet: given.QUIET,
    registers: given.REGISTERS === '' ? null : registersOf(given),
  };
}

function registersOf(given: z.infer<typeof environment>): RegistersConfig {
  return {
    dir: given.REGISTERS,
    hosts: listOf(given.REGISTER_HOSTS).map((host) => host.toLowerCase().replace(/^[*.]+/, '')),
    mostOpen: given.REGISTERS_OPEN,
    idleMinutes: given.REGISTERS_IDLE_MINUTES,
  };
}

/** Throws BadAddress. */
function databaseOf(url: string): Address | null {
  if (url === '') return null;
  if (ENGINE !== 'postgres') throw new BadAddress('shape');
  return readAddress(url);
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
