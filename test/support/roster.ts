import type { Store } from '../../src/db/store.ts';
import { createDeputy, type CreateDeputyInput } from '../../src/deputies/actions.ts';
import { createDistrict } from '../../src/districts/actions.ts';
import { findDeputyById } from '../../src/deputies/store.ts';
import { findDistrictByNumber } from '../../src/districts/store.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { NOW, doingAt } from './world.ts';

/** Adds a district of that number; gives its id. */
export async function addDistrict(store: Store, number = '1', name = `第${number}选区`): Promise<number> {
  return createDistrict(doingAt(store), { number, name, villages: [], seats: 1 });
}

/** Adds a deputy elected on 2026-01-10, in a district of the test's own unless one is named; gives the id. */
export async function addTestDeputy(
  store: Store,
  certificateNumber: string,
  name: string,
  more: Partial<CreateDeputyInput> = {},
  at = NOW,
): Promise<number> {
  const districtId = more.districtId ?? (await sharedDistrict(store));
  return createDeputy(doingAt(store, at), {
    electedOn: '2026-01-10',
    ...more,
    certificateNumber,
    name,
    districtId,
  });
}

/** The person whose mandate this is. */
export async function personOfDeputy(store: Store, deputyId: number): Promise<number> {
  const term = await getCurrentTerm(store.read);
  return found(await findDeputyById(store.read, term.id, deputyId)).personId;
}

async function sharedDistrict(store: Store): Promise<number> {
  const term = await getCurrentTerm(store.read);
  const known = await findDistrictByNumber(store.read, term.id, '99');
  return known?.id ?? addDistrict(store, '99', '共用选区');
}
