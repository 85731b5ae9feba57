import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyFolder, inFolder, type Drill, type Outcome, type Wishes } from './drill.ts';
import { faultsOf, filesIn, inRegister } from './findings.ts';
import { deskFiling, ownFiling } from './forms.ts';
import { missingIn } from './ledger.ts';
import { command, serve } from './program.ts';
import { makeTownship, PASSWORD, type Township } from './township.ts';
import { hidden, Visitor, visitorOf } from './visitor.ts';

const ROUNDS = 3;
const SIZE = 48 * 1024 * 1024;
const READ = ['/', '/deputies', '/desk/filings', '/desk/deputies', '/my/filings'];
const SAYS = '磁盘已满，本次没有保存';
const BIG = Buffer.concat([
  Buffer.from('%PDF-1.4\n'),
  Buffer.alloc(2 * 1024 * 1024, '%'),
  Buffer.from('\n%%EOF'),
]);

/** A disk of its own fills up under a running server, and is cleared again. */
export const diskFull: Drill = {
  name: 'disk',
  about: 'the disk fills up: a clear page with what was typed, reading goes on, and no restart is needed',
  run: (wishes) =>
    inFolder(async (folder) => {
      const disk = join(folder, 'disk');
      mkdirSync(disk);
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'drill', disk]);
      if (mounted.status !== 0) return leftOut('a small disk of its own needs the right to mount one (root)');
      try {
        return await runRounds(folder, disk, wishes);
      } finally {
        spawnSync('umount', [disk]);
      }
    }),
};

function leftOut(why: string): Outcome {
  return { rounds: 0, acknowledged: 0, lost: 0, faults: [], leftOut: why };
}

async function runRounds(folder: string, disk: string, wishes: Wishes): Promise<Outcome> {
  const township = await makeTownship(join(folder, 'made'), { deputies: 3 });
  const data = copyFolder(join(folder, 'made'), join(disk, 'data'));
  const server = await serve(wishes.program, data);
  const faults: string[] = [];
  const stored: { leaves: 'filing'; words: string }[] = [];
  const rounds = wishes.rounds ?? ROUNDS;
  try {
    const desk = await visitorOf(server.address, township.clerks[0] ?? '', PASSWORD);
    const deputy = await visitorOf(server.address, township.deputies[0] ?? '', PASSWORD);
    for (let round = 1; round <= rounds; round += 1) {
      const people = {
        desk,
        deputy,
        township,
        say: (fault: string) => void faults.push(`round ${round}: ${fault}`),
      };
      const words = await fillUp(disk, people, round);
      for (const one of words) stored.push({ leaves: 'filing', words: one });
    }
  } finally {
    await server.stop();
  }
  const lost = missingIn(data, stored);
  faults.push(...lost.map((words) => `${words} is not there`), ...(await faultsOf(data)));
  const told = inRegister(data, (connection) =>
    connection.prepare("SELECT count(*) FROM audit_entry WHERE kind = 'storage.failed'").pluck().get(),
  );
  if (told !== rounds) faults.push(`the trail tells of ${String(told)} full disks, not of ${rounds}`);
  const verified = command(wishes.program, 'verify', '--data', data);
  if (verified.status !== 0) faults.push(`verify: ${verified.stderr}`);
  return { rounds, acknowledged: stored.length, lost: lost.length, faults };
}

interface People {
  desk: Visitor;
  deputy: Visitor;
  township: Township;
  say: (fault: string) => void;
}

/** One disk that fills up and is cleared; gives the words of what was stored on the way. */
async function fillUp(disk: string, people: People, round: number): Promise<string[]> {
  const { desk, deputy, township, say } = people;
  const filler = join(disk, `filler-${round}`);
  const stored: string[] = [];
  const sending = deskFiling(desk, township);
  fill(disk, filler);
  // The log has room of its own for a while; every answer until then is kept to.
  let refused = '';
  let html = '';
  for (let count = 1; refused === '' && count < 500; count += 1) {
    const words = `d${round}-${count}-${'满'.repeat(400)}`;
    const answer = await sending.send(words);
    if (answer.status === 303) stored.push(words);
    else if (answer.status === 507) [refused, html] = [words, answer.html];
    else say(`${answer.status} in place of 507`);
  }
  if (!html.includes(SAYS)) say('no page says that the disk is full');
  if (!html.includes(`value="${refused}"`)) say('what was typed is not on the page');
  await refuseOthers(disk, people);
  for (const path of READ) {
    const { status } = await (path.startsWith('/my') ? deputy : desk).get(path);
    if (status !== 200) say(`reading ${path}: ${status}`);
  }
  rmSync(filler);
  // The page itself is sent again, as the person who reads it does.
  const again = await desk.post('/desk/filings/new', { ...typedOn(html), _key: hidden(html, '_key') });
  if (again.status === 303) stored.push(refused);
  else say(`sending the page again: ${again.status}`);
  const own = `d${round}-own`;
  if ((await ownFiling(deputy).send(own)).status === 303) stored.push(own);
  else say('nothing can be stored after there is space again');
  return stored;
}

/** Files of evidence, scripts and sign-in are answered as clearly, and leave nothing behind. */
async function refuseOthers(disk: string, { deputy, township, say }: People): Promise<void> {
  const before = filesIn(join(disk, 'data')).join();
  const fields = { kind: 'contact.visit', on: 'today', content: '带佐证的登记' };
  const uploaded = await deputy.upload(
    '/my/filings/new',
    fields,
    { name: '大.pdf', bytes: BIG },
    { place: '楠新村' },
  );
  if (uploaded.status !== 507) say(`evidence: ${uploaded.status} in place of 507`);
  if (!uploaded.html.includes('楠新村')) say('what was typed after the file is not on the page');
  if (filesIn(join(disk, 'data')).join() !== before) say('a part of a file was left');
  const visitor = new Visitor(deputy.address);
  const signedIn = await visitor.signIn(township.clerks[1] ?? '', PASSWORD);
  if (signedIn.status !== 507 || signedIn.html.includes(PASSWORD)) say(`signing in: ${signedIn.status}`);
}

function typedOn(html: string): Record<string, string> {
  const fields = [...html.matchAll(/<input type="hidden" name="([a-zA-Z]+)" value="([^"]*)">/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}

/** Takes all space that is left, to the last byte. */
function fill(disk: string, filler: string): void {
  writeFileSync(filler, '');
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
    const block = Buffer.alloc(size);
    try {
      while (statfsSync(disk).bavail > 0) writeFileSync(filler, block, { flag: 'a' });
    } catch {
      // The next block is half as large.
    }
  }
}
