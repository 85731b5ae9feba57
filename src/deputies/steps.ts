/**
 * Steps for writes of other nouns, the importer and the demo. They refuse what may not be, but record nothing in the
 * trail: whoever opened the write records what it did as a whole.
 */
import { categoryPath } from '../categories/steps.ts';
import type { Tx } from '../db/store.ts';
import { findDistrict } from '../districts/store.ts';
import { findDelegation, findGroup } from '../groups/store.ts';
import { leaveDelegation, leaveGroup } from '../groups/steps.ts';
import type { Day } from '../lib/dates.ts';
import { found, Refused } from '../refusals.ts';
import { groundOf, refuseEntry, refuseGround } from './entry-rules.ts';
import { findPerson, getMandate } from './people.ts';
import { searchKeys } from './readings.ts';
import { refuseMandateEvent, type MandateEventKind, type MandateGround } from './rules.ts';
import {
  findDeputy,
  findDeputyById,
  findDeputyOfPerson,
  insertDeputy,
  insertMandateEvent,
  insertPerson,
  updateDeputy,
  updatePerson,
  type DeputyRow,
  type Person,
} from './store.ts';

/** What the register holds about a deputy, person and mandate in one. */
export interface DeputyFields {
  certificateNumber: string;
  name: string;
  /** Typed by staff, syllables apart; empty for the usual reading. */
  reading: string;
  sex: string;
  ethnicity: string;
  /** `YYYY-MM` or empty. */
  bornMonth: string;
  party: string;
  education: string;
  phone: string;
  occupation: string;
  stateWorker: boolean;
  districtId: number;
  delegationId: number | null;
  groupId: number | null;
  /** A subclass, or a main class where no subclass is known (see `ensureCategory`). */
  categoryId: number | null;
  electedOn: Day;
  byElection: boolean;
  upperPost: string;
  oathOn: Day | null;
  oathText: string;
}

type Needed = Pick<DeputyFields, 'certificateNumber' | 'name' | 'districtId' | 'electedOn'>;

/** What is left out stays blank. `personId`: somebody of an earlier term who is re-elected. */
export type NewDeputy = Needed & Partial<DeputyFields> & { personId?: number | null };

/** Adds a deputy (代表) to a term; gives its id. Without `personId` it is a new person, whatever the name. */
export async function addDeputy(tx: Tx, termId: number, input: NewDeputy): Promise<number> {
  await demandFreeCertificate(tx, termId, input.certificateNumber);
  const places = await placesOf(tx, termId, input);
  const personId = await putPerson(tx, termId, input);
  const id = await insertDeputy(tx, {
    ...mandateColumns(input),
    ...places,
    ...needed(input),
    personId,
    termId,
  });
  await demandSoundEntry(tx, id, personId);
  return id;
}

/** Changes what is given of a deputy of the term, and nothing else. Who leaves a group no longer leads it. */
export async function amendDeputy(
  tx: Tx,
  termId: number,
  deputyId: number,
  change: Partial<DeputyFields>,
): Promise<void> {
  const row = found(await findDeputyById(tx, termId, deputyId));
  if (change.certificateNumber !== undefined)
    await demandFreeCertificate(tx, termId, change.certificateNumber, deputyId);
  const columns = { ...mandateColumns(change), ...(await placesOf(tx, termId, change)) };
  if (Object.keys(columns).length > 0) await updateDeputy(tx, deputyId, columns);
  const person = found(await findPerson(tx, row.personId));
  const personal = personColumns(change, person);
  if (Object.keys(personal).length > 0) await updatePerson(tx, person.id, personal);
  await endLeaderships(tx, row, change);
  await demandSoundEntry(tx, deputyId, row.personId);
}

export interface MandateEventInput {
  kind: MandateEventKind;
  on: Day;
  ground: MandateGround | '';
  document: string;
}

/** Adds a mandate event (资格变动) as of `at`; gives the ground it was recorded with. */
export async function addMandateEvent(
  tx: Tx,
  deputyId: number,
  { kind, on, ground: named, document }: MandateEventInput,
  at: number,
): Promise<MandateGround | ''> {
  const ground = groundOf(kind, named);
  const refusedGround = refuseGround(kind, ground);
  if (refusedGround) throw new Refused(refusedGround);
  const refusal = refuseMandateEvent(await getMandate(tx, deputyId), { kind, on });
  if (refusal) throw new Refused(`mandate-${refusal}`);
  await insertMandateEvent(tx, { deputyId, kind, occurredOn: on, ground, document, recordedAt: at });
  return ground;
}

