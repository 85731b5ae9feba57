import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TERMINAL } from '../../src/audit/labels.ts';
import { openRegister } from '../../src/db/open.ts';
import { importFiles } from '../../src/exchange/actions.ts';
import { takeIn } from '../../src/exchange/intake.ts';
import { DEPUTIES, writeYear, YEAR } from './county-year.ts';
import type { Site } from './sites.ts';
import { rank, type Row } from './table.ts';

const TOWNSHIPS = 20;
/** The first working day after the year, on which all its quarters are closed. */
const AFTER = Date.parse(`${YEAR + 1}-01-05T10:00:00+08:00`);

/** What a process that closed quarters says of it. */
export interface Closings {
  /** Milliseconds of each closing. */
  times: number[];
  /** Of the whole, opening the registers included. */
  seconds: number;
  /** Of the last notice of each township. */
  hashes: string[];
}

/**
 * A county: twenty townships with eighty deputies each and a year of facts; all quarters of the year are closed, one
 * township after another, by the action that the page uses. The notices must be the same on every engine.
 */
export async function measureCounty(sites: readonly Site[], folder: string): Promise<Row[][]> {
  const filled = await fillTownship(join(folder, 'county'));
  const measured: Closings[] = [];
  for (const site of sites) {
    const group = await site.group('county');
    for (let n = 1; n <= TOWNSHIPS; n += 1) await group.put(filled, `county-${n}`);
    await group.settle();
    measured.push(await closeAll(group.many));
  }
  if (new Set(measured.map(({ hashes }) => hashes.join())).size > 1)
    throw new Error('the engines published different notices');
  return measured.map(({ times, seconds }) => [
    [
      `county: ${TOWNSHIPS} townships x ${DEPUTIES} deputies, ${times.length} closings`,
      `${seconds.toFixed(1)} s`,
      '-',
    ],
    [
      'county: one closing, p50 / p95',
      `${rank(times, 0.5).toFixed(0)} / ${rank(times, 0.95).toFixed(0)} ms`,
      '-',
    ],
  ]);
}

/** One township's register with a year of facts and the scheme adopted; gives its folder. */
async function fillTownship(folder: string): Promise<string> {
  writeYear(join(folder, 'tables'));
  const data = join(folder, 'register');
  mkdirSync(data, { recursive: true });
  const store = openRegister(data);
  try {
    const doing = { store, actor: TERMINAL, at: AFTER };
    const { examined, summary } = await importFiles(doing, await takeIn(join(folder, 'tables')), {
      adopt: true,
    });
    if (summary === null) throw new Error(JSON.stringify(examined.faults.slice(0, 5)));
  } finally {
    await store.close();
  }
  return data;
}

/** In a process of its own: a process has one engine. */
async function closeAll(env: Record<string, string>): Promise<Closings> {
  const script = new URL('closings.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(YEAR), String(AFTER)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const said = await text(child.stdout);
  if ((await ended) !== 0) throw new Error('the closings ended early');
  return JSON.parse(said) as Closings;
}
