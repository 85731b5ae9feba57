import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How much of a drill is wanted, and what it is done to. */
export interface Wishes {
  /** The built program, as arguments of node. */
  program: readonly string[];
  rounds?: number | undefined;
  minutes?: number | undefined;
  seed: number;
  /** The few rounds that run among the tests. */
  isShort: boolean;
}

export interface Outcome {
  rounds: number;
  /** Entries that the program said it had stored. */
  acknowledged: number;
  /** Of these, the ones that were not there afterwards, or not exactly once. */
  lost: number;
  /** Every other criterion that was not met, in words; none when the drill is passed. */
  faults: string[];
  /** What was measured, for the table. */
  figures?: string;
  /** Why a part of the drill could not be done here; a failure under CI=true. */
  leftOut?: string;
}

export interface Drill {
  name: string;
  about: string;
  run(wishes: Wishes): Promise<Outcome>;
}

/** A folder that is gone when the work is done. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'drill-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function copyFolder(from: string, to: string): string {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  return to;
}

/** Numbers between 0 and 1 that follow from a seed (mulberry32), so that a round can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
