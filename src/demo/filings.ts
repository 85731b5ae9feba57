import { write, type Doing } from '../db/write.ts';
import type { FILING_KINDS } from '../duties/rules.ts';
import type { PreparedFile } from '../evidence/intake.ts';
import { releaseEvidence } from '../evidence/actions.ts';
import { attach } from '../evidence/steps.ts';
import { listEvidence } from '../evidence/store.ts';
import {
  confirmFilings,
  createFiling,
  returnFiling,
  submitFiling,
  voidFiling,
  type FilingInput,
} from '../filings/actions.ts';
import { addFiling } from '../filings/steps.ts';
import { findFiling } from '../filings/store.ts';
import { groupBy } from '../lib/group-by.ts';
import { addDays, quarterEnd, type Day } from '../lib/dates.ts';
import { found } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { eveningTime, instantOf, officeTime, workday } from './clock.ts';
import { loginOfDeputy } from './content/accounts.ts';
import { FILINGS_APART } from './content/filings-apart.ts';
import { CLOSINGS } from './content/schemes.ts';
import { planFilings, type PlannedFiling } from './filing-plan.ts';
import { picturesOf } from './pictures.ts';
import type { Scene, Stage } from './timeline.ts';

/** A planned filing with what becomes of it. */
interface Case extends PlannedFiling {
  key: string;
  enteredOn: Day;
  end: 'confirmed' | 'returned' | 'again' | 'voided' | 'waiting';
  endedOn: Day;
  why: string;
}

/** Filings: deputies with an account hand theirs in, the clerk enters the others' and reviews them all. */
export function filingScenes(): Scene[] {
  const cases = [...planFilings().map(ordinary), ...FILINGS_APART.map(apart)];
  const confirmed = cases.filter(({ end }) => end === 'confirmed');
  return [
    ...cases.map(entry),
    ...[...groupBy(confirmed, ({ endedOn }) => endedOn)].map(([day, reviewed]) => review(day, reviewed)),
    ...cases.flatMap(otherEnd),
    ...confirmed
      .filter(({ kind }) => kind === 'deed.done')
      .filter((_, n) => n % 3 === 0)
      .map(released),
  ];
}

function ordinary(filing: PlannedFiling, index: number): Case {
  const isOwn = loginOfDeputy(filing.deputy) !== '';
  const reported = addDays(filing.on, 1 + (index % 3));
  const enteredOn = isOwn ? reported : workday(reported);
  const reviewedOn = workday(addDays(enteredOn, 2 + ((index * 5) % 7)));
  const endedOn = beforeClosing(filing.on, enteredOn, reviewedOn);
  return { ...filing, key: `plan ${index}`, enteredOn, end: 'confirmed', endedOn, why: '' };
}

/** What is in before its quarter is closed is reviewed before, too. */
function beforeClosing(on: Day, enteredOn: Day, reviewedOn: Day): Day {
  const closing = CLOSINGS.find(({ quarter }) => on <= quarterEnd(quarter));
  return closing && enteredOn <= closing.day && reviewedOn > closing.day ? closing.day : reviewedOn;
}

function apart(line: (typeof FILINGS_APART)[number], index: number): Case {
  return {
    deputy: line.deputy,
    kind: line.kind,
    on: line.on,
    content: line.content,
    place: line.place,
    result: line.result,
    key: `apart ${index}`,
    quantity: Number(line.quantity),
    yuan: line.yuan === '' ? null : Number(line.yuan),
    enteredOn: line.entered,
    end: line.end as Case['end'],
    endedOn: line.ended,
    why: line.why,
  };
}

function entry(filing: Case, index: number): Scene {
  const login = loginOfDeputy(filing.deputy);
  const time = login === '' ? officeTime(index) : eveningTime(index);
  const play = async (stage: Stage, doing: Doing) => {
    const input = inputOf(stage, filing);
    const files = await picturesOf(filing.kind, index);
    const code = login === '' ? await createFiling(doing, input, files) : await handIn(doing, input, files);
    stage.codes.set(filing.key, code);
  };
  return { at: instantOf(filing.enteredOn, time), by: login || 'clerk', play };
}

