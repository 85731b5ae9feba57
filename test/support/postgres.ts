import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { fillSchema, readSchema } from '../../src/db/postgres/bulk.ts';
import { readAddress } from '../../src/db/postgres/address.ts';
import { migrateSchema } from '../../src/db/postgres/migrate.ts';
import { openSchema } from '../../src/db/postgres/open.ts';
import { connectServer, type Lease, type Server } from '../../src/db/postgres/server.ts';
import type { Queries, Store } from '../../src/db/store.ts';
import { PLAIN_TABLES, type PlainRow } from '../../src/db/tables.ts';

/** A database of this worker. Making one takes longer than most tests, so they are emptied and used again. */
interface Base {
  host: string;
  empty(): Promise<void>;
}

const PREFIX = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
const { hosts, schema } = readAddress(process.env['DATABASE_URL'] ?? 'postgres://127.0.0.1/postgres');
const server = hosts[0] ?? '';
const free: Base[] = [];
let count = 0;

async function connect(host: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: host });
  await client.connect();
  // Ends with the worker.
  (client as unknown as { connection: { stream: { unref(): void } } }).connection.stream.unref();
  return client;
}

async function makeBase(): Promise<Base> {
  const name = `${PREFIX}_${(count += 1)}`;
  const admin = await connect(server);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const host = server.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
  const own = connectServer([host]);
  await migrateSchema(own, schema);
  await own.close();
  const client = await connect(host);
  return { host, empty: async () => void (await client.query(await emptying(client))) };
}

const TABLES = `SELECT tablename FROM pg_tables WHERE schemaname = '${schema}'
  AND tablename NOT IN ('__drizzle_migrations', 'audit_high')`;
let statements: string | undefined;

async function emptying(client: pg.Client): Promise<string> {
  if (statements !== undefined) return statements;
  const { rows } = await client.query<{ tablename: string }>(TABLES);
  const { rows: sequences } = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = '${schema}' AND sequencename NOT LIKE '\\_\\_%'`,
  );
  statements = [
    'SET session_replication_role = replica',
    ...rows.map(({ tablename }) => `DELETE FROM ${schema}."${tablename}"`),
    `UPDATE ${schema}.audit_high SET seq = 0`,
    ...sequences.map(({ name }) => `SELECT setval('${schema}."${name}"', 1, false)`),
  ].join('; ');
  return statements;
}

/** A database of its own with an empty register; it is there when the first statement is sent. */
export function openEmptySchema(): Store {
  return openWith(() => Promise.resolve());
}

/** A register filled once, of which each call gives a copy. */
export async function makeFilled(fill: (store: Store) => Promise<void>): Promise<() => Store> {
  const base = free.pop() ?? (await makeBase());
  const own = connectServer([base.host]);
  await fill(openSchema(own, schema, () => own.close()));
  const rows = await rowsOf(own);
  await own.close();
  await base.empty();
  free.push(base);
  return () => openWith((into) => putRows(into, rows));
}

interface Filled {
  tables: Map<string, PlainRow[][]>;
  highest: Map<string, number>;
}

async function rowsOf(from: Server): Promise<Filled> {
  const source = await readSchema(from, schema);
  const filled: Filled = { tables: new Map(), highest: new Map() };
  for (const table of PLAIN_TABLES) {
    const batches: PlainRow[][] = [];
    for await (const rows of source.rows(table)) batches.push(rows);
    filled.tables.set(table.name, batches);
    if (table.serial !== null) filled.highest.set(table.name, await source.highest(table));
  }
  await source.close();
  return filled;
}

async function putRows(into: Server, { tables, highest }: Filled): Promise<void> {
  const target = await fillSchema(into, schema);
  for (const table of PLAIN_TABLES) {
    for (const rows of tables.get(table.name) ?? []) await target.insert(table, rows);
    if (table.serial !== null) await target.setHighest(table, highest.get(table.name) ?? 0);
  }
  await target.commit();
  await target.close();
}

const servers = new WeakMap<Store, { own: Server; host: () => string; spoil: () => void }>();

function openWith(prepare: (own: Server) => Promise<void>): Store {
  let base: Base | undefined;
  const own = lazyServer(async () => {
    base = free.pop() ?? (await makeBase());
    const made = connectServer([base.host]);
    await prepare(made);
    return made;
  });
  const store = openSchema(own, schema, () => own.close());
  servers.set(store, { own, host: () => base?.host ?? '', spoil: () => (base = undefined) });
  onTestFinished(async () => {
    await own.close();
    if (!base) return;
    await base.empty();
    free.push(base);
  });
  return store;
}

/** The same register as another process has it. */
export function openSchemaAgain(store: Store): Store {
  const other = connectServer([servers.get(store)?.host() ?? '']);
  const again = openSchema(other, schema, () => other.close());
  onTestFinished(() => again.close());
  return again;
}

// The trail numbers its entries itself.
const SEQUENCES = PLAIN_TABLES.filter(({ serial }) => serial === 'id').map(({ name }) => `${name}_id_seq`);
const NUMBERS = SEQUENCES.map(
  (name) => `SELECT '${name}' AS name, last_value AS last, is_called AS called FROM "${name}"`,
).join(' UNION ALL ');

/** What a write that will be taken back gives out of numbers is given out again: a rollback leaves sequences as they are. */
export async function returningNumbers<T>(queries: Queries, work: () => Promise<T>): Promise<T> {
  const { $client: client } = queries as unknown as { $client: Pick<Lease, 'query'> };
  const { rows } = await client.query(NUMBERS);
  const result = await work();
  const back = rows.map(
    ({ name, last, called }) => `setval('"${String(name)}"', ${Number(last)}, ${String(called)})`,
  );
  await client.query(`SELECT ${back.join(', ')}`);
  return result;
}

/** Where a test's register is, for commands. Its database is not used again: what they make besides would stay. */
export async function databaseOf(store: Store): Promise<string> {
  await store.version();
  const known = servers.get(store);
  if (!known) throw new Error('no register of these tests');
  const host = known.host();
  known.spoil();
  return `${host}?schema=${schema}`;
}

/** A connection past the program to the database of an address. */
export async function clientOf(address: string): Promise<pg.Client> {
  const client = await connect(address.replace(/\?.*$/, ''));
  onTestFinished(() => client.end());
  return client;
}

/** Statements sent past the program; the database is not used again. */
export async function sendTo(store: Store, texts: readonly string[]): Promise<void> {
  const known = servers.get(store);
  if (!known) throw new Error('no register of these tests');
  const lease = await known.own.lease(schema);
  known.spoil();
  for (const text of texts) await lease.query(text);
  lease.release();
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
