import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedInCookie, attendanceSaves } from './desk.ts';
import { shareOf } from './load.ts';
import { measureProposals } from './proposals.ts';
import { memoryOf, runCommand, startServer } from './process.ts';
import { manyRecords } from './records.ts';
import { measureRegisters } from './registers.ts';
import { score } from '../../src/points/score.ts';
import { writeCsv } from '../../src/exchange/write.ts';

/** Everything that `npm run bench` measures, as one table. Ratios are taken in one run, against a bare route. */
const CLI = new URL('../../dist/cli.js', import.meta.url).pathname;
const rows: [what: string, figure: string, aim: string][] = [];
const folder = mkdtempSync(join(tmpdir(), 'register-bench-'));

const PARTS: Readonly<Record<string, () => Promise<void> | void>> = {
  server: measureServer,
  proposals: async () => void rows.push(...(await measureProposals([CLI], join(folder, 'demo'), folder))),
  registers: async () => void rows.push(...(await measureRegisters([CLI], join(folder, 'demo'), folder))),
  import: measureImport,
  points: measurePoints,
};

/** `npm run bench -- --only registers` measures one part. */
const only = process.argv.includes('--only') ? (process.argv.at(-1) ?? '') : null;
if (only !== null && !(only in PARTS)) throw new Error(`--only ${Object.keys(PARTS).join(' | ')}`);

try {
  await makeDemo();
  for (const [name, measure] of Object.entries(PARTS)) if (only === null || only === name) await measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
print();

async function makeDemo(): Promise<void> {
  const first = await startServer([CLI, 'demo', '--port', '0', '--data', join(folder, 'demo')]);
  await first.stop();
}

async function measureServer(): Promise<void> {
  const data = join(folder, 'demo');
  const server = await startServer([CLI, 'serve', '--port', '0', '--data', data]);
  rows.push(['start-up to first answer', `${server.startMs.toFixed(0)} ms`, '< 1000 ms']);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  rows.push(['memory at rest', `${memoryOf(server.child.pid ?? 0, 'VmRSS').toFixed(0)} MB`, '< 120 MB']);
  const cookie = await signedInCookie(server.address);
  const pages = ['/deputies/19-001', '/notices/2026Q2', '/desk/filings', '/desk/deputies'];
  const bare = await startServer([
    '--import',
    'tsx',
    new URL('bare.ts', import.meta.url).pathname,
    server.address,
    cookie,
    ...pages,
  ]);
  for (const [index, path] of pages.entries()) {
    const isDesk = path.startsWith('/desk');
    const yardstick = { address: bare.address, path: `/${index}` };
    if (!isDesk) {
      const warm = await shareOf({ address: server.address, path }, yardstick);
      rows.push([`${path} warm`, `${warm.share.toFixed(2)} (${warm.perSecond.toFixed(0)}/s)`, '>= 0.90']);
    }
    const cold = await shareOf(
      { address: server.address, path, headers: isDesk ? { cookie } : {}, cold: true },
      yardstick,
    );
    rows.push([
      `${path} ${isDesk ? 'list of 50' : 'cold'}`,
      `${cold.share.toFixed(3)} (${cold.perSecond.toFixed(0)}/s)`,
      '>= 0.12',
    ]);
  }
  const saves = await attendanceSaves(server.address, cookie);
  rows.push(['attendance save, p50 / p99', `${saves.p50.toFixed(1)} / ${saves.p99.toFixed(1)} ms`, '-']);
  await bare.stop();
  await server.stop();
}

async function measureImport(): Promise<void> {
  const source = join(folder, 'rows');
  mkdirSync(source);
  const deputies = Array.from({ length: 100 }, (_unused, index) => String(index + 1).padStart(3, '0'));
  writeFileSync(
    join(source, 'districts.csv'),
    writeCsv(['选区编号', '选区名称', '所辖村社区', '应选名额'], [['1', '一选区', '一村、二村', '20']]),
  );
  writeFileSync(
    join(source, 'deputies.csv'),
    writeCsv(
      ['代表证号', '姓名', '性别', '选区编号', '当选日期'],
      deputies.map((number) => [
        number,
        `王${'一二三四五六七八九十'[Number(number) % 10]}${number}`,
        '男',
        '1',
        '2026-01-10',
      ]),
    ),
  );
  const filings = Array.from({ length: 4900 }, (_unused, index) => [
    `F${index}`,
    deputies[index % 100] ?? '001',
    `2026-${String((index % 8) + 2).padStart(2, '0')}-${String((index % 27) + 1).padStart(2, '0')}`,
    '走访选民',
    `走访第${index}户选民`,
    '1',
  ]);
  writeFileSync(
    join(source, 'filings.csv'),
    writeCsv(['登记编号', '代表证号', '日期', '类别', '内容', '数量'], filings),
  );
  const idle = await runCommand([CLI, 'points', '--data', join(folder, 'demo'), '--format', 'csv']);
  const { seconds, peakMb, status } = await runCommand([
    CLI,
    'import',
    source,
    '--term',
    '6',
    '--data',
    join(folder, 'import'),
  ]);
  if (status !== 0) throw new Error(`the import ended with ${status}`);
  rows.push([
    'import of 5,000 rows',
    `${seconds.toFixed(1)} s, peak ${peakMb.toFixed(0)} MB (points alone: ${idle.peakMb.toFixed(0)} MB)`,
    '< 5 s, +150 MB',
  ]);
}

function measurePoints(): void {
  const input = manyRecords(160, 10_000);
  const times: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    const begun = performance.now();
    score(input);
    times.push(performance.now() - begun);
  }
  const sorted = times.slice(5).toSorted((a, b) => a - b);
  rows.push(['points of 160 deputies x 10,000 records', `${(sorted[5] ?? 0).toFixed(1)} ms`, '< 20 ms']);
}

function print(): void {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  for (const row of rows)
    process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
}
