import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openRegister, REGISTER_FILE } from '../../src/db/open.ts';
import { copyFolder, inFolder, pause, type Drill, type Outcome, type Wishes } from './drill.ts';
import { faultsOf } from './findings.ts';
import { countPastSchemas, countRows, makePastRegister } from './past-schemas.ts';
import { aside, command, hasStrace, NO_STRACE, STRACE } from './program.ts';
import { makeTownship } from './township.ts';

const POINTS = 20;
/** Calls by which the engine and the copy that is kept aside reach the disk. */
const CALLS = ['pwrite64', 'fdatasync', 'fsync', 'copy_file_range', 'unlink', 'ftruncate'] as const;

/** Every register that an earlier program made opens in this one with all its rows, also when the upgrade was cut short. */
export const migration: Drill = {
  name: 'migration',
  about: 'registers of every past schema are upgraded; kill -9 during the upgrade',
  run: (wishes) =>
    inFolder(async (folder) => {
      const today = join(folder, 'today');
      await makeTownship(today, { deputies: 3, filings: 20 });
      const upgraded = await upgradeAll(folder, today);
      const cut = await cutShort(folder, today, wishes);
      return {
        ...cut,
        rounds: upgraded.rounds + cut.rounds,
        acknowledged: upgraded.acknowledged + cut.acknowledged,
        faults: [...upgraded.faults, ...cut.faults],
        figures: `${upgraded.rounds} past schemas, ${cut.figures}`,
      };
    }),
};

async function upgradeAll(folder: string, today: string): Promise<Outcome> {
  const faults: string[] = [];
  const past = countPastSchemas();
  for (let count = 1; count <= past; count += 1) {
    const data = join(folder, `schema-${count}`);
    makePastRegister(data, count, today);
    const before = countRows(data);
    await openRegister(data).close();
    const wrong = [...(await faultsOf(data)), ...lostRows(before, countRows(data))];
    faults.push(...wrong.map((fault) => `from schema ${count}: ${fault}`));
  }
  return { rounds: past, acknowledged: past, lost: 0, faults };
}

function lostRows(before: Record<string, number>, after: Record<string, number>): string[] {
  return Object.entries(before)
    .filter(([table, count]) => (after[table] ?? 0) < count)
    .map(([table, count]) => `${table} has ${after[table] ?? 0} of ${count} rows`);
}

/** Kills a program that upgrades the first schema of all, which takes the longest, at points spread over the upgrade. */
async function cutShort(folder: string, today: string, wishes: Wishes): Promise<Outcome> {
  const made = join(folder, 'old');
  makePastRegister(made, 1, today);
  const data = join(folder, 'data');
  const words = [...wishes.program, 'verify', '--data', data];
  const rounds = wishes.rounds ?? POINTS;
  const before = countRows(made);
  const found: string[] = [];
  const faults: string[] = [];
  const strace = hasStrace();
  const points = strace ? pointsByStep(rounds) : [];
  const seconds = strace
    ? 0
    : timeOf(() => command(wishes.program, 'verify', '--data', copyFolder(made, data)));
  for (let point = 0; point < rounds; point += 1) {
    copyFolder(made, data);
    const { call, nth } = points[point] ?? { call: '', nth: 0 };
    if (strace) {
      const inject = ['-f', '-qq', '-o', '/dev/null', '-P', join(data, REGISTER_FILE)];
      const more = [
        '-P',
        join(data, `${REGISTER_FILE}-wal`),
        '-P',
        join(data, `${REGISTER_FILE}.before-migration`),
      ];
      const what = ['-e', `inject=${call}:signal=KILL:when=${nth}`];
      await aside(STRACE, [...inject, ...more, ...what, process.execPath, ...words]).done;
    } else {
      const { child, done } = aside(process.execPath, words);
      await pause(seconds * 1000 * ((point + 0.5) / rounds));
      child.kill('SIGKILL');
      await done;
    }
    const when = strace ? `at ${call} ${nth}` : `at ${point}`;
    found.push(schemaOf(data));
    await openRegister(data).close();
    const wrong = [
      ...(await faultsOf(data)),
      ...lostRows(before, countRows(data)),
      ...asideFaults(data, before),
    ];
    faults.push(...wrong.map((fault) => `${when}: ${fault}`));
  }
  const count = (schema: string) => found.filter((one) => one === schema).length;
  const figures = `cut short: ${count('old')} old, ${count('new')} new`;
  const leftOut = strace ? {} : { leftOut: `steps on the disk: ${NO_STRACE}` };
  return { rounds, acknowledged: rounds, lost: 0, faults, figures, ...leftOut };
}

/** The early steps of each kind, where the upgrade lies. */
function pointsByStep(rounds: number): { call: string; nth: number }[] {
  return Array.from({ length: rounds }, (_unused, point) => ({
    call: CALLS[point % CALLS.length] ?? CALLS[0],
    nth: 1 + Math.floor(point / CALLS.length) ** 2,
  }));
}

function timeOf(work: () => unknown): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}

/** Which schema a register has right after the kill, before anything puts it right. */
function schemaOf(data: string): 'old' | 'new' | 'neither' {
  const connection = new Database(join(data, REGISTER_FILE));
  const done = Number(connection.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get());
  connection.close();
  return done === 1 ? 'old' : done === countPastSchemas() + 1 ? 'new' : 'neither';
}

/** The copy that was kept aside before the upgrade is a whole register of the old schema. */
function asideFaults(data: string, before: Record<string, number>): string[] {
  const copy = join(data, `${REGISTER_FILE}.before-migration`);
  if (readFileSync(copy).length === 0) return ['the copy kept aside is empty'];
  const connection = new Database(copy, { readonly: true });
  const sound = connection.pragma('integrity_check', { simple: true });
  const rows = connection.prepare('SELECT count(*) FROM audit_entry').pluck().get();
  connection.close();
  return sound === 'ok' && rows === before['audit_entry'] ? [] : ['the copy kept aside is not whole'];
}
