import type { CheckedRow, CheckedTable } from './check-cells.ts';
import type { PlainCells } from './cells.ts';
import type { Fault } from './faults.ts';
import { checkFiling } from './plan/filings.ts';
import { checkActivity, checkAttendanceRow, checkSessionRow } from './plan/meetings.ts';
import { checkDeputy, checkDistrict } from './plan/people.ts';
import { checkProposal } from './plan/proposals.ts';
import { candidate, changeOf } from './plan/rows.ts';
import type { Candidate, Findings, Plan, PlannedAs, PlannedTable } from './plan/shapes.ts';
import { brokenKey, worldOf, type World } from './plan/world.ts';
import type { RawTable } from './read.ts';
import type { RegisterData } from './register/shapes.ts';
import { templateOf, type TemplateId } from './templates.ts';

export { sizeOf } from './plan/shapes.ts';
export type { Added, Changed, Plan, PlannedAs, PlannedTable } from './plan/shapes.ts';

type Checks = { [T in TemplateId]: (row: Candidate<T>, world: World) => Findings };

const CHECKS: Checks = {
  districts: checkDistrict,
  deputies: checkDeputy,
  sessions: checkSessionRow,
  activities: checkActivity,
  attendance: checkAttendanceRow,
  filings: checkFiling,
  proposals: checkProposal,
};

export interface PlanOptions {
  /** An export that goes back into an empty register: rules that once let its rows in are not asked again. */
  trusted?: boolean;
}

/**
 * What importing these tables would do to the register: rows to add, to change and already there, and every row that
 * does not fit it or the other tables. Tables come in the order of the templates, as read; rows may refer to rows of
 * tables before. Pure: the same tables and the same register give the same plan.
 */
export function planImport(
  tables: readonly CheckedTable[],
  raw: readonly RawTable[],
  data: RegisterData,
  { trusted = false }: PlanOptions = {},
): Plan {
  const world = worldOf(data, trusted);
  const plan: Plan = { tables: [], faults: [], warnings: [] };
  for (const table of tables) {
    noteBroken(world, table, raw);
    // The compiler cannot follow that a table's rows are of its template.
    const rows = table.rows as CheckedRow<typeof table.template>[];
    plan.tables.push(planTable(table.template, table, rows, world, plan));
  }
  return plan;
}

function planTable<T extends TemplateId>(
  template: T,
  table: Pick<CheckedTable, 'file' | 'columns'>,
  rows: readonly CheckedRow<T>[],
  world: World,
  report: { faults: Fault[]; warnings: Fault[] },
): PlannedTable {
  const planned: PlannedAs<T> = { template, file: table.file, add: [], update: [], same: 0 };
  for (const checked of rows) {
    const row = candidate(template, table, checked, world);
    // What the register has already is not judged again, whatever has happened since.
    if (row.before !== null && row.changed.size === 0) {
      planned.same += 1;
      continue;
    }
    const { faults, warnings } = CHECKS[template](row, world);
    report.faults.push(...faults);
    report.warnings.push(...warnings);
    if (faults.length > 0) world.broken.set(brokenKey(template, row.key), row.line);
    else if (row.before === null) planned.add.push({ line: row.line, key: row.key, values: row.values });
    else planned.update.push(changeOf(row));
  }
  return planned as unknown as PlannedTable;
}

/** Keys of rows whose cells are at fault, as far as they can be read: what refers to them says so. */
function noteBroken(world: World, table: CheckedTable, raw: readonly RawTable[]): void {
  const read = new Set(table.rows.map((row: { line: number; values: PlainCells }) => row.line));
  const { key } = templateOf(table.template);
  const own = raw.filter((one) => one.template === table.template && one.file === table.file);
  for (const { line, cells } of own.flatMap((one) => one.rows)) {
    if (read.has(line)) continue;
    const texts = key.map((column) => (cells[column] ?? '').trim());
    if (!texts.includes('')) world.broken.set(brokenKey(table.template, texts.join('/')), line);
  }
}
