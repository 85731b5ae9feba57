/** One line of what a part measured on one engine. */
export type Row = [what: string, figure: string, aim: string];

/** One line of the table: a figure for each engine, '-' where there is none. */
interface Line {
  readonly what: string;
  readonly figures: string[];
  readonly aim: string;
}

/** Puts what was measured on each engine side by side, line by line, in the order in which it was measured. */
export function sideBySide(measured: readonly (readonly Row[])[]): Line[] {
  const lines = new Map<string, Line>();
  for (const [engine, rows] of measured.entries())
    for (const [what, figure, aim] of rows) {
      const line = lines.get(what) ?? { what, figures: measured.map(() => '-'), aim };
      line.figures[engine] = figure;
      lines.set(what, line);
    }
  return [...lines.values()];
}

/** The table as text; with more than one engine their names stand over the columns. */
export function tableText(engines: readonly string[], lines: readonly Line[]): string {
  const body = lines.map(({ what, figures, aim }) => [
    what,
    ...engines.map((_, at) => figures[at] ?? '-'),
    aim,
  ]);
  const rows = engines.length > 1 ? [['', ...engines, 'aim'], ...body] : body;
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** The value below which this part of the others lies. */
export function rank(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
