import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aside, hasStrace, NO_STRACE, serve, STRACE, type Serving } from './program.ts';
import { inFolder, pause, type Drill, type Outcome, type Wishes } from './drill.ts';
import {
  attendanceMark,
  deskFiling,
  isStored,
  newDeputy,
  ownFiling,
  ownFilingWithEvidence,
  type Sending,
} from './forms.ts';
import { inFolderSynchronous } from './synchronous.ts';
import { makeTownship, PASSWORD, type Township } from './township.ts';
import { visitorOf } from './visitor.ts';

const ROUNDS = 20;
/** strace writes down when a call began, in microseconds. */
const CALL = /^(?:\[pid\s+\d+\] |\d+ +)?(\d+\.\d+) (?:fsync|fdatasync)\(/gm;

/**
 * What is acknowledged is on the disk and not only on its way: a killed process proves nothing about a power cut, because
 * the kernel outlives it. So calls are counted: at least one fsync between each request and its answer.
 */
export const fsync: Drill = {
  name: 'fsync',
  about: 'every committing request is synchronised before it is answered',
  run: (wishes) => inFolder((folder) => runAll(folder, wishes)),
};

async function runAll(folder: string, wishes: Wishes): Promise<Outcome> {
  const faults = await inFolderSynchronous(join(folder, 'pragma'));
  if (!hasStrace()) return { rounds: 0, acknowledged: 0, lost: 0, faults, leftOut: NO_STRACE };
  const data = join(folder, 'data');
  const township = await makeTownship(data, { deputies: 3 });
  const server = await serve(wishes.program, data);
  try {
    const counted = await countCalls(server, township, join(folder, 'calls'), wishes.rounds ?? ROUNDS);
    return { ...counted, faults: [...faults, ...counted.faults] };
  } finally {
    await server.stop();
  }
}

async function countCalls(
  server: Serving,
  township: Township,
  log: string,
  rounds: number,
): Promise<Outcome> {
  const senders = await sendersOf(server, township);
  const watch = watchCalls(server.pid, log);
  const windows: { words: string; from: number; to: number }[] = [];
  try {
    await watch.isOn();
    for (let round = 1; round <= rounds; round += 1)
      for (const [index, sending] of senders.entries()) {
        const words = `f${round}-${index}`;
        const from = Date.now() / 1000;
        const answer = await sending.send(words);
        if (!isStored(sending, answer)) throw new Error(`${words} got ${answer.status}`);
        windows.push({ words, from, to: Date.now() / 1000 });
      }
  } finally {
    await watch.end();
  }
  const calls = [...readFileSync(log, 'utf8').matchAll(CALL)].map(([, at]) => Number(at));
  const bare = windows.filter(({ from, to }) => !calls.some((at) => at >= from - 0.001 && at <= to));
  return {
    rounds,
    acknowledged: windows.length,
    lost: 0,
    faults: bare.map(({ words }) => `${words} was answered without an fsync`),
    figures: `${(calls.length / windows.length).toFixed(1)} fsyncs a request`,
  };
}

async function sendersOf({ address }: Serving, township: Township): Promise<Sending[]> {
  const desk = await visitorOf(address, township.clerks[0] ?? '', PASSWORD);
  const deputy = await visitorOf(address, township.deputies[0] ?? '', PASSWORD);
  return [
    deskFiling(desk, township),
    newDeputy(desk, township),
    await attendanceMark(desk, township),
    ownFiling(deputy),
    ownFilingWithEvidence(deputy),
  ];
}

/** Watches a process that is running already, so that it is the shipped one and not strace's child. */
function watchCalls(pid: number, log: string) {
  const { child, done } = aside(STRACE, argumentsFor(pid, log));
  return {
    isOn: async () => {
      while (!/TracerPid:\t[1-9]/.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) await pause(20);
    },
    end: async () => {
      child.kill('SIGINT');
      await done;
    },
  };
}

function argumentsFor(pid: number, log: string): string[] {
  return ['-f', '-ttt', '-e', 'trace=fsync,fdatasync', '-o', log, '-p', String(pid)];
}
