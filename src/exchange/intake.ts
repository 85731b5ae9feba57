import { stat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '../lib/dates.ts';
import { hashText } from '../notices/hash.ts';
import { checkCells, type CheckedTable } from './check-cells.ts';
import type { PlainCells } from './cells.ts';
import { fault, type Fault } from './faults.ts';
import { readPath, type RawTable, type ReadResult } from './read.ts';
import { registerFile, REST_FILE, type RegisterFile } from './register-file.ts';
import { withoutExact } from './register/exact.ts';

/** Files as they were read, before the register is looked at. */
export interface Intake extends ReadResult {
  /** What an export brings beside the tables; null for files that people made. */
  rest: RegisterFile | null;
}

/** Reads what the operator names: a folder (an export with its register.json too) or one file. */
export async function takeIn(path: string): Promise<Intake> {
  const read = await readPath(path);
  const file = join(path, REST_FILE);
  const isThere = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isThere) return { ...read, rest: null };
  const { rest, faults } = readRest(await readFile(file, 'utf8'));
  return { ...read, rest, faults: [...read.faults, ...faults] };
}

function readRest(text: string): { rest: RegisterFile | null; faults: Fault[] } {
  const place = { file: REST_FILE };
  const parsed = registerFile.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined ? '' : issue.path.join('.');
    return { rest: null, faults: [fault({ ...place, column: where }, 'register-damaged', where)] };
  }
  const wrong = parsed.data.notices.filter((notice) => hashText(notice.body) !== notice.sha256);
  const faults = wrong.map(({ quarter }) => fault({ ...place, value: quarter }, 'notice-hash', quarter));
  return { rest: parsed.data, faults };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, withoutNul) as unknown;
  } catch {
    return null;
  }
}

/** The rest of an export comes back to the letter, but for what PostgreSQL cannot store. */
function withoutNul(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '') : value;
}

export interface Checked {
  tables: CheckedTable[];
  faults: Fault[];
  warnings: Fault[];
}

/** Reads every cell of every table. `today` is for days that lie ahead. */
export function checkIntake({ tables, rest }: Pick<Intake, 'tables' | 'rest'>, today: Day): Checked {
  const checked = tables.map((table) => checkTable(table, rest, today));
  return {
    tables: checked,
    faults: checked.flatMap((table) => table.faults),
    warnings: checked.flatMap((table) => table.warnings),
  };
}

function checkTable(raw: RawTable, rest: RegisterFile | null, today: Day): CheckedTable {
  const exact = rest?.exact[raw.template] ?? [];
  if (exact.length === 0) return checkCells(raw, today);
  const checked = checkCells(withoutExact(raw, exact), today);
  const carried = exact.map((values: PlainCells) => ({ line: 0, values }));
  // Exact rows were checked rows when the export was made.
  return { ...checked, rows: [...checked.rows, ...carried] } as CheckedTable;
}
