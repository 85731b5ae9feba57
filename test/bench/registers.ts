import { setTimeout } from 'node:timers/promises';
import { memoryOf, startServer, type Running } from './process.ts';
import type { Site } from './sites.ts';
import { rank, type Row } from './table.ts';

const COUNT = 200;
const PAGES = ['/', '/deputies'];

/**
 * Two hundred townships in one process, each a copy of the register in a folder: what an open register costs that nobody
 * uses, and how long the first page of a closed one takes. `program` is what starts the server.
 */
export async function measureRegisters(program: string[], site: Site, filled: string): Promise<Row[]> {
  const group = await site.group('registers');
  const warmUp = 'warm-up';
  for (const name of [...names(), warmUp]) await group.put(filled, name);
  // A register that was just moved is put in order when it is opened for the first time.
  const first = await startServer([...program, 'serve', '--port', '0'], group.many);
  await timesOf(first, '/');
  await first.stop();
  await group.settle();
  const server = await startServer([...program, 'serve', '--port', '0'], group.many);
  for (let n = 0; n < 300; n += 1) await timeOf(server, `/${warmUp}${PAGES[n % PAGES.length]}?n=${n}`);
  const before = await atRest(server);
  const databaseBefore = site.memory();
  const cold = await timesOf(server, '/');
  const opened = await atRest(server);
  const databaseAfter = site.memory();
  const warm = await timesOf(server, '/?n=1');
  const kept = await timesOf(server, '/');
  const lists = [await timeOf(server, '/'), await timeOf(server, '/')];
  await server.stop();
  const each = (opened - before) / COUNT;
  const rows: Row[] = [
    [`memory before ${COUNT} registers are open`, `${before.toFixed(0)} MB`, '-'],
    ['memory of one open register', `${each.toFixed(2)} MB (${opened.toFixed(0)} MB in all)`, '< 1 MB'],
    ['first page of a closed register, p50 / p95', `${ranks(cold)} ms`, '< 150 ms'],
    ['the same page, rendered when open, p50 / p95', `${ranks(warm)} ms`, '-'],
    ['the same page, kept, p50 / p95', `${ranks(kept)} ms`, '-'],
    ['start page with 200 townships', `${lists.map((ms) => ms.toFixed(0)).join(', then ')} ms`, '-'],
    ['closed against open, p50', (rank(cold, 0.5) / rank(warm, 0.5)).toFixed(2), '-'],
  ];
  if (databaseBefore !== null && databaseAfter !== null)
    rows.push([
      'memory of the database server, before and with all open',
      `${databaseBefore.toFixed(0)} MB, ${databaseAfter.toFixed(0)} MB`,
      '-',
    ]);
  return rows;
}

const names = () => Array.from({ length: COUNT }, (_unused, index) => `town-${index + 1}`);

async function atRest({ child }: Running): Promise<number> {
  await setTimeout(3000);
  return memoryOf(child.pid ?? 0, 'VmRSS');
}

async function timesOf(server: Running, page: string): Promise<number[]> {
  const times: number[] = [];
  for (const name of names()) times.push(await timeOf(server, `/${name}${page}`));
  return times;
}

async function timeOf({ address }: Running, path: string): Promise<number> {
  const begun = performance.now();
  const response = await fetch(`${address}${path}`);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return performance.now() - begun;
}

const ranks = (times: readonly number[]): string =>
  [0.5, 0.95].map((part) => rank(times, part).toFixed(1)).join(' / ');
