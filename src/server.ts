import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { openRegister } from './db/open.ts';
import type { Store } from './db/store.ts';
import { tidyUp } from './care/tidy.ts';
import { registerFolders } from './registers/folders.ts';
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
  const store = openRegister(config.dataDir);
  const app = await buildApp({ store, clock, config });
  const daily = everyDay(app, () => tidyUp(store, clock()));
  const close = () => {
    clearInterval(daily);
    return store.close();
  };
  return { store, ...(await listen(app, config, close)) };
}

const DAY = 24 * 60 * 60 * 1000;

/** What fails one day is logged, and tried again the next. */
function everyDay(app: FastifyInstance, work: () => Promise<void>): NodeJS.Timeout {
  return setInterval(() => void work().catch((error: unknown) => app.log.error(error)), DAY).unref();
}

const SWEEP_MS = 30_000;

/** The process for many townships, whose registers are opened when somebody asks for them. */
export async function startRegisters(config: Config, clock: () => number = Date.now): Promise<ManyServer> {
  const { dir = '', idleMinutes = 0, mostOpen = 1 } = config.registers ?? {};
  const limits = { idleMs: idleMinutes * 60_000, mostOpen };
  const registers = new RegisterPool(registerFolders(dir), { clock, config }, limits);
  const app = await buildApp({ registers, clock, config });
  const sweep = setInterval(() => void registers.closeIdle(), SWEEP_MS);
  const daily = everyDay(app, () => tidyAll(app, registers, clock));
  const close = async () => {
    clearInterval(sweep);
    clearInterval(daily);
  };
  return { registers, ...(await listen(app, config, close)) };
}

/** One after the other, those too that nobody has opened for long; what is wrong with one does not keep the others. */
async function tidyAll(app: FastifyInstance, registers: RegisterPool, clock: () => number): Promise<void> {
  for (const name of await registers.source.list())
    await tidyOne(registers, name, clock).catch((error: unknown) => app.log.error(error));
}

async function tidyOne(registers: RegisterPool, name: string, clock: () => number): Promise<void> {
  const lease = await registers.take(name);
  await tidyUp(lease.register.store, clock()).finally(() => lease.release());
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
