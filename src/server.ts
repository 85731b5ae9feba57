import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { openRegister } from './db/open.ts';
import type { Store } from './db/store.ts';
import { settleFiles } from './care/files.ts';

export interface Server {
  app: FastifyInstance;
  store: Store;
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  address: string;
  close(): Promise<void>;
}

/** The process: opens the register, builds the app, listens, and closes both on SIGTERM and SIGINT. */
export async function startServer(config: Config, clock: () => number = Date.now): Promise<Server> {
  const store = openRegister(config.dataDir);
  await settleFiles(store);
  const app = await buildApp({ store, clock, config });
  const address = await app.listen({ host: config.host, port: config.port }).catch(async (error: unknown) => {
    await app.close();
    await store.close();
    throw error;
  });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close().then(() => store.close()));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close());
  return { app, store, address, close };
}
