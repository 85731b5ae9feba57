import {
  rangeRef,
  writeXlsx,
  type Cell as StyledCell,
  type DataValidation,
  type WriteSheet,
} from 'hucre/xlsx';
import { CHOICE_REFUSED } from '../messages.ts';
import { escapeCellText } from './cell-text.ts';
import type { Cell } from './csv.ts';

export interface SheetColumn {
  header: string;
  /** In characters of the Latin width; by default as wide as the contents need. */
  width?: number;
  /** Offered as a drop-down list in the column's cells. */
  choices?: readonly string[];
}

export interface WorkbookSheet {
  name: string;
  columns: readonly SheetColumn[];
  rows: readonly (readonly Cell[])[];
  /** Lines above the header: scope, date, how to read the table. */
  notes?: readonly string[];
  /** Empty rows below that are set to text, so that a typed 001 stays 001. */
  blankRows?: number;
}

const TEXT_FORMAT = '@';
const LAST_CHOICE_ROW = 20_000;
/** Excel's limit for a list written into the rule itself. */
const CHOICE_CHARACTERS = 255;

/** An .xlsx file. Strings stay strings, whatever they start with; numbers are numbers. */
export async function buildWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const names = sheetNames(sheets.map((sheet) => sheet.name));
  return writeXlsx({ sheets: sheets.map((sheet, index) => toSheet(sheet, names[index] ?? '')) });
}

function toSheet(sheet: WorkbookSheet, name: string): WriteSheet {
  const { columns, rows, notes = [], blankRows = 0 } = sheet;
  const blank = columns.map(() => null);
  const cells = [...notes.map((note) => [note]), columns.map((column) => column.header), ...rows].map((row) =>
    row.map(cellValue),
  );
  return {
    name,
    rows: [...cells, ...Array.from({ length: blankRows }, () => blank)],
    columns: columns.map((column, index) => ({
      width: column.width ?? widthOf(column, index, rows),
      ...(isTextColumn(index, rows) ? { numFmt: TEXT_FORMAT } : {}),
    })),
    cells: boldHeader(columns.length, notes.length),
    freezePane: { rows: notes.length + 1 },
    dataValidations: choiceLists(columns, notes.length + 1),
  };
}

const cellValue = (cell: Cell): Cell =>
  typeof cell === 'string' ? (cell === '' ? null : escapeCellText(cell)) : cell;

/** A column that holds any text is text all over; one without rows is for people to type into. */
function isTextColumn(index: number, rows: WorkbookSheet['rows']): boolean {
  return rows.length === 0 || rows.some((row) => typeof row[index] === 'string');
}

function boldHeader(width: number, row: number): Map<string, Partial<StyledCell>> {
  const style = { font: { bold: true }, numFmt: TEXT_FORMAT };
  return new Map(Array.from({ length: width }, (_, index) => [`${row},${index}`, { style }]));
}

function choiceLists(columns: readonly SheetColumn[], firstRow: number): DataValidation[] {
  return columns.flatMap(({ choices = [] }, index) => {
    const fits = choices.length > 0 && choices.join(',').length <= CHOICE_CHARACTERS;
    if (!fits || choices.some((choice) => /[",]/.test(choice))) return [];
    const range = rangeRef(firstRow, index, LAST_CHOICE_ROW, index);
    return [
      {
        type: 'list',
        values: [...choices],
        range,
        allowBlank: true,
        showErrorMessage: true,
        errorMessage: CHOICE_REFUSED,
      },
    ];
  });
}

const WIDEST = 50;
const NARROWEST = 8;
const LOOKED_AT = 200;

/** Chinese characters are two wide. */
const displayWidth = (text: string): number => text.replace(/[^\0-\u02FF]/gu, '##').length;

function widthOf(column: SheetColumn, index: number, rows: WorkbookSheet['rows']): number {
  const widths = rows.slice(0, LOOKED_AT).map((row) => displayWidth(String(row[index] ?? '')));
  return Math.min(WIDEST, Math.max(NARROWEST, displayWidth(column.header), ...widths) + 2);
}

/** Excel: at most 31 characters, none of these, no two names the same. */
function sheetNames(wanted: readonly string[]): string[] {
  const names: string[] = [];
  for (const name of wanted) {
    const plain =
      Array.from(name.replace(/[\\/?*[\]:\p{Control}]/gu, '_'))
        .slice(0, 26)
        .join('') || '1';
    const number = names.filter((other) => other === plain || other.startsWith(`${plain} (`)).length;
    names.push(number === 0 ? plain : `${plain} (${number + 1})`);
  }
  return names;
}
