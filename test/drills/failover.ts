import { postgresPrograms, type Cluster } from '../support/cluster.ts';
import { inFolder, pause, randomFrom, type Drill, type Outcome, type Wishes } from './drill.ts';
import { isStored, type Sending } from './forms.ts';
import { signAllIn } from './senders.ts';
import { ask, promote, startPair, type Pair } from './pair.ts';
import { command, commandWith, serve, type Serving } from './program.ts';
import { makeTownship, type Township } from './township.ts';
import { newKey } from './visitor.ts';

const ROUNDS = 5;
/** Acknowledged before the primary is killed, and by each sender after the standby has taken over. */
const BEFORE = 25;
const AFTER = 3;
/** How long a person goes on pressing the button. */
const PATIENCE_MS = 60_000;
/** The program is back by itself within this time after the standby takes writes. */
const BACK_MS = 10_000;
const SCHEMA = 'qingxi';

/** What was acknowledged stands on the standby when the primary is gone, and the program finds it by itself. */
export const failover: Drill = {
  name: 'failover',
  about: 'the primary of two PostgreSQL servers is killed while forms come in, and the standby is promoted',
  run: async (wishes) => {
    if (!postgresPrograms())
      return { rounds: 0, acknowledged: 0, lost: 0, faults: [], leftOut: 'PostgreSQL is not installed' };
    return inFolder((folder) => runRounds(folder, wishes));
  },
};

async function runRounds(folder: string, wishes: Wishes): Promise<Outcome> {
  const random = randomFrom(wishes.seed);
  const township = await makeTownship(folder, { deputies: 5 });
  const rounds = wishes.rounds ?? ROUNDS;
  const outcome = { rounds, acknowledged: 0, lost: 0, faults: [] as string[] };
  const seconds: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const pair = await startPair();
    try {
      const found = await runRound({ pair, folder, township, program: wishes.program, wait: random() * 60 });
      outcome.acknowledged += found.acknowledged;
      outcome.lost += found.lost;
      outcome.faults.push(...found.faults.map((fault) => `round ${round}: ${fault}`));
      seconds.push(found.seconds);
    } finally {
      await pair.stop();
    }
  }
  return { ...outcome, figures: `stored again after: ${seconds.join(', ')}` };
}

interface Round {
  pair: Pair;
  folder: string;
  township: Township;
  program: readonly string[];
  wait: number;
}

async function runRound({ pair, folder, township, program, wait }: Round) {
  const { primary, standby } = pair;
  const hosts = [primary, standby].map(({ port }) => `127.0.0.1:${port}`).join(',');
  const address = `postgres://register@${hosts}/postgres?schema=${SCHEMA}`;
  const copied = command(program, 'copy', '--from', folder, '--to', address);
  if (copied.status !== 0) throw new Error(copied.stderr);
  const server = await serve(program, folder, { DATABASE_URL: address });
  try {
    const watch = await sendThroughout({ server, township, pair, wait });
    await server.stop();
    const verified = commandWith({ DATABASE_URL: address, DATA_DIR: folder }, program, 'verify');
    const faults = [...watch.faults, ...(await doubled(standby)), ...(await withoutFile(standby))];
    if (verified.status !== 0) faults.push(`verify: ${verified.stderr}`);
    if (watch.backMs > BACK_MS) faults.push(`back only ${watch.backMs} ms after the standby took writes`);
    const lost = await missing(standby, watch.stored);
    return {
      acknowledged: watch.stored.length,
      lost: lost.length,
      faults: [...faults, ...lost.map((words) => `lost: ${words}`)],
      seconds: `${(watch.outMs / 1000).toFixed(1)} s (${(watch.backMs / 1000).toFixed(1)} s after promotion)`,
    };
  } finally {
    await server.kill();
  }
}

interface Stored {
  leaves: Sending['leaves'];
  words: string;
}

async function sendThroughout({
  server,
  township,
  pair,
  wait,
}: Pick<Round, 'township' | 'pair' | 'wait'> & { server: Serving }) {
  const stored: (Stored & { at: number })[] = [];
  const faults: string[] = [];
  const senders = await signAllIn(server.address, township);
  let takenOverAt = Number.POSITIVE_INFINITY;
  const end = Date.now() + PATIENCE_MS;
  const sendAll = senders.map(async (sending, index) => {
    for (let count = 1, after = 0; after < AFTER; count += 1) {
      const words = `w${index}-${count}`;
      const refusal = await pressUntilStored(sending, words, end);
      if (refusal !== null) return void faults.push(`${words}: ${refusal}`);
      const at = performance.now();
      stored.push({ leaves: sending.leaves, words, at });
      if (at > takenOverAt) after += 1;
    }
  });
  while (stored.length < BEFORE && faults.length === 0) await pause(5);
  await pause(wait);
  const killedAt = performance.now();
  await pair.primary.kill();
  await promote(pair.standby);
  takenOverAt = performance.now();
  await Promise.all(sendAll);
  const back = Math.min(...stored.map(({ at }) => at).filter((at) => at > takenOverAt));
  return { stored, faults, outMs: back - killedAt, backMs: Math.max(0, back - takenOverAt) };
}

/** As people do: the same form again until it is taken. Null once it is stored, or why it never will be. */
async function pressUntilStored(sending: Sending, words: string, end: number): Promise<string | null> {
  const key = newKey();
  for (;;) {
    const answer = await sending.send(words, key).catch((error: Error) => error);
    if (answer instanceof Error) return `no answer: ${answer.message}`;
    if (isStored(sending, answer)) return null;
    if (answer.status !== 503) return `answered by ${answer.status}`;
    if (!answer.html.includes('数据库暂时连不上')) return 'a page that does not say why';
    if (Date.now() > end) return 'never stored';
    await pause(100);
  }
}

const FOUND: Record<'filing' | 'deputy', string> = {
  filing: `SELECT (SELECT count(*) FROM ${SCHEMA}.filing WHERE content = $1) = 1 AND (SELECT count(*)
    FROM ${SCHEMA}.audit_entry WHERE kind = 'filing.created' AND subject_type = 'filing'
      AND subject_key = (SELECT code FROM ${SCHEMA}.filing WHERE content = $1)) = 1 AS whole`,
  deputy: `SELECT (SELECT count(*) FROM ${SCHEMA}.deputy WHERE certificate_number = $1) = 1 AND (SELECT count(*)
    FROM ${SCHEMA}.audit_entry WHERE kind = 'deputy.created' AND subject_type = 'deputy' AND subject_key = $1) = 1 AS whole`,
};

async function missing(standby: Cluster, stored: readonly Stored[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { leaves, words } of stored) {
    if (leaves === 'mark') throw new Error('no mark is sent here');
    const [row] = await ask(standby, FOUND[leaves], [words]);
    if (row?.['whole'] !== true) lost.push(words);
  }
  return lost;
}

/** What was sent twice because nobody had said that it was stored. */
async function doubled(standby: Cluster): Promise<string[]> {
  const rows = await ask(
    standby,
    `SELECT content FROM ${SCHEMA}.filing GROUP BY content HAVING count(*) > 1`,
  );
  return rows.map(({ content }) => `stored twice: ${String(content)}`);
}

async function withoutFile(standby: Cluster): Promise<string[]> {
  const rows = await ask(
    standby,
    `SELECT name FROM ${SCHEMA}.evidence WHERE name NOT IN (SELECT name FROM ${SCHEMA}.stored_file)`,
  );
  return rows.map(({ name }) => `evidence ${String(name)} has no file`);
}