/** As a deputy hands in what it did. */
async function handIn(doing: Doing, input: FilingInput, files: readonly PreparedFile[]): Promise<string> {
  const { deputy: deputyId, quantity: quantityHundredths, amount: amountCents, ...words } = input;
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    const { id, code } = await addFiling(tx, {
      termId,
      deputyId,
      quantityHundredths,
      amountCents,
      ...words,
      source: 'deputy',
      state: 'submitted',
      enteredBy: doing.actor.accountId,
      submittedAt: doing.at,
    });
    tx.record({
      kind: 'filing.submitted',
      subject: ['filing', code],
      after: { ...words, state: 'submitted' },
    });
    await attach(tx, { filingId: id, files, at: doing.at, by: doing.actor.accountId });
    return code;
  });
}

function inputOf(stage: Stage, filing: PlannedFiling): FilingInput {
  const { deputy, kind, on, content, place, result, quantity, yuan } = filing;
  return {
    content,
    place,
    result,
    occurredOn: on,
    quantity: quantity * 100,
    deputy: stage.idOf('deputy', deputy),
    kind: kind as (typeof FILING_KINDS)[number],
    amount: yuan === null ? null : yuan * 100,
  };
}

/** One sitting over the filings that wait, as the list of ticked ones sends them. */
function review(day: Day, reviewed: readonly Case[]): Scene {
  return clerks(day, '15:20', (stage, doing) =>
    confirmFilings(
      doing,
      reviewed.map(({ key }) => codeOf(stage, key)),
    ),
  );
}

/** The picture of a deed goes on its deputy's public page. */
function released({ key, endedOn }: Case): Scene {
  return clerks(endedOn, '15:50', async (stage, doing) => {
    const code = codeOf(stage, key);
    const { read } = stage.store;
    const { id: termId } = await getCurrentTerm(read);
    const filing = found(await findFiling(read, { termId }, code));
    for (const { name } of await listEvidence(read, filing.id)) await releaseEvidence(doing, code, name);
  });
}

function otherEnd(filing: Case): Scene[] {
  const { key, endedOn, end, why } = filing;
  const [reason = '', improved = ''] = why.split(' → ');
  if (end === 'returned')
    return [clerks(endedOn, '15:40', (stage, doing) => returnFiling(doing, codeOf(stage, key), reason))];
  if (end === 'voided') {
    return [
      clerks(workday(addDays(filing.enteredOn, 1)), '15:25', (stage, doing) =>
        confirmFilings(doing, [codeOf(stage, key)]),
      ),
      clerks(endedOn, '16:10', (stage, doing) => voidFiling(doing, codeOf(stage, key), reason)),
    ];
  }
  return end === 'again' ? secondTry(filing, reason, improved) : [];
}

function secondTry(filing: Case, reason: string, improved: string): Scene[] {
  const { key, endedOn, deputy } = filing;
  const resubmitted = addDays(endedOn, 1);
  return [
    clerks(endedOn, '15:40', (stage, doing) => returnFiling(doing, codeOf(stage, key), reason)),
    {
      at: instantOf(resubmitted, '09:30'),
      by: loginOfDeputy(deputy) || 'clerk',
      play: (stage, doing) =>
        submitFiling(doing, codeOf(stage, key), inputOf(stage, { ...filing, content: improved })),
    },
    clerks(workday(addDays(resubmitted, 1)), '15:20', (stage, doing) =>
      confirmFilings(doing, [codeOf(stage, key)]),
    ),
  ];
}

function clerks(day: Day, time: string, play: Scene['play']): Scene {
  return { at: instantOf(day, time), by: 'clerk', play };
}

function codeOf(stage: Stage, key: string): string {
  const code = stage.codes.get(key);
  if (code === undefined) throw new Error(`no filing ${key}`);
  return code;
}
