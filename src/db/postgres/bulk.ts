/** The PostgreSQL half of ../bulk.ts. */
import type { BulkSource, BulkTarget } from '../bulk.ts';
import type { PlainRow, PlainTable } from '../tables.ts';
import type { Files } from '../files.ts';
import { tableFiles } from './files.ts';
import { writersLock } from './locks.ts';
import { bringUpToDate, schemaState } from './migrate.ts';
import type { Lease, Server } from './server.ts';

const BATCH = 500;

interface Query {
  text: string;
  values: unknown[];
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const order = (table: PlainTable): string => quoted(table.order);
const names = ({ columns }: PlainTable): string => quoted(columns.map(({ name }) => name));

/** Reads the register as it stood when this began, whatever is written meanwhile. */
export async function readSchema(server: Server, schema: string): Promise<BulkSource> {
  return reading(await begun(server, schema, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'));
}

/** A connection with a transaction in it; given back should one of the first statements fail. */
async function begun(server: Server, schema: string, ...first: (string | Query)[]): Promise<Lease> {
  const lease = await server.lease(schema, 'unhurried');
  try {
    for (const query of first) await lease.query(query);
    return lease;
  } catch (error) {
    await givenBack(lease);
    throw error;
  }
}

async function givenBack(lease: Lease): Promise<void> {
  await lease.query('ROLLBACK').catch(() => undefined);
  lease.release();
}

function reading(lease: Lease): BulkSource {
  return {
    async *rows(table) {
      await lease.query(
        `DECLARE plain CURSOR FOR SELECT ${names(table)} FROM "${table.name}" ORDER BY ${order(table)}`,
      );
      for (;;) {
        const { rows } = await lease.query(`FETCH ${BATCH} FROM plain`);
        if (rows.length > 0)
          yield rows.map((row) => table.columns.map(({ name }) => row[name]) as unknown as PlainRow);
        if (rows.length < BATCH) break;
      }
      await lease.query('CLOSE plain');
    },
    highest: async (table) =>
      numberIn(
        await lease.query(
          table.name === 'audit_entry'
            ? 'SELECT seq AS n FROM audit_high'
            : `SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS n FROM "${sequenceOf(table)}"`,
        ),
      ),
    close: () => givenBack(lease),
  };
}

const sequenceOf = ({ name, serial }: PlainTable): string => `${name}_${serial}_seq`;

function numberIn({ rows }: { rows: Record<string, unknown>[] }): number {
  return Number(rows[0]?.['n'] ?? 0);
}

/** Fills the empty register of a schema, in one transaction in which references are looked at last. */
export async function fillSchema(server: Server, schema: string): Promise<BulkTarget> {
  return fillingOver(await begun(server, schema, 'BEGIN', writersLock(schema)));
}

/**
 * Makes the register of a schema and fills it with rows and files: all in one transaction, so that a filling that comes
 * to nothing leaves nothing. Null where there is a register already.
 */
export async function fillNewSchema(
  server: Server,
  schema: string,
): Promise<(BulkTarget & { files: Files }) | null> {
  const lease = await begun(server, schema, 'BEGIN', writersLock(schema));
  try {
    if ((await schemaState(lease, schema)) === 'empty') {
      await bringUpToDate(lease, schema);
      return { ...(await fillingOver(lease)), files: tableFiles(serverOver(lease), schema) };
    }
  } catch (error) {
    await givenBack(lease);
    throw error;
  }
  await givenBack(lease);
  return null;
}

/** Everything over the one connection, in its transaction. */
function serverOver(lease: Lease): Server {
  const query: Lease['query'] = (text, values) => lease.query(text, values);
  return {
    lease: () => Promise.resolve({ query, release: () => undefined }),
    read: (_schema, text, values) => query(text, values),
    close: () => Promise.resolve(),
  };
}

async function fillingOver(lease: Lease): Promise<BulkTarget> {
  await alterReferences(lease, 'DEFERRABLE INITIALLY DEFERRED');
  return {
    ...reading(lease),
    insert: async (table, rows) => {
      const width = table.columns.length;
      const placesOf = (row: number) => table.columns.map((_, column) => `$${row * width + column + 1}`);
      const values = rows.map((_, row) => `(${placesOf(row).join(', ')})`).join(', ');
      await lease.query(`INSERT INTO "${table.name}" (${names(table)}) VALUES ${values}`, rows.flat());
    },
    setHighest: async (table, highest) => {
      if (table.name === 'audit_entry') await lease.query('UPDATE audit_high SET seq = $1', [highest]);
      else if (highest > 0)
        await lease.query('SELECT setval($1::regclass, $2)', [`"${sequenceOf(table)}"`, highest]);
    },
    commit: async () => {
      await lease.query('SET CONSTRAINTS ALL IMMEDIATE');
      await alterReferences(lease, 'NOT DEFERRABLE');
      await lease.query('COMMIT');
    },
  };
}

const REFERENCES = `SELECT conrelid::regclass::text AS "table", conname AS name FROM pg_constraint
  WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`;

async function alterReferences(lease: Lease, how: string): Promise<void> {
  const { rows } = await lease.query(REFERENCES);
  const changes = rows.map(
    (row) => `ALTER TABLE ${String(row['table'])} ALTER CONSTRAINT "${String(row['name'])}" ${how}`,
  );
  await lease.query(changes.join('; '));
}
