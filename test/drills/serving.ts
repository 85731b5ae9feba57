import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openRegister } from '../../src/db/open.ts';

/** The shipped app in this process, over a folder, by a clock that can be set. */
export interface ServingHere {
  address: string;
  stop(): Promise<void>;
}

export async function serveHere(folder: string, clock: () => number): Promise<ServingHere> {
  const store = openRegister(folder);
  const config = readConfig({ DATA_DIR: folder, PORT: '0', QUIET: 'true' });
  const app = await buildApp({ store, clock, config });
  const address = await app.listen({ host: config.host, port: 0 });
  return {
    address,
    stop: async () => {
      app.server.closeAllConnections();
      await app.close();
      await store.close();
    },
  };
}
