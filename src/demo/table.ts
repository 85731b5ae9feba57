/**
 * Reads a table that is written as text: one row a line, cells apart by `|`, lines that start with # are remarks.
 * A row with too many or too few cells is a mistake in the table and throws.
 */
export function readTable<const Column extends string>(
  columns: readonly Column[],
  text: string,
): Record<Column, string>[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      if (cells.length !== columns.length) throw new Error(`${cells.length} cells: ${line}`);
      return Object.fromEntries(columns.map((column, index) => [column, cells[index]])) as Record<
        Column,
        string
      >;
    });
}

/** The parts of a cell that holds a list: 012、015. */
export const listOf = (cell: string): string[] => cell.split('、').filter((part) => part !== '');
