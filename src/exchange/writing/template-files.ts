import { NOTES_COLUMNS, NOTES_LINES, choicesOf, notesRows } from '../templates-notes.ts';
import { NOTES_SHEET, TEMPLATES, templateOf, type Template, type TemplateId } from '../templates.ts';
import { writeCsv } from './csv.ts';
import type { SheetColumn, WorkbookSheet } from './workbook.ts';
import { writeWorkbook } from './write-workbook.ts';

/** Rows that are ready to be typed into. */
const BLANK_ROWS = 300;

/** The empty workbook that people download: a sheet per template, and one that explains the columns. */
export async function templateWorkbook(): Promise<Buffer> {
  const sheets = TEMPLATES.map((template) => ({ ...emptySheet(template), blankRows: BLANK_ROWS }));
  return writeWorkbook([...sheets, notesSheet()]);
}

/** The empty CSV file of one template. */
export function templateCsv(id: TemplateId): string {
  return writeCsv(
    templateOf(id).columns.map((column) => column.header),
    [],
  );
}

export function emptySheet({ sheet, columns }: Template): WorkbookSheet {
  return { name: sheet, columns: columns.map(sheetColumn), rows: [] };
}

function sheetColumn(column: Template['columns'][number]): SheetColumn {
  const choices = choicesOf(column);
  return { header: column.header, ...(choices.length > 0 ? { choices } : {}) };
}

function notesSheet(): WorkbookSheet {
  const columns = NOTES_COLUMNS.map((header) => ({ header }));
  return { name: NOTES_SHEET, columns, rows: notesRows(), notes: NOTES_LINES };
}
