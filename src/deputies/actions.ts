import { changesBetween } from '../audit/changes.ts';
import type { Tx } from '../db/store.ts';
import { write, type Doing } from '../db/write.ts';
import { found, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { canTakeBack } from './entry-rules.ts';
import { getMandate, listNamesakes } from './people.ts';
import { describeDeputy } from './record.ts';
import {
  addDeputy,
  addMandateEvent,
  amendDeputy,
  type DeputyFields,
  type MandateEventInput,
  type NewDeputy,
} from './steps.ts';
import { deleteMandateEvent, findDeputy } from './store.ts';

/** Which person is meant: somebody of an earlier term (by id), a new one, or not yet said. */
export type SamePerson = number | 'new' | null;

export type CreateDeputyInput = Omit<NewDeputy, 'personId'> & { samePerson?: SamePerson };

/**
 * Adds a deputy (代表) to the current term; gives the id. Where people of earlier terms bear the same name,
 * it asks which is meant: a re-elected deputy stays one person.
 */
export async function createDeputy(
  doing: Doing,
  { samePerson = null, ...input }: CreateDeputyInput,
): Promise<number> {
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    const personId = await decidePerson(tx, termId, input.name, samePerson);
    const id = await addDeputy(tx, termId, { ...input, personId });
    const after = { ...(await describeDeputy(tx, termId, id)), reelected: personId !== null };
    tx.record({ kind: 'deputy.created', subject: ['deputy', input.certificateNumber], after });
    return id;
  });
}

/** Notes that somebody asked for the whole telephone number of a deputy (查看完整电话). */
export async function notePhoneShown(doing: Doing, certificateNumber: string): Promise<void> {
  await write(doing, async (tx) => {
    await getDeputy(tx, certificateNumber);
    tx.record({ kind: 'deputy.phone-shown', subject: ['deputy', certificateNumber] });
  });
}

async function decidePerson(
  tx: Tx,
  termId: number,
  name: string,
  samePerson: SamePerson,
): Promise<number | null> {
  if (samePerson === 'new') return null;
  const namesakes = await listNamesakes(tx, termId, name);
  if (samePerson === null && namesakes.length > 0) throw new Refused('namesake-undecided', { name });
  if (samePerson !== null && !namesakes.some(({ person }) => person.id === samePerson))
    throw new Refused('namesake-unknown', { name });
  return samePerson;
}

/** Changes what is given of a deputy of the current term; the trail keeps what it was and what it became. */
export async function changeDeputy(
  doing: Doing,
  certificateNumber: string,
  change: Partial<DeputyFields>,
): Promise<void> {
  await write(doing, async (tx) => {
    const { termId, id } = await getDeputy(tx, certificateNumber);
    const before = await describeDeputy(tx, termId, id);
    await amendDeputy(tx, termId, id, change);
    const after = await describeDeputy(tx, termId, id);
    const subject = ['deputy', after.certificateNumber] as const;
    tx.record({ kind: 'deputy.changed', subject, ...changesBetween(before, after) });
  });
}

/** Records a mandate event (资格变动); the rules of the mandate and the grounds of the law decide whether it may be. */
export async function recordMandateEvent(
  doing: Doing,
  certificateNumber: string,
  input: MandateEventInput,
): Promise<void> {
  await write(doing, async (tx) => {
    const { id } = await getDeputy(tx, certificateNumber);
    const ground = await addMandateEvent(tx, id, input, doing.at);
    const subject = ['deputy', certificateNumber] as const;
    tx.record({ kind: 'mandate-event.recorded', subject, after: { ...input, ground } });
  });
}

/** Takes back a mandate event that was recorded by mistake; the trail keeps it, with the reason. */
export async function removeMandateEvent(
  doing: Doing,
  certificateNumber: string,
  eventId: number,
  reason: string,
): Promise<void> {
  await write(doing, async (tx) => {
    const { id } = await getDeputy(tx, certificateNumber);
    const mandate = await getMandate(tx, id);
    const event = found(mandate.events.find((one) => one.id === eventId));
    if (!canTakeBack(mandate, event)) throw new Refused('mandate-event-depended-on');
    await deleteMandateEvent(tx, eventId);
    const subject = ['deputy', certificateNumber] as const;
    tx.record({ kind: 'mandate-event.removed', subject, before: { kind: event.kind, on: event.on }, reason });
  });
}

async function getDeputy(tx: Tx, certificateNumber: string): Promise<{ termId: number; id: number }> {
  const { id: termId } = await getCurrentTerm(tx);
  const { id } = found(await findDeputy(tx, termId, certificateNumber));
  return { termId, id };
}
