/**
 * Full-text search in proposals, whichever engine does it. What is looked for: src/lib/grams.ts. The index is no part of the
 * register: it follows from the rows and can be made again from them at any time.
 */
import type { SQL } from 'drizzle-orm';
import { ENGINE } from '../config.ts';
import type { Column } from './dialect.ts';
import { postgresSearch } from './postgres/search.ts';
import { sqliteSearch } from './sqlite/search.ts';
import type { Queries, Reader } from './store.ts';

export interface Search {
  /** Whether the text of the row with this id holds every word that was typed; nothing is held where none can be read. */
  holdsWords: (id: Column, typed: string) => SQL;
  /** Puts the text of a row into the index, in place of what was there. */
  putWords: (queries: Queries, id: number, texts: readonly string[]) => Promise<void>;
  dropWords: (queries: Queries, id: number) => Promise<void>;
  countIndexed: (reader: Reader) => Promise<number>;
}

export const { holdsWords, putWords, dropWords, countIndexed }: Search =
  ENGINE === 'postgres' ? postgresSearch : sqliteSearch;
