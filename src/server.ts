import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { keepNights, type House } from './backups/nights.ts';
import { placeOf } from './backups/place.ts';
import { lockFolder, openServed } from './backups/serving.ts';
import { gatherFacts } from './care/facts.ts';
import { faultsIn, linesOf, type Line } from './care/rules.ts';
import type { Config } from './config.ts';
import type { Store } from './db/store.ts';
import { registerSource } from './registers/keeping.ts';
import { RegisterPool } from './registers/pool.ts';
import { hasHsts } from './web/security.ts';
import { sessionCookie } from './web/session.ts';

export interface Listening {
  app: FastifyInstance;
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  address: string;
  close(): Promise<void>;
}

export interface Server extends Listening {
  store: Store;
  /** What is at fault at the start. */
  faults(): Promise<Line[]>;
}

export interface ManyServer extends Listening {
  registers: RegisterPool;
}

type Clock = () => number;

/** The process: opens the register, builds the app, listens, and closes both on SIGTERM and SIGINT. */
export async function startServer(config: Config, clock: Clock = Date.now): Promise<Server> {
  const store = await openServed(config);
  const houses = async (): Promise<House[]> => [
    { place: placeOf({ config, name: '' }), enter: (work) => work(store) },
  ];
  try {
    const app = await buildApp({ store, clock, config });
    const listening = await listen(app, { config, clock, houses, after: () => store.close() });
    return { store, faults: () => faultsAt(app, store, clock()), ...listening };
  } catch (error) {
    await store.close();
    throw error;
  }
}

const SWEEP_MS = 30_000;

/** The process for many townships, whose registers are opened when somebody asks for them. */
export async function startRegisters(config: Config, clock: Clock = Date.now): Promise<ManyServer> {
  const { dir = '', idleMinutes = 0, mostOpen = 1 } = config.registers ?? {};
  const lock = config.database ? null : lockFolder(dir);
  const limits = { idleMs: idleMinutes * 60_000, mostOpen };
  const source = registerSource(config);
  const registers = new RegisterPool(source, { clock, config }, limits);
  const sweep = setInterval(() => void registers.closeIdle(), SWEEP_MS);
  const after = async () => {
    clearInterval(sweep);
    await source.close();
    lock?.release();
  };
  try {
    const app = await buildApp({ registers, clock, config });
    return {
      registers,
      ...(await listen(app, { config, clock, houses: () => housesIn(registers, config), after })),
    };
  } catch (error) {
    await after();
    throw error;
  }
}

/** The registers of a process for many, as their nights see them. */
export async function housesIn(registers: RegisterPool, config: Config): Promise<House[]> {
  return (await registers.source.list()).map((name) => ({
    place: placeOf({ config, name }),
    enter: async (work) => {
      const lease = await registers.take(name);
      return work(lease.register.store).finally(() => lease.release());
    },
  }));
}

interface Process {
  config: Config;
  clock: Clock;
  houses: () => Promise<House[]>;
  after: () => Promise<void>;
}

/** How often the clock is looked at for what is due at night. */
const LOOK_MS = 60_000;

async function listen(app: FastifyInstance, { config, clock, houses, after }: Process): Promise<Listening> {
  const { host, port } = config;
  const address = await app.listen({ host, port }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const nights = keepNights(houses, clock, (error) => app.log.error(error));
  const timer = setInterval(() => void nights.look(), LOOK_MS).unref();
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    clearInterval(timer);
    await nights.stop();
    await closeInTime(app);
    await after();
  };
  const close = () => (closing ??= closeAll());
  // A chore of the night may go on for long in its thread; what it leaves undone is put in order by the next.
  const leave = () => void close().then(() => (nights.isBusy() ? process.exit() : undefined));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, leave);
  return { app, address, close };
}

async function faultsAt(app: FastifyInstance, store: Store, at: number): Promise<Line[]> {
  const web = { cookie: sessionCookie(app), hasHsts: hasHsts(app), isForwarded: false };
  const register = { store, config: app.config, name: '' };
  return faultsIn(linesOf((await gatherFacts(register, at, web)).facts));
}

/** How long requests may take to end once the process has been asked to. */
const LAST_CALL_MS = 5000;

/** Whoever never finishes a request, such as a telephone in a tunnel, must not keep the process from ending. */
async function closeInTime(app: FastifyInstance): Promise<void> {
  const lastCall = setTimeout(() => app.server.closeAllConnections(), LAST_CALL_MS);
  await app.close().finally(() => clearTimeout(lastCall));
}
