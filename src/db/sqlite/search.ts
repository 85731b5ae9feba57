/** The SQLite half of ../search.ts: an FTS5 table without contents, one row for each proposal under its id. */
import { eq, sql, type SQL } from 'drizzle-orm';
import { integer, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { gramsOf, phrasesOf, type Phrase } from '../../lib/grams.ts';
import type { Queries, Reader } from '../store.ts';

const words = sqliteTable('proposal_search', {
  rowid: integer('rowid').primaryKey(),
  grams: text('grams').notNull(),
});

/** Whether the text of the row with this id holds every word that was typed; nothing is held where none can be read. */
export function holdsWords(id: AnySQLiteColumn, typed: string): SQL {
  const phrases = phrasesOf(typed);
  if (phrases.length === 0) return sql`0`;
  const query = phrases.map(quoted).join(' AND ');
  return sql`${id} in (select rowid from proposal_search where proposal_search match ${query})`;
}

/** A phrase between quotes: what is in it are letters and digits, so that nothing in it is syntax. */
function quoted({ grams, prefix }: Phrase): string {
  return `"${grams.join(' ')}"${prefix ? ' *' : ''}`;
}

/** Puts the text of a row into the index, in place of what was there. */
export async function putWords(queries: Queries, id: number, texts: readonly string[]): Promise<void> {
  await dropWords(queries, id);
  await queries.insert(words).values({ rowid: id, grams: gramsOf(texts.join('\n')).join(' ') });
}

export async function dropWords(queries: Queries, id: number): Promise<void> {
  await queries.delete(words).where(eq(words.rowid, id));
}

export async function countIndexed(reader: Reader): Promise<number> {
  return reader.$count(words);
}
