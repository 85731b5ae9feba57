import { hidden, newKey, type Answer, type Visitor } from './visitor.ts';
import type { Township } from './township.ts';

const PAPER = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

/** A form that is sent over and over, with words by which its entry is found again. */
export interface Sending {
  who: Visitor;
  /** 'filing' or 'deputy' or 'mark': where the words are to be looked for. */
  leaves: 'filing' | 'deputy' | 'mark';
  /** With a once-only key of its own, unless one is given. */
  send(words: string, key?: string): Promise<Answer>;
}

/** A deputy writes down a visit. */
export function ownFiling(who: Visitor): Sending {
  const send = (words: string, key = newKey()) => who.post('/my/filings/new', { _key: key, ...visit(words) });
  return { who, leaves: 'filing', send };
}

export function ownFilingWithEvidence(who: Visitor): Sending {
  const send = (words: string, key = newKey()) =>
    who.upload('/my/filings/new', { _key: key, ...visit(words) }, { name: '证明.pdf', bytes: PAPER });
  return { who, leaves: 'filing', send };
}

function visit(words: string) {
  return { kind: 'contact.visit', on: 'today', content: words, quantity: '1' };
}

/** The desk enters a filing for a deputy. */
export function deskFiling(who: Visitor, { deputyIds, today }: Township): Sending {
  const fields = (words: string) => ({
    deputy: String(deputyIds[0]),
    kind: 'contact.visit',
    occurredOn: today,
    content: words,
    quantity: '1',
  });
  const send = (words: string, key = newKey()) =>
    who.post('/desk/filings/new', { _key: key, ...fields(words) });
  return { who, leaves: 'filing', send };
}

/** The desk adds a deputy to the roster. */
export function newDeputy(who: Visitor, township: Township): Sending {
  const send = (words: string, key = newKey()) =>
    who.post('/desk/deputies/new', { _key: key, ...deputyFields(words, township) });
  return { who, leaves: 'deputy', send };
}

export function deputyFields(certificateNumber: string, { districtId, today }: Township) {
  return {
    certificateNumber,
    name: '石兰',
    sex: '女',
    districtId: String(districtId),
    electedOn: today,
    samePerson: 'new',
  };
}

/** The desk marks one deputy on the attendance sheet, as its script does; the words are the reason. */
export async function attendanceMark(who: Visitor, { activity, deputyIds }: Township): Promise<Sending> {
  const path = `/desk/activities/${activity}/attendance`;
  const id = deputyIds[1] ?? 0;
  const shown = async () => hidden((await who.get(path)).html, `was-${id}`);
  let was: string | null = await shown();
  const send = async (words: string) => {
    const fields = {
      [`was-${id}`]: was ?? (await shown()),
      [`state-${id}`]: 'late',
      [`reason-${id}`]: words,
      [`approver-${id}`]: '',
    };
    // Without an answer nobody knows what stands there now.
    was = null;
    const answer = await who.post(path, fields, { accept: 'application/json' });
    if (answer.status === 200) was = ['late', words, ''].join('\t');
    return answer;
  };
  return { who, leaves: 'mark', send };
}

/** Whether the program said that it has stored what was sent. */
export function isStored({ leaves }: Sending, { status }: Answer): boolean {
  return status === (leaves === 'mark' ? 200 : 303);
}
