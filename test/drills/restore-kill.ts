import { join } from 'node:path';
import { openRegister } from '../../src/db/open.ts';
import { createFiling } from '../../src/filings/actions.ts';
import { PAPER } from '../support/evidence.ts';
import { doingAt } from '../support/world.ts';
import { visitOf } from '../filings/support.ts';
import { copyFolder, inFolder, pause, type Drill, type Outcome, type Wishes } from './drill.ts';
import { faultsOf, inRegister } from './findings.ts';
import { aside, command, hasStrace, NO_STRACE, serve, STRACE } from './program.ts';
import { makeTownship, type Township } from './township.ts';

const POINTS = 20;
/** Calls that change names on the disk; the process is killed as it makes the N-th of one kind. */
const CALLS = [
  'rename',
  'unlink',
  'rmdir',
  'mkdir',
  'fsync',
  'link',
  'copy_file_range',
  'ftruncate',
] as const;
const MOST_OF_A_KIND = 40;

/** Whenever a restore is cut short, the old register is there or the new one, with its own files. */
export const restoreKill: Drill = {
  name: 'restore-kill',
  about: 'kill -9 during a restore, at moments spread over it and at each step on the disk',
  run: (wishes) =>
    inFolder(async (folder) => {
      const place = await makePlace(folder, wishes);
      const byTime = await killByTime(place, wishes);
      if (!hasStrace()) return { ...byTime, leftOut: `steps on the disk: ${NO_STRACE}` };
      const byStep = await killBySteps(place, wishes);
      const both = [byTime, byStep];
      return {
        rounds: byTime.rounds + byStep.rounds,
        acknowledged: byTime.acknowledged + byStep.acknowledged,
        lost: byTime.lost + byStep.lost,
        faults: both.flatMap(({ faults }) => faults),
        figures: both.map(({ figures }) => figures).join(', '),
      };
    }),
};

/** A register of three filings with evidence, and a backup of the same township with one, whose file is another. */
interface Place {
  program: readonly string[];
  made: string;
  data: string;
  copy: string;
  seconds: number;
}

async function makePlace(folder: string, { program }: Wishes): Promise<Place> {
  const made = join(folder, 'made');
  const copy = join(folder, 'copy.sqlite');
  const data = join(folder, 'data');
  const township = await makeTownship(made, { deputies: 2 });
  const other = copyFolder(made, join(folder, 'other'));
  await addFiled(other, township, 'of the backup');
  demandDone(command(program, 'backup', copy, '--data', other));
  for (const words of ['here 1', 'here 2', 'here 3']) await addFiled(made, township, words);
  copyFolder(made, data);
  const begun = performance.now();
  demandDone(command(program, 'restore', copy, '--data', data));
  return { program, made, data, copy, seconds: (performance.now() - begun) / 1000 };
}

async function addFiled(folder: string, { deputyIds, today }: Township, content: string): Promise<void> {
  const store = openRegister(folder);
  const input = { ...visitOf(deputyIds[0] ?? 0), occurredOn: today, content };
  await createFiling(doingAt(store, Date.now()), input, PAPER);
  await store.close();
}

function demandDone({ status, stderr }: { status: number | null; stderr: string }): void {
  if (status !== 0) throw new Error(stderr);
}

async function killByTime(place: Place, { rounds = POINTS }: Wishes): Promise<Outcome> {
  const found: Found[] = [];
  for (let point = 0; point < rounds; point += 1) {
    copyFolder(place.made, place.data);
    const { child, done } = aside(process.execPath, wordsOf(place));
    await pause(place.seconds * 1000 * ((point + 0.5) / rounds));
    child.kill('SIGKILL');
    await done;
    found.push(await lookAt(place, `after ${(point + 0.5) / rounds} of the time`));
  }
  return outcomeOf(found, 'by time');
}

async function killBySteps(place: Place, { isShort }: Wishes): Promise<Outcome> {
  const found: Found[] = [];
  for (const call of isShort ? (['rename'] as const) : CALLS)
    for (let nth = 1; nth <= MOST_OF_A_KIND; nth += 1) {
      copyFolder(place.made, place.data);
      const inject = ['-f', '-qq', '-o', '/dev/null', '-e', `inject=${call}:signal=KILL:when=${nth}`];
      const { done } = aside(STRACE, [...inject, process.execPath, ...wordsOf(place)]);
      const status = await done;
      found.push(await lookAt(place, `at ${call} ${nth}`));
      // It came to its end: there is no such step.
      if (status === 0) break;
    }
  return outcomeOf(found, 'by step');
}

function wordsOf({ program, copy, data }: Place): string[] {
  return [...program, 'restore', copy, '--data', data];
}

interface Found {
  register: 'old' | 'new' | 'neither';
  faults: string[];
}

/** What is at fault at first sight must be in order once the program has been started. */
async function lookAt({ program, data }: Place, when: string): Promise<Found> {
  let faults = await look(data);
  if (faults.length > 0) {
    await serve(program, data).then((server) => server.stop());
    faults = (await look(data)).map((fault) => `${when}: ${fault}`);
  }
  const filings = inRegister(data, (connection) =>
    connection.prepare('SELECT count(*) FROM filing').pluck().get(),
  );
  const register = filings === 3 ? 'old' : filings === 1 ? 'new' : 'neither';
  if (register === 'neither') faults.push(`${when}: neither the old register nor the new one`);
  return { register, faults };
}

/** Files that no row names are no loss: `verify` tells of them, and a further restore ends with none. */
async function look(data: string): Promise<string[]> {
  const faults = await faultsOf(data).catch((error: Error) => [error.message]);
  return faults.filter((fault) => !/^evidence: 登记册里没有记载的 \d+ 个$/.test(fault));
}

function outcomeOf(found: readonly Found[], how: string): Outcome {
  const count = (register: Found['register']) => found.filter((one) => one.register === register).length;
  return {
    rounds: found.length,
    acknowledged: found.length,
    lost: count('neither'),
    faults: found.flatMap(({ faults }) => faults),
    figures: `${how}: ${count('old')} old, ${count('new')} new`,
  };
}
