import { checkCells, type CheckedTable } from '../../../src/exchange/check-cells.ts';
import type { Fault } from '../../../src/exchange/faults.ts';
import type { RawTable } from '../../../src/exchange/read.ts';
import { templateOf, type TemplateId } from '../../../src/exchange/templates.ts';

export const TODAY = '2026-11-24';

const SAMPLE_ROWS: Record<TemplateId, Record<string, string>> = {
  districts: { number: '1', name: '回龙选区' },
  deputies: { certificateNumber: '001', name: '田大利', district: '1', electedOn: '2026-01-10' },
  sessions: { session: '第六届第一次会议', heldOn: '2026-01-14', half: '上午', deputy: '001', state: '出席' },
  activities: { code: 'A01', kind: '视察', title: '视察精益仪表公司', heldOn: '2026-02-26' },
  attendance: { activity: 'A01', deputy: '001', state: '出席' },
  filings: {
    code: 'F01',
    deputy: '001',
    occurredOn: '2026-05-08',
    kind: '走访选民',
    content: '慰问帮扶困难户',
  },
  proposals: {
    number: '2026-001',
    kind: '建议',
    title: '关于公路清扫的建议',
    lead: '001',
    filedOn: '2026-01-14',
  },
};

/** A table of sample rows, each with some cells changed; lines count from 2. */
export function table(template: TemplateId, changes: readonly Record<string, string>[] = [{}]): RawTable {
  const rows = changes.map((change, index) => ({
    line: index + 2,
    cells: { ...SAMPLE_ROWS[template], ...change },
  }));
  return { template, file: templateOf(template).file, rows };
}

export function check(template: TemplateId, ...changes: Record<string, string>[]): CheckedTable {
  return checkCells(table(template, changes.length === 0 ? [{}] : changes), TODAY);
}

/** The value that one cell of an otherwise good row reads as, or the code of its fault. */
export function valueOf(template: TemplateId, column: string, text: string): unknown {
  const checked = check(template, { [column]: text });
  const row = checked.rows[0]?.values as Record<string, unknown> | undefined;
  return row === undefined ? `fault: ${checked.faults.map((one) => one.code).join(' ')}` : row[column];
}

export const brief = (faults: readonly Fault[]): string[] =>
  faults.map(({ line, column, code }) => `${line} ${column} ${code}`);
export const codes = (faults: readonly Fault[]): string[] => faults.map((one) => one.code);
