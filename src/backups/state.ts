import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './rules.ts';

/** What is done by itself, each with how it went last. */
export const CHORES = ['backup', 'second', 'drill', 'check'] as const;
export type Chore = (typeof CHORES)[number];
export type ChoreState = Readonly<Record<Chore, Outcome | null>>;

const NOTHING: ChoreState = { backup: null, second: null, drill: null, check: null };

/** Where a folder of data keeps its copies. */
export function copiesFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

const fileOf = (dataDir: string) => join(copiesFolder(dataDir), 'state.json');

/** What could not be written, as when the disk is full: it is true all the same while the process lives. */
const unwritten = new Map<string, ChoreState>();

/** In a file beside the copies and not in the register: restoring an older register must not bring old news. */
export function readState(dataDir: string): ChoreState {
  const kept = unwritten.get(dataDir);
  if (kept) return kept;
  try {
    return { ...NOTHING, ...(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Partial<ChoreState>) };
  } catch {
    return NOTHING;
  }
}

export function noteOutcome(dataDir: string, chore: Chore, outcome: Outcome | null): void {
  const state = { ...readState(dataDir), [chore]: outcome };
  const part = `${fileOf(dataDir)}.part`;
  try {
    mkdirSync(copiesFolder(dataDir), { recursive: true, mode: 0o700 });
    writeFileSync(part, JSON.stringify(state), { mode: 0o600 });
    renameSync(part, fileOf(dataDir));
    unwritten.delete(dataDir);
  } catch {
    unwritten.set(dataDir, state);
  }
}
