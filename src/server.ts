import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { openPlace } from './db/open.ts';
import type { Store } from './db/store.ts';
import { registerSource } from './registers/keeping.ts';
import { RegisterPool } from './registers/pool.ts';

export interface Listening {
  app: FastifyInstance;
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  address: string;
  close(): Promise<void>;
}

export interface Server extends Listening {
  store: Store;
}

export interface ManyServer extends Listening {
  registers: RegisterPool;
}

/** The process: opens the register, builds the app, listens, and closes both on SIGTERM and SIGINT. */
export async function startServer(config: Config, clock: () => number = Date.now): Promise<Server> {
  const store = await openPlace(config);
  const app = await buildApp({ store, clock, config });
  return { store, ...(await listen(app, config, () => store.close())) };
}

const SWEEP_MS = 30_000;

/** The process for many townships, whose registers are opened when somebody asks for them. */
export async function startRegisters(config: Config, clock: () => number = Date.now): Promise<ManyServer> {
  const { idleMinutes = 0, mostOpen = 1 } = config.registers ?? {};
  const source = registerSource(config);
  const limits = { idleMs: idleMinutes * 60_000, mostOpen };
  const registers = new RegisterPool(source, { clock, config }, limits);
  const app = await buildApp({ registers, clock, config });
  const sweep = setInterval(() => void registers.closeIdle(), SWEEP_MS);
  const end = async () => {
    clearInterval(sweep);
    await source.close();
  };
  return { registers, ...(await listen(app, config, end)) };
}

async function listen(app: FastifyInstance, config: Config, after: () => Promise<void>): Promise<Listening> {
  const { host, port } = config;
  const address = await app.listen({ host, port }).catch(async (error: unknown) => {
    await app.close();
    await after();
    throw error;
  });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close().then(after));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close());
  return { app, address, close };
}
