import { describe, expect, it } from 'vitest';
import { filesOf, literalsOf } from './source.ts';

/** Where words for people may stand. */
const PLACES = [
  /\/(?:[\w-]*labels|forms)\.ts$/,
  /^src\/(?:forms|documents|demo|commands)\//,
  /^src\/exchange\/(?:templates|messages)[\w-]*\.ts$/,
  // Chinese dates, names and punctuation are what these are about.
  /^src\/lib\/(?:dates|names|text|strokes-extra)\.ts$/,
  // The terminal's own words and the templates of a scheme, which are a document.
  /^src\/(?:cli|schemes\/templates)\.ts$/,
];

/** Files that still hold words of their own, each with its reason. Must not grow. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'src/reports/compose.ts': 'units of figures and the short date of a report form',
  'src/web/public/notices.ts': 'the name of the file to download',
  'src/web/staff/districts.ts': 'page titles',
};

const FILES = filesOf('src', '.ts').filter(({ path }) => !PLACES.some((place) => place.test(path)));

describe('Chinese words', () => {
  it('stand in views, labels, forms and documents, where somebody who corrects them looks', () => {
    const words = FILES.flatMap(({ path, code }) =>
      literalsOf(code)
        .filter(({ literal }) => /\p{Script=Han}/u.test(literal))
        .map(({ line, literal }) => ({ path, line: `${path}:${line} ${literal.slice(0, 60)}` })),
    );
    expect(words.filter(({ path }) => !(path in EXCEPTIONS)).map(({ line }) => line)).toEqual([]);
    expect(Object.keys(EXCEPTIONS).filter((path) => !words.some((word) => word.path === path))).toEqual([]);
  });
});
