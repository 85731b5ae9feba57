import { fault, type Fault } from '../faults.ts';
import { NOTES_SHEET, SHEET_SEPARATOR, TEMPLATES, templateOf, type Template } from '../templates.ts';
import type { Grid } from './grid.ts';
import { fittingTemplates, templateNamed } from './headers.ts';
import { readTable, type Found } from './tables.ts';

const NOTHING: Found = { tables: [], faults: [], warnings: [] };
const FILES = TEMPLATES.map((template) => template.file);
const SHEETS = TEMPLATES.map((template) => template.sheet);

/** The table of a CSV file, by the file's name or else by its header. */
export function readCsvTable(file: string, grid: Grid, maxRows: number): Found {
  if (grid.rows.length === 0) return withFault(fault({ file }, 'empty-table'));
  const named = templateNamed(file.replace(/\.[^.]*$/, '').replace(/[ _-]*[(（]\d+[)）]$/, ''));
  const candidates = named === undefined ? fittingTemplates(grid) : [named];
  const [template] = candidates;
  if (template === undefined) return withFault(fault({ file }, 'unknown-table', FILES));
  if (candidates.length > 1) return withFault(ambiguous(file, candidates));
  return readTable(file, grid, template, maxRows);
}

/** The tables of a workbook, by the sheets' names or else by their headers; other sheets are passed over. */
export function readSheets(file: string, grids: readonly Grid[], maxRows: number): Found {
  const found = merge(grids.map((grid) => readSheet(file, grid, maxRows)));
  if (found.tables.length === 0 && found.faults.length === 0)
    found.faults.push(fault({ file }, 'no-table', SHEETS));
  return found;
}

function readSheet(workbook: string, grid: Grid, maxRows: number): Found {
  const file = workbook + SHEET_SEPARATOR + grid.sheet;
  if (grid.hidden) return { ...NOTHING, warnings: [fault({ file }, 'hidden-sheet')] };
  if (grid.rows.length === 0 || grid.sheet.trim() === NOTES_SHEET) return NOTHING;
  const named = templateNamed(grid.sheet);
  const candidates = named === undefined ? fittingTemplates(grid) : [named];
  const [template] = candidates;
  if (template === undefined) return { ...NOTHING, warnings: [fault({ file }, 'unknown-sheet')] };
  if (candidates.length > 1) return withFault(ambiguous(file, candidates));
  return readTable(file, grid, template, maxRows);
}

const withFault = (one: Fault): Found => ({ ...NOTHING, faults: [one] });

const ambiguous = (file: string, candidates: readonly Template[]): Fault =>
  fault(
    { file },
    'ambiguous-table',
    candidates.map((template) => template.sheet),
  );

/** Puts tables together and tells where two of them are the same one. Tables come in the order of the templates. */
export function merge(parts: readonly Found[]): Found {
  const tables = parts.flatMap((part) => part.tables);
  const twice = tables.flatMap((table, index) => {
    const first = tables.findIndex((other) => other.template === table.template);
    if (first === index) return [];
    return [
      fault(
        { file: table.file },
        'same-table-twice',
        tables[first]?.file ?? '',
        templateOf(table.template).sheet,
      ),
    ];
  });
  const rank = new Map(TEMPLATES.map((template, index) => [template.id, index]));
  return {
    tables: tables.toSorted((a, b) => (rank.get(a.template) ?? 0) - (rank.get(b.template) ?? 0)),
    faults: [...parts.flatMap((part) => part.faults), ...twice],
    warnings: parts.flatMap((part) => part.warnings),
  };
}
