import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { readAddress } from '../../src/db/postgres/address.ts';
import { migrateSchema } from '../../src/db/postgres/migrate.ts';
import { openSchema } from '../../src/db/postgres/open.ts';
import { connectServer, type Server } from '../../src/db/postgres/server.ts';
import type { Store } from '../../src/db/store.ts';

/** Databases of one test worker: a template with an empty register, from which each test's own is copied. */
const PREFIX = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
const { hosts, schema } = readAddress(process.env['DATABASE_URL'] ?? 'postgres://127.0.0.1/postgres');
const server = hosts[0] ?? '';

function hostOf(database: string): string {
  return server.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
}

let admin: Promise<pg.Client> | undefined;
let template: Promise<string> | undefined;
let count = 0;

async function connectAdmin(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  // Ends with the worker.
  (client as unknown as { connection: { stream: { unref(): void } } }).connection.stream.unref();
  return client;
}

async function makeTemplate(): Promise<string> {
  const name = `${PREFIX}_template`;
  await (await (admin ??= connectAdmin())).query(`CREATE DATABASE ${name}`);
  const own = connectServer([hostOf(name)]);
  await migrateSchema(own, schema);
  await own.close();
  return name;
}

/** A database of its own with an empty register; it is there when the first statement is sent. */
export function openEmptySchema(): Store {
  const name = `${PREFIX}_${(count += 1)}`;
  const own = lazyServer(async () => {
    const from = await (template ??= makeTemplate());
    await (await (admin ??= connectAdmin())).query(`CREATE DATABASE ${name} TEMPLATE ${from}`);
    return connectServer([hostOf(name)]);
  });
  const close = async () => {
    await own.close();
  };
  onTestFinished(close);
  return openSchema(own, schema, close);
}

function lazyServer(make: () => Promise<Server>): Server {
  let made: Promise<Server> | undefined;
  const get = () => (made ??= make());
  return {
    lease: async (name) => (await get()).lease(name),
    read: async (name, query, values) => (await get()).read(name, query, values),
    close: async () => {
      await (await made)?.close();
    },
  };
}
