import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { memoryOf } from '../bench/process.ts';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { inFolder, pause, quantile, randomFrom, type Drill, type Outcome, type Wishes } from './drill.ts';
import { attendanceMark, deskFiling, isStored, ownFiling, type Sending } from './forms.ts';
import { faultsOf } from './findings.ts';
import { openLedger } from './ledger.ts';
import { serve } from './program.ts';
import { makeTownship, PASSWORD, type Township } from './township.ts';
import { Visitor, visitorOf } from './visitor.ts';

const MINUTES = 30;
const SHORT_MINUTES = 1 / 6;
const VOTERS = 5;
const MOST_MB_A_MINUTE = 1;
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

/** Twenty people at once for half an hour: nothing fails, nothing grows. */
export const soak: Drill = {
  name: 'soak',
  about: '2 at the desk, 13 deputies and 5 voters for half an hour',
  run: (wishes) => inFolder((folder) => live(folder, wishes)),
};

async function live(folder: string, wishes: Wishes): Promise<Outcome> {
  const minutes = wishes.minutes ?? (wishes.isShort ? SHORT_MINUTES : MINUTES);
  const data = join(folder, 'data');
  const loop = join(folder, 'loop');
  const township = await makeTownship(data, { deputies: 13, filings: wishes.isShort ? 50 : 2000 });
  const program = ['--import', encodeURI(WATCH_LOOP), ...wishes.program];
  const server = await serve(program, data, { LOOP_FILE: loop });
  const people = await makePeople(server.address, township);
  const ledger = openLedger();
  const random = randomFrom(wishes.seed);
  const faults: string[] = [];
  const memory: { minute: number; mb: number }[] = [];
  let requests = 0;
  let largestLog = 0;
  let isOver = false;
  const begun = performance.now();
  const passed = () => (performance.now() - begun) / 60_000;
  const living = people.map(async ({ who, paths, sending }, person) => {
    for (let count = 1; !isOver; count += 1) {
      await pause(100 + random() * 800);
      const path = paths[Math.floor(random() * paths.length)] ?? '/';
      const words = `o${person}-${count}`;
      const isWriting = sending !== null && count % 4 === 0;
      const answer = await (isWriting ? sending.send(words) : who.get(path)).catch((error: Error) => error);
      requests += 1;
      if (answer instanceof Error) faults.push(`${path}: ${answer.message}`);
      else if (isWriting && isStored(sending, answer)) ledger.add(sending.leaves, words);
      else if (answer.status >= 300) faults.push(`${isWriting ? words : path}: ${answer.status}`);
    }
  });
  while (passed() < minutes) {
    await pause(1000);
    memory.push({ minute: passed(), mb: memoryOf(server.pid, 'VmRSS') });
    const log = join(data, `${REGISTER_FILE}-wal`);
    if (existsSync(log)) largestLog = Math.max(largestLog, statSync(log).size / 2 ** 20);
  }
  isOver = true;
  await Promise.all(living);
  const delay = existsSync(loop) ? Number(readFileSync(loop, 'utf8')) : Number.NaN;
  await server.stop();
  const missing = ledger.missing(data);
  faults.push(...missing.map((words) => `${words} is missing`), ...(await faultsOf(data)));
  const settled = memory.filter(({ minute }) => minute > minutes / 3);
  const slope = slopeOf(settled);
  if (minutes >= JUDGED_FROM_MINUTES && slope >= MOST_MB_A_MINUTE)
    faults.push(`memory grows by ${slope.toFixed(2)} MB a minute`);
  if (largestLog >= MOST_LOG_MB) faults.push(`the log grew to ${largestLog.toFixed(0)} MB`);
  const rest = quantile(
    settled.map(({ mb }) => mb),
    0.5,
  );
  const figures =
    `${requests} requests in ${minutes.toFixed(1)} min, memory ${rest.toFixed(0)} MB ${slope >= 0 ? '+' : ''}${slope.toFixed(2)} MB/min, ` +
    `log at most ${largestLog.toFixed(1)} MB, event loop p99 ${delay.toFixed(0)} ms`;
  return { rounds: 1, acknowledged: ledger.count(), lost: missing.length, faults, figures };
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
  const voters = Array.from({ length: VOTERS }, () => new Visitor(address));
  return [...people, ...voters.map((who) => ({ who, paths: PUBLIC, sending: null }))];
}

/** Least squares. */
function slopeOf(points: readonly { minute: number; mb: number }[]): number {
  const count = points.length;
  if (count < 2) return 0;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / count;
  const [x, y] = [mean(points.map(({ minute }) => minute)), mean(points.map(({ mb }) => mb))];
  const above = points.reduce((sum, { minute, mb }) => sum + (minute - x) * (mb - y), 0);
  const below = points.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
