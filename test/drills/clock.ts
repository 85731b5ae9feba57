import { join } from 'node:path';
import { inFolder, type Drill, type Outcome, type Wishes } from './drill.ts';
import { faultsOf, inRegister } from './findings.ts';
import { serveHere } from './serving.ts';
import { makeTownship, PASSWORD, type Township } from './township.ts';
import { Visitor, visitorOf } from './visitor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MONTH = 30 * 24 * HOUR;

/** Where the clock is put, one after another, from the time of the drill. */
const MOVES: readonly (readonly [name: string, to: (start: number) => number])[] = [
  ['as it is', (start) => start],
  ['back an hour', (start) => start - HOUR],
  ['right again', (start) => start + MINUTE],
  // Longer ahead, accounts are shut out for want of use (src/accounts/usage.ts).
  ['five months ahead', (start) => start + 5 * MONTH],
  ['to 1970', () => 0],
  ['right again', (start) => start + 2 * MINUTE],
];

/** Whatever the server's clock says, numbers and chain only go forward, and nobody stays signed in for ever. */
export const clock: Drill = {
  name: 'clock',
  about: 'the clock goes back an hour, five months ahead and to 1970 while the program runs',
  run: (wishes) => inFolder((folder) => runRounds(folder, wishes)),
};

async function runRounds(folder: string, wishes: Wishes): Promise<Outcome> {
  const rounds = wishes.rounds ?? 1;
  const faults: string[] = [];
  let acknowledged = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const data = join(folder, `data-${round}`);
    const township = await makeTownship(data, { deputies: 2 });
    const found = await moveClock(data, township);
    faults.push(...found.faults, ...(await faultsOf(data)));
    acknowledged += found.acknowledged;
  }
  return { rounds, acknowledged, lost: 0, faults, figures: MOVES.map(([name]) => name).join(', ') };
}

async function moveClock(
  data: string,
  township: Township,
): Promise<{ faults: string[]; acknowledged: number }> {
  const start = Date.now();
  let now = start;
  const server = await serveHere(data, () => now);
  const [login = ''] = township.clerks;
  const faults: string[] = [];
  const written: string[] = [];
  let visitors: Visitor[] = [];
  for (const [index, [name, to]] of MOVES.entries()) {
    now = to(start);
    const say = (fault: string) => void faults.push(`${name}: ${fault}`);
    for (const visitor of visitors)
      if (Math.abs(now - start) > HOUR && (await isSignedIn(visitor))) say('an old session is still good');
    const who = await visitorOf(server.address, login, PASSWORD).catch((error: Error) => say(error.message));
    if (!who) continue;
    const words = `c${index}`;
    const { status } = await who.post('/desk/districts/new', {
      number: String(index + 50),
      name: words,
      villages: '',
      seats: '1',
    });
    if (status === 303) written.push(words);
    else say(`a district got ${status}`);
    for (const path of ['/', '/deputies', '/desk', '/desk/filings', '/desk/audit', '/desk/proposals'])
      if ((await who.get(path)).status !== 200) say(`${path} cannot be read`);
    await failToSignIn(server.address);
    visitors = [...visitors, who];
  }
  faults.push(...(await demandEnds(visitors, (at) => (now = at), start)));
  faults.push(...orderFaults(data, written));
  await server.stop();
  return { faults, acknowledged: written.length };
}

async function isSignedIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.get('/desk')).status === 200;
}

/** Wrong passwords at a wrong time must not keep anybody out at the right one. */
async function failToSignIn(address: string): Promise<void> {
  for (let times = 0; times < 6; times += 1) await new Visitor(address).signIn('李干事', 'falsch und falsch');
}

/** At the right time, a day later, no session is left, and the name that was guessed at can sign in. */
async function demandEnds(
  visitors: readonly Visitor[],
  setClock: (at: number) => void,
  start: number,
): Promise<string[]> {
  const faults: string[] = [];
  const [address = ''] = visitors.map((one) => one.address);
  setClock(start + HOUR);
  const { status } = await new Visitor(address).signIn('李干事', PASSWORD);
  if (status !== 303) faults.push(`an hour later somebody cannot sign in: ${status}`);
  setClock(start + 24 * HOUR);
  for (const [index, visitor] of visitors.entries())
    if (await isSignedIn(visitor))
      faults.push(`a session of "${MOVES[index]?.[0] ?? ''}" is good a day later`);
  return faults;
}

/** Numbers follow the order in which things were done, whatever time stands beside them. */
function orderFaults(data: string, written: readonly string[]): string[] {
  const found = inRegister(data, (connection) =>
    connection
      .prepare(
        `SELECT district.name FROM audit_entry JOIN district ON district.number = audit_entry.subject_key
         WHERE kind = 'district.created' AND district.name LIKE 'c%' ORDER BY seq`,
      )
      .pluck()
      .all(),
  );
  return found.join() === written.join() ? [] : [`the trail has ${found.join()}, not ${written.join()}`];
}
