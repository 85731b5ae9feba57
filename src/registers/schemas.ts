import { isSchemaName } from '../db/postgres/address.ts';
import { migrateSchema, schemaStateAt } from '../db/postgres/migrate.ts';
import { openSchema } from '../db/postgres/open.ts';
import type { Server } from '../db/postgres/server.ts';
import type { Store } from '../db/store.ts';
import { faultOfName } from './rules.ts';
import { NoSuchRegister, RegisterExists, type RegisterSource } from './source.ts';

const PREFIX = 'register_';

/** The schema of a register. A name has no underscore, so no two registers meet in one schema. */
export function schemaOf(name: string): string {
  const schema = `${PREFIX}${name.replaceAll('-', '_')}`;
  if (faultOfName(name) !== null || !isSchemaName(schema)) throw new NoSuchRegister(name);
  return schema;
}

const REGISTERS = `SELECT nspname AS schema FROM pg_catalog.pg_class
  JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
  WHERE relname = '__drizzle_migrations' AND starts_with(nspname, '${PREFIX}')`;

/** One schema of a database for each township; all share the connections of this process. */
export function registerSchemas(server: Server): RegisterSource {
  const list = async () => {
    const { rows } = await server.read('pg_catalog', REGISTERS);
    return rows
      .map((row) => String(row['schema']).slice(PREFIX.length).replaceAll('_', '-'))
      .filter((name) => faultOfName(name) === null)
      .toSorted();
  };
  const opened = (name: string): Store => openSchema(server, schemaOf(name), () => Promise.resolve());
  const existing = async (name: string): Promise<Store> => {
    const schema = schemaOf(name);
    const state = await schemaStateAt(server, schema);
    if (state === 'empty') throw new NoSuchRegister(name);
    // A lock, and a connection without limits, only where there is something to do.
    if (state !== 'current') await migrateSchema(server, schema);
    return opened(name);
  };
  return {
    list,
    open: existing,
    serve: existing,
    async create(name) {
      if ((await list()).includes(name)) throw new RegisterExists(name);
      // Somebody else may have made it since: only one of them is told that it is new.
      if ((await migrateSchema(server, schemaOf(name))) !== 'empty') throw new RegisterExists(name);
      return opened(name);
    },
    close: () => server.close(),
  };
}
