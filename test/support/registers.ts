import type { FastifyInstance, InjectOptions } from 'fastify';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { Store } from '../../src/db/store.ts';
import { registerFolders } from '../../src/registers/folders.ts';
import { RegisterPool } from '../../src/registers/pool.ts';
import type { RegisterSource } from '../../src/registers/source.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { Browser, TEST_CONFIG, testClock, type TestClock } from './app.ts';
import { openEmpty, tempFolder } from './register.ts';
import { doingAt, TERM, TOWNSHIP } from './world.ts';

export interface ManySite {
  app: FastifyInstance;
  pool: RegisterPool;
  clock: TestClock;
  dir: string;
}

interface Wishes extends Partial<Config> {
  hosts?: string[];
  mostOpen?: number;
  source?: RegisterSource;
}

/** The shipped app over a folder of registers. */
export async function startMany(dir: string, wishes: Wishes = {}): Promise<ManySite> {
  const { hosts = [], mostOpen = 10, source = registerFolders(dir), ...more } = wishes;
  const clock = testClock();
  const config = { ...TEST_CONFIG, registers: { dir, hosts, mostOpen, idleMinutes: 10 }, ...more };
  const pool = new RegisterPool(source, { clock, config }, { idleMs: 10 * 60_000, mostOpen });
  const app = await buildApp({ registers: pool, clock, config });
  onTestFinished(() => app.close());
  return { app, pool, clock, dir };
}

/** Makes a register in its folder, with whatever `fill` puts into it, and closes it. */
export async function makeRegister(
  dir: string,
  name: string,
  township: string,
  fill: (store: Store) => Promise<unknown> = async () => undefined,
): Promise<void> {
  mkdirSync(join(dir, name), { recursive: true });
  const store = openEmpty(join(dir, name));
  if (township !== '') {
    const named = { ...TOWNSHIP, name: township, congressName: `${township}人民代表大会` };
    await establishRegister(doingAt(store), named, TERM);
  }
  await fill(store);
  await store.close();
}

/** A folder with two townships that are the same but for what `fill` tells apart. */
export async function twoTownships(fill?: (store: Store, name: string) => Promise<unknown>): Promise<string> {
  const dir = tempFolder();
  await makeRegister(dir, 'qingxi', '清溪镇', (store) => fill?.(store, 'qingxi') ?? Promise.resolve());
  await makeRegister(dir, 'shawan', '沙湾镇', (store) => fill?.(store, 'shawan') ?? Promise.resolve());
  return dir;
}

/** A browser at one township of a site: what it asks for lies behind this path, or at this host. */
export function browserAt(app: FastifyInstance, at: { prefix?: string; host?: string }): Browser {
  const inject = (request: InjectOptions & { url: string }) =>
    app.inject({
      ...request,
      url: `${at.prefix ?? ''}${request.url}`,
      headers: { ...request.headers, ...(at.host !== undefined && { host: at.host }) },
    });
  return new Browser({ inject } as unknown as FastifyInstance);
}
