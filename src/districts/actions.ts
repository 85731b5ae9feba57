import { write, type Doing } from '../db/write.ts';
import type { Tx } from '../db/store.ts';
import { found, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import type { DistrictInput } from './forms.ts';
import { findDistrict, findDistrictByNumber, insertDistrict, updateDistrict } from './store.ts';

/** Adds a district (选区) to the current term; gives its id. Refuses a number that is taken. */
export async function createDistrict(doing: Doing, input: DistrictInput): Promise<number> {
  return write(doing, async (tx) => {
    const { id: termId } = await getCurrentTerm(tx);
    await demandFreeNumber(tx, termId, input.number);
    const id = await insertDistrict(tx, { ...input, termId });
    tx.record({ kind: 'district.created', subject: ['district', input.number], after: input });
    return id;
  });
}

export async function changeDistrict(doing: Doing, id: number, input: DistrictInput): Promise<void> {
  await write(doing, async (tx) => {
    const before = found(await findDistrict(tx, id));
    await demandFreeNumber(tx, before.termId, input.number, id);
    await updateDistrict(tx, id, input);
    tx.record({ kind: 'district.changed', subject: ['district', input.number], before, after: input });
  });
}

async function demandFreeNumber(tx: Tx, termId: number, number: string, own?: number): Promise<void> {
  const holder = await findDistrictByNumber(tx, termId, number);
  if (holder && holder.id !== own) throw new Refused('district-number-taken', { number, name: holder.name });
}
