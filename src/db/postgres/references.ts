import { is } from 'drizzle-orm';
import { getTableConfig, PgTable, type ForeignKey } from 'drizzle-orm/pg-core';
import * as tables from '../schema/index.ts';
import type { Lease } from './server.ts';

interface Reference {
  readonly name: string;
  readonly rowsWithout: string;
}

/** Every reference that the tables are declared with. */
const references = (): Reference[] =>
  (Object.values(tables) as unknown[]).flatMap((table) => (is(table, PgTable) ? referencesOf(table) : []));

const referencesOf = (table: PgTable): Reference[] => {
  const { name, foreignKeys } = getTableConfig(table);
  return foreignKeys.map((key) => referenceOf(name, key));
};

/** The longest name; of a longer one the server keeps the beginning. */
const LONGEST = 63;

function referenceOf(from: string, key: ForeignKey): Reference {
  const { columns, foreignColumns, foreignTable } = key.reference();
  const pairs = columns.map((column, index) => [column.name, foreignColumns[index]?.name ?? ''] as const);
  const isSet = pairs.map(([column]) => `one."${column}" IS NOT NULL`).join(' AND ');
  const fits = pairs.map(([column, foreign]) => `other."${foreign}" = one."${column}"`).join(' AND ');
  const to = getTableConfig(foreignTable).name;
  return {
    name: key.getName().slice(0, LONGEST),
    rowsWithout: `SELECT count(*) AS n FROM "${from}" AS one
      WHERE ${isSet} AND NOT EXISTS (SELECT FROM "${to}" AS other WHERE ${fits})`,
  };
}

/** Looked for in the rows: who may switch the server's own checks off can break what they then still hold to be valid. */
export async function brokenReferences(lease: Pick<Lease, 'query'>): Promise<number> {
  const counts = references().map(({ rowsWithout }) => rowsWithout);
  const { rows } = await lease.query(
    `SELECT sum(n)::int AS n FROM (${counts.join(' UNION ALL ')}) AS counts`,
  );
  return Number(rows[0]?.['n'] ?? 0);
}

const CONSTRAINTS = `SELECT conname AS name FROM pg_catalog.pg_constraint
  WHERE connamespace = $1::regnamespace AND contype = 'f'`;

/** Names of references on which the server does not insist any more. */
export async function missingReferences(lease: Pick<Lease, 'query'>, schema: string): Promise<string[]> {
  const { rows } = await lease.query(CONSTRAINTS, [`"${schema}"`]);
  const known = new Set(rows.map((row) => String(row['name'])));
  return references()
    .map(({ name }) => name)
    .filter((name) => !known.has(name));
}
