import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { REGISTER_FILE } from '../../src/db/open.ts';
import { inFolder, pause, randomFrom, type Drill, type Outcome, type Wishes } from './drill.ts';
import { attendanceMark, deskFiling, isStored, newDeputy, ownFiling, type Sending } from './forms.ts';
import { faultsOf, inRegister } from './findings.ts';
import { openLedger } from './ledger.ts';
import { serve } from './program.ts';
import { makeTownship, PASSWORD, type Township } from './township.ts';
import { visitorOf } from './visitor.ts';

const ROUNDS = 5;
const REQUESTS = 50;
const MOST_SECONDS = 10;

/** Asked to end while it is busy, the program finishes what it has begun, refuses the rest, and goes. */
export const sigterm: Drill = {
  name: 'sigterm',
  about: `SIGTERM during ${REQUESTS} requests, and with a visitor who never finishes one`,
  run: (wishes) => inFolder((folder) => runRounds(folder, wishes)),
};

async function runRounds(folder: string, wishes: Wishes): Promise<Outcome> {
  const township = await makeTownship(folder, { deputies: 3 });
  const random = randomFrom(wishes.seed);
  const ledger = openLedger();
  const faults: string[] = [];
  const rounds = wishes.rounds ?? ROUNDS;
  const times: number[] = [];
  let lost = 0;
  let refused = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const say = (fault: string) => void faults.push(`round ${round}: ${fault}`);
    const server = await serve(wishes.program, folder);
    const senders = await sendersOf(server.address, township);
    const slow = await halfARequest(server.address);
    const unanswered: { sending: Sending; words: string }[] = [];
    const sent = Array.from({ length: REQUESTS }, async (_unused, index) => {
      const sending = senders[index % senders.length];
      if (!sending) return;
      const words = `s${round}-${index}`;
      const answer = await sending.send(words).catch(() => null);
      if (answer === null || answer.status === 503) {
        unanswered.push({ sending, words });
        refused += 1;
      } else if (isStored(sending, answer)) ledger.add(sending.leaves, words);
      // Two marks of one line at once: the second is told what stands there now.
      else if (sending.leaves !== 'mark' || answer.status !== 422) say(`${words} got ${answer.status}`);
    });
    await pause(5 + random() * 60);
    const begun = performance.now();
    const code = await server.stop('SIGTERM');
    times.push((performance.now() - begun) / 1000);
    await Promise.all(sent);
    slow.destroy();
    if (code !== 0) say(`it ended with ${String(code)}`);
    if ((times.at(-1) ?? 0) > MOST_SECONDS) say(`it took ${(times.at(-1) ?? 0).toFixed(1)} s to end`);
    const log = join(folder, `${REGISTER_FILE}-wal`);
    if (existsSync(log) && statSync(log).size > 0) say('the log was not taken into the file');
    const missing = ledger.missing(folder);
    lost += missing.length;
    for (const words of missing) say(`${words} is missing`);
    for (const { words } of unanswered)
      if (isThere(folder, words)) say(`${words} was stored and not answered`);
    for (const fault of await faultsOf(folder)) say(fault);
  }
  const figures = `${refused} refused, longest end ${Math.max(...times).toFixed(1)} s`;
  return { rounds, acknowledged: ledger.count(), lost, faults, figures };
}

async function sendersOf(address: string, township: Township): Promise<Sending[]> {
  const desk = await visitorOf(address, township.clerks[0] ?? '', PASSWORD);
  const deputy = await visitorOf(address, township.deputies[0] ?? '', PASSWORD);
  return [
    deskFiling(desk, township),
    newDeputy(desk, township),
    await attendanceMark(desk, township),
    ownFiling(deputy),
  ];
}

/** A telephone in a tunnel: it has promised more than it sends. */
async function halfARequest(address: string): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  socket.write(
    `POST /login HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/x-www-form-urlencoded\r\n` +
      'content-length: 1000\r\n\r\nlogin=',
  );
  return socket;
}

function isThere(folder: string, words: string): boolean {
  return inRegister(
    folder,
    (connection) =>
      connection
        .prepare(
          'SELECT 1 FROM filing WHERE content = @words UNION SELECT 1 FROM deputy WHERE certificate_number = @words',
        )
        .get({ words }) !== undefined,
  );
}
