import type { Outcome } from './drill.ts';

export interface Row {
  name: string;
  outcome: Outcome;
  seconds: number;
}

/** Whether a drill is passed; what was left out is a failure where everything should be there. */
export function isPassed({ lost, faults, leftOut }: Outcome): boolean {
  return lost === 0 && faults.length === 0 && (leftOut === undefined || process.env['CI'] !== 'true');
}

/** One table for all drills, and below it every fault. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['drill', 'rounds', 'acknowledged', 'lost', 'seconds', 'verdict'];
  const cells = rows.map(({ name, outcome, seconds }) => [
    name,
    String(outcome.rounds),
    String(outcome.acknowledged),
    String(outcome.lost),
    seconds.toFixed(1),
    verdictOf(outcome),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const faults = rows.flatMap(({ name, outcome }) => outcome.faults.map((fault) => `${name}: ${fault}`));
  return [line(head), ...cells.map(line), ...faults].join('\n');
}

function verdictOf(outcome: Outcome): string {
  const { figures = '', leftOut } = outcome;
  const word = isPassed(outcome) ? 'passed' : 'FAILED';
  const left = leftOut === undefined ? [] : [`LEFT OUT: ${leftOut}`];
  return [word, ...(figures === '' ? [] : [figures]), ...left].join('; ');
}
