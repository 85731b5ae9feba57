import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { csvUnguard } from '../../lib/text.ts';
import { MAX_COLUMNS } from '../limits.ts';
import { isFilled, type Grid } from './grid.ts';

const SEPARATORS = [',', ';', '\t'];
const LINE_BREAK = /\r\n|\r|\n/g;

interface RawRecord {
  raw: string;
  record: string[];
}

/** A CSV text as a grid of at most `maxRows` filled rows; a number is the line at which an unpaired quote opens. */
export function readCsv(text: string, maxRows: number): Grid | number {
  const grid: Grid = { sheet: '', rows: [], hidden: false };
  let line = 1;
  try {
    parse(text, {
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      raw: true,
      // Rows are taken here and not collected a second time; the types do not know what `raw` adds.
      on_record: (row: unknown) => {
        const { raw, record } = row as RawRecord;
        addRow(grid, line, record, maxRows);
        line += countBreaks(raw);
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') return line;
    throw error;
  }
  return grid;
}

function addRow(grid: Grid, line: number, record: readonly string[], maxRows: number): void {
  if (!record.some(isFilled)) return;
  if (grid.rows.length < maxRows)
    grid.rows.push({ line, cells: record.slice(0, MAX_COLUMNS).map(csvUnguard) });
}

/** csv-parse counts a quoted CRLF as two lines, so the breaks are counted in the raw record. */
function countBreaks(raw: string): number {
  return raw.match(LINE_BREAK)?.length ?? 0;
}

/** The separator that the first filled line uses most. */
function separatorOf(text: string): string {
  const header = /\S[^\r\n]*/.exec(text)?.[0] ?? '';
  const counts = SEPARATORS.map((separator) => header.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}
