import { tidyMark } from '../../meetings/rules.ts';
import type { CheckedRow, CheckedTable } from '../check-cells.ts';
import { keyOf, type PlainCells } from '../cells.ts';
import type { CellsOf, TemplateId } from '../templates.ts';
import type { Candidate, Changed } from './shapes.ts';
import type { World } from './world.ts';

const ONE = 100;

type Tidy = { [T in TemplateId]: (cells: CellsOf<T>) => CellsOf<T> };

/** A row as the register would keep it, so that the same file again finds everything the same. */
const TIDY: Tidy = {
  districts: (cells) => cells,
  deputies: (cells) => cells,
  sessions: (cells) => ({ ...cells, ...tidyMark(cells) }),
  activities: (cells) => cells,
  attendance: (cells) => ({ ...cells, ...tidyMark(cells) }),
  filings: (cells) => ({ ...cells, quantity: cells.quantity ?? ONE }),
  proposals: (cells) => cells,
};

/** A row of a file beside what the register has under its key. */
export function candidate<T extends TemplateId>(
  template: T,
  { file, columns }: Pick<CheckedTable, 'file' | 'columns'>,
  row: CheckedRow<T>,
  world: World,
): Candidate<T> {
  const key = keyOf(template, row.values);
  const before = world.rows[template].get(key) ?? null;
  const values = TIDY[template](before === null ? row.values : merged(before, row.values, columns));
  const changed = before === null ? new Set<string>() : differing(before, values);
  return { template, file, line: row.line, key, values, before, changed };
}

/** A column that the file lacks says nothing about the register's value. */
function merged<T extends TemplateId>(
  before: CellsOf<T>,
  values: CellsOf<T>,
  columns: readonly string[],
): CellsOf<T> {
  const given = Object.entries(values as PlainCells).filter(([id]) => columns.includes(id));
  return { ...before, ...Object.fromEntries(given) };
}

function differing<T extends TemplateId>(before: CellsOf<T>, values: CellsOf<T>): Set<string> {
  const was = before as PlainCells;
  const changed = Object.entries(values as PlainCells).filter(
    ([id, value]) => JSON.stringify(value) !== JSON.stringify(was[id]),
  );
  return new Set(changed.map(([id]) => id));
}

/** The columns that differ, as they were and as they become. */
export function changeOf<T extends TemplateId>({
  line,
  key,
  before,
  values,
  changed,
}: Candidate<T>): Changed<T> {
  const pick = (cells: PlainCells) => Object.fromEntries([...changed].map((id) => [id, cells[id] ?? null]));
  return { line, key, values, before: pick(before as PlainCells), after: pick(values as PlainCells) };
}
