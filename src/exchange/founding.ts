import { addDays, addMonths, type Day } from '../lib/dates.ts';
import type { Township } from '../settings/store.ts';
import type { CheckedTable } from './check-cells.ts';
import { congressNames } from './templates-texts.ts';
import { isFirstSession, termOfTitle } from './templates-titles.ts';

/** Township and term of a register that files found (建立登记册). */
export interface Founding {
  township: Omit<Township, 'id'>;
  term: { number: number; startOn: Day; endOn: Day };
}

/** What the person at the terminal says about it. */
export interface FoundingWishes {
  /** Name of the township. */
  township?: string | undefined;
  /** Number of the term. */
  term?: number | undefined;
}

const TERM_MONTHS = 60;

/**
 * Township and term as far as the tables tell them: the number by the titles of the sessions (第六届…), the first day
 * by the first session, with which a term begins (组织法 art. 9), else by the first election. Null where the number
 * cannot be told.
 */
export function foundingFrom(tables: readonly CheckedTable[], wishes: FoundingWishes): Founding | null {
  const sessions = tables.flatMap((table) => (table.template === 'sessions' ? table.rows : []));
  const numbers = new Set(sessions.map((row) => termOfTitle(row.values.session)));
  numbers.delete(null);
  const [only, ...others] = [...numbers];
  const number = wishes.term ?? (others.length === 0 ? (only ?? null) : null);
  const startOn = firstDay(tables);
  if (number === null || startOn === null) return null;
  const endOn = addDays(addMonths(startOn, TERM_MONTHS), -1);
  return { township: congressNames(wishes.township), term: { number, startOn, endOn } };
}

function firstDay(tables: readonly CheckedTable[]): Day | null {
  const opened = tables.flatMap((table) =>
    table.template === 'sessions'
      ? table.rows.filter((row) => isFirstSession(row.values.session)).map((row) => row.values.heldOn)
      : [],
  );
  return earliest(opened) ?? earliest(tables.flatMap(daysOf));
}

/** When deputies were elected, else when anything of the file happened. */
function daysOf(table: CheckedTable): Day[] {
  if (table.template === 'deputies') return table.rows.map((row) => row.values.electedOn);
  if (table.template === 'sessions' || table.template === 'activities')
    return table.rows.map((row) => row.values.heldOn);
  return [];
}

function earliest(days: readonly Day[]): Day | null {
  return days.toSorted()[0] ?? null;
}
