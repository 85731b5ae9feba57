import { cellText, columnOf, rowTexts, type PlainCells } from '../../exchange/cells.ts';
import type { Examined } from '../../exchange/examine.ts';
import type { Fault } from '../../exchange/faults.ts';
import { JOB_STATE_LABELS, JOB_STATE_TONES } from '../../exchange/labels.ts';
import type { PlannedTable } from '../../exchange/plan.ts';
import type { ImportJob } from '../../exchange/store.ts';
import { templateOf } from '../../exchange/templates.ts';

const PREVIEW_ROWS = 5;
const SHOWN_CHANGES = 50;
const SHOWN_FAULTS = 200;

/** The head of a job's page and its line in the list. */
export function jobHead(job: Omit<ImportJob, 'tables'>) {
  const { id, fileName, state, createdBy, createdAt, appliedAt, result } = job;
  const counts = result?.tables ?? [];
  const sum = (of: (table: (typeof counts)[number]) => number) =>
    counts.reduce((total, table) => total + of(table), 0);
  return {
    id,
    fileName,
    state,
    stateLabel: JOB_STATE_LABELS[state],
    tone: JOB_STATE_TONES[state],
    createdBy,
    createdAt,
    appliedAt,
    added: sum((table) => table.added),
    updated: sum((table) => table.updated),
    leftOut: result?.faults.length ?? 0,
  };
}

/** What a checked upload would do. */
export function checkedModel(examined: Examined) {
  const { plan, faults, warnings, changes, blocked } = examined;
  const sum = (of: (table: PlannedTable) => number) =>
    plan.tables.reduce((total, table) => total + of(table), 0);
  return {
    added: sum((table) => table.add.length),
    updated: sum((table) => table.update.length),
    same: sum((table) => table.same),
    tables: plan.tables.map(tableModel),
    ...listed(faults, warnings),
    mayAll: changes && faults.length === 0,
    mayRight: changes && faults.length > 0 && !blocked,
  };
}

/** What an import has done. */
export function appliedModel({ result, tables }: ImportJob) {
  const done = result?.tables ?? [];
  return {
    counts: done.map((table) => ({ ...table, sheet: templateOf(table.template).sheet })),
    ...listed(result?.faults ?? [], tables.warnings),
  };
}

/** Faults and warnings as the page lists them: the first few hundred, and how many there are. */
function listed(faults: readonly Fault[], warnings: readonly Fault[]) {
  return {
    faultCount: faults.length,
    faults: faults.slice(0, SHOWN_FAULTS),
    warningCount: warnings.length,
    warnings: warnings.slice(0, SHOWN_FAULTS),
  };
}

function tableModel({ template, file, add, update, same }: PlannedTable) {
  const { sheet, columns } = templateOf(template);
  const rows = add.slice(0, PREVIEW_ROWS).map((row) => rowTexts(template, row.values as PlainCells));
  const filled = columns.map((_, index) => rows.some((row) => row[index] !== ''));
  const onlyFilled = <T>(cells: readonly T[]) => cells.filter((_, index) => filled[index]);
  return {
    sheet,
    file,
    added: add.length,
    updated: update.length,
    same,
    headers: onlyFilled(columns.map((column) => column.header)),
    preview: rows.map(onlyFilled),
    changes: update.slice(0, SHOWN_CHANGES).map(({ key, line, before, after }) => ({
      key,
      line,
      cells: Object.keys(after).map((id) => {
        const column = columnOf(template, id);
        const text = (cells: PlainCells) => cellText(cells[id] ?? null, column);
        return { header: column.header, before: text(before), after: text(after) };
      }),
    })),
  };
}
