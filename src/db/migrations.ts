import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../config.ts';

interface JournalEntry {
  when: number;
  tag: string;
}

export type SchemaState = 'empty' | 'current' | 'behind' | 'ahead';

export const migrationsFolder = (engine: Engine): string =>
  fileURLToPath(new URL(`../../migrations/${engine}`, import.meta.url));

/** The migrations of this program, oldest first. */
export function journal(engine: Engine): JournalEntry[] {
  const text = readFileSync(join(migrationsFolder(engine), 'meta/_journal.json'), 'utf8');
  return (JSON.parse(text) as { entries: JournalEntry[] }).entries;
}

/** Whether the tables of a register are those of this program, by the migrations that it says were applied. */
export function stateOf(applied: readonly number[], wanted: readonly number[]): SchemaState {
  if (applied.length === 0) return 'empty';
  if (applied.some((when) => !wanted.includes(when))) return 'ahead';
  return applied.length < wanted.length ? 'behind' : 'current';
}
