/** Writing tables: what the rest of the program may use of `writing/`. */
export { writeCsv, csvLines, type Cell } from './writing/csv.ts';
export { faultWorkbook } from './writing/fault-workbook.ts';
export { templateCsv, templateWorkbook } from './writing/template-files.ts';
export type { SheetColumn, WorkbookSheet } from './writing/workbook.ts';
export { writeWorkbook } from './writing/write-workbook.ts';
