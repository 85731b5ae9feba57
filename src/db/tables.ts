import { getTableColumns, getTableName, is, Table } from 'drizzle-orm';
import type { Column } from './dialect.ts';
import * as schema from './schema/index.ts';

export type ColumnKind = 'text' | 'int' | 'bool' | 'json';

export interface PlainColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** A table of the register as it stands in any engine. */
export interface PlainTable {
  readonly name: string;
  readonly columns: readonly PlainColumn[];
  /** Whole-number key that the engine gives out, if it does. */
  readonly serial: string | null;
  /** Columns by which its rows stand in one order only. */
  readonly order: readonly string[];
}

/** One value of a row; JSON as the text that was stored. */
export type PlainValue = string | number | boolean | null;
export type PlainRow = readonly PlainValue[];

/** Every table of the schema, in the order in which they are declared. */
export const PLAIN_TABLES: readonly PlainTable[] = Object.values(schema)
  .filter((value): value is never => is(value, Table))
  .map(plainTable);

function plainTable(table: Table): PlainTable {
  const columns = Object.values(getTableColumns(table)) as unknown as Column[];
  const plain = columns.map((column) => ({ name: column.name, kind: kindOf(column) }));
  const key = columns.find(({ primary, name }) => primary && (name === 'id' || name === 'seq'));
  return {
    name: getTableName(table),
    columns: plain,
    serial: key && getTableName(table) !== 'township' ? key.name : null,
    order: key
      ? [key.name]
      : plain
          .filter(({ kind }) => kind !== 'json')
          .slice(0, 3)
          .map(({ name }) => name),
  };
}

function kindOf(column: Column): ColumnKind {
  if (column.dataType === 'boolean') return 'bool';
  if (column.dataType === 'json' || column.getSQLType() === 'json') return 'json';
  return column.getSQLType().startsWith('text') ? 'text' : 'int';
}
