import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf } from './source.ts';

const VIEWS = filesOf('views', '.eta').map(({ path, text }) => ({
  name: path.replace(/^views\//, '').replace(/\.eta$/, ''),
  text,
}));
const SOURCES = filesOf('src', '.ts');
const NAMES = new Set(VIEWS.map(({ name }) => name));

/** Names that code renders: `page(reply, 'x')`, `view('x')` and names handed on in a table. */
const RENDERED = new Set(
  SOURCES.flatMap(({ code }) => [...code.matchAll(/'([\w-]+(?:\/[\w-]+)+)'/g)].map(([, name = '']) => name)),
);

/** A part's name: from the root of the views, or beside the view that takes it in. */
function partName(view: string, part: string): string {
  return part.startsWith('.') ? posix.join(posix.dirname(view), part) : part.replace(/^\//, '');
}

/** Names that views take in: layouts and parts. */
const INCLUDED = new Map(
  VIEWS.map(({ name, text }) => [
    name,
    [...text.matchAll(/(?:layout|include)\(\s*'([^']+)'/g)].map(([, part = '']) => partName(name, part)),
  ]),
);

const linesWhere = (pattern: RegExp): string[] =>
  VIEWS.flatMap(({ name, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1} ${line.trim()}`] : [])),
  );

describe('views', () => {
  it('are all rendered by code or taken in by another view', () => {
    const parts = new Set([...INCLUDED.values()].flat());
    expect([...NAMES].filter((name) => !RENDERED.has(name) && !parts.has(name))).toEqual([]);
  });

  it('that are taken in exist', () => {
    const missing = [...INCLUDED].flatMap(([name, parts]) =>
      parts.filter((part) => !NAMES.has(part)).map((part) => `${name} takes in ${part}`),
    );
    expect(missing).toEqual([]);
  });

  it('that code renders exist', () => {
    const calls =
      /\b(?:page|publicPage|plainPage|printPage)\(\s*(?:request,\s*)?reply,\s*'([^']+)'|\.view\(\s*'([^']+)'/g;
    const missing = SOURCES.flatMap(({ path, code }) =>
      [...code.matchAll(calls)]
        .map(([, page, view]) => page ?? view ?? '')
        .filter((name) => !NAMES.has(name))
        .map((name) => `${path} renders ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('name their parts in words that can be found', () => {
    expect(linesWhere(/(?:layout|include)\(\s*[^'\s]/)).toEqual([]);
  });

  it('hold neither style nor script', () => {
    expect(linesWhere(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:/i)).toEqual([]);
  });

  it('print unescaped only what is a view itself, and charts, which escape their words', () => {
    expect(linesWhere(/<%~(?!\s*(?:include\(|svg\(|it\.body\s*%>))/)).toEqual([]);
  });

  it('ask neither the clock nor the address of another site', () => {
    expect(linesWhere(/new Date\(|Date\.now|Math\.random|(?:src|href|action)="https?:/)).toEqual([]);
  });

  it('of private parts begin with a line and are taken in only from their own noun or a neighbour', () => {
    const strangers = [...INCLUDED].flatMap(([name, parts]) =>
      parts
        .filter((part) => /\/_[^/]+$/.test(part) && part.split('/')[0] !== name.split('/')[0])
        .map((part) => `${name} takes in ${part}`),
    );
    expect(strangers).toEqual([]);
  });
});
