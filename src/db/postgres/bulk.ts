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
  const lease = await server.lease(schema);
  await lease.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return {
    async *rows(table) {
      await lease.query(
        `DECLARE plain CURSOR FOR SELECT ${names(table)} FROM "${table.name}" ORDER BY ${order(table)}`,
      );
      for (;;) {
        const { rows } = await lease.query(`FETCH ${BATCH} FROM plain`);
        if (rows.length === 0) break;
        yield rows.map((row) => table.columns.map(({ name }) => row[name]) as unknown as PlainRow);
      }
      await lease.query('CLOSE plain');
    },
    highest: async (table) => {
      if (table.name === 'audit_entry') return number(await lease.query('SELECT seq AS n FROM audit_high'));
      return number(
        await lease.query(
          `SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS n FROM "${table.name}_${table.serial}_seq"`,
        ),
      );
    },
    close: async () => {
      await lease.query('ROLLBACK').catch(() => undefined);
      lease.release();
    },
  };
}

function number({ rows }: { rows: Record<string, unknown>[] }): number {
  return Number(rows[0]?.['n'] ?? 0);
}

/** Fills the empty register of a schema, in one transaction in which references are looked at last. */
export async function fillSchema(server: Server, schema: string): Promise<BulkTarget> {
  const lease = await server.lease(schema);
  await lease.query('BEGIN');
  await lease.query('SELECT pg_advisory_xact_lock(hashtext($1), 1)', [schema]);
  await alterReferences(lease, 'DEFERRABLE INITIALLY DEFERRED');
  let isOver = false;
  return {
    insert: async (table, rows) => {
      const width = table.columns.length;
      const places = rows.map(
        (_, row) => `(${table.columns.map((__, column) => `$${row * width + column + 1}`).join(', ')})`,
      );
      await lease.query(
        `INSERT INTO "${table.name}" (${names(table)}) VALUES ${places.join(', ')}`,
        rows.flat(),
      );
    },
    setHighest: async (table, highest) => {
      if (table.name === 'audit_entry') {
        await lease.query('UPDATE audit_high SET seq = $1', [highest]);
      } else if (highest > 0) {
        await lease.query('SELECT setval($1, $2)', [`"${table.name}_${table.serial}_seq"`, highest]);
      }
    },
    commit: async () => {
      await lease.query('SET CONSTRAINTS ALL IMMEDIATE');
      await alterReferences(lease, 'NOT DEFERRABLE');
      await lease.query('COMMIT');
      isOver = true;
    },
    close: async () => {
      if (!isOver) await lease.query('ROLLBACK').catch(() => undefined);
      lease.release();
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
