import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { startCluster } from '../support/cluster.ts';
import { askedFor, usageOf, type Asked } from './args.ts';
import { measureCounty } from './county.ts';
import { measureImport } from './import.ts';
import { measurePoints } from './points.ts';
import { endAll, startServer } from './process.ts';
import { fillMany, measureProposals } from './proposals.ts';
import { measureRegisters } from './registers.ts';
import { measureServer } from './server.ts';
import { postgresSite, sqliteSite, type Group, type Site } from './sites.ts';
import { sideBySide, tableText, type Row } from './table.ts';

/**
 * Everything that `npm run bench` measures, as one table. Ratios are taken in one run, against a bare route.
 * `--only registers` measures one part; `--engine postgres` measures each part on SQLite and on PostgreSQL in turn.
 */
const PROGRAM = [new URL('../../dist/cli.js', import.meta.url).pathname];

/** What the parts are measured on, and with what. */
interface Bench {
  readonly sites: readonly Site[];
  /** The sample township alone, on each engine. */
  readonly groups: readonly Group[];
  readonly folder: string;
  /** Folder with the sample township; `bare` without the files beside it. */
  readonly demo: string;
  readonly bare: string;
}

/** Rows of each engine; of what needs no register, once. */
const PARTS: Readonly<Record<string, (bench: Bench) => Promise<Row[][]>>> = {
  server: ({ groups }) => inTurn(groups, (group) => measureServer(PROGRAM, group.one('demo'))),
  proposals: ({ groups, demo, folder }) => {
    const many = fillMany(demo, folder);
    return inTurn(groups, (group) => measureProposals(PROGRAM, group, many));
  },
  registers: ({ sites, bare }) => inTurn(sites, (site) => measureRegisters(PROGRAM, site, bare)),
  county: ({ sites, folder }) => measureCounty(sites, folder),
  import: ({ groups, folder }) => inTurn(groups, (group) => measureImport(PROGRAM, group, folder)),
  points: () => Promise.resolve([measurePoints()]),
};

const asked = askedFor(process.argv.slice(2), Object.keys(PARTS));
if (asked === null) {
  process.stderr.write(usageOf(Object.keys(PARTS)));
  process.exitCode = 2;
} else await run(asked);

async function run({ postgres, only }: Asked): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'register-bench-'));
  const cluster = postgres ? await startCluster() : undefined;
  try {
    const sites = [sqliteSite(folder), ...(cluster ? [postgresSite(folder, cluster)] : [])];
    const bench = await prepare(sites, folder);
    const lines = [];
    for (const [name, measure] of Object.entries(PARTS))
      if (only === null || only === name) lines.push(...sideBySide(await measure(bench)));
    const engines = sites.map(({ engine }) => engine);
    process.stdout.write(tableText(engines, lines));
  } finally {
    endAll();
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(sites: readonly Site[], folder: string): Promise<Bench> {
  const [demo, bare] = [join(folder, 'demo'), join(folder, 'bare')];
  const making = await startServer([...PROGRAM, 'demo', '--port', '0', '--data', demo], { DATABASE_URL: '' });
  await making.stop();
  mkdirSync(bare);
  copyFileSync(join(demo, REGISTER_FILE), join(bare, REGISTER_FILE));
  forgetFiles(join(bare, REGISTER_FILE));
  const groups = await inTurn(sites, async (site) => {
    const group = await site.group('single');
    await group.put(demo, 'demo');
    await group.settle();
    return group;
  });
  return { sites, groups, folder, demo, bare };
}

/** Two hundred townships need no photographs to be measured. */
function forgetFiles(file: string): void {
  const connection = new Database(file);
  connection.exec('DELETE FROM evidence; DELETE FROM attachment');
  connection.close();
}

/** One after another, so that they do not disturb each other. */
async function inTurn<From, To>(list: readonly From[], work: (one: From) => Promise<To>): Promise<To[]> {
  const done: To[] = [];
  for (const one of list) done.push(await work(one));
  return done;
}
