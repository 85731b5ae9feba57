import { join } from 'node:path';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { inFolder, pause, quantile, type Drill, type Outcome, type Wishes } from './drill.ts';
import { deskFiling, isStored, ownFiling, type Sending } from './forms.ts';
import { faultsOf, inRegister } from './findings.ts';
import { missingIn } from './ledger.ts';
import { aside, serve } from './program.ts';
import { makeTownship, PASSWORD, type Township } from './township.ts';
import { visitorOf } from './visitor.ts';

const ROUNDS = 5;
const WRITES_A_SECOND = 50;
const SLOWEST_MS = 500;

/** A backup holds all that was acknowledged before it began, and does not hold anybody up. */
export const backupLoad: Drill = {
  name: 'backup-load',
  about: `a backup while ${WRITES_A_SECOND} entries a second come in`,
  run: (wishes) => inFolder((folder) => runRounds(folder, wishes)),
};

interface Stored {
  leaves: Sending['leaves'];
  words: string;
  /** When it was sent, and how long the answer took. */
  at: number;
  took: number;
}

async function runRounds(folder: string, wishes: Wishes): Promise<Outcome> {
  const data = join(folder, 'data');
  const township = await makeTownship(data, {
    deputies: wishes.isShort ? 5 : 100,
    filings: wishes.isShort ? 0 : 5000,
  });
  const server = await serve(wishes.program, data);
  const rounds = wishes.rounds ?? ROUNDS;
  const faults: string[] = [];
  const stored: Stored[] = [];
  const during: number[] = [];
  let lost = 0;
  let slowestBefore = 0;
  try {
    const load = startLoad(await sendersOf(server.address, township), stored, faults);
    await pause(wishes.isShort ? 500 : 4000);
    slowestBefore = quantile(
      stored.map(({ took }) => took),
      0.99,
    );
    for (let round = 1; round <= rounds; round += 1) {
      const copy = join(folder, `copy-${round}.sqlite`);
      const known = stored.slice();
      const from = performance.now();
      const { done } = aside(process.execPath, [...wishes.program, 'backup', copy, '--data', data]);
      if ((await done) !== 0) faults.push(`backup ${round} failed`);
      during.push(...stored.filter(({ at }) => at >= from).map(({ took }) => took));
      const missing = existsSync(copy) ? await lookAtCopy(folder, copy, known, data) : ['copy'];
      lost += missing.length;
      faults.push(...missing.map((fault) => `backup ${round}: ${fault}`));
    }
    await load.end();
  } finally {
    await server.stop();
  }
  const p99 = quantile(during, 0.99);
  // A machine that is too slow for the load even without a backup is only compared with itself.
  const limit = Math.max(SLOWEST_MS, slowestBefore * 2);
  if (p99 >= limit && !wishes.isShort)
    faults.push(`p99 is ${p99.toFixed(0)} ms, more than ${limit.toFixed(0)}`);
  faults.push(...(await faultsOf(data)));
  const figures = `${during.length} writes during backups, p50 ${quantile(during, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (before: ${slowestBefore.toFixed(0)} ms)`;
  return { rounds, acknowledged: stored.length, lost, faults, figures };
}

async function sendersOf(address: string, township: Township): Promise<Sending[]> {
  const desk = await visitorOf(address, township.clerks[0] ?? '', PASSWORD);
  const deputies = await Promise.all(
    township.deputies.slice(0, 4).map((login) => visitorOf(address, login, PASSWORD)),
  );
  return [deskFiling(desk, township), ...deputies.map(ownFiling)];
}

/** So many entries a second, whether the ones before have been answered or not. */
function startLoad(senders: readonly Sending[], stored: Stored[], faults: string[]) {
  let count = 0;
  const open = new Set<Promise<void>>();
  const send = async (sending: Sending, words: string) => {
    const at = performance.now();
    const answer = await sending.send(words);
    if (isStored(sending, answer))
      stored.push({ leaves: sending.leaves, words, at, took: performance.now() - at });
    else faults.push(`${words} got ${answer.status}`);
  };
  const timer = setInterval(() => {
    const sending = senders[count % senders.length];
    if (!sending) return;
    const sent = send(sending, `b${(count += 1)}`).catch((error: Error) => void faults.push(error.message));
    open.add(sent);
    void sent.finally(() => open.delete(sent));
  }, 1000 / WRITES_A_SECOND);
  return {
    end: async () => {
      clearInterval(timer);
      await Promise.all(open);
    },
  };
}

/** What is wrong with a copy, and what of the entries it should hold is not in it. */
async function lookAtCopy(
  folder: string,
  copy: string,
  known: readonly Stored[],
  live: string,
): Promise<string[]> {
  const place = join(folder, 'look');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  renameSync(copy, join(place, REGISTER_FILE));
  const connection = new Database(join(place, REGISTER_FILE), { readonly: true });
  const sound = connection.pragma('integrity_check', { simple: true });
  connection.close();
  const head = (at: string) =>
    Number(inRegister(at, (one) => one.prepare('SELECT max(seq) FROM audit_entry').pluck().get()));
  const ahead = head(place) > head(live) ? ['its trail is ahead of the register'] : [];
  return [...(sound === 'ok' ? [] : [String(sound)]), ...ahead, ...missingIn(place, known)];
}
