/** A table as it stands in a file, before anyone knows what it means. */
export interface Grid {
  /** The sheet's name; '' for a CSV file. */
  sheet: string;
  /** Rows with at least one filled cell. */
  rows: GridRow[];
  hidden: boolean;
}

export interface GridRow {
  /** As a person sees it: the row number of a sheet, the (first) line of a CSV record. */
  line: number;
  cells: string[];
}

export const isFilled = (cell: string): boolean => cell.trim() !== '';
