import { groupBy } from '../../lib/group-by.ts';
import type { Fault } from '../faults.ts';
import type { RawTable } from '../reading/tables.ts';
import { FAULT_LIST_COLUMNS } from '../templates-notes.ts';
import { FAULT_HEADER, NOTES_SHEET, TEMPLATES, type Template } from '../templates.ts';
import type { Cell } from './csv.ts';
import { emptySheet } from './template-files.ts';
import type { WorkbookSheet } from './workbook.ts';
import { writeWorkbook } from './write-workbook.ts';

const REASON_WIDTH = 60;

/**
 * The rows that could not be imported, as they were written, with what is wrong in a last column: to be mended
 * and uploaded again. Faults that belong to no row stand on the sheet of notes.
 */
export async function faultWorkbook(tables: readonly RawTable[], faults: readonly Fault[]): Promise<Buffer> {
  const reasons = groupBy(faults, ({ file, line }) => placeOf(file, line));
  const taken = new Set<Fault>();
  const sheets = TEMPLATES.map((template) =>
    faultSheet(template, tables, (place) => {
      const found = reasons.get(place) ?? [];
      for (const one of found) taken.add(one);
      return found;
    }),
  ).filter((sheet) => sheet.rows.length > 0);
  const others = faults.filter((one) => !taken.has(one));
  if (others.length > 0 || sheets.length === 0) sheets.push(listSheet(others));
  return writeWorkbook(sheets);
}

const placeOf = (file: string, line: number | null): string => JSON.stringify([file, line]);

function faultSheet(
  template: Template,
  tables: readonly RawTable[],
  faultsAt: (place: string) => Fault[],
): WorkbookSheet {
  const rows = tables
    .filter((table) => table.template === template.id)
    .flatMap(({ file, rows: raw }) =>
      raw.flatMap(({ line, cells }): Cell[][] => {
        const found = faultsAt(placeOf(file, line));
        if (found.length === 0) return [];
        return [
          [...template.columns.map((column) => cells[column.id] ?? ''), found.map(reasonOf).join('\n')],
        ];
      }),
    );
  const sheet = emptySheet(template);
  return { ...sheet, columns: [...sheet.columns, { header: FAULT_HEADER, width: REASON_WIDTH }], rows };
}

const reasonOf = ({ column, message }: Fault): string => (column === '' ? message : `${column}：${message}`);

function listSheet(faults: readonly Fault[]): WorkbookSheet {
  const columns = FAULT_LIST_COLUMNS.map((header) => ({ header }));
  return { name: NOTES_SHEET, columns, rows: faults.map(({ file, message }) => [file, message]) };
}
