import { describe, expect, it } from 'vitest';
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from '../../src/db/schema/index.ts';
import { filesOf, importsOf } from './source.ts';

const FILES = filesOf('src', '.ts');
const TABLES = Object.entries(schema).filter(([, table]) => is(table, SQLiteTable));

/** Which files insert into, update or delete from each table. */
const WRITERS = new Map<string, string[]>(
  TABLES.map(([name]) => {
    const writes = new RegExp(`\\.(?:insert|update|delete)\\(\\s*${name}\\s*\\)`);
    return [name, FILES.filter(({ code }) => writes.test(code)).map(({ path }) => path)];
  }),
);

/** Tables that two files write, and why. */
const TWO_WRITERS: Readonly<Record<string, readonly string[]>> = {
  // The write door keeps a form's answer; whoever opens a session sweeps the old ones away.
  formKey: ['src/accounts/store.ts', 'src/db/write.ts'],
};

/** Nothing writes these yet. */
const UNUSED: readonly string[] = [];

describe('tables', () => {
  it.each(TABLES.map(([name]) => name))('%s has one writer, a store', (name) => {
    const writers = WRITERS.get(name) ?? [];
    if (UNUSED.includes(name)) return expect(writers).toEqual([]);
    if (TWO_WRITERS[name]) return expect(writers).toEqual(TWO_WRITERS[name]);
    const stores = writers.map((path) => /^src\/(\w+)\/store(?:\.ts|\/[\w-]+\.ts)$/.exec(path)?.[1] ?? path);
    expect([...new Set(stores)]).toHaveLength(1);
    expect(stores.filter((store) => store.includes('/'))).toEqual([]);
  });

  it('are never written by hand-made SQL', () => {
    const handMade = FILES.filter(({ path }) => !path.startsWith('src/db/')).filter(({ code }) =>
      /\b(?:INSERT INTO|DELETE FROM|UPDATE \w+ SET|sql\.raw)\b/.test(code),
    );
    expect(handMade.map(({ path }) => path)).toEqual([]);
  });

  it('bear names that are written as people search for them', () => {
    expect(
      TABLES.map(([, table]) => getTableName(table as SQLiteTable)).filter(
        (name) => !/^[a-z]+(?:_[a-z]+)*$/.test(name),
      ),
    ).toEqual([]);
  });
});

describe('the write door', () => {
  it('is the only one: nobody else begins a transaction', () => {
    const others = FILES.filter(({ code }) => /\.transaction\(/.test(code)).map(({ path }) => path);
    // A register among many is held open during one.
    expect(others).toEqual(['src/db/write.ts', 'src/registers/held-store.ts']);
  });

  it('has a side door only for what is no entry: sessions, the set-up link, drafts, read messages, the index of words, uploads that wait, a look at the writer', () => {
    const users = FILES.filter((file) => importsOf(file).some(({ names }) => names.includes('keepHouse')));
    expect(users.map(({ path }) => path)).toEqual([
      'src/accounts/sessions.ts',
      'src/care/facts.ts',
      'src/care/tidy.ts',
      'src/drafts/actions.ts',
      'src/exchange/jobs.ts',
      'src/messages/reading.ts',
      'src/proposals/search-index.ts',
      'src/settings/actions.ts',
    ]);
  });

  it('is passed by every insert, update and delete: stores take a transaction for them', () => {
    const strange = FILES.filter(({ path }) => /\/store(?:\/[\w-]+)?\.ts$/.test(path)).flatMap(
      ({ path, code }) =>
        [...code.matchAll(/function (\w+)\(\s*(\w+): (\w+)/g)]
          .filter(([, name = '']) => /^(?:insert|update|delete|put|touch|set|settle)/.test(name))
          .filter(([, , , type]) => type !== 'Tx' && type !== 'Queries')
          .map(([, name]) => `${path} ${name}`),
    );
    expect(strange).toEqual([]);
  });
});
