import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { shareOf } from './load.ts';
import { addManyProposals, SOUGHT } from './many-proposals.ts';
import { startBare, startServer } from './process.ts';
import type { Env, Group } from './sites.ts';
import { rank, type Row } from './table.ts';

const MANY = 100_000;
const ROUNDS = 400;
const LIST = '/proposals?year=2026&state=rated&only=on-time';

/** A demo register with a hundred thousand proposals more. */
export function fillMany(demo: string, folder: string): string {
  const data = join(folder, 'many');
  cpSync(demo, data, { recursive: true });
  addManyProposals(data, MANY);
  return data;
}

/**
 * The public register of proposals: the filtered list of the sample township against a bare route, and the search over
 * a hundred thousand against the same page without one. `program` is what starts the server, such as the built cli.
 */
export async function measureProposals(program: string[], group: Group, many: string): Promise<Row[]> {
  await group.put(many, 'many');
  await group.settle();
  return [
    ...(await measureList(program, group.one('demo'))),
    ...(await measureSearch(program, group.one('many'))),
  ];
}

async function measureList(program: string[], env: Env): Promise<Row[]> {
  const server = await startServer([...program, 'serve', '--port', '0'], env);
  const bare = await startBare(server.address, '', [LIST]);
  const page = { address: server.address, path: LIST };
  const yardstick = { address: bare.address, path: '/0' };
  const warm = await shareOf(page, yardstick);
  const cold = await shareOf({ ...page, cold: true }, yardstick);
  await bare.stop();
  await server.stop();
  return [
    [`${LIST} warm`, `${warm.share.toFixed(2)} (${warm.perSecond.toFixed(0)}/s)`, '>= 0.90'],
    [`${LIST} cold`, `${cold.share.toFixed(3)} (${cold.perSecond.toFixed(0)}/s)`, '>= 0.10'],
  ];
}

async function measureSearch(program: string[], env: Env): Promise<Row[]> {
  const server = await startServer([...program, 'serve', '--port', '0'], {
    ...env,
    TRUST_PROXY: '127.0.0.1',
  });
  const plain = ['/proposals?'];
  const searches = SOUGHT.map((words) => `/proposals?q=${encodeURIComponent(words)}&`);
  const first = [
    await timesOf(server.address, plain, 1),
    await timesOf(server.address, searches, searches.length),
  ];
  const again = [
    await timesOf(server.address, plain, ROUNDS),
    await timesOf(server.address, searches, ROUNDS),
  ];
  await server.stop();
  const ratio = (at: number, [without = [], with_ = []]: number[][]) => {
    const [a, b] = [rank(without, at), rank(with_, at)];
    return `${(b / a).toFixed(2)} (${b.toFixed(0)} / ${a.toFixed(0)} ms)`;
  };
  return [
    ['index of words for 100,000 proposals, at start-up', `${(server.startMs / 1000).toFixed(1)} s`, '-'],
    ['search in 100,000: p99 against the list without', ratio(0.99, again), '<= 3'],
    ['search in 100,000: p50 against the list without', ratio(0.5, again), '-'],
    ['the first time, when hits are counted: slowest', ratio(1, first), '<= 3'],
  ];
}

let visitors = 0;
/** Searches are limited by address: each comes from another one, as behind a reverse proxy. */
const nextVisitor = (): string => {
  visitors += 1;
  return `10.${[16, 8, 0].map((bits) => (visitors >> bits) & 255).join('.')}`;
};

/** Milliseconds of one request after another, none of them kept. */
async function timesOf(address: string, paths: readonly string[], count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const headers = { 'x-forwarded-for': nextVisitor() };
    const begun = performance.now();
    const response = await fetch(`${address}${paths[index % paths.length]}n=${count}-${index}`, { headers });
    await response.arrayBuffer();
    times.push(performance.now() - begun);
    if (response.status !== 200) throw new Error(`${response.url}: ${response.status}`);
  }
  return times;
}
