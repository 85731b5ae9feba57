import { listLedBy } from '../groups/store.ts';
import type { Reader } from '../db/store.ts';
import { found } from '../refusals.ts';
import { findRosterEntryById, type RosterEntry } from './store.ts';

/** A deputy as the trail describes one: by the names and numbers that people know, not by ids. */
export async function describeDeputy(reader: Reader, termId: number, id: number) {
  const entry = found(await findRosterEntryById(reader, termId, id));
  return { ...personal(entry), ...official(entry), leads: await listLedBy(reader, id) };
}

function personal({ person }: RosterEntry) {
  const { name, pinyin, sex, ethnicity, bornMonth, party, education, phone } = person;
  return { name, pinyin, sex, ethnicity, bornMonth, party, education, phone };
}

function official(entry: RosterEntry) {
  const { certificateNumber, occupation, stateWorker, upperPost, electedOn, byElection, oathOn, oathText } =
    entry;
  return {
    certificateNumber,
    district: entry.district.number,
    delegation: entry.delegation?.name ?? null,
    group: entry.group?.name ?? null,
    category: entry.category?.name ?? null,
    subcategory: entry.subcategory?.name ?? null,
    occupation,
    stateWorker,
    upperPost,
    electedOn,
    byElection,
    oathOn,
    oathText,
  };
}
