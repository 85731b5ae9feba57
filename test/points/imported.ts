import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Store } from '../../src/db/store.ts';
import { importFiles } from '../../src/exchange/actions.ts';
import { takeIn } from '../../src/exchange/intake.ts';
import { doingAt, openWorld } from '../support/world.ts';

export const SAMPLE = fileURLToPath(new URL('../samples/reports', import.meta.url));

interface ExpectedDeputy {
  deputy: string;
  rank: number;
  total: number;
  quarters: { quarter: string; points: number; total: number }[];
}

export interface Expected {
  points: Record<string, ExpectedDeputy[]>;
}

export function expectedPoints(): Expected['points'] {
  return (JSON.parse(readFileSync(`${SAMPLE}/expected.json`, 'utf8')) as Expected).points;
}

/** The sample township of eight deputies, taken in from its files at the year's end; its scheme is in force. */
export async function openImported(): Promise<Store> {
  const store = await openWorld();
  await importFiles(doingAt(store, Date.UTC(2026, 11, 28)), await takeIn(SAMPLE), { adopt: true });
  return store;
}

/** A deputy of a result in the form of expected.json. */
export function withoutLines<T extends object>(deputy: T): Omit<T, 'lines'> {
  return Object.fromEntries(Object.entries(deputy).filter(([key]) => key !== 'lines')) as Omit<T, 'lines'>;
}
