/** The SQLite half of ../search.ts: an FTS5 table without contents, one row for each proposal under its id. */
import { eq, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { gramsOf, phrasesOf, type Phrase } from '../../lib/grams.ts';
import type { Search } from '../search.ts';

const words = sqliteTable('proposal_search', {
  rowid: integer('rowid').primaryKey(),
  grams: text('grams').notNull(),
});

export const sqliteSearch: Search = {
  holdsWords: (id, typed) => {
    const phrases = phrasesOf(typed);
    if (phrases.length === 0) return sql`0`;
    const query = phrases.map(quoted).join(' AND ');
    return sql`${id} in (select rowid from proposal_search where proposal_search match ${query})`;
  },
  putWords: async (queries, id, texts) => {
    await queries.delete(words).where(eq(words.rowid, id));
    await queries.insert(words).values({ rowid: id, grams: gramsOf(texts.join('\n')).join(' ') });
  },
  dropWords: async (queries, id) => {
    await queries.delete(words).where(eq(words.rowid, id));
  },
  countIndexed: async (reader) => reader.$count(words),
};

/** A phrase between quotes: what is in it are letters and digits, so that nothing in it is syntax. */
function quoted({ grams, prefix }: Phrase): string {
  return `"${grams.join(' ')}"${prefix ? ' *' : ''}`;
}
