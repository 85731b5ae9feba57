import { z } from 'zod';

/** Settings of the process. The register's own settings are in the register (src/settings). */
export interface Config {
  host: string;
  port: number;
  dataDir: string;
  /** Address under which people reach the site; https makes cookies Secure and turns HSTS on. */
  publicUrl: string | null;
  /** Addresses of reverse proxies whose X-Forwarded-For is believed. */
  trustProxy: string[];
  quiet: boolean;
}

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATA_DIR: z.string().default('data'),
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: z.string().default(''),
  QUIET: z.stringbool().default(false),
});

/** The only reader of the environment. Throws a ZodError that names the variable at fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = environment.parse(env);
  return {
    host: given.HOST,
    port: given.PORT,
    dataDir: given.DATA_DIR,
    publicUrl: given.PUBLIC_URL ?? null,
    trustProxy: given.TRUST_PROXY.split(',')
      .map((address) => address.trim())
      .filter((address) => address !== ''),
    quiet: given.QUIET,
  };
}
