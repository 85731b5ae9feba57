import { toHalfWidth } from '../../lib/text.ts';
import { FAULT_HEADER, TEMPLATES, type Column, type Template } from '../templates.ts';
import type { Grid, GridRow } from './grid.ts';

/** How the columns of a table answer to a template's. */
export interface HeaderMatch {
  template: Template;
  header: GridRow;
  /** Index of the header row in the grid. */
  headerIndex: number;
  /** Index of the cell for each column found. */
  cellOf: ReadonlyMap<string, number>;
  /** Headers as written that mean the same column. */
  doubled: { column: Column; written: string[] }[];
  unknown: string[];
  missing: Column[];
}

/** A title and a few notes may stand above the header. */
export const HEADER_WITHIN = 10;

/** A header without what people add to it: spaces, line breaks, a star for "required", a note in brackets. */
export function plainHeader(header: string): string {
  return toHalfWidth(header)
    .replace(/[\s\p{Format}*]/gu, '')
    .replace(/\([^()]*\)$/, '')
    .toLowerCase();
}

type Names = ReadonlyMap<string, Column>;

const NAMES: ReadonlyMap<string, Names> = new Map(
  TEMPLATES.map((template) => [template.id, namesOf(template)]),
);
const IGNORED = plainHeader(FAULT_HEADER);

/** Synonyms first and headers last, so that a proper name always wins over another column's synonym. */
function namesOf({ columns }: Template): Names {
  const pairs = [
    ...columns.flatMap((column) => column.synonyms.map((name) => [name, column] as const)),
    ...columns.flatMap((column) => [[column.id, column] as const, [column.header, column] as const]),
  ];
  return new Map(pairs.map(([name, column]) => [plainHeader(name), column]));
}

/** The match of the row (among the first few) that knows most of the template's columns; null when no row knows any. */
export function matchHeader(grid: Grid, template: Template): HeaderMatch | null {
  let best: HeaderMatch | null = null;
  for (const [index, row] of grid.rows.slice(0, HEADER_WITHIN).entries()) {
    const match = matchRow(row, index, template);
    if (match.cellOf.size > (best?.cellOf.size ?? 0)) best = match;
  }
  return best;
}

function matchRow(row: GridRow, headerIndex: number, template: Template): HeaderMatch {
  const names = NAMES.get(template.id) ?? new Map<string, Column>();
  const cellOf = new Map<string, number>();
  const written = new Map<Column, string[]>();
  const unknown: string[] = [];
  for (const [index, cell] of row.cells.entries()) {
    const name = plainHeader(cell);
    const column = names.get(name);
    if (column === undefined) {
      if (name !== '' && name !== IGNORED) unknown.push(cell.trim());
      continue;
    }
    if (!cellOf.has(column.id)) cellOf.set(column.id, index);
    written.set(column, [...(written.get(column) ?? []), cell.trim()]);
  }
  const doubled = Array.from(written, ([column, headers]) => ({ column, written: headers })).filter(
    (one) => one.written.length > 1,
  );
  const missing = template.columns.filter((column) => !cellOf.has(column.id));
  return { template, header: row, headerIndex, cellOf, doubled, unknown, missing };
}

/** The template that a file's or sheet's name means, whatever its header says. */
export function templateNamed(name: string): Template | undefined {
  const plain = name.trim().toLowerCase();
  return TEMPLATES.find(({ id, sheet }) => plain === id || plain === sheet);
}

/** The templates whose required columns are all in the header; those without unknown columns where there are such. */
export function fittingTemplates(grid: Grid): Template[] {
  const fits = TEMPLATES.map((template) => matchHeader(grid, template)).filter(
    (match) => match !== null && match.missing.every((column) => !column.required),
  );
  const exact = fits.filter((match) => match?.unknown.length === 0);
  return (exact.length > 0 ? exact : fits).flatMap((match) => match?.template ?? []);
}
