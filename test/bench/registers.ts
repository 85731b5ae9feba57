import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { memoryOf, startServer, type Running } from './process.ts';

const COUNT = 200;
const PAGES = ['/', '/deputies'];

type Row = [what: string, figure: string, aim: string];

/**
 * Two hundred townships in one process, each a copy of the sample township: what an open register costs that nobody
 * uses, and how long the first page of a closed one takes. `program` is what starts the server.
 */
export async function measureRegisters(program: string[], demo: string, folder: string): Promise<Row[]> {
  const dir = join(folder, 'registers');
  for (const name of names()) copyRegister(demo, join(dir, name));
  const server = await startServer([...program, 'serve', '--port', '0', '--registers', dir]);
  const warmUp = 'warm-up';
  copyRegister(demo, join(dir, warmUp));
  for (let n = 0; n < 300; n += 1) await timeOf(server, `/${warmUp}${PAGES[n % PAGES.length]}?n=${n}`);
  const before = await atRest(server);
  const cold = await timesOf(server, '/');
  const opened = await atRest(server);
  const warm = await timesOf(server, '/?n=1');
  const kept = await timesOf(server, '/');
  await server.stop();
  const each = (opened - before) / COUNT;
  return [
    [`memory before ${COUNT} registers are open`, `${before.toFixed(0)} MB`, '-'],
    ['memory of one open register', `${each.toFixed(2)} MB (${opened.toFixed(0)} MB in all)`, '< 1 MB'],
    ['first page of a closed register, p50 / p95', `${rank(cold, 0.5)} / ${rank(cold, 0.95)} ms`, '< 150 ms'],
    ['the same page, rendered when open, p50 / p95', `${rank(warm, 0.5)} / ${rank(warm, 0.95)} ms`, '-'],
    ['the same page, kept, p50 / p95', `${rank(kept, 0.5)} / ${rank(kept, 0.95)} ms`, '-'],
    ['closed against open, p50', (Number(rank(cold, 0.5)) / Number(rank(warm, 0.5))).toFixed(2), '-'],
  ];
}

const names = () => Array.from({ length: COUNT }, (_unused, index) => `town-${index + 1}`);

function copyRegister(demo: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(demo, 'register.sqlite'), join(folder, 'register.sqlite'));
}

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

function rank(times: readonly number[], part: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
}
