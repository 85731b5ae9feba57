import { setTimeout } from 'node:timers/promises';
import { attendanceSaves, signedInCookie } from './desk.ts';
import { shareOf } from './load.ts';
import { memoryOf, startBare, startServer } from './process.ts';
import type { Env } from './sites.ts';
import type { Row } from './table.ts';

const PAGES = ['/deputies/19-001', '/notices/2026Q2', '/desk/filings', '/desk/deputies'];

/** The sample township on its own: start, memory, pages against a bare route, and the attendance grid. */
export async function measureServer(program: string[], env: Env): Promise<Row[]> {
  const server = await startServer([...program, 'serve', '--port', '0'], env);
  const rows: Row[] = [['start-up to first answer', `${server.startMs.toFixed(0)} ms`, '< 1000 ms']];
  await setTimeout(2000);
  rows.push(['memory at rest', `${memoryOf(server.child.pid ?? 0, 'VmRSS').toFixed(0)} MB`, '< 120 MB']);
  const cookie = await signedInCookie(server.address);
  const bare = await startBare(server.address, cookie, PAGES);
  for (const [index, path] of PAGES.entries())
    rows.push(...(await measurePage(server.address, path, cookie, `${bare.address}/${index}`)));
  const saves = await attendanceSaves(server.address, cookie);
  rows.push(['attendance save, p50 / p99', `${saves.p50.toFixed(1)} / ${saves.p99.toFixed(1)} ms`, '-']);
  await bare.stop();
  await server.stop();
  return rows;
}

async function measurePage(address: string, path: string, cookie: string, bare: string): Promise<Row[]> {
  const { origin, pathname } = new URL(bare);
  const yardstick = { address: origin, path: pathname };
  const isDesk = path.startsWith('/desk');
  const rows: Row[] = [];
  if (!isDesk) {
    const warm = await shareOf({ address, path }, yardstick);
    rows.push([`${path} warm`, `${warm.share.toFixed(2)} (${warm.perSecond.toFixed(0)}/s)`, '>= 0.90']);
  }
  const cold = await shareOf({ address, path, headers: isDesk ? { cookie } : {}, cold: true }, yardstick);
  const what = `${path} ${isDesk ? 'list of 50' : 'cold'}`;
  return [...rows, [what, `${cold.share.toFixed(3)} (${cold.perSecond.toFixed(0)}/s)`, '>= 0.12']];
}