async function demandFreeCertificate(
  tx: Tx,
  termId: number,
  certificateNumber: string,
  own?: number,
): Promise<void> {
  const holder = await findDeputy(tx, termId, certificateNumber);
  if (!holder || holder.id === own) return;
  const person = await findPerson(tx, holder.personId);
  throw new Refused('certificate-taken', { number: certificateNumber, name: person?.name ?? '' });
}

/** The columns of the places that are given, each of which must belong to the term. */
async function placesOf(tx: Tx, termId: number, input: Partial<DeputyFields>) {
  const { districtId, delegationId, groupId, categoryId } = input;
  if (districtId !== undefined && (await findDistrict(tx, districtId))?.termId !== termId)
    throw new Refused('district-unknown');
  if (typeof delegationId === 'number' && !(await findDelegation(tx, termId, delegationId)))
    throw new Refused('delegation-unknown');
  if (typeof groupId === 'number' && !(await findGroup(tx, termId, groupId)))
    throw new Refused('group-unknown');
  return {
    ...given({ districtId, delegationId, groupId }),
    ...(categoryId === undefined ? {} : await categoryColumns(tx, categoryId)),
  };
}

async function categoryColumns(tx: Tx, id: number | null) {
  if (id === null) return { categoryId: null, subcategoryId: null };
  const path = await categoryPath(tx, id);
  if (!path) throw new Refused('category-unknown');
  return { categoryId: path[0]?.id ?? null, subcategoryId: path[1]?.id ?? null };
}

async function putPerson(tx: Tx, termId: number, { personId = null, ...input }: NewDeputy): Promise<number> {
  if (personId === null)
    return insertPerson(tx, {
      ...personColumns(input),
      ...searchKeys(input.name, input.reading ?? ''),
      name: input.name,
    });
  const person = found(await findPerson(tx, personId));
  if (await findDeputyOfPerson(tx, termId, personId))
    throw new Refused('person-has-mandate', { name: person.name });
  await updatePerson(tx, personId, personColumns(withoutBlanks(input), person));
  return personId;
}

/** Search keys follow a new name or a typed reading, and stay as they are otherwise. */
function personColumns(input: Partial<DeputyFields>, known?: Person): Partial<Person> {
  const { name, reading, sex, ethnicity, bornMonth, party, education, phone } = input;
  const nameNow = name ?? known?.name ?? '';
  const isReadAnew = reading !== undefined || (name !== undefined && name !== known?.name);
  const keys = isReadAnew ? searchKeys(nameNow, reading ?? '') : {};
  return { ...given({ name, sex, ethnicity, bornMonth, party, education, phone }), ...keys };
}

function mandateColumns(input: Partial<DeputyFields>): Partial<DeputyRow> {
  const { certificateNumber, occupation, stateWorker, electedOn, byElection, upperPost, oathOn, oathText } =
    input;
  return given({
    certificateNumber,
    occupation,
    stateWorker,
    electedOn,
    byElection,
    upperPost,
    oathOn,
    oathText,
  });
}

function needed({ certificateNumber, districtId, electedOn }: Needed) {
  return { certificateNumber, districtId, electedOn };
}

async function endLeaderships(tx: Tx, before: DeputyRow, change: Partial<DeputyFields>): Promise<void> {
  if (change.delegationId !== undefined && change.delegationId !== before.delegationId)
    await leaveDelegation(tx, before.id);
  if (change.groupId !== undefined && change.groupId !== before.groupId) await leaveGroup(tx, before.id);
}

/** Looks at the entry as it now stands; a refusal takes the whole write back. */
async function demandSoundEntry(tx: Tx, deputyId: number, personId: number): Promise<void> {
  const mandate = await getMandate(tx, deputyId);
  const { bornMonth } = found(await findPerson(tx, personId));
  const refusal = refuseEntry({ bornMonth, oathOn: mandate.oathOn, mandate });
  if (refusal) throw new Refused(refusal);
}

/** What is left blank about a person who is known from an earlier term stays as it was known. */
function withoutBlanks(input: Partial<DeputyFields>): Partial<DeputyFields> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ''));
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only what is not undefined. */
function given<T extends object>(columns: T): Given<T> {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as Given<T>;
}
