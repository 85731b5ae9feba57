import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { auditHead } from '../../src/audit/store.ts';
import { readSqlite } from '../../src/db/sqlite/bulk.ts';
import { summaryOf } from '../../src/db/bulk.ts';
import { NotADemo, prepareDemo } from '../../src/demo/prepare.ts';
import { listChain } from '../../src/notices/store.ts';
import { openPlace, REGISTER_FILE } from '../../src/db/open.ts';
import { readAddress } from '../../src/db/postgres/address.ts';
import { establishRegister } from '../../src/settings/actions.ts';
import { run } from '../commands/run.ts';
import { exported } from '../exchange/support/registers.ts';
import { databaseOf } from '../support/postgres.ts';
import { openEmpty, tempFolder } from '../support/register.ts';
import { doingAt, TERM, TOWNSHIP } from '../support/world.ts';

/** The year of the sample township, lived through on SQLite by a process of its own. */
async function sampleOnSqlite() {
  const folder = tempFolder();
  const { DATABASE_URL: _, ...env } = process.env;
  const filled = spawnSync(process.execPath, ['--import', 'tsx', 'test/support/fill-demo.ts', folder], {
    env,
    encoding: 'utf8',
  });
  expect([filled.status, filled.stderr]).toEqual([0, '']);
  const source = readSqlite(join(folder, REGISTER_FILE));
  const summary = await summaryOf(source);
  await source.close();
  // After the summary: a trail notes exports too.
  const out = join(folder, 'out');
  expect(run('export', out, '--data', folder).status).toBe(0);
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(out, path)).isFile(),
  );
  return { summary, files: new Map(paths.map((path) => [path, readFileSync(join(out, path))])) };
}

it(
  'the year of the sample township is the same on both engines: trail, notices and export, byte by byte',
  { timeout: 300_000 },
  async () => {
    const { summary: sqlite, files } = await sampleOnSqlite();

    const address = { ...readAddress(await databaseOf(openEmpty())), schema: 'duty_register_demo' };
    const place = { dataDir: '', database: address };
    expect([await prepareDemo(place), await prepareDemo(place)]).toEqual(['filled', 'found']);
    const store = await openPlace(place);
    onTestFinished(() => store.close());
    const notices = (await listChain(store.read)).map(({ quarter, version, sha256 }) => ({
      quarter,
      version,
      sha256,
    }));
    expect(notices).toEqual(sqlite.notices);
    expect(notices.length).toBeGreaterThan(2);
    // Entry by entry, since each holds the hash of the one before.
    expect({ ...(await auditHead(store.read)) }).toEqual(sqlite.head);
    const here = Object.entries(await exported(store));
    expect(here.map(([path]) => path).toSorted()).toEqual([...files.keys()].toSorted());
    for (const [path, text] of here)
      expect([path, Buffer.from(text).equals(files.get(path) ?? Buffer.of())]).toEqual([path, true]);
  },
);

it('the sample is never written over a real register', async () => {
  const store = openEmpty();
  await establishRegister(doingAt(store), TOWNSHIP, TERM);
  const version = await store.version();
  const place = { dataDir: '', database: readAddress(await databaseOf(store)) };
  await expect(prepareDemo(place)).rejects.toThrow(NotADemo);
  expect(await store.version()).toBe(version);
});
