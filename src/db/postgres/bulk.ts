/** The PostgreSQL half of ../bulk.ts. */
import type { BulkSource, BulkTarget } from '../bulk.ts';
import type { PlainRow, PlainTable } from '../tables.ts';
import type { Lease, Server } from './server.ts';

const BATCH = 500;

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const order = (table: PlainTable): string => quoted(table.order);
const names = ({ columns }: PlainTable): string => quoted(columns.map(({ name }) => name));

/** Reads the register as it stood when this began, whatever is written meanwhile. */
export async function readSchema(server: Server, schema: string): Promise<BulkSource> {
  const lease = await server.lease(schema, 'unhurried');
  await lease.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return reading(lease);
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
    close: async () => {
      await lease.query('ROLLBACK').catch(() => undefined);
      lease.release();
    },
  };
}

const sequenceOf = ({ name, serial }: PlainTable): string => `${name}_${serial}_seq`;

function numberIn({ rows }: { rows: Record<string, unknown>[] }): number {
  return Number(rows[0]?.['n'] ?? 0);
}

/** Fills the empty register of a schema, in one transaction in which references are looked at last. */
export async function fillSchema(server: Server, schema: string): Promise<BulkTarget> {
  const lease = await server.lease(schema, 'unhurried');
  await lease.query('BEGIN');
  await lease.query('SELECT pg_advisory_xact_lock(hashtext($1), 1)', [schema]);
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
