/**
 * The PostgreSQL half of ../search.ts: the grams of a proposal as a set, indexed, and in their order, to see whether they
 * stand one after another. The server's own parsers are not asked: what they make of Chinese depends on its locale.
 */
import { eq, like, sql, type SQL } from 'drizzle-orm';
import { bigint, customType, pgTable, text } from 'drizzle-orm/pg-core';
import { gramsOf, phrasesOf, type Phrase } from '../../lib/grams.ts';
import type { Column } from '../dialect.ts';
import type { Search } from '../search.ts';
import type { Queries } from '../store.ts';

const tsvector = customType<{ data: SQL }>({ dataType: () => 'tsvector' });

const words = pgTable('proposal_search', {
  id: bigint('id', { mode: 'number' }).primaryKey(),
  grams: text('grams').notNull(),
  words: tsvector('words').notNull(),
});

/** The builders are typed as SQLite's (../dialect.ts). */
const table = words as unknown as Parameters<Queries['delete']>[0];
const idColumn = words.id as unknown as Column;

/** The longest token of an index; of a longer word only the beginning is looked up there. */
const LONGEST = 500;

const lexeme = (gram: string): string => Array.from(gram).slice(0, LONGEST).join('');

export const postgresSearch: Search = {
  holdsWords: (id, typed) => {
    const phrases = phrasesOf(typed);
    if (phrases.length === 0) return sql`false`;
    const query = phrases.flatMap(tokensOf).join(' & ');
    const inOrder = phrases.map((phrase) =>
      like(words.grams, `% ${phrase.grams.join(' ')}${phrase.prefix ? '' : ' '}%`),
    );
    return sql`${id} in (select id from proposal_search where words @@ ${query}::tsquery and ${sql.join(inOrder, sql` and `)})`;
  },
  putWords: async (queries, id, texts) => {
    const grams = gramsOf(texts.join('\n'));
    const row = {
      id,
      grams: ` ${grams.join(' ')} `,
      words: sql`array_to_tsvector(${sql.param([...new Set(grams.map(lexeme))])}::text[])`,
    };
    await queries.delete(table).where(eq(idColumn, id));
    await queries.insert(table).values(row as never);
  },
  dropWords: async (queries, id) => {
    await queries.delete(table).where(eq(idColumn, id));
  },
  countIndexed: async (reader) => reader.$count(table),
};

/** Letters and digits between quotes: nothing in them is syntax, nor a wildcard of LIKE. */
function tokensOf({ grams, prefix }: Phrase): string[] {
  return grams.map((gram, index) => {
    const isWhole = lexeme(gram) === gram && !(prefix && index === grams.length - 1);
    return `'${lexeme(gram)}'${isWhole ? '' : ':*'}`;
  });
}
