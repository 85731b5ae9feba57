import { copyFolder, inFolder, type Drill, type Outcome, type Wishes } from './drill.ts';
import { faultsOf, inRegister } from './findings.ts';
import { deputyFields } from './forms.ts';
import { serveHere, type ServingHere } from './serving.ts';
import { makeTownship, PASSWORD, type Township } from './township.ts';
import { newKey, visitorOf, type Answer, type Visitor } from './visitor.ts';
import { join } from 'node:path';

const HOUR = 60 * 60 * 1000;
const PAPER = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

/** However often and whenever one form is sent, it makes one entry and is answered the same. */
export const doubleSubmit: Drill = {
  name: 'double-submit',
  about: 'the same form 2 and 10 times at once, after a restart, after 23 hours, and with other contents',
  run: (wishes) => inFolder((folder) => runRounds(folder, wishes)),
};

interface Form {
  name: string;
  login: string;
  send(who: Visitor, key: string, words: string): Promise<Answer>;
  /** Rows of the entry and of its trail. */
  count: string;
}

async function runRounds(folder: string, wishes: Wishes): Promise<Outcome> {
  const made = join(folder, 'made');
  const township = await makeTownship(made, { deputies: 2 });
  const faults: string[] = [];
  const rounds = wishes.rounds ?? 1;
  let sent = 0;
  for (let round = 1; round <= rounds; round += 1)
    for (const form of formsOf(township).filter((_form, index) => !wishes.isShort || index % 2 === 1)) {
      const data = copyFolder(made, join(folder, 'data'));
      const wrong = await sendOverAndOver(data, form);
      faults.push(...wrong.map((fault) => `${form.name}: ${fault}`));
      sent += 1;
    }
  return {
    rounds,
    acknowledged: sent,
    lost: 0,
    faults,
    figures: `${sent} forms, 15 times each`,
  };
}

function formsOf(township: Township): Form[] {
  const { clerks, deputies, deputyIds, today } = township;
  const [clerk = ''] = clerks;
  const [deputy = ''] = deputies;
  const visit = (words: string) => ({ kind: 'contact.visit', content: words, quantity: '1' });
  const filings = `SELECT (SELECT count(*) FROM filing WHERE content LIKE 'w%'),
    (SELECT count(*) FROM audit_entry WHERE kind = 'filing.created')`;
  return [
    {
      name: 'own filing',
      login: deputy,
      send: (who, _key, words) =>
        who.post('/my/filings/new', { ...visit(words), on: '', occurredOn: today, _key }),
      count: filings,
    },
    {
      name: 'own filing with evidence',
      login: deputy,
      send: (who, _key, words) =>
        who.upload(
          '/my/filings/new',
          { ...visit(words), on: '', occurredOn: today, _key },
          { name: '证明.pdf', bytes: PAPER },
        ),
      count: `${filings}, (SELECT count(*) FROM evidence)`,
    },
    {
      name: 'filing by the desk',
      login: clerk,
      send: (who, _key, words) =>
        who.post('/desk/filings/new', {
          ...visit(words),
          deputy: String(deputyIds[0]),
          occurredOn: today,
          _key,
        }),
      count: filings,
    },
    {
      name: 'deputy',
      login: clerk,
      send: (who, _key, words) => who.post('/desk/deputies/new', { ...deputyFields(words, township), _key }),
      count: `SELECT (SELECT count(*) FROM deputy WHERE certificate_number LIKE 'w%'),
        (SELECT count(*) FROM audit_entry WHERE kind = 'deputy.created' AND subject_key LIKE 'w%')`,
    },
  ];
}

async function sendOverAndOver(data: string, form: Form): Promise<string[]> {
  const faults: string[] = [];
  const key = newKey();
  const targets = new Set<string>();
  let now = Date.now();
  let server: ServingHere = await serveHere(data, () => now);
  let who = await visitorOf(server.address, form.login, PASSWORD);
  const again = async (times: number, when: string) => {
    const answers = await Promise.all(Array.from({ length: times }, () => form.send(who, key, 'w1')));
    for (const { status, location } of answers) {
      if (status !== 303) faults.push(`${when}: ${status}`);
      targets.add(location);
    }
    const counts = inRegister(data, (connection) => connection.prepare(form.count).raw().get()) as number[];
    if (counts.some((count) => count !== 1)) faults.push(`${when}: ${counts.join(' and ')} in place of 1`);
  };
  await again(2, 'twice');
  await again(10, 'ten times');
  await server.stop();
  server = await serveHere(data, () => now);
  who.address = server.address;
  await again(2, 'after a restart');
  now += 23 * HOUR;
  // The desk's own session is over by then.
  who = await visitorOf(server.address, form.login, PASSWORD);
  await again(1, 'after 23 hours');
  const other = await form.send(who, key, 'w2');
  if (other.status !== 409 && other.status !== 422) faults.push(`with other contents: ${other.status}`);
  if (!/<h1>[^<]+<\/h1>\s*<p class="lead">[^<]{10,}/.test(other.html))
    faults.push('nothing explains the refusal');
  if (targets.size !== 1) faults.push(`answered with ${[...targets].join(', ')}`);
  await server.stop();
  return [...faults, ...(await faultsOf(data))];
}
