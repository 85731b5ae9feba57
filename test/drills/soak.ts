import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { memoryOf } from '../bench/process.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { inFolder, pause, quantile, randomFrom, type Drill, type Outcome, type Wishes } from './drill.ts';
import { attendanceMark, deskFiling, isStored, ownFiling, type Sending } from './forms.ts';
import { faultsOf } from './findings.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { serve } from './program.ts';
import { makeTownship, PASSWORD, type Township } from './township.ts';
import { Visitor, visitorOf } from './visitor.ts';

const MINUTES = 30;
const SHORT_MINUTES = 1 / 6;
const VOTERS = 5;
/** What pieces of freed memory may cost. */
const MOST_TIMES_FRESH = 1.3;
const FRESH_MINUTES = 3;
const MOST_LOG_MB = 64;
/** Memory is only judged over a time in which it can have settled. */
const JUDGED_FROM_MINUTES = 2;
const PUBLIC = [
  '/',
  '/deputies',
  '/deputies/6-001',
  '/districts',
  '/activities',
  '/proposals',
  '/rules',
  '/search?q=田',
];
const DESK = ['/desk', '/desk/filings', '/desk/deputies', '/desk/activities', '/desk/audit', '/desk/points'];
const OWN = ['/my', '/my/filings', '/my/invitations', '/my/messages', '/my/filings/new?kind=contact.visit'];

/** Loaded into the server before it starts: how far its event loop falls behind, written down every second. */
const WATCH_LOOP = `data:text/javascript,
  import { monitorEventLoopDelay } from 'node:perf_hooks';
  import { writeFileSync } from 'node:fs';
  const seen = monitorEventLoopDelay({ resolution: 10 });
  seen.enable();
  setInterval(() => writeFileSync(process.env.LOOP_FILE, String(seen.percentile(99) / 1e6)), 1000).unref();`;

/** Twenty people at once for half an hour: nothing fails, nothing grows but the register. */
export const soak: Drill = {
  name: 'soak',
  about: '2 at the desk, 13 deputies and 5 voters for half an hour',
  run: (wishes) => inFolder((folder) => live(folder, wishes)),
};

async function live(folder: string, wishes: Wishes): Promise<Outcome> {
  const minutes = wishes.minutes ?? (wishes.isShort ? SHORT_MINUTES : MINUTES);
  const data = join(folder, 'data');
  const township = await makeTownship(data, { deputies: 13, filings: wishes.isShort ? 50 : 2000 });
  const ledger = openLedger();
  const round = { data, loop: join(folder, 'loop'), township, ledger, random: randomFrom(wishes.seed) };
  const long = await liveFor(minutes, 'long', { ...round, program: wishes.program });
  const missing = ledger.missing(data);
  const faults = [
    ...long.faults,
    ...missing.map((words) => `${words} is missing`),
    ...(await faultsOf(data)),
  ];
  if (long.largestLog >= MOST_LOG_MB) faults.push(`the log grew to ${long.largestLog.toFixed(0)} MB`);
  let fresh = '';
  if (minutes >= JUDGED_FROM_MINUTES) {
    // The register has grown; so a process that has only just begun to serve it is what memory is compared with.
    const short = await liveFor(FRESH_MINUTES, 'fresh', { ...round, program: wishes.program });
    faults.push(...short.faults);
    fresh = ` (a fresh process: ${short.memory.toFixed(0)} MB)`;
    if (long.memory > short.memory * MOST_TIMES_FRESH)
      faults.push(`memory ${long.memory.toFixed(0)} MB, of a fresh process ${short.memory.toFixed(0)} MB`);
  }
  const figures =
    `${long.requests} requests in ${minutes.toFixed(1)} min, memory ${long.memory.toFixed(0)} MB${fresh}, ` +
    `log at most ${long.largestLog.toFixed(1)} MB, event loop p99 ${long.delay.toFixed(0)} ms`;
  return { rounds: 1, acknowledged: ledger.count(), lost: missing.length, faults, figures };
}

interface Round {
  data: string;
  loop: string;
  township: Township;
  ledger: Ledger;
  random: () => number;
  program: readonly string[];
}

interface Lived {
  requests: number;
  faults: string[];
  /** Median of the last third, megabytes. */
  memory: number;
  largestLog: number;
  /** Of the event loop, 99 % of the time, milliseconds. */
  delay: number;
}

/** One process, from its start to its end, with everybody in it for so many minutes. */
async function liveFor(minutes: number, name: string, round: Round): Promise<Lived> {
  const { data, loop, township, program } = round;
  const settings = { LOOP_FILE: loop, TRUST_PROXY: '127.0.0.1' };
  const server = await serve(['--import', encodeURI(WATCH_LOOP), ...program], data, settings);
  const end = performance.now() + minutes * 60_000;
  const people = await makePeople(server.address, township);
  const memory: { at: number; mb: number }[] = [];
  const lived = { requests: 0, faults: [] as string[], largestLog: 0 };
  const living = people.map((person, index) => liveAs(person, `${name}${index}`, end, round, lived));
  while (performance.now() < end) {
    await pause(1000);
    memory.push({ at: performance.now(), mb: memoryOf(server.pid, 'VmRSS') });
    const log = join(data, `${REGISTER_FILE}-wal`);
    if (existsSync(log)) lived.largestLog = Math.max(lived.largestLog, statSync(log).size / 2 ** 20);
  }
  await Promise.all(living);
  const delay = existsSync(loop) ? Number(readFileSync(loop, 'utf8')) : Number.NaN;
  await server.stop();
  const last = memory.filter(({ at }) => at > end - minutes * 20_000).map(({ mb }) => mb);
  return { ...lived, memory: quantile(last, 0.5), delay };
}

async function liveAs(
  { who, paths, sending }: Person,
  name: string,
  end: number,
  { random, ledger }: Round,
  lived: Pick<Lived, 'requests' | 'faults'>,
): Promise<void> {
  for (let count = 1; performance.now() < end; count += 1) {
    await pause(100 + random() * 800);
    const path = paths[Math.floor(random() * paths.length)] ?? '/';
    const words = `${name}-${count}`;
    const isWriting = sending !== null && count % 4 === 0;
    const answer = await (isWriting ? sending.send(words) : who.get(path)).catch((error: Error) => error);
    lived.requests += 1;
    if (answer instanceof Error) lived.faults.push(`${path}: ${answer.message}`);
    else if (isWriting && isStored(sending, answer)) ledger.add(sending.leaves, words);
    else if (answer.status >= 300) lived.faults.push(`${isWriting ? words : path}: ${answer.status}`);
  }
}

interface Person {
  who: Visitor;
  paths: readonly string[];
  sending: Sending | null;
}

async function makePeople(address: string, township: Township): Promise<Person[]> {
  const [first = '', second = ''] = township.clerks;
  const one = await visitorOf(address, first, PASSWORD);
  const two = await visitorOf(address, second, PASSWORD);
  const people: Person[] = [
    { who: one, paths: DESK, sending: deskFiling(one, township) },
    { who: two, paths: DESK, sending: await attendanceMark(two, township) },
  ];
  for (const login of township.deputies) {
    const who = await visitorOf(address, login, PASSWORD);
    people.push({ who, paths: OWN, sending: ownFiling(who) });
  }
  const voters = Array.from({ length: VOTERS }, (_unused, index) => new Visitor(address, `10.0.0.${index}`));
  return [...people, ...voters.map((who) => ({ who, paths: PUBLIC, sending: null }))];
}
