import { randomFrom, pause, inFolder, type Drill, type Outcome, type Wishes } from './drill.ts';
import { attendanceMark, isStored, type Sending } from './forms.ts';
import { faultsOf, unsettledIn } from './findings.ts';
import { halfWritten, openLedger, type Ledger } from './ledger.ts';
import { serve, type Serving } from './program.ts';
import { signAllIn } from './senders.ts';
import { makeTownship, type Township } from './township.ts';

const ROUNDS = 200;
/** The moment: so many milliseconds at most after one of the first answers. */
const LATEST_MS = 60;
const LATEST_ANSWER = 10;
const FULL_LOOK_EVERY = 20;

/** What the server said it has stored is there after it was killed at any moment, once and whole. */
export const kill: Drill = {
  name: 'kill',
  about: 'kill -9 at a random moment while filings, attendance and deputies come in',
  run: (wishes) => inFolder((folder) => runRounds(folder, wishes)),
};

async function runRounds(folder: string, wishes: Wishes): Promise<Outcome> {
  const township = await makeTownship(folder, { deputies: 5 });
  const random = randomFrom(wishes.seed);
  const ledger = openLedger();
  const faults: string[] = [];
  let lost = 0;
  let senders: Sending[] = [];
  const rounds = wishes.rounds ?? ROUNDS;
  let server = await serve(wishes.program, folder);
  for (let round = 1; round <= rounds; round += 1) {
    // Sessions outlive a restart; now and then everybody signs in anew.
    if ((round - 1) % FULL_LOOK_EVERY === 0) senders = await sendersAt(server, township);
    for (const { who } of senders) who.address = server.address;
    // The volley is to begin all at once, not with making connections.
    await Promise.all(senders.map(({ who }) => who.get('/account')));
    const answers = 1 + Math.floor(random() * LATEST_ANSWER);
    await sendUntilKilled({ server, senders, ledger, round, answers, wait: random() * LATEST_MS });
    server = await serve(wishes.program, folder);
    const missing = ledger.missing(folder);
    lost += missing.length;
    const looked = [...halfWritten(folder), ...unsettledIn(folder)];
    faults.push(...[...missing, ...looked].map((fault) => `round ${round}: ${fault}`));
    if (round % FULL_LOOK_EVERY !== 0 && round !== rounds) continue;
    await server.stop();
    faults.push(...(await faultsOf(folder)).map((fault) => `after round ${round}: ${fault}`));
    if (round < rounds) server = await serve(wishes.program, folder);
  }
  return { rounds, acknowledged: ledger.count(), lost, faults };
}

/** The desk marks attendance besides. */
async function sendersAt({ address }: Serving, township: Township): Promise<Sending[]> {
  const senders = await signAllIn(address, township);
  const desk = senders[0]?.who;
  return desk ? [...senders, await attendanceMark(desk, township)] : senders;
}

async function sendUntilKilled({
  server,
  senders,
  ledger,
  round,
  answers,
  wait,
}: {
  server: Serving;
  senders: readonly Sending[];
  ledger: Ledger;
  round: number;
  answers: number;
  wait: number;
}): Promise<void> {
  let stopped = false;
  let enough: () => void = () => undefined;
  const stored = new Promise<void>((resolve) => (enough = resolve));
  const before = ledger.count();
  const sendAll = senders.map(async (sending, index) => {
    for (let count = 1; !stopped; count += 1) {
      const words = `k${round}-${index}-${count}`;
      const answer = await sending.send(words).catch(() => null);
      if (answer === null) return;
      if (!isStored(sending, answer)) throw new Error(`round ${round}: ${words} got ${answer.status}`);
      ledger.add(sending.leaves, words);
      if (ledger.count() - before >= answers) enough();
    }
  });
  const sent = Promise.all(sendAll);
  await Promise.race([stored, sent]);
  await pause(wait);
  const killed = server.kill();
  stopped = true;
  await killed;
  await sent;
}
