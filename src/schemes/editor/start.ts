import type { Scheme } from '../scheme.ts';
import { TEMPLATES, type TemplateName } from '../templates.ts';
import { blankTitle } from './labels.ts';

/** An empty scheme (空白) of a year: a name, and nothing in it yet. */
export const blankScheme = (year: number): Scheme => ({
  id: idOf(year),
  title: blankTitle(year),
  year,
  base: 0,
  floor: null,
  cap: null,
  sections: [],
  items: [],
});

/**
 * Another version as the beginning of a new one, for the same year or a later one. Codes stay, so that the two can be
 * compared; the year in its name goes along.
 */
export function copiedScheme(source: Scheme, year: number): Scheme {
  const { version: _version, ...body } = source;
  return { ...body, id: idOf(year), year, title: body.title.replaceAll(String(source.year), String(year)) };
}

const idOf = (year: number): string => `scheme-${year}`;

export const startFrom = (start: TemplateName | 'blank', year: number): Scheme =>
  start === 'blank' ? blankScheme(year) : TEMPLATES[start](year);
